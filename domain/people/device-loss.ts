import * as z from 'zod';

/** Reason to revoke a laptop. Published: append, never rename; the audit trail has them. */
export const RevokeReason = z.enum(['lost', 'stolen', 'seized', 'given-back', 'other']);
export type RevokeReason = z.infer<typeof RevokeReason>;

const lossReasons: ReadonlySet<RevokeReason> = new Set<RevokeReason>(['lost', 'stolen', 'seized']);

/**
 * Return whether the laptop is in unknown hands. Then it is an incident, which is recorded within 24 hours
 * (docs/requirements.md E6).
 */
export const isDeviceLoss = (reason: RevokeReason): boolean => lossReasons.has(reason);

const incidentReportDueMs = 24 * 60 * 60 * 1000;

/** Time at which a loss was noticed. Both null where nobody knows. */
export interface LossNoticeTime {
  readonly atMs: number | null;
  /** True when it was recorded too late. */
  readonly isLate: boolean | null;
}

/** Nobody notices a loss after reporting it: a clock that is ahead counts as now. */
export function lossNoticeTimeOf(saidMs: number | null, nowMs: number): LossNoticeTime {
  if (saidMs === null) return { atMs: null, isLate: null };
  const atMs = Math.min(saidMs, nowMs);
  return { atMs, isLate: nowMs - atMs > incidentReportDueMs };
}
