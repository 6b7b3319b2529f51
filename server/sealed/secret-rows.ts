import type { DeviceId, PersonId } from '#domain/ids.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import type { SecretPlace } from './seal-secret.ts';

// Frozen with the migration that sealed these columns: one that comes later needs a migration of its own.

export interface StoredSecret {
  readonly place: SecretPlace;
  readonly stored: string;
}

/** All secrets of a store as it holds them. Tables that are not there yet are passed over. */
export async function readSecrets(db: Store | StoreTransaction): Promise<readonly StoredSecret[]> {
  const there = new Set((await db.introspection.getTables()).map(({ name }) => name));
  const queries = {
    server: db.selectFrom('server').select(['public_key as row', 'private_key as stored']),
    // A former key has no private part any more.
    server_keys: db
      .selectFrom('server_keys')
      .select(['public_key as row', 'private_key as stored'])
      .where('private_key', '!=', ''),
    desks: db.selectFrom('desks').select(['device as row', 'private_key as stored']),
    authenticators: db.selectFrom('authenticators').select(['person as row', 'secret as stored']),
  };
  const secrets: StoredSecret[] = [];
  for (const table of ['server', 'server_keys', 'desks', 'authenticators'] as const)
    if (there.has(table))
      for (const { row, stored } of await queries[table].execute())
        secrets.push({ place: { table, row }, stored });
  return secrets;
}

/** Puts another form of a secret in its place. */
export async function writeSecret(
  db: Store | StoreTransaction,
  { table, row }: SecretPlace,
  stored: string,
): Promise<void> {
  switch (table) {
    case 'server':
    case 'server_keys':
      await db.updateTable(table).set({ private_key: stored }).where('public_key', '=', row).execute();
      return;
    case 'desks':
      await db
        .updateTable('desks')
        .set({ private_key: stored })
        .where('device', '=', row as DeviceId) // as it was read
        .execute();
      return;
    case 'authenticators':
      await db
        .updateTable('authenticators')
        .set({ secret: stored })
        .where('person', '=', row as PersonId) // as it was read
        .execute();
      return;
  }
}
