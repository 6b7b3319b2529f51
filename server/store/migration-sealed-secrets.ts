import type { Kysely } from 'kysely';
import { sealedBy, sealSecret } from '../sealed/seal-secret.ts';
import type { Tables } from './tables.ts';
import { readSecrets, writeSecret } from '../sealed/secret-rows.ts';

// Published versions are frozen. This file is one of them: never edit it, append the next.

/** Seals the secrets of the store by the key of `--sealing-key`: signing keys, keys of desks, seeds of authenticators. */
export async function sealSecrets(before: Kysely<unknown>): Promise<void> {
  const db = before as unknown as Kysely<Tables>; // of them only what this version has is asked
  for (const { place, stored } of await readSecrets(db))
    if (sealedBy(stored) === null) await writeSecret(db, place, sealSecret(db, place, stored));
}
