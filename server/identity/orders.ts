import type { DeviceId } from '#domain/ids.ts';
import type { Order } from '#sync/protocol/wire.ts';
import type { DevicesTable } from '../store/tables.ts';
import { signText } from './ed25519.ts';
import type { ServerIdentity } from './server-identity.ts';

/** The text that the server signs in an order: the order without `sig`, keys in this order. */
export const orderText = ({ order, device, at }: Omit<Order, 'sig'>): string =>
  JSON.stringify({ order, device, at });

/** What a revoked device is told (security.md 4); null while it is active. */
export function orderTo(
  identity: ServerIdentity,
  row: Pick<DevicesTable, 'device' | 'state' | 'state_ms'>,
): Order | null {
  if (row.state === 'active') return null;
  const order = {
    order: row.state === 'wipe' ? ('wipe' as const) : ('revoke' as const),
    device: row.device satisfies DeviceId,
    at: row.state_ms,
  };
  return { ...order, sig: signText(identity.privateKey, orderText(order)).toString('base64url') };
}
