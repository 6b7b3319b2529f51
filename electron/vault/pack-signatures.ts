import crypto from 'node:crypto';
import { isPayloadOfDevice } from '#sync/protocol/pack-codec.ts';
import type { DeviceKey } from './device-key.ts';

/**
 * Sign a pack's payload for the page, and no other text. The same key signs requests, renewals and enrolments, which
 * only the shell makes.
 * @returns the signature in base64url
 * @throws for a text that is no payload of this device: injected code in the page, or a bug
 */
export function signPackPayload(deviceKey: DeviceKey, payload: string): string {
  if (!isPayloadOfDevice(deviceKey.device, payload)) throw new Error('This is no pack of this device');
  return deviceKey.sign(payload).toString('base64url');
}

/** Text, and the raw Ed25519 public key (base64url) that must have signed its UTF-8 bytes. */
interface SignedPayload {
  readonly key: string;
  readonly payload: string;
  readonly sig: string;
}

/** Verify signatures; results in the same order. Uses the runtime's threads, so nothing waits behind it. */
export function verifySignatures(texts: readonly SignedPayload[]): Promise<readonly boolean[]> {
  const keys = new Map<string, crypto.KeyObject | null>();
  const keyOf = (key: string): crypto.KeyObject | null => {
    const known = keys.get(key) ?? parsePublicKey(key);
    keys.set(key, known);
    return known;
  };
  return Promise.all(texts.map(({ key, payload, sig }) => isSignatureValid(keyOf(key), payload, sig)));
}

function isSignatureValid(key: crypto.KeyObject | null, payload: string, sig: string): Promise<boolean> {
  if (key === null) return Promise.resolve(false);
  const text = Buffer.from(payload, 'utf8');
  const signature = Buffer.from(sig, 'base64url');
  return new Promise((resolve) => {
    crypto.verify(null, text, key, signature, (error, isGood) => resolve(error === null && isGood));
  });
}

function parsePublicKey(key: string): crypto.KeyObject | null {
  try {
    return crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
  } catch {
    return null; // a malformed key verifies nothing
  }
}
