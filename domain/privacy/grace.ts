import * as z from 'zod';

/**
 * Since when something that is due stands in the list that people see, by a clock that may be wrong. `dueAtMs`: by which
 * day it was listed; `countedMs`: the time that was seen to pass since, look by look.
 */
export const Listed = z.readonly(
  z.object({
    dueAtMs: z.int(),
    listedAtMs: z.int(),
    lookedAtMs: z.int(),
    countedMs: z.int().nonnegative(),
  }),
);
export type Listed = z.infer<typeof Listed>;

const dayMs = 24 * 60 * 60_000;

/** So long everybody can see what is about to be erased, and a day that was wrong can be put right. */
export const graceMs = 30 * dayMs;

/** A longer step between two looks is a clock that was set, or a machine that stood still and showed nobody the list. */
const longestStepMs = dayMs;

/** The list was looked at again. What is due by another day than before begins anew. */
export function listAgain(before: Listed | undefined, dueAtMs: number, nowMs: number): Listed {
  if (before === undefined || before.dueAtMs !== dueAtMs)
    return { dueAtMs, listedAtMs: nowMs, lookedAtMs: nowMs, countedMs: 0 };
  const stepMs = Math.min(Math.max(0, nowMs - before.lookedAtMs), longestStepMs);
  return { ...before, lookedAtMs: nowMs, countedMs: before.countedMs + stepMs };
}

/**
 * May it be erased now? Only when it is due, and two witnesses agree that it was listed long enough: the clock, and the
 * time that was seen to pass. A clock that jumps years ahead erases nothing.
 */
export const isGraceOver = ({ dueAtMs, listedAtMs, countedMs }: Listed, nowMs: number): boolean =>
  dueAtMs <= nowMs && nowMs - listedAtMs >= graceMs && countedMs >= graceMs;

/** The first moment at which it may be erased, where no clock jumps and the list is looked at all the time. */
export const erasableFromMs = ({ listedAtMs, countedMs }: Listed, nowMs: number): number =>
  Math.max(listedAtMs + graceMs, nowMs + graceMs - countedMs);
