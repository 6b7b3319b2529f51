import * as z from 'zod';
import { addToDay } from '#base/civil-date.ts';
import defaults from './default-review-periods.json' with { type: 'json' };

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
