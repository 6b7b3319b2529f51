import { type IsolationLevel, PostgresAdapter, sql } from 'kysely';
import type { PersonId } from '#domain/ids.ts';
import type { Store } from '../store/open-store.ts';

/**
 * Reads on behalf of a person: in PostgreSQL in a transaction that sees nothing of logs that are not theirs, whatever
 * is asked (migration-row-level-security.ts). Everything else that the server does, it does as the owner of the tables.
 * Ask only the store that is handed in: another one would wait for a connection while holding this one.
 */
export async function asPerson<T>(
  store: Store,
  person: PersonId,
  read: (own: Store) => Promise<T>,
  level: IsolationLevel = 'read committed',
): Promise<T> {
  if (!(await hasFence(store))) return read(store);
  return store
    .transaction()
    .setIsolationLevel(level)
    .execute(async (tx) => {
      await sql`select set_config('role', ${readerRole}, true), set_config('fieldbook.person', ${person}, true)`.execute(
        tx,
      );
      return read(tx);
    });
}

const readerRole = 'fieldbook_reader';
const fences = new WeakMap<object, Promise<boolean>>();

/** Is there a second fence? Not in SQLite, and not where the database's user was not allowed to make the role. */
export function hasFence(store: Store): Promise<boolean> {
  const known = fences.get(store);
  if (known !== undefined) return known;
  const found = findFence(store);
  fences.set(store, found);
  return found;
}

async function findFence(store: Store): Promise<boolean> {
  if (!(store.getExecutor().adapter instanceof PostgresAdapter)) return false;
  const { rows } = await sql<{ member: boolean | null }>`
    select pg_has_role(current_user, oid, 'MEMBER') as member from pg_roles where rolname = ${readerRole}
  `.execute(store);
  return rows[0]?.member === true;
}
