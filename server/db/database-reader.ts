import { sql } from 'kysely';
import type { ServerStore } from './open-store.ts';
import type { DatabaseTables } from './tables.ts';

/** Role of PostgreSQL that reads for people: it owns nothing, and row-level security applies to it. */
export const databaseReaderRole = 'fieldbook_reader';

/**
 * Give the reader its rights at each start. The grants of migrations are missing where the role came after them, or
 * where the database was restored into another cluster. Migrations have to be done.
 * @throws DatabaseReaderError where the user of the database may not do so
 */
export async function grantReaderRights(store: ServerStore): Promise<void> {
  if ((await findReaderProblem(store)) === null) return;
  try {
    await store.transaction().execute(async (tx) => {
      // PostgreSQL refuses two grants on a table at the same time.
      await sql`select pg_advisory_xact_lock(${grantLockKey})`.execute(tx);
      await sql`select set_config('fieldbook.readable', ${readableTables.join()}, true)`.execute(tx);
      await sql`do $$ declare readable text; begin
        foreach readable in array string_to_array(current_setting('fieldbook.readable'), ',') loop
          execute format('grant select on %I to fieldbook_reader', readable);
        end loop; end $$`.execute(tx);
    });
  } catch (error) {
    if (!isRefusedByPostgres(error)) throw error;
  }
  await requireReader(findReaderProblem(store), store);
}

/**
 * Make the reader's role, or join it. Call it before migrations, so that a refusal changes nothing.
 * @throws DatabaseReaderError where the user of the database may do neither
 */
export async function takeReaderRole(store: ServerStore): Promise<void> {
  if ((await findRoleProblem(store)) === null) return;
  // Roles belong to the cluster: a server on another database may make this one at the same time.
  await sql`do $$ begin create role fieldbook_reader nologin noinherit;
    exception when insufficient_privilege or duplicate_object or unique_violation then null; end $$`.execute(
    store,
  );
  await sql`do $$ begin grant fieldbook_reader to current_user;
    exception when insufficient_privilege or undefined_object or unique_violation then null; end $$`.execute(
    store,
  );
  await requireReader(findRoleProblem(store), store);
}

/**
 * Read each readable table as the reader, without a row.
 * @returns the SQLSTATE that PostgreSQL answers where it refuses; null where all can be read
 */
export const findReaderProblem = (store: ServerStore): Promise<string | null> =>
  findRefusal(store, async (tx) => {
    await becomeReader(tx);
    for (const table of readableTables)
      await tx.selectFrom(table).select(sql`1`.as('one')).where(sql<boolean>`false`).execute();
  });

const findRoleProblem = (store: ServerStore): Promise<string | null> => findRefusal(store, becomeReader);

const becomeReader = (tx: ServerStore): Promise<unknown> =>
  sql`select set_config('role', ${databaseReaderRole}, true)`.execute(tx);

/** Thrown where row-level security cannot be on. The message has the statements that an administrator runs. */
export class DatabaseReaderError extends Error {
  readonly code = 'reader-role-missing';

  constructor(user: string, statements: readonly string[]) {
    super(
      `row-level security cannot be on: the user ${user} of the database may not read as the role ${databaseReaderRole}. ` +
        `Let an administrator of the database run in it: ${statements.join(' ')} Then start again`,
    );
  }
}

async function requireReader(problem: Promise<string | null>, store: ServerStore): Promise<void> {
  if ((await problem) === null) return;
  const { rows } = await sql<{ name: string; user: string; schema: string; exists: boolean }>`
    select current_user as name, quote_ident(current_user) as user, quote_ident(current_schema()) as schema,
      exists (select 1 from pg_roles where rolname = ${databaseReaderRole}) as exists`.execute(store);
  const [row] = rows;
  if (row === undefined) throw new Error('PostgreSQL names no user');
  throw new DatabaseReaderError(row.name, [
    ...(row.exists ? [] : [`create role ${databaseReaderRole} nologin noinherit;`]),
    `grant ${databaseReaderRole} to ${row.user};`,
    `grant usage on schema ${row.schema} to ${databaseReaderRole};`,
  ]);
}

/** SQLSTATE of a missing right, of a role that does not exist, and of a table in a schema that is closed to the role. */
const refusalStates: ReadonlySet<unknown> = new Set(['42501', '22023', '42P01']);

const isRefusedByPostgres = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && 'code' in error && refusalStates.has(error.code);

async function findRefusal(
  store: ServerStore,
  read: (tx: ServerStore) => Promise<unknown>,
): Promise<string | null> {
  try {
    await store.transaction().execute(read);
    return null;
  } catch (error) {
    if (!isRefusedByPostgres(error)) throw error;
    return error.code;
  }
}

/** Number of an advisory lock, as `subjectLocks` of open-store.ts; the name is for readers. */
const grantLockKey = 0x72_65_61_64_65_72;

/** Tables that people read: those with content or logs have policies, and the others stand open to the reader. */
const isReadable: Readonly<Record<keyof DatabaseTables, boolean>> = {
  server: false,
  server_keys: false,
  persons: true,
  codes: false,
  devices: true,
  desks: false,
  logs: true,
  grants: true,
  people_groups: false,
  group_members: false,
  group_roles: false,
  entries: true,
  chain_ends: true,
  held_ops: true,
  parked: false,
  documents: true,
  registers: true,
  dead_dots: false,
  document_places: true,
  document_figures: true,
  plan_items: true,
  nonces: false,
  sessions: false,
  passkeys: false,
  authenticators: false,
  challenges: false,
  recovery_keys: false,
  recoveries: false,
  retention_list: false,
  erased_fields: false,
  sealed_words: false,
  data_requests: false,
  approvals: false,
  administrator_ties: false,
  notices: false,
  seen_notices: false,
  mail_addresses: false,
  mail_queue: false,
  audit: false,
};

const readableTables = Object.keys(isReadable).filter(
  (table): table is keyof DatabaseTables => isReadable[table as keyof DatabaseTables], // a key of the record above
);
