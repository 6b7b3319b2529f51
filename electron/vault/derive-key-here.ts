import { argon2id } from 'hash-wasm';
import { normalizePassphrase } from '#domain/vault/passphrase.ts';
import type { KdfParameters } from './derive-key.ts';

/** Argon2id here and now; half a second in which this thread does nothing else. */
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
