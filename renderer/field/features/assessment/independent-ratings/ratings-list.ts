import {
  findOpenConsolidations,
  readConsolidatedRating,
  readIndependentRatings,
} from '#domain/assessment/independent-ratings.ts';
import { readIndicatorAnswer } from '#domain/assessment/read-answer.ts';
import { authorshipAt, type Document } from '#domain/document/document.ts';
import type { PersonId } from '#domain/ids.ts';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';

type RatedDocument = Pick<DocumentQueryResult, 'document' | 'people'>;

/** Author of the current answer; null while there is none, or when the writer is not known here. */
export function answerAuthorOf({ document, people }: RatedDocument, question: string): PersonId | null {
  const written = authorshipAt(document, `answers/${question}/level`);
  return (written && people[written.device]?.person) ?? null;
}

/** A rating is independent when its author is not that of the answer, and the answer is a level. */
export const mayRateIndependently = (
  knownDocument: RatedDocument,
  question: string,
  personId: PersonId,
): boolean =>
  // The author first: to read the answer walks over all of the record.
  answerAuthorOf(knownDocument, question) !== personId &&
  readIndicatorAnswer(knownDocument.document, question).level !== undefined;

export const hasIndependentRating = (document: Document, question: string, personId: PersonId): boolean =>
  readIndependentRatings(document, question).some((rating) => rating.person === personId);

/** State of one question among several raters, for the current person. */
export type RatingsStatus =
  /** Another person answered; this person rates without seeing it. */
  | 'toRate'
  /** Ratings differ and this person, as the lead, decides. */
  | 'toDecide'
  /** Ratings differ and the lead has not decided. */
  | 'differs'
  | 'agrees'
  | 'decided'
  /** Own answer, which nobody else has rated yet. */
  | 'waits';

export interface RatedQuestion {
  readonly id: string;
  readonly title: string;
  readonly status: RatingsStatus;
}

/** A question as it is asked. */
interface TitledQuestion {
  readonly id: string;
  readonly title: string;
}

/**
 * Questions with a level, each with this person's task.
 * A lead sees the ratings that differ, to decide. In every other question nobody sees the answer before their
 * own rating is recorded.
 */
export function ratedQuestionsOf(
  knownQueryResult: Pick<DocumentQueryResult, 'document' | 'people'>,
  titledQuestions: readonly TitledQuestion[],
  personId: PersonId | null,
  isLead: boolean,
): readonly RatedQuestion[] {
  const { document } = knownQueryResult;
  const open = new Set(
    findOpenConsolidations(
      document,
      titledQuestions.map(({ id }) => id),
    ).map(({ question }) => question),
  );
  const statusOf = (id: string): RatingsStatus => {
    const seconds = readIndependentRatings(document, id);
    if (open.has(id) && isLead) return 'toDecide';
    if (
      personId !== null &&
      mayRateIndependently(knownQueryResult, id, personId) &&
      !hasIndependentRating(document, id, personId)
    )
      return readConsolidatedRating(document, id) === null ? 'toRate' : 'decided';
    if (open.has(id)) return 'differs';
    if (readConsolidatedRating(document, id) !== null) return 'decided';
    return seconds.length > 0 ? 'agrees' : 'waits';
  };
  return titledQuestions
    .filter(({ id }) => readIndicatorAnswer(document, id).level !== undefined)
    .map(({ id, title }) => ({ id, title, status: statusOf(id) }));
}

/** Whether this person may see the ratings of others here. */
export const mayCompareRatings = (ratingsStatus: RatingsStatus): boolean => ratingsStatus !== 'toRate';
