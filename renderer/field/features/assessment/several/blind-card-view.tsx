import { EyeOff } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { EvidenceStrength, type Level } from '#domain/assessment/assessment.ts';
import type { Indicator } from '#domain/instrument/maturity-model.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { RadioRows } from '#renderer/ui/radio-rows.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { strengthKey } from '#renderer/field/parts/evidence-words.ts';
import { QuestionHead, useLevelRows } from './question-head-view.tsx';
import { RecordFoot } from './record-foot-view.tsx';

/** An independent rating as it is being made. */
export interface RatingDraft {
  readonly level: Level | null;
  readonly evidence: EvidenceStrength;
  readonly rationale: string;
}

interface BlindCardViewProps {
  readonly indicator: Indicator;
  readonly draft: RatingDraft;
  /** No level was chosen when it was to be recorded. */
  readonly isIncomplete: boolean;
  readonly problem: Message | null;
  /** What may name a person in the rationale. */
  readonly hits: ReactNode;
  readonly onChange: (draft: RatingDraft) => void;
  readonly onRecord: () => void;
}

/** Rates a question without showing what anybody else has rated. */
export function BlindCardView(props: BlindCardViewProps): ReactElement {
  const { indicator, draft, isIncomplete, problem, hits, onChange, onRecord } = props;
  const say = useSay();
  const rows = useLevelRows(indicator);
  const { id, title, question, evidence_prompt: prompt } = indicator;
  return (
    <Card isCurrent label={`${id} ${title}`}>
      <QuestionHead indicator={indicator} />
      <Banner meaning="info" icon={EyeOff} isQuiet>
        {say('several.blind.text')}
      </Banner>
      <RadioRows
        label={`${id} ${question}`}
        hideLabel
        rows={rows}
        value={draft.level === null ? null : `${draft.level}`}
        onChange={(level) => onChange({ ...draft, level: Number(level) as Level })} // the rows are the levels
        problem={isIncomplete && draft.level === null ? say('several.blind.levelMissing') : undefined}
      />
      <div className="assess-answer">
        <RadioRows
          label={say('several.blind.evidence')}
          description={say('assessment.evidence.prompt', { prompt })}
          rows={EvidenceStrength.options.map((strength) => ({
            value: strength,
            text: `${strength} · ${say(strengthKey(strength))}`,
          }))}
          isCompact
          value={draft.evidence}
          onChange={(evidence) => onChange({ ...draft, evidence })}
        />
        <TextArea
          label={say('assessment.reason')}
          value={draft.rationale}
          onChange={(rationale) => onChange({ ...draft, rationale })}
          maxLength={20_000}
        />
        {hits}
        <RecordFoot act={say('several.blind.record')} problem={problem} onAct={onRecord} />
      </div>
    </Card>
  );
}
