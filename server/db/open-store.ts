import { createHash, randomBytes } from 'node:crypto';
import {
  type Kysely,
  PostgresAdapter,
  PostgresDialect,
  type SqliteDatabase,
  sql,
  type Transaction,
} from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { v7 } from 'uuid';
import { grantReaderRights, takeReaderRole } from './database-reader.ts';
import { bindSealingKeys, type SealingKeys } from './encryption/sealing-keys.ts';
import { migrations, sealingMigration } from './migrations.ts';
import { type EmbeddedDatabase, openSqliteDatabase } from './sqlite-database.ts';
import { EmbeddedDialect, type StoreTurns, TurnTakingDialect } from './sqlite-dialect.ts';
import type { StoreFiles } from './store-files.ts';
import type { DatabaseTables } from './tables.ts';
import { CheckedStore } from './transaction-check.ts';

/** Limit of prepared statements: those with more parameters contain lists of varying length, too many to keep. */
const maximumPreparedParameters = 16;

/**
 * Connection on which PostgreSQL plans a statement once. A sync request has some twenty of them, always the same. A
 * pooler in between must support prepared statements (PgBouncer 1.21 does).
 */
class PreparingPostgresClient extends pg.Client {
  // The driver has many overloads; kysely passes a text with its parameters.
  override query(...asked: readonly unknown[]): never {
    const [text, values] = asked;
    const isKept =
      typeof text === 'string' &&
      Array.isArray(values) &&
      values.length > 0 &&
      values.length <= maximumPreparedParameters;
    const ask = super.query.bind(this) as (...all: readonly unknown[]) => never;
    return isKept ? ask({ text, values, name: statementNameOf(text) }, ...asked.slice(2)) : ask(...asked);
  }
}

const statementNames = new Map<string, string>();

/** Return a name for a statement's text, within the 63 characters that PostgreSQL distinguishes. */
function statementNameOf(text: string): string {
  const known = statementNames.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  statementNames.set(text, name);
  return name;
}

/**
 * Clear erased bytes from the embedded store's write-ahead log. Its content is written to the database, which
 * overwrites deleted rows (`secure_delete`), and the log is truncated. Call it after the transaction of the erasure,
 * never within one. PostgreSQL keeps such bytes until `admin vacuum`.
 * @returns false where another process reads the store: the next erasure, or the server's end, truncates the log
 */
export async function clearWriteAheadLog(store: ServerStore): Promise<boolean> {
  if (storeEngineOf(store) !== 'sqlite') return true;
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(store);
  return rows[0]?.busy === 0;
}

/** Thrown for a store with tables of a later version of Fieldbook; it was not changed. */
export class NewerStoreError extends Error {
  readonly code = 'newer-data';

  constructor(migration: string) {
    super(
      `the store was written by a newer version of Fieldbook (migration ${migration} is unknown here): start that version or a later one; nothing was changed`,
    );
  }
}

/** Throw a `NewerStoreError` where a migration has run that this version does not know. */
async function refuseNewerStore(store: ServerStore): Promise<void> {
  const tables = await store.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return; // a new store
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    store,
  );
  const unknown = rows.find(({ name }) => !Object.hasOwn(migrations, name));
  if (unknown !== undefined) throw new NewerStoreError(unknown.name);
}

/** Split a list into parts below the engines' limits on parameters of one statement. */
export function parameterChunksOf<T>(list: readonly T[], size = 400): readonly (readonly T[])[] {
  const chunks: T[][] = [];
  for (let at = 0; at < list.length; at += size) chunks.push(list.slice(at, at + size));
  return chunks;
}

/** Location of the data: a folder for the embedded store, or a PostgreSQL. */
export type StoreLocation =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string };

export type ServerStore = Kysely<DatabaseTables>;
/** Store within a transaction: its changes are committed as a whole or not at all. */
export type StoreTransaction = Transaction<DatabaseTables>;

/**
 * Open the store with the keys that encrypt its secrets, and migrate its tables. Throws when it cannot be reached or
 * migrated, a `NewerStoreError` for a store of a later version, and a `DatabaseReaderError` for a PostgreSQL without
 * row-level security.
 */
export async function openServerStore(
  storeLocation: StoreLocation,
  sealingKeys: SealingKeys,
  nowMs?: () => number,
): Promise<ServerStore> {
  const store = await connectServerStore(storeLocation, undefined, nowMs);
  bindSealingKeys(store, sealingKeys);
  try {
    await refuseNewerStore(store);
    await migrateStore(store);
    return store;
  } catch (error) {
    await store.destroy();
    throw error;
  }
}

