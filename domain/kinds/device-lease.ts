import * as z from 'zod';

/**
 * Time of a vault without contact to headquarters, by this laptop's own clock, which may be years wrong or jump.
 * `contactAtMs`: the clock at the last answered request. `seenAtMs`: the clock at the last check. `countedMs`: the
 * time that was seen to pass in between, without jumps.
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

/** No laptop in use is off for so long. A longer step is a clock that was set, not time that passed. */
const maximumAbsenceMs = 180 * leaseDayMs;

/** A running store checks every hour, and sleep locks it: a longer step is a clock that was set. */
const maximumRunningStepMs = 7 * leaseDayMs;

/** Return the count after an answer of headquarters: it restarts. */
export const leaseAfterContact = (nowMs: number): LeaseCheck => ({
  contactAtMs: nowMs,
  seenAtMs: nowMs,
  countedMs: 0,
});

/**
 * Count the time since the store was last open. A step of up to 180 days counts, since the laptop may have been
 * unused. Nothing here distinguishes that from a clock that was set meanwhile.
 */
export const countLeaseAbsence = (leaseCheck: LeaseCheck, nowMs: number): LeaseCheck =>
  withClockStep(leaseCheck, nowMs, maximumAbsenceMs);

/**
 * Count the time since the last check while the store runs. A step back counts as nothing, and so does a step of more
 * than a week.
 */
export const countLeaseStep = (leaseCheck: LeaseCheck, nowMs: number): LeaseCheck =>
  withClockStep(leaseCheck, nowMs, maximumRunningStepMs);

function withClockStep(leaseCheck: LeaseCheck, nowMs: number, longestMs: number): LeaseCheck {
  const stepMs = nowMs - leaseCheck.seenAtMs;
  const passedMs = stepMs > 0 && stepMs <= longestMs ? stepMs : 0;
  return { ...leaseCheck, seenAtMs: nowMs, countedMs: leaseCheck.countedMs + passedMs };
}

/**
 * Return whether the lease is over. Two witnesses must agree: the clock, and the time that was seen to pass. A clock
 * that jumps years ahead satisfies only the first, one that is set to and fro only the second: neither locks a person
 * out. Setting it back on purpose extends the lease. That guards only against outdated grants: at headquarters the
 * server decides anyway (J5).
 * @param leaseCheck of a store that has checked the clock since it was opened
 */
export const isLeaseOver = (leaseCheck: LeaseCheck, leaseMs: number, nowMs: number): boolean =>
  nowMs - leaseCheck.contactAtMs >= leaseMs && countLeaseStep(leaseCheck, nowMs).countedMs >= leaseMs;

/** Rest of the lease in milliseconds, by the witness that has seen less of it. Never more than a whole lease. */
export const leaseLeftMs = (leaseCheck: LeaseCheck, leaseMs: number, nowMs: number): number =>
  Math.min(
    leaseMs,
    Math.max(
      0,
      leaseMs - (nowMs - leaseCheck.contactAtMs),
      leaseMs - countLeaseStep(leaseCheck, nowMs).countedMs,
    ),
  );

/**
 * Earliest present time that two witnesses agree on: the clock, and the time seen to pass since the last contact.
 * Erasure by date uses it, so a clock that jumps years ahead erases nothing.
 */
export const agreedNowMs = (leaseCheck: LeaseCheck, nowMs: number): number =>
  Math.min(nowMs, leaseCheck.contactAtMs + countLeaseStep(leaseCheck, nowMs).countedMs);

/** Days before the end of a lease in which a laptop says so each day. */
const warningDays = 10;

/**
 * Days that a laptop names before the end of its lease, at least one; null while more than ten are left.
 * @param leftMs above zero (`leaseLeftMs`)
 */
export function leaseWarningDays(leftMs: number): number | null {
  const days = Math.max(1, Math.ceil(leftMs / leaseDayMs));
  return days <= warningDays ? days : null;
}

/** Bound between the units: no lease has so few milliseconds, or more days. */
const maximumLeaseDays = 3_650;

/**
 * The `lease` of an enrolment in milliseconds. Headquarters sends milliseconds; a small number can only mean days.
 */
export const leaseDurationMs = (lease: number): number =>
  lease <= maximumLeaseDays ? lease * leaseDayMs : lease;
