import { Kysely, PostgresAdapter, PostgresDialect, sql, SqliteDialect, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { bindSealingKeys, type SealingKeys } from '../encryption/sealing-keys.ts';
import { migrations, sealingMigration } from './migrations.ts';
import {
  openSqliteDatabase,
  type StoreTurns,
  TurnTakingDialect,
  withLenientRollback,
} from './sqlite-dialect.ts';
import type { DatabaseTables } from './tables.ts';
import { createHash } from 'node:crypto';

/** Statements with more parameters are lists of some length: there are too many of them to keep. */
const maximumPreparedParameters = 16;

/**
 * A connection on which PostgreSQL plans a statement once and not each time it is asked: a sync request is some twenty
 * of them, always the same. A pooler between the two must pass prepared statements on (PgBouncer 1.21 does).
 */
class PreparingPostgresClient extends pg.Client {
  // The many ways to call it are the driver's; kysely uses a text with its parameters.
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

/** A name for a statement's text, within the 63 characters that PostgreSQL tells apart. */
function statementNameOf(text: string): string {
  const known = statementNames.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  statementNames.set(text, name);
  return name;
}

/**
 * Takes what was erased out of the embedded store's write-ahead log: everything in it is written to the database, which
 * overwrites what was deleted (`secure_delete`), and the log is cut to nothing. After the transaction that erased, never
 * in one. PostgreSQL keeps such bytes until `admin vacuum`.
 * @returns false where another process reads the store: its log is cut by the next erasure, or when the server stops
 */
export async function clearWriteAheadLog(store: ServerStore): Promise<boolean> {
  if (storeEngineOf(store) !== 'sqlite') return true;
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(store);
  return rows[0]?.busy === 0;
}

/** The store has tables of a later version of Fieldbook. It was not changed. */
export class NewerStoreError extends Error {
  readonly code = 'newer-data';

  constructor(migration: string) {
    super(
      `the store was written by a newer version of Fieldbook (migration ${migration} is unknown here): start that version or a later one; nothing was changed`,
    );
  }
}

/** Throws a `NewerStoreError` where a migration has run that this version does not know. */
async function refuseNewerStore(store: ServerStore): Promise<void> {
  const tables = await store.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return; // a new store
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    store,
  );
  const unknown = rows.find(({ name }) => !Object.hasOwn(migrations, name));
  if (unknown !== undefined) throw new NewerStoreError(unknown.name);
}

/** A list in parts that stay below the engines' limits on parameters of one statement. */
export function parameterChunksOf<T>(list: readonly T[], size = 400): readonly (readonly T[])[] {
  const chunks: T[][] = [];
  for (let at = 0; at < list.length; at += size) chunks.push(list.slice(at, at + size));
  return chunks;
}

/** Where the data is: a folder for the embedded store, or a PostgreSQL. */
export type StoreLocation =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string };

export type ServerStore = Kysely<DatabaseTables>;
/** A store within a transaction: whatever is done with it happens wholly or not at all. */
export type StoreTransaction = Transaction<DatabaseTables>;

/**
 * Opens the store with the keys that seal its secrets, and brings its tables to the newest version. Throws when it cannot
 * be reached or migrated, and a `NewerStoreError` when a later version wrote it.
 */
export async function openServerStore(place: StoreLocation, sealing: SealingKeys): Promise<ServerStore> {
  const store = await connectServerStore(place);
  bindSealingKeys(store, sealing);
  await refuseNewerStore(store).catch(async (error: unknown) => {
    await store.destroy();
    throw error;
  });
  const migrator = new Migrator({ db: store, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await store.destroy();
    throw error instanceof Error
      ? error
      : new Error('The tables could not be brought up to date', { cause: error });
  }
  if (results.some(({ migrationName }) => migrationName === sealingMigration)) await eraseSecretTraces(store);
  return store;
}

/** Overwrites what a change has left of secrets in the files of the engine: SQLite's log, PostgreSQL's dead rows. */
export async function eraseSecretTraces(store: ServerStore): Promise<void> {
  if (storeEngineOf(store) === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(store);
  else await sql`vacuum full server, server_keys, desks, authenticators`.execute(store);
}

/**
 * Connects without looking at the tables; whoever does more than migrate them wants `openServerStore`. `turns`: with another
 * connection of this process to the embedded store.
 */
export const connectServerStore = async (place: StoreLocation, turns?: StoreTurns): Promise<ServerStore> =>
  new Kysely<DatabaseTables>({
    dialect:
      place.kind === 'postgres'
        ? createPostgresDialect(place.url)
        : createEmbeddedDialect(place.folder, turns),
  });

/** Name of the engine, as GET /health tells it. */
export const storeEngineOf = (store: ServerStore): 'postgres' | 'sqlite' =>
  store.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';

function createEmbeddedDialect(folder: string, turns: StoreTurns | undefined): SqliteDialect {
  const config = { database: withLenientRollback(openSqliteDatabase(folder)) };
  return turns === undefined ? new SqliteDialect(config) : new TurnTakingDialect(config, turns);
}

const int8TypeId = 20;

function createPostgresDialect(url: string): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    Client: PreparingPostgresClient,
    connectionTimeoutMillis: 10_000,
    types: {
      // All our 64-bit numbers are counters and milliseconds, far below 2^53; pg would give them as text.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8TypeId && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format),
    } as pg.CustomTypesConfig,
  });
  // An idle connection that the database closes is replaced by the pool; unhandled, it would end the process.
  pool.on('error', () => undefined);
  // One that breaks while a transaction holds it fails that transaction; the pool listens only to idle ones.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({ pool });
}
