import { type IsolationLevel, sql } from 'kysely';
import type { LogId, PersonId } from '#domain/ids.ts';
import { databaseReaderRole } from '../db/database-reader.ts';
import { type ServerStore, storeEngineOf } from '../db/open-store.ts';

/**
 * Read for a person who may be a partner's officer. PostgreSQL's row-level security then admits the items of plans in
 * which this entity takes part, in the logs where the person is a partner.
 * @param entity key of the entity (`entityKeyOf`); null for nobody's officer
 */
export const withEntityAccess = <T>(
  store: ServerStore,
  personId: PersonId,
  entity: string | null,
  read: (ownServerStore: ServerStore) => Promise<T>,
): Promise<T> =>
  withRowLevelSecurity(store, personId, async (ownServerStore) => {
    if (hasRowLevelSecurity(store))
      await sql`select set_config('fieldbook.entity', ${entity ?? ''}, true)`.execute(ownServerStore);
    return read(ownServerStore);
  });

/**
 * Read these missions for a person who handles data requests, with or without a role in them (docs/requirements.md A3).
 * PostgreSQL's row-level security admits nobody else, and no other missions. The result may name places, never content.
 */
export const withSearchAccess = <T>(
  store: ServerStore,
  personId: PersonId,
  logIds: readonly LogId[],
  read: (ownServerStore: ServerStore) => Promise<T>,
): Promise<T> =>
  withRowLevelSecurity(store, personId, async (ownServerStore) => {
    if (hasRowLevelSecurity(store))
      await sql`select set_config('fieldbook.searched', ${logIds.join()}, true)`.execute(ownServerStore);
    return read(ownServerStore);
  });

/**
 * Read on behalf of a person. In PostgreSQL the transaction sees nothing of other people's logs, with any query
 * (0004-row-level-security.ts). All other work of the server runs as the owner of the tables.
 * Query only the store passed in: another one would wait for a connection while holding this one.
 */
export async function withRowLevelSecurity<T>(
  store: ServerStore,
  personId: PersonId,
  read: (ownServerStore: ServerStore) => Promise<T>,
  level: IsolationLevel = 'read committed',
): Promise<T> {
  if (!hasRowLevelSecurity(store)) return read(store);
  return store
    .transaction()
    .setIsolationLevel(level)
    .execute(async (tx) => {
      await sql`select set_config('role', ${databaseReaderRole}, true), set_config('fieldbook.person', ${personId}, true)`.execute(
        tx,
      );
      return read(tx);
    });
}

/** SQLite has no roles. A PostgreSQL without the reader's role is never opened (`grantReaderRights`). */
const hasRowLevelSecurity = (store: ServerStore): boolean => storeEngineOf(store) === 'postgres';
