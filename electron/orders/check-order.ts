import crypto from 'node:crypto';
import type { DeviceId } from '#domain/ids.ts';
import { orderText } from '#sync/protocol/orders.ts';
import type { Order } from '#sync/protocol/wire.ts';

/**
 * Is this the word of the server that we enrolled with, to this very device (security.md 4)? `devices`: who it is and
 * who it was. A forged order, or one for another device, does nothing.
 */
export function isOrderToUs(order: Order, serverKey: string, devices: readonly DeviceId[]): boolean {
  if (!devices.includes(order.device)) return false;
  try {
    const key = crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: serverKey }, format: 'jwk' });
    const signature = Buffer.from(order.sig, 'base64url');
    return crypto.verify(null, Buffer.from(orderText(order), 'utf8'), key, signature);
  } catch {
    return false; // no key at all: nobody was enrolled with
  }
}
