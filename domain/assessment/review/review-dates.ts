import * as z from 'zod';
import { addToDay } from '#base/calendar-day.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import type { PathLabelKey } from '#domain/path-rules/path-text-key.ts';
import defaults from './default-review-periods.json' with { type: 'json' };

/** Days that follow from the steps so far, as headquarters set them; null where none is set. */
export type ReviewDates = { readonly [period in ReviewDateName]: string | null };

/** Read the days that headquarters set. */
export function readReviewDates(document: Document | undefined): ReviewDates {
  const dayOf = (reviewDateName: ReviewDateName): string | null =>
    optionalDayAt(document, `periods/${reviewDateName}`);
  // The keys are the periods themselves; fromEntries forgets that.
  return Object.fromEntries(
    reviewDateNames.map((reviewDateName) => [reviewDateName, dayOf(reviewDateName)]),
  ) as ReviewDates;
}

const OptionalDay = z.iso.date().nullable().catch(null);

/** Read a day such as `2026-11-24`; null where none is written. */
export const optionalDayAt = (document: Document | undefined, path: string): string | null =>
  OptionalDay.parse(valueAt(document, path) ?? null);

export const ReviewDay = z.iso.date();

/** Days that follow from a step (docs/requirements.md A2). */
export const reviewDateNames = [
  'shared-on',
  'comments-until',
  'final-on',
  'progress-note-due',
  'follow-up-from',
] as const;
export type ReviewDateName = (typeof reviewDateNames)[number];

/** Label of each day that follows from the steps of a review. */
export const reviewDateLabels = {
  'shared-on': 'path.period.sharedOn',
  'comments-until': 'path.period.commentsUntil',
  'final-on': 'path.period.finalOn',
  'progress-note-due': 'path.period.progressNote',
  'follow-up-from': 'path.period.followUp',
} as const satisfies { readonly [date in ReviewDateName]: PathLabelKey };

/** Waiting times of headquarters after a step (docs/requirements.md A2, A4): data that a programme may change. */
export const ReviewPeriodLengths = z.readonly(
  z.object({
    /** The State's time to comment on a shared draft. */
    commentDays: z.int().min(1).max(365),
    /** Months after the final report until the State's note on progress is asked for. */
    progressNoteMonths: z.int().min(1).max(60),
    /** Months after which changed indicators are assessed again. */
    followUpMonths: z.int().min(1).max(60),
  }),
);
export type ReviewPeriodLengths = z.infer<typeof ReviewPeriodLengths>;

/** Lengths for a programme that sets none. */
export const defaultReviewPeriodLengths: ReviewPeriodLengths = ReviewPeriodLengths.parse(defaults);

/** Last day for comments on a draft that is shared on this day, such as `2026-12-24`. */
export const commentPeriodEnd = (sharedOn: string, days: number): string => addToDay(sharedOn, { days });

/** Dates that follow from an assessment that is final on this day. */
export const datesAfterFinal = (
  finalOn: string,
  { progressNoteMonths, followUpMonths }: ReviewPeriodLengths,
): { readonly progressNoteDue: string; readonly followUpFrom: string } => ({
  progressNoteDue: addToDay(finalOn, { months: progressNoteMonths }),
  followUpFrom: addToDay(finalOn, { months: followUpMonths }),
});
