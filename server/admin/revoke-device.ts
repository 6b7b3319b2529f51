import { ok, type Result, refuse } from '#base/result.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { StoreTransaction } from '../db/open-store.ts';

/** Revocation: device, extent and time. */
interface DeviceRevocation {
  readonly device: DeviceId;
  readonly wipe: boolean;
  readonly nowMs: number;
}

/**
 * Revoke a device. Its requests are refused from now on, with a signed command to stop or to erase itself. `wipe` may
 * follow a plain revocation, never the other way. Its successors (P2) are revoked with it. Refuses an unknown device.
 */
export async function revokeDevice(
  tx: StoreTransaction,
  { device, wipe, nowMs }: DeviceRevocation,
): Promise<Result<true, 'unknown'>> {
  const knownDeviceId = await tx
    .selectFrom('devices')
    .select('device')
    .where('device', '=', device)
    .executeTakeFirst();
  if (knownDeviceId === undefined) return refuse('unknown');

  // One generation after the other: a parallel renewal holds the row of its former device. Either it committed before
  // that row is written here and is found below, or it finds the device revoked.
  for (
    let generation = [device];
    generation.length > 0;
    generation = await devicesRenewedFrom(tx, generation)
  )
    await tx
      .updateTable('devices')
      .set({ state: wipe ? 'wipe' : 'revoked', state_ms: nowMs, confirmed_ms: null })
      .where('device', 'in', generation)
      .where('state', 'in', wipe ? ['active', 'revoked'] : ['active'])
      .execute();
  return ok(true);
}

async function devicesRenewedFrom(
  tx: StoreTransaction,
  formerDeviceIds: readonly DeviceId[],
): Promise<DeviceId[]> {
  const rows = await tx
    .selectFrom('devices')
    .select('device')
    .where('renewed_from', 'in', formerDeviceIds)
    .execute();
  return rows.map(({ device }) => device);
}

/** End all console sessions of a device's person: a thief of the laptop may have those as well. */
export async function endSessionsOfOwner(tx: StoreTransaction, deviceId: DeviceId): Promise<void> {
  await tx
    .deleteFrom('sessions')
    .where('person', '=', (eb) => eb.selectFrom('devices').select('person').where('device', '=', deviceId))
    .execute();
}
