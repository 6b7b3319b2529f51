import { randomBytes } from 'node:crypto';
import sodiumModule from 'libsodium-wrappers-sumo';
import { aeadOpen, aeadSeal } from './aead.ts';

/** libsodium, loaded. */
export type Sodium = typeof sodiumModule;

/** Loads libsodium's WebAssembly; once per process, later calls answer at once. */
export async function loadSodium(): Promise<Sodium> {
  await sodiumModule.ready;
  return sodiumModule;
}

/** XChaCha20-Poly1305 under a key of 32 bytes: a random nonce of 24 bytes, then the sealed bytes. */
export function sealBytes(
  sodium: Sodium,
  key: Uint8Array,
  associated: string,
  plain: Uint8Array,
): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const sealed = aeadSeal(sodium, cipher, { bytes: plain, associated, nonce, key });
  return Buffer.concat([nonce, sealed]);
}

/** What `sealBytes` sealed; null when the key, the associated text or a single bit is another. */
export function openBytes(
  sodium: Sodium,
  key: Uint8Array,
  associated: string,
  box: Uint8Array,
): Uint8Array<ArrayBuffer> | null {
  if (box.length <= nonceBytes) return null;
  const [nonce, bytes] = [box.subarray(0, nonceBytes), box.subarray(nonceBytes)];
  return aeadOpen(sodium, cipher, { bytes, associated, nonce, key });
}

const cipher = 'xchacha20poly1305_ietf';
const nonceBytes = 24;
