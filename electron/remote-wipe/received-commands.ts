import crypto from 'node:crypto';
import type { DeviceId } from '#domain/ids.ts';
import { remoteCommandText } from '#sync/protocol/remote-commands.ts';
import { Order } from '#sync/protocol/wire.ts';
import * as z from 'zod';
import type { SignedResponse } from '../net/send-signed-request.ts';

const ResponseWithCommands = z.object({ orders: z.array(z.unknown()) });

/** Quick test. Answers with commands are rare, and sync answers are too large to parse for them. */
const mayHaveCommands = (body: Buffer): boolean => body.includes('"orders":[{');

/** Read the remote commands in an answer. The caller must check their signatures. */
export function remoteCommandsIn(answer: SignedResponse): readonly Order[] {
  if (answer.kind === 'problem') return answer.problem.order ? [answer.problem.order] : [];
  if (answer.kind !== 'answered' || !mayHaveCommands(answer.received.body)) return [];
  try {
    const { orders } = ResponseWithCommands.parse(JSON.parse(answer.received.body.toString('utf8')));
    return orders.flatMap((order) => Order.safeParse(order).data ?? []);
  } catch {
    return []; // not an answer of headquarters, as the caller will see too
  }
}

/**
 * Return whether a command is signed by the enrolled server and for this device (docs/security-requirements.md 4). A
 * forged command, or one for another device, has no effect.
 * @param devices Present and former ids of this device.
 */
export function isCommandForDevice(order: Order, serverKey: string, devices: readonly DeviceId[]): boolean {
  if (!devices.includes(order.device)) return false;
  try {
    const key = crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: serverKey }, format: 'jwk' });
    const signature = Buffer.from(order.sig, 'base64url');
    return crypto.verify(null, Buffer.from(remoteCommandText(order), 'utf8'), key, signature);
  } catch {
    return false; // no key: no enrolment
  }
}
