import crypto from 'node:crypto';
import type { DeviceId } from '#domain/ids.ts';
import { remoteCommandText } from '#sync/protocol/remote-commands.ts';
import { Order } from '#sync/protocol/wire.ts';
import * as z from 'zod';
import type { SignedResponse } from '../net/send-signed-request.ts';

const ResponseWithCommands = z.object({ orders: z.array(z.unknown()) });

/** An answer with orders is rare, and sync answers are large: all others are not read for it. */
const mayHaveCommands = (body: Buffer): boolean => body.includes('"orders":[{');

/** What an answer orders this device to do; whose word it is the asker must check. */
export function remoteCommandsIn(answer: SignedResponse): readonly Order[] {
  if (answer.kind === 'problem') return answer.problem.order ? [answer.problem.order] : [];
  if (answer.kind !== 'answered' || !mayHaveCommands(answer.received.body)) return [];
  try {
    const { orders } = ResponseWithCommands.parse(JSON.parse(answer.received.body.toString('utf8')));
    return orders.flatMap((order) => Order.safeParse(order).data ?? []);
  } catch {
    return []; // no answer of headquarters, as whoever asked will see too
  }
}

/**
 * Is this the word of the server that we enrolled with, to this very device (security.md 4)? `devices`: who it is and
 * who it was. A forged order, or one for another device, does nothing.
 */
export function isCommandForDevice(order: Order, serverKey: string, devices: readonly DeviceId[]): boolean {
  if (!devices.includes(order.device)) return false;
  try {
    const key = crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: serverKey }, format: 'jwk' });
    const signature = Buffer.from(order.sig, 'base64url');
    return crypto.verify(null, Buffer.from(remoteCommandText(order), 'utf8'), key, signature);
  } catch {
    return false; // no key at all: nobody was enrolled with
  }
}
