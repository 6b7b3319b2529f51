import { useState, type ReactElement, type ReactNode } from 'react';
import { assigneeOf } from '#domain/assessment/read-several.ts';
import type { Document } from '#domain/document/document.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { Indicator } from '#domain/instrument/maturity-model.ts';
import type { ChoiceProblem } from '#renderer/field/app/use-document.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import type { Message } from '#renderer/i18n/message.ts';
import type { AssessmentModel, DimensionModel } from './assessment-model.ts';
import { DimensionPageView, type PageLink } from './dimension-page-view.tsx';
import { QuestionCard } from './question-card.tsx';
import type { QuestionActs } from './question-card-view.tsx';
import { questionModelOf } from './question-model.ts';
import { SkippedLineView } from './skipped-line-view.tsx';
import { nameIn, type Team } from './several/team.ts';

interface DimensionPageProps {
  readonly log: LogId;
  readonly model: AssessmentModel;
  /** As the store has it; its dots are what the text fields replace. */
  readonly saved: Document;
  readonly dimension: DimensionModel;
  readonly focused: string | null;
  readonly isReadOnly: boolean;
  readonly names: Readonly<Record<DeviceId, string>>;
  readonly team: Team;
  readonly problems: ReadonlyMap<string, ChoiceProblem>;
  readonly acts: QuestionActs;
  readonly onFocus: (question: string) => void;
  readonly notice: ReactNode;
  readonly previous: PageLink | null;
  readonly next: PageLink | null;
}

/** The questions of one dimension. At most eight cards, each drawn again only when it changes: cheaper than virtualising. */
export function DimensionPage(props: DimensionPageProps): ReactElement {
  const { log, model, saved, dimension, focused, isReadOnly, names, acts, onFocus } = props;
  const [revealed, setRevealed] = useState<ReadonlySet<string>>(new Set());

  const one = (indicator: Indicator): ReactElement => {
    const question = questionModelOf(indicator, { ...model, saved });
    const { id } = indicator;
    if (question.asked.kind === 'skipped' && !revealed.has(id)) {
      return (
        <SkippedLineView
          key={id}
          indicator={indicator}
          why={question.asked.why}
          onShow={() => setRevealed(new Set([...revealed, id]))}
        />
      );
    }
    return (
      <QuestionCard
        key={id}
        log={log}
        indicator={indicator}
        question={question}
        isFocused={focused === id}
        isReadOnly={isReadOnly}
        names={names}
        assignee={nameIn(props.team, assigneeOf(model.document, id))}
        problem={problemOf(props.problems, id)}
        acts={acts}
        onFocus={onFocus}
      />
    );
  };

  return (
    <DimensionPageView
      code={dimension.dimension.code}
      title={dimension.dimension.title}
      purpose={dimension.dimension.purpose}
      notice={props.notice}
      previous={props.previous}
      next={props.next}
    >
      {dimension.indicators.map(one)}
    </DimensionPageView>
  );
}

function problemOf(problems: ReadonlyMap<string, ChoiceProblem>, qid: string): Message | null {
  const found = [...problems].find(([path]) => path.startsWith(`answers/${qid}/`));
  return found ? refusalMessage(found[1]) : null;
}
