import type { DeviceId } from '#domain/ids.ts';
import type { Waiting } from '#sync/protocol/wire.ts';
import type { ServerStore } from '../db/open-store.ts';
import { unlessStoreFull } from '../db/store-health.ts';

/** Size of a device's outbox, as last reported; null before its first request. */
export type ReportedOutbox = { readonly ops: number; readonly bytes: number } | null;

/** Read it from the columns. */
export const reportedOutboxOf = (row: {
  readonly waiting_ops: number | null;
  readonly waiting_bytes: number | null;
}): ReportedOutbox =>
  row.waiting_ops === null ? null : { ops: row.waiting_ops, bytes: row.waiting_bytes ?? 0 };

/** Record a device's reported outbox when it changed, so that most requests cost no write. */
export async function recordReportedOutbox(
  store: ServerStore,
  deviceId: DeviceId,
  previousOutbox: ReportedOutbox,
  reported: Waiting | undefined,
): Promise<void> {
  const { ops, bytes } = reported ?? { ops: 0, bytes: 0 };
  if (previousOutbox !== null && previousOutbox.ops === ops && previousOutbox.bytes === bytes) return;
  await unlessStoreFull(() =>
    store
      .updateTable('devices')
      .set({ waiting_ops: ops, waiting_bytes: bytes })
      .where('device', '=', deviceId)
      .execute(),
  );
}
