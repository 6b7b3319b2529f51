import * as z from 'zod';
import { type Document, type DocumentLookup, shownHead, valueAt } from '../document/document.ts';
import type { Path } from '../document/op.ts';
import { PersonId } from '../ids.ts';
import type { SummaryFactRule } from '../path-rules/kind-schema.ts';
import { type IndicatorAnswer, totalProgressOf } from '../scoring/applicability.ts';
import { defaultMaturityModel, maturityModelRef } from '../scoring/maturity-model.ts';
import { AssessmentStatus, assessmentStatusOf, type MaturityLevel } from './assessment.ts';
import { findUnexplainedRatings } from './read-answer.ts';
import {
  commentsToResolve,
  readAssessmentReview,
  readReviewAssignee,
  signOffStatusOf,
  unresolvedCommentsOf,
} from './review/review.ts';
import { ReviewDuty } from './review/review-act.ts';
import { readReviewDates } from './review/review-dates.ts';

/** Facts of an assessment in lists, beside its title and status. */
export const assessmentFactRule: SummaryFactRule = {
  // Questions of any form, in rows or not. Those of removed rows count too: excluding them costs more than it is
  // worth.
  countedNamesAt: (path) => {
    const [area, indicator] = path.split('/', 2);
    if (area !== 'answers' || indicator === undefined) return [];
    return path.endsWith('/value') ? [indicator, path] : [indicator];
  },
  isCounted: (documentLookup, name) =>
    name.includes('/')
      ? (valueAt(documentLookup, name) ?? null) !== null
      : isIndicatorAnswered(documentLookup, name),
  keptAreas: ['status', 'review', 'sign-off'],
  facts: ({ view, count, kept, whole }) => ({
    ...answerCountsOf(view, count),
    mission: valueAt(view, 'mission') ?? null,
    instrument: valueAt(view, 'instrument') ?? null,
    'institution/name': valueAt(view, 'institution/name') ?? null,
    'institution/type': valueAt(view, 'institution/type') ?? null,
    // Only where one was chosen: the summaries of all others stay as they are.
    ...(typeof valueAt(view, 'institution/ref') === 'string' && {
      'institution/ref': valueAt(view, 'institution/ref') ?? null,
    }),
    ...(typeof valueAt(view, 'follows') === 'string' && { follows: valueAt(view, 'follows') ?? null }),
    'periods/final-on': valueAt(view, 'periods/final-on') ?? null,
    archived: valueAt(view, 'archived') === true,
    'moved-to': valueAt(view, 'moved-to') ?? null,
    toMend: countCommentsToResolve(kept()),
    // Its ratings and its sign-off depend on the whole assessment.
    review: isBeforeReview(view) ? null : reviewFactsOf(whole()),
  }),
};

/** Facts of the institution of a whole record, as lists have them. */
export const institutionFactsOf = (document: Document) => ({
  'institution/name': valueAt(document, 'institution/name'),
  'institution/ref': valueAt(document, 'institution/ref'),
});

/**
 * Numbers of answers in lists. With the built-in instrument, the indicators that are asked count, as on the pages of the
 * assessment. Another one counts all of its answers, and `open` is null. Skip rules read levels alone, so evidence is left
 * out: this runs on every write.
 */
function answerCountsOf(
  documentLookup: DocumentLookup,
  count: number,
): { readonly answered: number; open: number | null } {
  const instrument = valueAt(documentLookup, 'instrument') ?? '';
  if (instrument !== '' && instrument !== builtInInstrument) return { answered: count, open: null };
  const textAt = (path: string): string | undefined => {
    const value = valueAt(documentLookup, path);
    return typeof value === 'string' ? value : undefined;
  };
  const screening = Object.fromEntries(
    defaultMaturityModel.screening.flatMap(({ id }) => {
      const answer = textAt(`screening/${id}`);
      return answer === undefined ? [] : [[id, answer] as const];
    }),
  );
  const answers: Record<string, IndicatorAnswer> = {};
  for (const { id } of indicatorsOfDefaultModel) {
    if (!isIndicatorAnswered(documentLookup, id)) continue;
    const level = valueAt(documentLookup, `answers/${id}/level`);
    // Rules compare the level alone. No schema here: this runs on every write.
    answers[id] = {
      state: 'rated',
      evidence: 'E0',
      ...(typeof level === 'number' && { level: level as MaturityLevel }),
    };
  }
  const { asked, answered } = totalProgressOf(defaultMaturityModel, screening, answers);
  return { answered, open: asked - answered };
}

