import { createContext, type ReactElement, use, useMemo } from 'react';
import { questionAssigneeOf } from '#domain/assessment/question-assignee.ts';
import type { Document } from '#domain/document/document.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import { maturityModelOf } from '#domain/scoring/needs-assessment.ts';
import type { FormQuestion } from '#forms/engine/form.ts';
import type { Instrument, QuestionId } from '#forms/model/instrument.ts';
import { type PlacedNode, placedNodes } from '#forms/model/placed-nodes.ts';
import {
  type ChoiceProblem,
  type OpenDocument,
  writeRefusalMessage,
} from '#renderer/field/app/documents/use-document.ts';
import { useFormContext } from '#renderer/form/form-context.ts';
import { type AssessmentModel, assessmentModelOf } from '../answering/assessment-model.ts';
import { QuestionCard } from '../answering/question-card.tsx';
import type { QuestionHandlers } from '../answering/question-card-view.tsx';
import { questionModelOf } from '../answering/question-model.ts';
import { useAssessmentHandlers } from '../answering/use-assessment-handlers.ts';
import { type AssessmentTeam, teamMemberName } from '../assignment/assessment-team.ts';
import { useAssessmentTeam } from '../assignment/use-assessment-team.ts';
import { useEvidenceDialogs } from '../evidence/use-evidence-dialogs.tsx';
import type { UnsentComments } from '../question-context/question-comments.tsx';
import { QuestionContextColumn } from '../question-context/question-context-column.tsx';

/** Facts of an indicator's card, beside the form; a new object with every change of the document. */
export interface FormIndicators {
  readonly log: LogId;
  readonly model: MaturityModel;
  readonly assessment: AssessmentModel;
  /** Stored document; text fields replace its dots. */
  readonly saved: Document;
  readonly names: Readonly<Record<DeviceId, string>>;
  /** Place of each question in the form. */
  readonly placed: ReadonlyMap<QuestionId, PlacedNode>;
  readonly team: AssessmentTeam;
  readonly problems: ReadonlyMap<string, ChoiceProblem>;
  readonly acts: QuestionHandlers;
}

interface FormIndicatorContextColumnProps {
  readonly ratings: FormIndicators;
  readonly qid: QuestionId;
  readonly isReadOnly: boolean;
  readonly unsent: UnsentComments | undefined;
  readonly open: OpenDocument;
}

/** Score, evidence, comments and history of the indicator in focus, as in the needs assessment. */
export function FormIndicatorContextColumn(props: FormIndicatorContextColumnProps): ReactElement {
  const { ratings, qid, isReadOnly, unsent, open } = props;
  const evidence = useEvidenceDialogs(open, ratings.model);
  const dimensionModel = ratings.assessment.dimensions.find(({ indicators }) =>
    indicators.some(({ id }) => id === qid),
  );
  const indicator = dimensionModel?.indicators.find(({ id }) => id === qid);
  return (
    <>
      <QuestionContextColumn
        log={ratings.log}
        model={ratings.assessment}
        dimension={dimensionModel}
        indicator={indicator}
        names={ratings.names}
        open={open}
        team={ratings.team}
        evidence={isReadOnly ? undefined : evidence.acts}
        unsent={unsent}
      />
      {evidence.dialog}
    </>
  );
}

/** Ratings in this assessment; null for an instrument without indicators. */
export function useFormIndicators(
  logId: LogId,
  { document, queryResult, problems, choose }: OpenDocument,
  instrument: Instrument,
  names: Readonly<Record<DeviceId, string>>,
): FormIndicators | null {
  const acts = useAssessmentHandlers(choose).question;
  const assessmentTeam = useAssessmentTeam(queryResult);
  const maturityModel = useMemo(() => maturityModelOf(instrument), [instrument]);
  const assessmentModel = useMemo(
    () => maturityModel && assessmentModelOf(document, maturityModel),
    [document, maturityModel],
  );
  const savedDocument = queryResult.document;
  const placed = useMemo(() => placedNodes(instrument), [instrument]);
  return useMemo(
    () =>
      maturityModel &&
      assessmentModel && {
        log: logId,
        model: maturityModel,
        assessment: assessmentModel,
        saved: savedDocument,
        names,
        placed,
        team: assessmentTeam,
        problems,
        acts,
      },
    [logId, maturityModel, assessmentModel, savedDocument, names, placed, assessmentTeam, problems, acts],
  );
}

/** Null where the instrument rates nothing. */
export const FormIndicatorsContext = createContext<FormIndicators | null>(null);

/** Indicator among the questions of a form: the card of the needs assessment. */
export function FormIndicatorCard({ question }: { readonly question: FormQuestion }): ReactElement | null {
  const ratings = use(FormIndicatorsContext);
  const { session, isReadOnly, onFocus } = useFormContext();
  const { qid } = question.definition;
  const indicator = ratings?.model.dimensions
    .flatMap(({ indicators }) => indicators)
    .find(({ id }) => id === qid);
  if (!ratings || !indicator) return null;
  const { log, assessment, saved, placed, team, problems, acts } = ratings;
  const problem = [...problems].find(([path]) => path.startsWith(`answers/${qid}/`));
  return (
    <QuestionCard
      log={log}
      indicator={indicator}
      question={questionModelOf(indicator, { ...assessment, saved })}
      isFocused={session.current === question}
      isReadOnly={isReadOnly}
      assignee={teamMemberName(team, questionAssigneeOf(assessment.document, placed, qid))}
      problem={problem ? writeRefusalMessage(problem[1]) : null}
      acts={acts}
      onFocus={() => onFocus(question)}
    />
  );
}
