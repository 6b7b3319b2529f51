import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { DeviceId } from '#domain/ids.ts';
import { deviceIdOf } from '#sync/protocol/hash.ts';
import type { Random } from './random.ts';

/** Key and id of a device. */
export interface DeviceKeys {
  readonly device: DeviceId;
  /** Raw, base64url. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

// PKCS #8 around a raw Ed25519 key (RFC 8410).
const keyPrefix = Buffer.from('302e020100300506032b657004220420', 'hex');

export function seededKeys(random: Random): DeviceKeys {
  const privateKey = createPrivateKey({
    key: Buffer.concat([keyPrefix, random.bytes(32)]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = String(createPublicKey(privateKey).export({ format: 'jwk' }).x);
  return { device: deviceIdOf(Buffer.from(publicKey, 'base64url')), publicKey, privateKey };
}

/** Synchronous, so that signing takes no turn of its own. */
export const signWith = ({ privateKey }: DeviceKeys, text: string): string =>
  sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64url');

/** A UUID of version 7 in form. */
export function seededUuid(random: Random): string {
  const hex = Buffer.from(random.bytes(16)).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
