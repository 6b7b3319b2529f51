import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { StoreTransaction } from '../store/open-store.ts';

/**
 * The device's requests are refused from now on, with a signed order to stop or to erase itself; `wipe` may follow a
 * plain revocation, never the other way. Refuses an unknown device.
 */
export async function revokeDevice(
  tx: StoreTransaction,
  { device, wipe, nowMs }: { readonly device: DeviceId; readonly wipe: boolean; readonly nowMs: number },
): Promise<Result<true, 'unknown'>> {
  const changed = await tx
    .updateTable('devices')
    .set({ state: wipe ? 'wipe' : 'revoked', state_ms: nowMs })
    .where('device', '=', device)
    .where('state', 'in', wipe ? ['active', 'revoked'] : ['active'])
    .executeTakeFirst();
  if (changed.numUpdatedRows === 1n) return ok(true);
  const known = await tx
    .selectFrom('devices')
    .select('device')
    .where('device', '=', device)
    .executeTakeFirst();
  return known === undefined ? refuse('unknown') : ok(true);
}
