import type { Document } from '../document/document.ts';
import { readReview } from './read-review.ts';
import { ratingsSight } from './sight.ts';

/** What an adviser said of the safeguards, and whether it still holds. */
export type SignOffState = 'missing' | 'withheld' | 'outdated' | 'signed';

/** A sign-off holds for the answers that it was given on. One that does not say them was made elsewhere, and holds. */
export function signOffState(document: Document): SignOffState {
  const { signOff } = readReview(document);
  if (signOff === null) return 'missing';
  if (signOff.seen !== undefined && signOff.seen !== ratingsSight(document)) return 'outdated';
  return signOff.decision;
}
