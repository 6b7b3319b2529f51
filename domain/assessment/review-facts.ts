import * as z from 'zod';
import { type Document, type DocumentView, valueAt } from '../document/document.ts';
import { shownHead } from '../document/register.ts';
import type { Path } from '../document/path.ts';
import { unexplainedRatings } from './above-evidence.ts';
import { AssessmentStatus } from './assessment.ts';
import { readReview } from './read-review.ts';
import { readPeriods } from './read-state-comments.ts';
import { signOffState } from './sign-off.ts';

const count = z.int().nonnegative();
const day = z.iso.date().nullable();

/** What a review queue shows of an assessment, so that it need not be opened. */
export const ReviewFacts = z.readonly(
  z.object({
    /** When it came into its state, by the clock of whoever brought it there; milliseconds. */
    sinceMs: count,
    /** How often it came back. */
    round: count,
    /** Points with which the reviewer is not content yet, and how many of them the field calls mended. */
    openPoints: count,
    mendedPoints: count,
    /** Ratings above their evidence that no reviewer has let stand; 0 in a row that was written before they were counted. */
    unexplained: count.default(0),
    signOff: z.enum(['missing', 'withheld', 'outdated', 'signed']),
    commentsUntil: day,
    finalOn: day,
    progressNoteDue: day,
    followUpFrom: day,
  }),
);
export type ReviewFacts = z.infer<typeof ReviewFacts>;

/** Before it is consolidated there is nothing to review; this runs on every write. */
const beforeReview: readonly AssessmentStatus[] = ['draft', 'fieldwork'];

/** Has headquarters nothing to do with the assessment yet? */
export function isBeforeReview(view: DocumentView): boolean {
  const status = AssessmentStatus.safeParse(valueAt(view, 'status'));
  return !status.success || beforeReview.includes(status.data);
}

/** The facts of an assessment as one value; null while headquarters has nothing to do with it. */
export function reviewFactsOf(document: Document): ReviewFacts | null {
  if (isBeforeReview(document)) return null;
  const { points, round } = readReview(document);
  const open = points.filter(({ settled }) => !settled);
  const periods = readPeriods(document);
  return {
    sinceMs: Math.max(0, shownHead(document.registers['status' as Path])?.stamp[0] ?? 0), // matches Path
    round,
    openPoints: open.length,
    mendedPoints: open.filter(({ reply }) => reply.mended).length,
    unexplained: unexplainedRatings(document).length,
    signOff: signOffState(document),
    commentsUntil: periods['comments-until'],
    finalOn: periods['final-on'],
    progressNoteDue: periods['progress-note-due'],
    followUpFrom: periods['follow-up-from'],
  };
}
