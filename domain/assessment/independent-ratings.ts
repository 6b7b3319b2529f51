import { type Authorship, authorshipAt, type Document, itemIdsBelow, valueAt } from '../document/document.ts';
import { compareWritten, writePositionAt } from '../document/written-order.ts';
import { PersonId } from '../ids.ts';
import { type InterRaterReliability, interRaterReliabilityOf } from '../scoring/inter-rater-reliability.ts';
import type { ScoringPolicy } from '../scoring/scoring-policy.ts';
import type { MaturityLevel } from './assessment.ts';
import { readIndicatorAnswer } from './read-answer.ts';
import { ConsolidatedRating, IndependentRatingValue } from './schema/independent-rating-path-rules.ts';

/** Rating of one person who had not seen the other ratings. */
interface IndependentRating extends IndependentRatingValue {
  readonly person: PersonId;
  readonly written: Authorship | null;
}

/** The independent ratings of a question, in the order in which they were recorded. */
export const readIndependentRatings = (
  document: Document | undefined,
  question: string,
): readonly IndependentRating[] =>
  itemIdsBelow(document, `second-ratings/${question}`)
    .flatMap((id): readonly IndependentRating[] => {
      const path = `second-ratings/${question}/${id}`;
      const personId = PersonId.safeParse(id);
      const rating = IndependentRatingValue.safeParse(valueAt(document, path));
      return personId.success && rating.success
        ? [{ ...rating.data, person: personId.data, written: authorshipAt(document, path) }]
        : [];
    })
    .toSorted((a, b) =>
      compareWritten(
        writePositionAt(document, `second-ratings/${question}/${a.person}`),
        writePositionAt(document, `second-ratings/${question}/${b.person}`),
      ),
    );

/** The lead's decision on a question; null before it. */
export function readConsolidatedRating(
  document: Document | undefined,
  question: string,
): (ConsolidatedRating & { readonly written: Authorship | null }) | null {
  const path = `consolidations/${question}`;
  const said = ConsolidatedRating.safeParse(valueAt(document, path));
  return said.success ? { ...said.data, written: authorshipAt(document, path) } : null;
}

/** A question with different ratings, and no decision since. */
interface OpenConsolidation {
  readonly question: string;
  readonly first: MaturityLevel;
  readonly seconds: readonly IndependentRating[];
}

/**
 * Questions that the lead has to consolidate, in the order of `questions`. Another person's level differs from the
 * answer, and no decision is newer than the last rating.
 */
export const findOpenConsolidations = (
  document: Document | undefined,
  questions: readonly string[],
): readonly OpenConsolidation[] =>
  questions.flatMap((question): readonly OpenConsolidation[] => {
    const seconds = readIndependentRatings(document, question);
    const firstMaturityLevel = readIndicatorAnswer(document, question).level;
    if (firstMaturityLevel === undefined || !seconds.some(({ level }) => level !== firstMaturityLevel))
      return [];
    const decided = readConsolidatedRating(document, question);
    const newestMs = Math.max(...seconds.map(({ written }) => written?.atMs ?? 0));
    const isDecided =
      decided !== null && decided.level === firstMaturityLevel && (decided.written?.atMs ?? 0) >= newestMs;
    return isDecided ? [] : [{ question, first: firstMaturityLevel, seconds }];
  });

/** The level before the lead decided; null while nothing is rated. */
export const levelBeforeConsolidation = (
  document: Document | undefined,
  question: string,
): MaturityLevel | null =>
  readConsolidatedRating(document, question)?.first ?? readIndicatorAnswer(document, question).level ?? null;

/** B6.14 over one assessment: each answer beside the first independent rating of the same question. */
export function interRaterReliabilityIn(
  document: Document | undefined,
  questions: readonly string[],
  policy?: ScoringPolicy,
): InterRaterReliability {
  const rated = questions.filter((question) => readIndicatorAnswer(document, question).level !== undefined);
  const pairs = rated.flatMap((question) => {
    const [second] = readIndependentRatings(document, question);
    const firstMaturityLevel = levelBeforeConsolidation(document, question);
    return second === undefined || firstMaturityLevel === null
      ? []
      : [{ first: firstMaturityLevel, second: second.level }];
  });
  return interRaterReliabilityOf(pairs, rated.length, policy);
}
