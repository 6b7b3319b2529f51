import * as z from 'zod';
import { laterDay } from '../base/calendar.ts';
import defaults from './default-review-periods.json' with { type: 'json' };

/** How long headquarters waits after a step (domain.md A2, A4): data that a programme may change. */
export const ReviewPeriods = z.readonly(
  z.object({
    /** The State's time to comment on a shared draft. */
    commentDays: z.int().min(1).max(365),
    /** After the final report the State's note on progress is asked for. */
    progressNoteMonths: z.int().min(1).max(60),
    /** From then on changed indicators are assessed again. */
    followUpMonths: z.int().min(1).max(60),
  }),
);
export type ReviewPeriods = z.infer<typeof ReviewPeriods>;

/** Those of a programme that sets none. */
export const defaultReviewPeriods: ReviewPeriods = ReviewPeriods.parse(defaults);

/** The last day for comments on a draft that is shared on this day, such as `2026-12-24`. */
export const commentsUntil = (sharedOn: string, days: number): string => laterDay(sharedOn, { days });

/** What follows from an assessment that is final on this day. */
export const daysAfterFinal = (
  finalOn: string,
  { progressNoteMonths, followUpMonths }: ReviewPeriods,
): { readonly progressNoteDue: string; readonly followUpFrom: string } => ({
  progressNoteDue: laterDay(finalOn, { months: progressNoteMonths }),
  followUpFrom: laterDay(finalOn, { months: followUpMonths }),
});
