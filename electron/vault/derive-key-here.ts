import { argon2id } from 'hash-wasm';
import { normalizePassphrase } from '#domain/vault/passphrase.ts';
import type { KdfParameters } from './derive-key.ts';

/** Derive a key with Argon2id in this thread, which is blocked for half a second. */
export function deriveKeyHere(
  passphrase: string,
  { memoryKiB, passes, lanes, salt }: KdfParameters,
): Promise<Uint8Array> {
  return argon2id({
    password: normalizePassphrase(passphrase),
    salt: Buffer.from(salt, 'base64'),
    memorySize: memoryKiB,
    iterations: passes,
    parallelism: lanes,
    hashLength: 32,
    outputType: 'binary',
  });
}
