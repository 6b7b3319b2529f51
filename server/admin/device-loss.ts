import type { DeviceId } from '#domain/ids.ts';
import { isDeviceLoss, lossNoticeTimeOf, type RevokeReason } from '#domain/people/known-devices.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { RuntimeDependencies, StoreTransaction } from '../db/open-store.ts';

/** Report of a lost laptop: owner, reason, and time at which the reporter noticed it. */
interface DeviceLossReport {
  /** A person's id, or `command line`. */
  readonly actor: string;
  readonly device: DeviceId;
  readonly reason?: RevokeReason | undefined;
  readonly noticedAtMs?: number | undefined;
}

/**
 * Write the loss of a laptop as an incident (docs/requirements.md E6), in the transaction of its revocation. A
 * revocation without a loss or reason leaves no such line.
 */
export async function reportDeviceLoss(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { actor, device, reason, noticedAtMs }: DeviceLossReport,
): Promise<void> {
  if (reason === undefined || !isDeviceLoss(reason)) return;
  const { atMs, isLate } = lossNoticeTimeOf(noticedAtMs ?? null, dependencies.nowMs());
  const noticed = atMs === null ? null : formatUtcMinute(atMs);
  await appendAuditLine(tx, dependencies, {
    actor,
    act: 'report-loss',
    subject: { device, reason, noticed, late: isLate },
  });
}

/** Format a time as `2026-11-24T09:00Z`. */
const formatUtcMinute = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 16)}Z`;