async function migrateStore(store: ServerStore): Promise<void> {
  const isPostgres = storeEngineOf(store) === 'postgres';
  if (isPostgres) await takeReaderRole(store);
  const migrator = new Migrator({ db: store, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined)
    throw error instanceof Error
      ? error
      : new Error('The tables could not be brought up to date', { cause: error });
  if (isPostgres) await grantReaderRights(store);
  if (results.some(({ migrationName }) => migrationName === sealingMigration)) await eraseSecretTraces(store);
}

/** Overwrite remains of secrets in the engine's files: SQLite's log, PostgreSQL's dead rows. */
export async function eraseSecretTraces(store: ServerStore): Promise<void> {
  if (storeEngineOf(store) === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(store);
  else await sql`vacuum full server, server_keys, desks, authenticators`.execute(store);
}

/**
 * Connect without a check of the tables; for all work beyond migrations use `openServerStore`.
 * @param storeTurns shared with another connection of this process to the embedded store
 * @param nowMs clock of the day on which roles end, for tests of the embedded store
 */
export async function connectServerStore(
  storeLocation: StoreLocation,
  storeTurns?: StoreTurns,
  nowMs?: () => number,
): Promise<ServerStore> {
  if (storeLocation.kind === 'postgres')
    return new CheckedStore({ dialect: createPostgresDialect(storeLocation.url) });
  const embeddedDatabase = openSqliteDatabase(storeLocation.folder, nowMs);
  const checkedStore = new CheckedStore({ dialect: createEmbeddedDialect(embeddedDatabase, storeTurns) });
  storeFilesByAdapter.set(checkedStore.getExecutor().adapter, embeddedDatabase.files);
  return checkedStore;
}

const storeFilesByAdapter = new WeakMap<object, StoreFiles>();

/** Return the files of an embedded store; null for PostgreSQL. */
export const storeFilesOf = (store: ServerStore): StoreFiles | null =>
  storeFilesByAdapter.get(store.getExecutor().adapter) ?? null;

/** Return the name of the engine, for GET /health. */
export const storeEngineOf = (store: ServerStore): 'postgres' | 'sqlite' =>
  store.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';

function createEmbeddedDialect(
  embeddedDatabase: EmbeddedDatabase,
  storeTurns: StoreTurns | undefined,
): EmbeddedDialect {
  const config = { database: withLenientRollback(embeddedDatabase) };
  return storeTurns === undefined ? new EmbeddedDialect(config) : new TurnTakingDialect(config, storeTurns);
}

const int8TypeId = 20;

function createPostgresDialect(url: string): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    Client: PreparingPostgresClient,
    connectionTimeoutMillis: 10_000,
    types: {
      // All 64-bit numbers of these tables are counters and milliseconds, far below 2^53; pg would return them as text.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8TypeId && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format),
    } as pg.CustomTypesConfig,
  });
  // The pool replaces an idle connection that the database closed; unhandled, the error would end the process.
  pool.on('error', () => undefined);
  // A connection that breaks within a transaction fails that transaction; the pool listens only to idle ones.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({ pool });
}

/** Numbers of locks without a row of their own; the names are for readers. */
const subjectLocks = {
  auditTrail: 0x66_62_61_75_64_69,
  dataRequests: 0x72_69_67_68_74_73,
  programme: 0x66_62_70_72_6f_67,
  groupNames: 0x66_62_67_72_70_73,
  administrators: 0x66_62_61_64_6d_73,
  secondFactors: 0x66_62_66_61_63_74,
} as const;

/** Lock a subject until the transaction ends. SQLite's transactions have the write lock from their start. */
export async function lockSubject(tx: StoreTransaction, subject: keyof typeof subjectLocks): Promise<void> {
  if (tx.getExecutor().adapter instanceof PostgresAdapter)
    await sql`select pg_advisory_xact_lock(${subjectLocks[subject]})`.execute(tx);
}

/** Clock and randomness of the server, injected for tests. Only `main.ts` and tests create one. */
export interface RuntimeDependencies {
  readonly nowMs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

export const systemDependencies: RuntimeDependencies = {
  nowMs: () => Date.now(),
  randomBytes: (n) => randomBytes(n),
};

/** Create a UUID of version 7: ordered by time, so that consecutive keys are stored together. */
export const newUuid = ({ nowMs, randomBytes }: RuntimeDependencies): string =>
  v7({ msecs: nowMs(), random: randomBytes(16) });

/**
 * Wrap a database so that `rollback` succeeds after SQLite's own rollback, as on a full disk. The caller then gets the
 * failure that ended the transaction, not that of a needless rollback.
 */
const withLenientRollback = (database: SqliteDatabase): SqliteDatabase => ({
  close: () => database.close(),
  prepare: (sql) => {
    const statement = database.prepare(sql);
    if (sql !== 'rollback') return statement;
    return {
      reader: statement.reader,
      all: (parameters) => statement.all(parameters),
      iterate: (parameters) => statement.iterate(parameters),
      run(parameters) {
        try {
          return statement.run(parameters);
        } catch (error) {
          if (!isRolledBackAlready(error)) throw error;
          return { changes: 0, lastInsertRowid: 0 };
        }
      },
    };
  },
});

const isRolledBackAlready = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('no transaction is active');
