import { type Document, itemIdsBelow, valueAt } from '../document/document.ts';
import type { PersonId } from '../ids.ts';
import { resolveApplicability } from '../scoring/applicability.ts';
import { defaultMaturityModel, maturityModelRef } from '../scoring/maturity-model.ts';
import { indicatorAssigneeOf } from './question-assignee.ts';
import { readIndicatorAnswers, readScreeningAnswers } from './read-answer.ts';

/** Questions of an assessment that wait for one person. */
export interface OpenQuestions {
  readonly count: number;
  /** The first of them; null when there is none. */
  readonly next: string | null;
  /** They are assigned to this person. In an assessment without assignments all open questions are theirs. */
  readonly isAssigned: boolean;
}

/** Open questions for a person; null for an assessment with another instrument than the built-in one. */
export function openQuestionsOf(document: Document, personId: PersonId | null): OpenQuestions | null {
  const instrument = valueAt(document, 'instrument') ?? '';
  if (instrument !== '' && instrument !== maturityModelRef(defaultMaturityModel)) return null;
  const screeningByQuestion = readScreeningAnswers(document, defaultMaturityModel);
  const indicatorAnswers = readIndicatorAnswers(document, defaultMaturityModel);
  const isAssigned = itemIdsBelow(document, 'assignments').some(
    (subject) => (valueAt(document, `assignments/${subject}`) ?? null) !== null,
  );
  const open = defaultMaturityModel.dimensions
    .flatMap(({ indicators }) => indicators)
    .filter((indicator) => {
      const asked = resolveApplicability(indicator, screeningByQuestion, indicatorAnswers).kind;
      const isBlank = (indicatorAnswers[indicator.id]?.state ?? 'blank') === 'blank';
      return isBlank && (asked === 'asked' || asked === 'proposed');
    })
    .filter(({ id }) => !isAssigned || (personId !== null && indicatorAssigneeOf(document, id) === personId));
  return { count: open.length, next: open[0]?.id ?? null, isAssigned };
}
