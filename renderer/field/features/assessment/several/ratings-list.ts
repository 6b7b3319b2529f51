import { readAnswer } from '#domain/assessment/read-answer.ts';
import { consolidationOf, secondRatings, toConsolidate } from '#domain/assessment/read-several.ts';
import type { PersonId } from '#domain/ids.ts';
import { isRatedBy, mayRateIndependently } from './independent.ts';
import type { DocumentAnswer } from '#renderer/store/store-api.ts';

/** How one question stands among several raters, for the person who looks. */
export type RatingsStand =
  /** Somebody else answered; this person rates without seeing it. */
  | 'toRate'
  /** Ratings differ and this person, as the lead, decides. */
  | 'toDecide'
  /** Ratings differ and the lead has not decided. */
  | 'differs'
  | 'agrees'
  | 'decided'
  /** Their own answer, which nobody else has rated yet. */
  | 'waits';

export interface RatedQuestion {
  readonly id: string;
  readonly title: string;
  readonly stands: RatingsStand;
}

/** A question as it is asked. */
export interface AskedQuestion {
  readonly id: string;
  readonly title: string;
}

/**
 * The questions with a level, each with what this person has to do there. A lead sees the ratings that differ, since they
 * decide; in every other question nobody sees the answer before their own rating is recorded.
 */
export function ratedQuestions(
  known: Pick<DocumentAnswer, 'document' | 'people'>,
  questions: readonly AskedQuestion[],
  person: PersonId | null,
  isLead: boolean,
): readonly RatedQuestion[] {
  const { document } = known;
  const open = new Set(
    toConsolidate(
      document,
      questions.map(({ id }) => id),
    ).map(({ question }) => question),
  );
  const standOf = (id: string): RatingsStand => {
    const seconds = secondRatings(document, id);
    if (open.has(id) && isLead) return 'toDecide';
    if (person !== null && mayRateIndependently(known, id, person) && !isRatedBy(document, id, person))
      return consolidationOf(document, id) === null ? 'toRate' : 'decided';
    if (open.has(id)) return 'differs';
    if (consolidationOf(document, id) !== null) return 'decided';
    return seconds.length > 0 ? 'agrees' : 'waits';
  };
  return questions
    .filter(({ id }) => readAnswer(document, id).level !== undefined)
    .map(({ id, title }) => ({ id, title, stands: standOf(id) }));
}

/** May they see what others rated here? */
export const isOpenTo = (stands: RatingsStand): boolean => stands !== 'toRate';
