import {
  type Expression,
  expressionBuilder,
  type IsolationLevel,
  PostgresAdapter,
  type SqlBool,
  sql,
} from 'kysely';
import type { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import { approvingRoles, ratingRoles } from '#domain/kinds/rights.ts';
import { Role } from '#domain/people/role.ts';
import { mayKeepDataRequests } from '#domain/privacy/data-request.ts';
import type { ServerStore } from '../db/open-store.ts';
import type { DatabaseTables } from '../db/tables.ts';

/**
 * Build the condition that a grant is in force today: a role of a group ends with its last day (UTC). Every query of
 * rights has it.
 * @param endsOn last day in the query; left out for the table itself
 */
export const grantInForce = (
  endsOn: Expression<string | null> = expressionBuilder<DatabaseTables, 'grants'>().ref('grants.ends_on'),
): Expression<SqlBool> => sql<SqlBool>`(${endsOn} is null or ${endsOn} >= fieldbook_today())`;

/**
 * Build the condition that a person sees a held op. Only its author and those who may release it do (J5,
 * `mayReleaseHeldOps`). Used in queries beside `readableByPerson`; `device` is the op's.
 */
export function heldOpVisibleTo(
  personId: PersonId,
  logId: Expression<LogId>,
  deviceId: Expression<DeviceId>,
): Expression<SqlBool> {
  const eb = expressionBuilder<DatabaseTables>();
  const grantsAs = (roles: typeof approvingRoles) =>
    eb
      .selectFrom('grants')
      .select('grants.log')
      .where('grants.log', '=', logId)
      .where('grants.person', '=', personId)
      .where('grants.role', 'in', roles)
      .where(grantInForce());
  return eb.or([
    eb(
      deviceId,
      'in',
      eb.selectFrom('devices').select('devices.device').where('devices.person', '=', personId),
    ),
    eb.and([eb.exists(grantsAs(approvingRoles)), eb.not(eb.exists(grantsAs(ratingRoles)))]),
  ]);
}

/**
 * Build the condition that a person may read a log. The query itself checks it: no id from a client is trusted
 * (docs/security-requirements.md 5). Same rule as `mayReadLog`: any role except administrator and partner.
 */
export function readableByPerson(personId: PersonId, logId: Expression<LogId>): Expression<SqlBool> {
  const eb = expressionBuilder<DatabaseTables>();
  return eb.exists(
    eb
      .selectFrom('grants')
      .select('grants.log')
      .where('grants.log', '=', logId)
      .where('grants.person', '=', personId)
      .where('grants.role', 'not in', ['admin', 'partner'])
      .where(grantInForce()),
  );
}

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

/** Build the same condition for the query itself: the asker is a partner in the log, and its entity takes part. */
export function partOfEntity(
  personId: PersonId,
  entity: string | null,
  logId: Expression<LogId>,
  entities: Expression<string>,
): Expression<SqlBool> {
  const eb = expressionBuilder<DatabaseTables>();
  if (entity === null || entity === '') return sql<SqlBool>`1 = 0`;
  const sought = `%\n${entity.replaceAll(/[\\%_]/g, String.raw`\$&`)}\n%`;
  return eb.and([
    eb.exists(
      eb
        .selectFrom('grants')
        .select('grants.log')
        .where('grants.log', '=', logId)
        .where('grants.person', '=', personId)
        .where('grants.role', '=', 'partner')
        .where(grantInForce()),
    ),
    sql<SqlBool>`${entities} like ${sought} escape ${'\\'}`,
  ]);
}

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
 * Build the same condition for the query itself, as `readableByPerson`: the asker keeps the register, and the mission
 * exists.
 */
export function searchableByPerson(personId: PersonId, logId: Expression<LogId>): Expression<SqlBool> {
  const eb = expressionBuilder<DatabaseTables>();
  return eb.and([
    eb.exists(
      eb
        .selectFrom('persons')
        .select('persons.person')
        .where('persons.person', '=', personId)
        .where('persons.role', 'in', dataSearchRoles)
        .where('persons.deactivated_ms', 'is', null),
    ),
    eb.exists(
      eb
        .selectFrom('logs')
        .select('logs.log')
        .where('logs.log', '=', logId)
        .where('logs.kind', '=', 'mission')
        .where('logs.erased_ms', 'is', null),
    ),
  ]);
}

const dataSearchRoles = Role.options.filter(mayKeepDataRequests);

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
