import * as z from 'zod';

/**
 * How long a vault has gone without headquarters, by this laptop's own clock, which may be years wrong or jump.
 * `contactAtMs`: the clock at the last answered request; `seenAtMs`: the clock when it was last looked at;
 * `countedMs`: the time that was seen to pass in between, jumps left out.
 */
export const LeaseCheck = z.readonly(
  z.object({
    contactAtMs: z.int(),
    seenAtMs: z.int(),
    countedMs: z.int().nonnegative(),
  }),
);
export type LeaseCheck = z.infer<typeof LeaseCheck>;

const leaseDayMs = 24 * 60 * 60 * 1000;

/** No laptop in use lies still for so long: a step beyond it is a clock that was set, and no time that passed. */
const maximumAbsenceMs = 180 * leaseDayMs;

/** A store that runs looks every hour, and sleep locks it: a longer step while it runs is a clock that was set. */
const maximumRunningStepMs = 7 * leaseDayMs;

/** Headquarters answered: everything begins anew. */
export const leaseAfterContact = (nowMs: number): LeaseCheck => ({
  contactAtMs: nowMs,
  seenAtMs: nowMs,
  countedMs: 0,
});

/**
 * Looks at the clock for the first time since the store was opened. A laptop may have lain in a drawer: a step of up to
 * 180 days counts, since nothing here tells it from a clock that was set meanwhile.
 */
export const countLeaseAbsence = (count: LeaseCheck, nowMs: number): LeaseCheck =>
  withClockStep(count, nowMs, maximumAbsenceMs);

/** Looks at the clock again while the store runs. Going back counts as nothing, and so does a step of more than a week. */
export const countLeaseStep = (count: LeaseCheck, nowMs: number): LeaseCheck =>
  withClockStep(count, nowMs, maximumRunningStepMs);

function withClockStep(count: LeaseCheck, nowMs: number, longestMs: number): LeaseCheck {
  const stepMs = nowMs - count.seenAtMs;
  const passedMs = stepMs > 0 && stepMs <= longestMs ? stepMs : 0;
  return { ...count, seenAtMs: nowMs, countedMs: count.countedMs + passedMs };
}

/**
 * Is the lease over (security.md 3)? Only when two witnesses agree: the clock is a lease's length past the last contact,
 * and so much time was seen to pass step by step. A clock that jumps years ahead satisfies only the first, one that is
 * set to and fro only the second; neither locks anybody out. A clock that is set back on purpose makes the lease last
 * longer: it guards against grants that are out of date, and at headquarters its own word counts anyway (J5).
 * `count` is of a store that has looked since it was opened.
 */
export const isLeaseOver = (count: LeaseCheck, leaseMs: number, nowMs: number): boolean =>
  nowMs - count.contactAtMs >= leaseMs && countLeaseStep(count, nowMs).countedMs >= leaseMs;

/** How long the lease still lasts, by the witness that has seen less of it: both must say that it is over. Never more than a whole one. */
export const leaseLeftMs = (count: LeaseCheck, leaseMs: number, nowMs: number): number =>
  Math.min(
    leaseMs,
    Math.max(0, leaseMs - (nowMs - count.contactAtMs), leaseMs - countLeaseStep(count, nowMs).countedMs),
  );

/**
 * How late it is at least, as far as two witnesses agree: the clock, and the time that was seen to pass since the last
 * contact. What is erased on a day is erased by it, so that a clock which jumps years ahead erases nothing.
 */
export const agreedNowMs = (count: LeaseCheck, nowMs: number): number =>
  Math.min(nowMs, count.contactAtMs + countLeaseStep(count, nowMs).countedMs);

/** A write that was refused because the lease is over. */
export interface LeaseOverRefusal {
  readonly kind: 'leaseOver';
}

/** Nobody gives a lease of so few milliseconds, nor of more days. */
const maximumLeaseDays = 3_650;

/** The `lease` of an enrolment in milliseconds. Headquarters says milliseconds; a small number can only mean days. */
export const leaseDurationMs = (lease: number): number =>
  lease <= maximumLeaseDays ? lease * leaseDayMs : lease;
