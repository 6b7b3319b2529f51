import * as z from 'zod';

/** Why a laptop is taken out of use. Published: append, never rename; the audit trail has them. */
export const RevokeReason = z.enum(['lost', 'stolen', 'seized', 'given-back', 'other']);
export type RevokeReason = z.infer<typeof RevokeReason>;

const lossReasons: ReadonlySet<RevokeReason> = new Set<RevokeReason>(['lost', 'stolen', 'seized']);

/** Is it in hands that nobody knows? Then it is an incident, which is written down within 24 hours (domain.md E, rule 6). */
export const isDeviceLoss = (reason: RevokeReason): boolean => lossReasons.has(reason);

const incidentReportDueMs = 24 * 60 * 60 * 1000;

/** When a loss was noticed. Both null where nobody knows. */
export interface LossNoticeTime {
  readonly atMs: number | null;
  /** It is written down later than it should be. */
  readonly isLate: boolean | null;
}

/** Nobody notices a loss after telling of it: a clock that is ahead counts as now. */
export function lossNoticeTimeOf(saidMs: number | null, nowMs: number): LossNoticeTime {
  if (saidMs === null) return { atMs: null, isLate: null };
  const atMs = Math.min(saidMs, nowMs);
  return { atMs, isLate: nowMs - atMs > incidentReportDueMs };
}
