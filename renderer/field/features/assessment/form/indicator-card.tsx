import { createContext, use, type ReactElement } from 'react';
import { assigneeWithin } from '#domain/assessment/read-several.ts';
import type { Document } from '#domain/document/document.ts';
import type { FormQuestion } from '#domain/instrument/form/form.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { PlacedNode } from '#domain/instrument/difference/placed-nodes.ts';
import type { Qid } from '#domain/instrument/instrument.ts';
import type { MaturityModel } from '#domain/instrument/maturity-model.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import type { ChoiceProblem } from '#renderer/field/app/use-document.ts';
import { useForm } from '#renderer/form/form-context.ts';
import type { AssessmentModel } from '../assessment-model.ts';
import { QuestionCard } from '../question-card.tsx';
import type { QuestionActs } from '../question-card-view.tsx';
import { questionModelOf } from '../question-model.ts';
import { nameIn, type Team } from '../several/team.ts';

/** What the card of an indicator shows, beside the form; another one with every change of the document. */
export interface Ratings {
  readonly log: LogId;
  readonly model: MaturityModel;
  readonly assessment: AssessmentModel;
  /** As the store has it; its dots are what the text fields replace. */
  readonly saved: Document;
  readonly names: Readonly<Record<DeviceId, string>>;
  /** Where each question stands in the form. */
  readonly placed: ReadonlyMap<Qid, PlacedNode>;
  readonly team: Team;
  readonly problems: ReadonlyMap<string, ChoiceProblem>;
  readonly acts: QuestionActs;
}

/** Null where the instrument rates nothing. */
export const RatingsContext = createContext<Ratings | null>(null);

/** An indicator among the questions of a form: the card that it has in the needs assessment. */
export function IndicatorCard({ question }: { readonly question: FormQuestion }): ReactElement | null {
  const ratings = use(RatingsContext);
  const { session, isReadOnly, onFocus } = useForm();
  const { qid } = question.definition;
  const indicator = ratings?.model.dimensions
    .flatMap(({ indicators }) => indicators)
    .find(({ id }) => id === qid);
  if (!ratings || !indicator) return null;
  const { log, assessment, saved, names, placed, team, problems, acts } = ratings;
  const problem = [...problems].find(([path]) => path.startsWith(`answers/${qid}/`));
  return (
    <QuestionCard
      log={log}
      indicator={indicator}
      question={questionModelOf(indicator, { ...assessment, saved })}
      isFocused={session.current === question}
      isReadOnly={isReadOnly}
      names={names}
      assignee={nameIn(team, assigneeWithin(assessment.document, placed, qid))}
      problem={problem ? refusalMessage(problem[1]) : null}
      acts={acts}
      onFocus={() => onFocus(question)}
    />
  );
}
