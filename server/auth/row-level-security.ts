import {
  type Expression,
  expressionBuilder,
  type IsolationLevel,
  PostgresAdapter,
  sql,
  type SqlBool,
} from 'kysely';
import type { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import type { ServerStore } from '../db/open-store.ts';
import { Role } from '#domain/people/role.ts';
import { mayKeepDataRequests } from '#domain/privacy/data-request.ts';
import type { DatabaseTables } from '../db/tables.ts';
import { approvingRoles, ratingRoles } from '#domain/people/rights.ts';

/**
 * J5: a held op is seen by its author and by those who may release it (`mayReleaseHeldOps`), and by nobody else. The condition
 * as a part of the query, beside `readableByPerson`; `device` is the op's.
 */
export function heldOpVisibleTo(
  person: PersonId,
  log: Expression<LogId>,
  device: Expression<DeviceId>,
): Expression<SqlBool> {
  const eb = expressionBuilder<DatabaseTables>();
  const grantsAs = (roles: typeof approvingRoles) =>
    eb
      .selectFrom('grants')
      .select('grants.log')
      .where('grants.log', '=', log)
      .where('grants.person', '=', person)
      .where('grants.role', 'in', roles);
  return eb.or([
    eb(device, 'in', eb.selectFrom('devices').select('devices.device').where('devices.person', '=', person)),
    eb.and([eb.exists(grantsAs(approvingRoles)), eb.not(eb.exists(grantsAs(ratingRoles)))]),
  ]);
}

/**
 * The condition that a person may read a log, as a part of the query itself: no id that a client sends is trusted
 * (security.md 5). The same rule as `mayReadLog`: any role but administrator.
 */
export function readableByPerson(person: PersonId, log: Expression<LogId>): Expression<SqlBool> {
  const eb = expressionBuilder<DatabaseTables>();
  return eb.exists(
    eb
      .selectFrom('grants')
      .select('grants.log')
      .where('grants.log', '=', log)
      .where('grants.person', '=', person)
      .where('grants.role', '!=', 'admin'),
  );
}

/**
 * Reads these missions for who answers requests about personal data, with a role in them or without (domain.md A3). Behind
 * the fence of PostgreSQL nobody else sees them so, and who does sees no others. What is told of what was read
 * must be where something stands, and no word.
 */
export const withSearchAccess = <T>(
  store: ServerStore,
  person: PersonId,
  logs: readonly LogId[],
  read: (own: ServerStore) => Promise<T>,
): Promise<T> =>
  withRowLevelSecurity(store, person, async (own) => {
    if (await supportsRowLevelSecurity(store))
      await sql`select set_config('fieldbook.searched', ${logs.join()}, true)`.execute(own);
    return read(own);
  });

/** The same condition as a part of the query itself, as `readableByPerson`: the asker keeps the register, and the mission is there. */
export function searchableByPerson(person: PersonId, log: Expression<LogId>): Expression<SqlBool> {
  const eb = expressionBuilder<DatabaseTables>();
  return eb.and([
    eb.exists(
      eb
        .selectFrom('persons')
        .select('persons.person')
        .where('persons.person', '=', person)
        .where('persons.role', 'in', dataSearchRoles)
        .where('persons.deactivated_ms', 'is', null),
    ),
    eb.exists(
      eb
        .selectFrom('logs')
        .select('logs.log')
        .where('logs.log', '=', log)
        .where('logs.kind', '=', 'mission')
        .where('logs.erased_ms', 'is', null),
    ),
  ]);
}

const dataSearchRoles = Role.options.filter(mayKeepDataRequests);

/**
 * Reads on behalf of a person: in PostgreSQL in a transaction that sees nothing of logs that are not theirs, whatever
 * is asked (migration-row-level-security.ts). Everything else that the server does, it does as the owner of the tables.
 * Ask only the store that is handed in: another one would wait for a connection while holding this one.
 */
export async function withRowLevelSecurity<T>(
  store: ServerStore,
  person: PersonId,
  read: (own: ServerStore) => Promise<T>,
  level: IsolationLevel = 'read committed',
): Promise<T> {
  if (!(await supportsRowLevelSecurity(store))) return read(store);
  return store
    .transaction()
    .setIsolationLevel(level)
    .execute(async (tx) => {
      await sql`select set_config('role', ${databaseReaderRole}, true), set_config('fieldbook.person', ${person}, true)`.execute(
        tx,
      );
      return read(tx);
    });
}

const databaseReaderRole = 'fieldbook_reader';
const rowLevelSecurityByStore = new WeakMap<object, Promise<boolean>>();

/** Is there a second fence? Not in SQLite, and not where the database's user was not allowed to make the role. */
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