const builtInInstrument = maturityModelRef(defaultMaturityModel);
const indicatorsOfDefaultModel = defaultMaturityModel.dimensions.flatMap(({ indicators }) => indicators);

const returnableStatuses: ReadonlySet<string> = new Set(['draft', 'fieldwork', 'consolidated']);

/** Number of comments to resolve in an assessment that headquarters has returned; null in every other status. */
function countCommentsToResolve(document: Document): number | null {
  if (!returnableStatuses.has(assessmentStatusOf(document))) return null;
  const assessmentReview = readAssessmentReview(document);
  return assessmentReview.round === 0 ? null : commentsToResolve(assessmentReview).length;
}

/**
 * Return whether an indicator is rated with a level, or a person gave the reason why not. The same rule as
 * `readIndicatorAnswer`, without evidence, because this runs on every write.
 */
function isIndicatorAnswered(documentLookup: DocumentLookup, indicator: string): boolean {
  const state = valueAt(documentLookup, `answers/${indicator}/state`) ?? null;
  if (state !== null && state !== 'rated') return state !== 'blank';
  return (valueAt(documentLookup, `answers/${indicator}/level`) ?? null) !== null;
}

const reviewCount = z.int().nonnegative();
const reviewFactDay = z.iso.date().nullable();

/** Facts of an assessment in a review queue, so that it need not be opened. */
export const ReviewFacts = z.readonly(
  z.object({
    /** Start of its status in milliseconds, by the clock of the person who set it. */
    sinceMs: reviewCount,
    /** Number of returns. */
    round: reviewCount,
    /** Comments that the reviewer has not closed, and how many of them the field calls resolved. */
    openPoints: reviewCount,
    mendedPoints: reviewCount,
    /** Ratings above their evidence that no reviewer has accepted. 0 in a row from before they were counted. */
    unexplained: reviewCount.default(0),
    signOff: z.enum(['missing', 'withheld', 'outdated', 'signed']),
    commentsUntil: reviewFactDay,
    finalOn: reviewFactDay,
    progressNoteDue: reviewFactDay,
    followUpFrom: reviewFactDay,
    /** Person who has it, by duty (`ReviewDuty`). Empty in a row from before they were named. */
    assignees: z.readonly(z.record(z.string(), PersonId)).default({}),
  }),
);
export type ReviewFacts = z.infer<typeof ReviewFacts>;

/** Before it is consolidated there is nothing to review; this runs on every write. */
const statusesBeforeReview: readonly AssessmentStatus[] = ['draft', 'fieldwork'];

/** Return whether the assessment does not concern headquarters yet. */
function isBeforeReview(documentLookup: DocumentLookup): boolean {
  const status = AssessmentStatus.safeParse(valueAt(documentLookup, 'status'));
  return !status.success || statusesBeforeReview.includes(status.data);
}

const reviewAssigneesOf = (document: Document): ReviewFacts['assignees'] =>
  Object.fromEntries(
    ReviewDuty.options.flatMap((reviewDuty) => {
      const personId = readReviewAssignee(document, reviewDuty);
      return personId === null ? [] : [[reviewDuty, personId] as const];
    }),
  );

/** Review facts of an assessment; null while it does not concern headquarters. */
export function reviewFactsOf(document: Document): ReviewFacts | null {
  if (isBeforeReview(document)) return null;
  const assessmentReview = readAssessmentReview(document);
  const open = unresolvedCommentsOf(assessmentReview);
  const periods = readReviewDates(document);
  return {
    sinceMs: Math.max(0, shownHead(document.registers['status' as Path])?.stamp[0] ?? 0), // matches Path
    round: assessmentReview.round,
    openPoints: open.length,
    mendedPoints: open.filter(({ reply }) => reply.mended).length,
    unexplained: findUnexplainedRatings(document).length,
    signOff: signOffStatusOf(document),
    commentsUntil: periods['comments-until'],
    finalOn: periods['final-on'],
    progressNoteDue: periods['progress-note-due'],
    followUpFrom: periods['follow-up-from'],
    assignees: reviewAssigneesOf(document),
  };
}
