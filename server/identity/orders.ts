import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { DeviceId } from '#domain/ids.ts';
import { type OrderConfirmation, orderText } from '#sync/protocol/orders.ts';
import type { Order } from '#sync/protocol/wire.ts';
import type { Store } from '../store/open-store.ts';
import type { DevicesTable } from '../store/tables.ts';
import type { Surroundings } from '../surroundings.ts';
import { audit } from './audit.ts';
import { signText } from './ed25519.ts';
import type { SigningKey } from './server-keys.ts';

type DeviceState = Pick<DevicesTable, 'device' | 'state' | 'state_ms'>;

/**
 * What a revoked device is told (security.md 4), under the present key; null while it is active. To a device that pins a
 * former one the answer bears the statements that lead here.
 */
export function orderTo({ privateKey }: SigningKey, row: DeviceState): Order | null {
  const order = orderOf(row);
  if (order === null) return null;
  return { ...order, sig: signText(privateKey, orderText(order)).toString('base64url') };
}

function orderOf({ device, state, state_ms: at }: DeviceState): Omit<Order, 'sig'> | null {
  if (state === 'active') return null;
  return { order: state === 'wipe' ? 'wipe' : 'revoke', device: device satisfies DeviceId, at };
}

/**
 * Notes that a device carried its order out, the first time that it says so. Refuses when it has no such order: none,
 * or meanwhile another one.
 */
export const confirmOrder = (
  store: Store,
  surroundings: Surroundings,
  { device, at, order }: OrderConfirmation,
): Promise<Result<true, 'noSuchOrder'>> =>
  store.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('devices')
      .select(['device', 'state', 'state_ms', 'person'])
      .where('device', '=', device)
      .executeTakeFirst();
    const given = row === undefined ? null : orderOf(row);
    if (row === undefined || given?.order !== order || given.at !== at) return refuse('noSuchOrder');
    const noted = await tx
      .updateTable('devices')
      .set({ confirmed_ms: surroundings.nowMs() })
      .where('device', '=', device)
      .where('state_ms', '=', at)
      .where('confirmed_ms', 'is', null)
      .executeTakeFirst();
    if (noted.numUpdatedRows === 1n)
      await audit(tx, surroundings, { actor: row.person, act: 'confirm-order', subject: { device, order } });
    return ok(true);
  });
