import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { StoreTransaction } from '../store/open-store.ts';

/** Which device is revoked, how far, and when. */
export interface Revocation {
  readonly device: DeviceId;
  readonly wipe: boolean;
  readonly nowMs: number;
}

/**
 * The device's requests are refused from now on, with a signed order to stop or to erase itself; `wipe` may follow a
 * plain revocation, never the other way. What it was renewed to (P2) is revoked with it. Refuses an unknown device.
 */
export async function revokeDevice(
  tx: StoreTransaction,
  { device, wipe, nowMs }: Revocation,
): Promise<Result<true, 'unknown'>> {
  const known = await tx
    .selectFrom('devices')
    .select('device')
    .where('device', '=', device)
    .executeTakeFirst();
  if (known === undefined) return refuse('unknown');

  // One generation after the other: a renewal that runs at the same time holds its former device's row, so it has
  // either committed before that row is written here, and is found below, or finds it revoked.
  for (let generation = [device]; generation.length > 0; generation = await renewedFrom(tx, generation))
    await tx
      .updateTable('devices')
      .set({ state: wipe ? 'wipe' : 'revoked', state_ms: nowMs, confirmed_ms: null })
      .where('device', 'in', generation)
      .where('state', 'in', wipe ? ['active', 'revoked'] : ['active'])
      .execute();
  return ok(true);
}

async function renewedFrom(tx: StoreTransaction, former: readonly DeviceId[]): Promise<DeviceId[]> {
  const rows = await tx.selectFrom('devices').select('device').where('renewed_from', 'in', former).execute();
  return rows.map(({ device }) => device);
}

/** Signs the device's person out of the console in every browser: who has the laptop may have those as well. */
export async function endSessionsOfOwner(tx: StoreTransaction, device: DeviceId): Promise<void> {
  await tx
    .deleteFrom('sessions')
    .where('person', '=', (eb) => eb.selectFrom('devices').select('person').where('device', '=', device))
    .execute();
}
