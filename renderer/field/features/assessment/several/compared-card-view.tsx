import type { ReactElement, ReactNode } from 'react';
import type { Level } from '#domain/assessment/assessment.ts';
import type { Consolidation } from '#domain/assessment/several-assessors.ts';
import type { Indicator } from '#domain/instrument/maturity-model.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { RadioRows } from '#renderer/ui/radio-rows.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { QuestionHead, useLevelRows } from './question-head-view.tsx';
import { RecordFoot } from './record-foot-view.tsx';
import { type RatingLine, RatingLinesView } from './rating-lines-view.tsx';
import type { RatingsStand } from './ratings-list.ts';
import './several.css';

/** The lead's decision as it is being made. */
export interface DecisionDraft {
  readonly level: Level | null;
  readonly reason: string;
}

interface ComparedCardViewProps {
  readonly indicator: Indicator;
  readonly stands: RatingsStand;
  /** The answer first, then the independent ratings. */
  readonly lines: readonly RatingLine[];
  readonly consolidation: Consolidation | null;
  /** Present where this person decides. */
  readonly deciding?:
    | {
        readonly draft: DecisionDraft;
        readonly isIncomplete: boolean;
        readonly problem: Message | null;
        readonly hits: ReactNode;
        readonly onChange: (draft: DecisionDraft) => void;
        readonly onDecide: () => void;
      }
    | undefined;
}

/** The ratings of one question side by side, and the lead's decision where they differ. */
export function ComparedCardView(props: ComparedCardViewProps): ReactElement {
  const { indicator, stands, lines, consolidation, deciding } = props;
  const say = useSay();
  const { id, title } = indicator;
  return (
    <Card isCurrent label={`${id} ${title}`}>
      <QuestionHead indicator={indicator} />
      <div className="several-lines">
        <RatingLinesView lines={lines} />
      </div>
      {stands === 'agrees' && <Banner meaning="good">{say('several.compare.agrees')}</Banner>}
      {stands === 'differs' && <Banner meaning="wait">{say('several.compare.differs')}</Banner>}
      {stands === 'waits' && <Banner meaning="info">{say('several.compare.waits')}</Banner>}
      {consolidation !== null && (
        <Banner meaning="good" title={say('several.decided', { level: consolidation.level })}>
          <span dir="auto">{consolidation.reason}</span>
        </Banner>
      )}
      {deciding && <Deciding {...deciding} indicator={indicator} />}
    </Card>
  );
}

type DecidingProps = NonNullable<ComparedCardViewProps['deciding']> & { readonly indicator: Indicator };

function Deciding(props: DecidingProps): ReactElement {
  const { indicator, draft, isIncomplete, problem, hits, onChange, onDecide } = props;
  const say = useSay();
  const rows = useLevelRows(indicator);
  return (
    <div className="assess-answer">
      <RadioRows
        label={say('several.decide.level')}
        rows={rows}
        value={draft.level === null ? null : `${draft.level}`}
        onChange={(level) => onChange({ ...draft, level: Number(level) as Level })} // the rows are the levels
        problem={isIncomplete && draft.level === null ? say('several.blind.levelMissing') : undefined}
      />
      <TextArea
        label={say('several.decide.reason')}
        value={draft.reason}
        onChange={(reason) => onChange({ ...draft, reason })}
        problem={isIncomplete && draft.reason.trim() === '' ? say('several.decide.reasonMissing') : undefined}
        maxLength={20_000}
      />
      {hits}
      <RecordFoot act={say('several.decide.act')} problem={problem} onAct={onDecide} />
    </div>
  );
}
