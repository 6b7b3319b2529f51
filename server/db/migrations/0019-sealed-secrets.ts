import type { Kysely } from 'kysely';
import {
  encryptionKeyIdOf,
  encryptSecret,
  readStoredSecrets,
  writeStoredSecret,
} from '#server/db/encryption/encrypted-secrets.ts';
import type { DatabaseTables } from '../tables.ts';

// Published versions are frozen. These are some of them: never edit one, append the next.

/**
 * Encrypt the store's secrets by the key of `--sealing-key`: signing keys, keys of console devices, seeds of
 * authenticators.
 */
export async function sealSecrets(before: Kysely<unknown>): Promise<void> {
  const db = before as unknown as Kysely<DatabaseTables>; // only tables of this version are queried
  for (const { location: secretLocation, stored } of await readStoredSecrets(db))
    if (encryptionKeyIdOf(stored) === null)
      await writeStoredSecret(db, secretLocation, encryptSecret(db, secretLocation, stored));
}
