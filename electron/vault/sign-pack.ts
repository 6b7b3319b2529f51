import { isPayloadOf } from '#sync/protocol/pack-head.ts';
import type { DeviceKey } from './device-key.ts';

/**
 * Signs a pack's payload for the page: nothing else, since the same key signs requests, renewals and enrolments, which
 * the shell alone makes.
 * @returns the signature in base64url
 * @throws for a text that is no payload of this device: code in the page that should not be there, or a bug
 */
export function signPack(key: DeviceKey, payload: string): string {
  if (!isPayloadOf(key.device, payload)) throw new Error('This is no pack of this device');
  return key.sign(payload).toString('base64url');
}
