import * as z from 'zod';
import { type Document, type DocumentLookup, valueAt } from '../document/document.ts';
import { shownHead } from '../document/register.ts';
import type { Path } from '../document/path.ts';
import { findUnexplainedRatings } from './rating-above-evidence.ts';
import { AssessmentStatus } from './assessment.ts';
import { commentsToResolve, readAssessmentReview, readReviewDates, signOffStatusOf } from './review.ts';
import type { SummaryFactRule } from '../document/summary-fact-rule.ts';
import { assessmentStatusOf } from './review-steps.ts';

/** What lists show of an assessment beside its title and status; `answered` counts the indicators and questions with an answer. */
export const assessmentFactRule: SummaryFactRule = {
  // Questions of any form, in rows or not; those of removed rows too, since finding them out costs more than it tells.
  countedNamesAt: (path) => {
    const [area, indicator] = path.split('/', 2);
    if (area !== 'answers' || indicator === undefined) return [];
    return path.endsWith('/value') ? [indicator, path] : [indicator];
  },
  isCounted: (view, name) =>
    name.includes('/') ? (valueAt(view, name) ?? null) !== null : isIndicatorAnswered(view, name),
  keptAreas: ['status', 'review', 'sign-off'],
  facts: ({ view, count, kept, whole }) => ({
    mission: valueAt(view, 'mission') ?? null,
    instrument: valueAt(view, 'instrument') ?? null,
    'institution/name': valueAt(view, 'institution/name') ?? null,
    'institution/type': valueAt(view, 'institution/type') ?? null,
    'periods/final-on': valueAt(view, 'periods/final-on') ?? null,
    answered: count,
    toMend: countCommentsToResolve(kept()),
    // Its ratings and its sign-off are held against all that is in it.
    review: isBeforeReview(view) ? null : reviewFactsOf(whole()),
  }),
};

const returnableStatuses: ReadonlySet<string> = new Set(['draft', 'fieldwork', 'consolidated']);

/** How many points are to be mended in an assessment that headquarters has returned; null when it is not with the field so. */
function countCommentsToResolve(document: Document): number | null {
  if (!returnableStatuses.has(assessmentStatusOf(document))) return null;
  const review = readAssessmentReview(document);
  return review.round === 0 ? null : commentsToResolve(review).length;
}

/**
 * The same rule as `readIndicatorAnswer`, without reading evidence: this runs on every write. An indicator is answered when it
 * is rated with a level, or when a person said why it is not.
 */
function isIndicatorAnswered(view: DocumentLookup, indicator: string): boolean {
  const state = valueAt(view, `answers/${indicator}/state`) ?? null;
  if (state !== null && state !== 'rated') return state !== 'blank';
  return (valueAt(view, `answers/${indicator}/level`) ?? null) !== null;
}

const reviewCount = z.int().nonnegative();
const reviewFactDay = z.iso.date().nullable();

/** What a review queue shows of an assessment, so that it need not be opened. */
export const ReviewFacts = z.readonly(
  z.object({
    /** When it came into its state, by the clock of whoever brought it there; milliseconds. */
    sinceMs: reviewCount,
    /** How often it came back. */
    round: reviewCount,
    /** Points with which the reviewer is not content yet, and how many of them the field calls mended. */
    openPoints: reviewCount,
    mendedPoints: reviewCount,
    /** Ratings above their evidence that no reviewer has let stand; 0 in a row that was written before they were counted. */
    unexplained: reviewCount.default(0),
    signOff: z.enum(['missing', 'withheld', 'outdated', 'signed']),
    commentsUntil: reviewFactDay,
    finalOn: reviewFactDay,
    progressNoteDue: reviewFactDay,
    followUpFrom: reviewFactDay,
  }),
);
export type ReviewFacts = z.infer<typeof ReviewFacts>;

/** Before it is consolidated there is nothing to review; this runs on every write. */
const statusesBeforeReview: readonly AssessmentStatus[] = ['draft', 'fieldwork'];

/** Has headquarters nothing to do with the assessment yet? */
export function isBeforeReview(view: DocumentLookup): boolean {
  const status = AssessmentStatus.safeParse(valueAt(view, 'status'));
  return !status.success || statusesBeforeReview.includes(status.data);
}

/** The facts of an assessment as one value; null while headquarters has nothing to do with it. */
export function reviewFactsOf(document: Document): ReviewFacts | null {
  if (isBeforeReview(document)) return null;
  const { points, round } = readAssessmentReview(document);
  const open = points.filter(({ settled }) => !settled);
  const periods = readReviewDates(document);
  return {
    sinceMs: Math.max(0, shownHead(document.registers['status' as Path])?.stamp[0] ?? 0), // matches Path
    round,
    openPoints: open.length,
    mendedPoints: open.filter(({ reply }) => reply.mended).length,
    unexplained: findUnexplainedRatings(document).length,
    signOff: signOffStatusOf(document),
    commentsUntil: periods['comments-until'],
    finalOn: periods['final-on'],
    progressNoteDue: periods['progress-note-due'],
    followUpFrom: periods['follow-up-from'],
  };
}
