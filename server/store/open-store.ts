import { Kysely, PostgresAdapter, PostgresDialect, sql, SqliteDialect, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { bindSealing } from '../sealed/store-sealing.ts';
import type { SealingKeys } from '../sealed/sealing-keys.ts';
import { migrations, sealingMigration } from './migrations.ts';
import { openSqliteDatabase } from './sqlite-database.ts';
import { withLenientRollback } from './lenient-rollback.ts';
import { refuseNewerStore } from './newer-store.ts';
import { PreparingClient } from './preparing-client.ts';
import type { Tables } from './tables.ts';
import { type Turns, TurnTakingDialect } from './turns.ts';

/** Where the data is: a folder for the embedded store, or a PostgreSQL. */
export type StorePlace =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string };

export type Store = Kysely<Tables>;
/** A store within a transaction: whatever is done with it happens wholly or not at all. */
export type StoreTransaction = Transaction<Tables>;

/**
 * Opens the store with the keys that seal its secrets, and brings its tables to the newest version. Throws when it cannot
 * be reached or migrated, and a `NewerStore` when a later version wrote it.
 */
export async function openStore(place: StorePlace, sealing: SealingKeys): Promise<Store> {
  const store = await connectStore(place);
  bindSealing(store, sealing);
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
  if (results.some(({ migrationName }) => migrationName === sealingMigration)) await eraseTraces(store);
  return store;
}

/** Overwrites what a change has left of secrets in the files of the engine: SQLite's log, PostgreSQL's dead rows. */
export async function eraseTraces(store: Store): Promise<void> {
  if (engineOf(store) === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(store);
  else await sql`vacuum full server, server_keys, desks, authenticators`.execute(store);
}

/**
 * Connects without looking at the tables; whoever does more than migrate them wants `openStore`. `turns`: with another
 * connection of this process to the embedded store.
 */
export const connectStore = async (place: StorePlace, turns?: Turns): Promise<Store> =>
  new Kysely<Tables>({
    dialect: place.kind === 'postgres' ? postgresDialect(place.url) : embeddedDialect(place.folder, turns),
  });

/** Name of the engine, as GET /health tells it. */
export const engineOf = (store: Store): 'postgres' | 'sqlite' =>
  store.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';

function embeddedDialect(folder: string, turns: Turns | undefined): SqliteDialect {
  const config = { database: withLenientRollback(openSqliteDatabase(folder)) };
  return turns === undefined ? new SqliteDialect(config) : new TurnTakingDialect(config, turns);
}

const int8 = 20;

function postgresDialect(url: string): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    Client: PreparingClient,
    connectionTimeoutMillis: 10_000,
    types: {
      // All our 64-bit numbers are counters and milliseconds, far below 2^53; pg would give them as text.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format),
    } as pg.CustomTypesConfig,
  });
  // An idle connection that the database closes is replaced by the pool; unhandled, it would end the process.
  pool.on('error', () => undefined);
  // One that breaks while a transaction holds it fails that transaction; the pool listens only to idle ones.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({ pool });
}
