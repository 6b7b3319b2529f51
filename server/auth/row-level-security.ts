import { type IsolationLevel, PostgresAdapter, sql } from 'kysely';
import type { LogId, PersonId } from '#domain/ids.ts';
import type { ServerStore } from '../db/open-store.ts';

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
    if (await supportsRowLevelSecurity(store))
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
    if (await supportsRowLevelSecurity(store))
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
  if (!(await supportsRowLevelSecurity(store))) return read(store);
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

const databaseReaderRole = 'fieldbook_reader';
const rowLevelSecurityByStore = new WeakMap<object, Promise<boolean>>();

/**
 * Return whether row-level security is active. It is not in SQLite, nor where the database's user could not create the
 * role.
 */
export function supportsRowLevelSecurity(store: ServerStore): Promise<boolean> {
  const known = rowLevelSecurityByStore.get(store);
  if (known !== undefined) return known;
  const found = detectRowLevelSecurity(store);
  rowLevelSecurityByStore.set(store, found);
  return found;
}

async function detectRowLevelSecurity(store: ServerStore): Promise<boolean> {
  if (!(store.getExecutor().adapter instanceof PostgresAdapter)) return false;
  const { rows } = await sql<{ member: boolean | null }>`
    select pg_has_role(current_user, oid, 'MEMBER') as member from pg_roles where rolname = ${databaseReaderRole}
  `.execute(store);
  return rows[0]?.member === true;
}
