import { type Document, type DocumentView, valueAt } from '../document/document.ts';
import type { FactRule } from '../document/summary-facts.ts';
import { pointsToMend, readReview } from './read-review.ts';
import { isBeforeReview, reviewFactsOf } from './review-facts.ts';
import { statusOf } from './review-steps.ts';

/** What lists show of an assessment beside its title and status; `answered` counts the indicators and questions with an answer. */
export const assessmentFacts: FactRule = {
  // Questions of any form, in rows or not; those of removed rows too, since finding them out costs more than it tells.
  countedAt: (path) => {
    const [area, indicator] = path.split('/', 2);
    if (area !== 'answers' || indicator === undefined) return [];
    return path.endsWith('/value') ? [indicator, path] : [indicator];
  },
  counts: (view, name) =>
    name.includes('/') ? (valueAt(view, name) ?? null) !== null : isAnswered(view, name),
  keptAreas: ['status', 'review', 'sign-off'],
  facts: ({ view, count, kept, whole }) => ({
    mission: valueAt(view, 'mission') ?? null,
    instrument: valueAt(view, 'instrument') ?? null,
    'institution/name': valueAt(view, 'institution/name') ?? null,
    'institution/type': valueAt(view, 'institution/type') ?? null,
    'periods/final-on': valueAt(view, 'periods/final-on') ?? null,
    answered: count,
    toMend: toMend(kept()),
    // Its ratings and its sign-off are held against all that is in it.
    review: isBeforeReview(view) ? null : reviewFactsOf(whole()),
  }),
};

const mayBeReturned: ReadonlySet<string> = new Set(['draft', 'fieldwork', 'consolidated']);

/** How many points are to be mended in an assessment that headquarters has returned; null when it is not with the field so. */
function toMend(document: Document): number | null {
  if (!mayBeReturned.has(statusOf(document))) return null;
  const review = readReview(document);
  return review.round === 0 ? null : pointsToMend(review).length;
}

/**
 * The same rule as `readAnswer`, without reading evidence: this runs on every write. An indicator is answered when it
 * is rated with a level, or when a person said why it is not.
 */
function isAnswered(view: DocumentView, indicator: string): boolean {
  const state = valueAt(view, `answers/${indicator}/state`) ?? null;
  if (state !== null && state !== 'rated') return state !== 'blank';
  return (valueAt(view, `answers/${indicator}/level`) ?? null) !== null;
}
