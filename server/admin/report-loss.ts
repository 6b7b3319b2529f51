import type { DeviceId } from '#domain/ids.ts';
import { isLoss, noticedBy, type RevokeReason } from '#domain/people/device-loss.ts';
import { audit } from '../identity/audit.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';

/** Whose laptop is taken out of use, why, and when that was noticed by whoever tells of it. */
export interface Report {
  /** A person's id, or `command line`. */
  readonly actor: string;
  readonly device: DeviceId;
  readonly reason?: RevokeReason | undefined;
  readonly noticedAtMs?: number | undefined;
}

/**
 * Writes the loss of a laptop down as an incident (domain.md E, rule 6), beside the line of its revocation and in the same
 * transaction. What is no loss, or has no reason, leaves no such line.
 */
export async function reportLoss(
  tx: StoreTransaction,
  surroundings: Surroundings,
  { actor, device, reason, noticedAtMs }: Report,
): Promise<void> {
  if (reason === undefined || !isLoss(reason)) return;
  const { atMs, isLate } = noticedBy(noticedAtMs ?? null, surroundings.nowMs());
  const noticed = atMs === null ? null : minuteOf(atMs);
  await audit(tx, surroundings, {
    actor,
    act: 'report-loss',
    subject: { device, reason, noticed, late: isLate },
  });
}

/** `2026-11-24T09:00Z`. */
const minuteOf = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 16)}Z`;
