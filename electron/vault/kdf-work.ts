import { argon2id } from 'hash-wasm';
import { passphraseText } from '#domain/vault/passphrase.ts';
import type { Kdf } from './derive-key.ts';

/** Argon2id here and now; half a second in which this thread does nothing else. */
export function deriveHere(passphrase: string, { memoryKiB, passes, lanes, salt }: Kdf): Promise<Uint8Array> {
  return argon2id({
    password: passphraseText(passphrase),
    salt: Buffer.from(salt, 'base64'),
    memorySize: memoryKiB,
    iterations: passes,
    parallelism: lanes,
    hashLength: 32,
    outputType: 'binary',
  });
}
