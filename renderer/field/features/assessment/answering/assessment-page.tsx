import { type ReactElement, type ReactNode, useMemo, useState } from 'react';
import { indicatorAssigneeOf } from '#domain/assessment/question-assignee.ts';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { defaultMaturityModel, type Indicator } from '#domain/scoring/maturity-model.ts';
import {
  type ChoiceProblem,
  type OpenDocument,
  writeRefusalMessage,
} from '#renderer/field/app/documents/use-document.ts';
import type { PageLink } from '#renderer/form/section-list-view.tsx';
import { type Message, useTranslate } from '#renderer/i18n';
import type { AssessmentFacts } from '../assessment-facts.ts';
import { AssessmentNoticeView, DoNotRecordNotice } from '../assessment-frame-view.tsx';
import { type AssessmentTeam, teamMemberName } from '../assignment/assessment-team.ts';
import {
  type AssessmentModel,
  conflictingScreeningQuestions,
  type DimensionModel,
} from './assessment-model.ts';
import { DimensionPageView } from './dimension-page-view.tsx';
import { QuestionCard } from './question-card.tsx';
import type { QuestionHandlers } from './question-card-view.tsx';
import { questionModelOf } from './question-model.ts';
import { ScreeningView } from './screening-view.tsx';
import { SkippedQuestionView } from './skipped-question-view.tsx';
import type { AssessmentHandlers } from './use-assessment-handlers.ts';

interface AssessmentPageProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly model: AssessmentModel;
  readonly facts: AssessmentFacts;
  /** Absent on the screening page. */
  readonly dimension: DimensionModel | undefined;
  readonly team: AssessmentTeam;
  readonly focused: string | null;
  readonly acts: AssessmentHandlers;
  readonly onFocus: (question: string) => void;
  readonly previous: PageLink | null;
  readonly next: PageLink | null;
}

/** The middle column: the screening, or one dimension. */
export function AssessmentPage(props: AssessmentPageProps): ReactElement {
  const { log, open, model, facts, dimension, acts, onFocus } = props;
  const { mode, otherInstrument, held, status } = facts;
  const notice = useMemo(
    () => (
      <>
        <AssessmentNoticeView mode={mode} otherInstrument={otherInstrument} held={held} />
        <DoNotRecordNotice status={status} />
      </>
    ),
    [mode, otherInstrument, held, status],
  );
  const page = {
    focused: props.focused,
    isReadOnly: mode !== 'open',
    problems: open.problems,
    onFocus,
    previous: props.previous,
    next: props.next,
    notice,
  };
  return dimension ? (
    <DimensionPage
      {...page}
      log={log}
      model={model}
      saved={open.queryResult.document}
      dimension={dimension}
      team={props.team}
      acts={acts.question}
    />
  ) : (
    <ScreeningPage
      {...page}
      screening={model.screening}
      contested={conflictingScreeningQuestions(model)}
      onChoose={acts.onScreening}
    />
  );
}

interface DimensionPageProps {
  readonly log: LogId;
  readonly model: AssessmentModel;
  /** Stored document; text fields replace its dots. */
  readonly saved: Document;
  readonly dimension: DimensionModel;
  readonly focused: string | null;
  readonly isReadOnly: boolean;
  readonly team: AssessmentTeam;
  readonly problems: ReadonlyMap<string, ChoiceProblem>;
  readonly acts: QuestionHandlers;
  readonly onFocus: (question: string) => void;
  readonly notice: ReactNode;
  readonly previous: PageLink | null;
  readonly next: PageLink | null;
}

/** The questions of one dimension. At most eight cards, each drawn again only when it changes: cheaper than virtualising. */
function DimensionPage(props: DimensionPageProps): ReactElement {
  const { log, model, saved, dimension, focused, isReadOnly, acts, onFocus } = props;
  const [revealed, setRevealed] = useState<ReadonlySet<string>>(new Set());

  const one = (indicator: Indicator): ReactElement => {
    const question = questionModelOf(indicator, { ...model, saved });
    const { id } = indicator;
    if (question.asked.kind === 'skipped' && !revealed.has(id)) {
      return (
        <SkippedQuestionView
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
        assignee={teamMemberName(props.team, indicatorAssigneeOf(model.document, id))}
        problem={questionProblemMessage(props.problems, id)}
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

function questionProblemMessage(problems: ReadonlyMap<string, ChoiceProblem>, qid: string): Message | null {
  const found = [...problems].find(([path]) => path.startsWith(`answers/${qid}/`));
  return found ? writeRefusalMessage(found[1]) : null;
}

interface ScreeningPageProps {
  readonly screening: Readonly<Record<string, string>>;
  readonly contested: readonly string[];
  readonly focused: string | null;
  readonly isReadOnly: boolean;
  readonly problems: ReadonlyMap<string, ChoiceProblem>;
  readonly onChoose: (question: string, answer: string) => void;
  readonly onFocus: (question: string) => void;
  readonly notice: ReactNode;
  readonly next: PageLink | null;
}

/** Screening questions: they decide which questions apply. */
function ScreeningPage(props: ScreeningPageProps): ReactElement {
  const translate = useTranslate();
  const problems = [...props.problems].flatMap(([path, choiceProblem]) =>
    path.startsWith('screening/')
      ? [[path.slice('screening/'.length), writeRefusalMessage(choiceProblem)] as const]
      : [],
  );
  return (
    <DimensionPageView
      code={null}
      title={translate('path.screening')}
      purpose={translate('assessment.screening.why')}
      notice={props.notice}
      previous={null}
      next={props.next}
    >
      <ScreeningView
        instrument={defaultMaturityModel}
        screening={props.screening}
        contested={props.contested}
        focused={props.focused}
        isReadOnly={props.isReadOnly}
        problems={Object.fromEntries(problems)}
        onChoose={props.onChoose}
        onFocus={props.onFocus}
      />
    </DimensionPageView>
  );
}
