import crypto from 'node:crypto';
import * as z from 'zod';
import { DeviceId } from '#domain/ids.ts';
import { deviceIdOf } from '#sync/protocol/hash.ts';

const raw32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** An Ed25519 key pair and the device that it makes. On the disk only in a sealed file (security.md 2). */
export const KeyPair = z.object({ device: DeviceId, publicKey: raw32, privateKey: raw32 });
export type KeyPair = z.infer<typeof KeyPair>;

/** The device's identity as the rest of the shell sees it: it can sign, but nobody can read the key. */
export interface DeviceKey {
  readonly device: DeviceId;
  /** The raw Ed25519 public key in base64url. */
  readonly publicKey: string;
  /** The 64 bytes of a signature over these bytes or over the UTF-8 bytes of this text. */
  sign(message: Uint8Array | string): Buffer;
}

/** A new Ed25519 identity. */
export function makeKeyPair(): KeyPair {
  const { publicKey, privateKey } = crypto.generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const { d = '' } = privateKey.export({ format: 'jwk' });
  const device = deviceIdOf(Buffer.from(x, 'base64url'));
  return KeyPair.parse({ device, publicKey: x, privateKey: d });
}

/** Throws when the parts of the file do not belong together: then it is damaged, and no other key may take its place. */
export function deviceKeyOf({ device, publicKey, privateKey }: KeyPair): DeviceKey {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey, d: privateKey };
  const key = crypto.createPrivateKey({ key: jwk, format: 'jwk' });
  const derived = crypto.createPublicKey(key).export({ format: 'jwk' }).x;
  if (derived !== publicKey || deviceIdOf(Buffer.from(publicKey, 'base64url')) !== device)
    throw new Error('The device file is damaged');
  return {
    device,
    publicKey,
    sign: (message) =>
      crypto.sign(null, typeof message === 'string' ? Buffer.from(message, 'utf8') : message, key),
  };
}
