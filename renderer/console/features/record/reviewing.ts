import type { Review } from '#domain/assessment/read-review.ts';
import type { ReviewDesk } from './review-desk.ts';

/** The review of the record on the screen, and the desk from which it is seen. */
export interface Reviewing {
  readonly review: Review;
  readonly desk: ReviewDesk;
  /** What people call a question that a point is about: its code, or what a form asks there. */
  readonly nameOf: (about: string) => string;
}
