import type { Json } from '../base/json.ts';
import { pointsToMend, readReview } from './read-review.ts';
import { statusOf } from './review-steps.ts';
import { idsBelow, valueAt, type Document } from '../document/document.ts';
import { reviewFactsOf } from './review-facts.ts';

/** What lists show of an assessment beside its title and status; `answered` counts the indicators and questions with an answer. */
export const assessmentFacts = (document: Document): Readonly<Record<string, Json>> => ({
  mission: valueAt(document, 'mission') ?? null,
  instrument: valueAt(document, 'instrument') ?? null,
  'institution/name': valueAt(document, 'institution/name') ?? null,
  'institution/type': valueAt(document, 'institution/type') ?? null,
  'periods/final-on': valueAt(document, 'periods/final-on') ?? null,
  answered:
    idsBelow(document, 'answers').filter((id) => isAnswered(document, id)).length + valuesIn(document),
  toMend: toMend(document),
  review: reviewFactsOf(document),
});

const beforeReview: ReadonlySet<string> = new Set(['draft', 'fieldwork', 'consolidated']);

/** How many points are to be mended in an assessment that headquarters has returned; null when it is not with the field so. */
function toMend(document: Document): number | null {
  if (!beforeReview.has(statusOf(document))) return null;
  const review = readReview(document);
  return review.round === 0 ? null : pointsToMend(review).length;
}

/**
 * The same rule as `readAnswer`, without reading evidence: this runs on every write. An indicator is answered when it
 * is rated with a level, or when a person said why it is not.
 */
function isAnswered(document: Document, indicator: string): boolean {
  const state = valueAt(document, `answers/${indicator}/state`) ?? null;
  if (state !== null && state !== 'rated') return state !== 'blank';
  return (valueAt(document, `answers/${indicator}/level`) ?? null) !== null;
}

/** Questions of any form, in rows or not; those of removed rows too, since finding them out costs more than it tells. */
const valuesIn = (document: Document): number =>
  Object.keys(document.registers).filter(
    (path) =>
      path.startsWith('answers/') && path.endsWith('/value') && (valueAt(document, path) ?? null) !== null,
  ).length;
