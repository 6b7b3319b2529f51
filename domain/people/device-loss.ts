import * as z from 'zod';

/** Why a laptop is taken out of use. Published: append, never rename; the audit trail has them. */
export const RevokeReason = z.enum(['lost', 'stolen', 'seized', 'given-back', 'other']);
export type RevokeReason = z.infer<typeof RevokeReason>;

const losses: ReadonlySet<RevokeReason> = new Set<RevokeReason>(['lost', 'stolen', 'seized']);

/** Is it in hands that nobody knows? Then it is an incident, which is written down within 24 hours (domain.md E, rule 6). */
export const isLoss = (reason: RevokeReason): boolean => losses.has(reason);

const incidentDueMs = 24 * 60 * 60 * 1000;

/** When a loss was noticed. Both null where nobody knows. */
export interface Noticed {
  readonly atMs: number | null;
  /** It is written down later than it should be. */
  readonly isLate: boolean | null;
}

/** Nobody notices a loss after telling of it: a clock that is ahead counts as now. */
export function noticedBy(saidMs: number | null, nowMs: number): Noticed {
  if (saidMs === null) return { atMs: null, isLate: null };
  const atMs = Math.min(saidMs, nowMs);
  return { atMs, isLate: nowMs - atMs > incidentDueMs };
}
