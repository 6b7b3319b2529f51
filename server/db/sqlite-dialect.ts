import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import {
  type DatabaseConnection,
  type Driver,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import { createPrivateStoreFiles, databaseFileIn } from './file-permissions.ts';

/**
 * Turns at the embedded store between connections of one process. SQLite has one writer; a connection that waits for it
 * blocks its whole thread, so connections ask for their turn before they do anything.
 */
export interface StoreTurns {
  /** Resolves when nobody else is at the store. */
  readonly acquire: () => Promise<void>;
  readonly release: () => void;
}

/** The SQLite dialect for a connection that takes turns with another one. */
export class TurnTakingDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  readonly #turns: StoreTurns;

  constructor(config: SqliteDialectConfig, turns: StoreTurns) {
    super(config);
    this.#config = config;
    this.#turns = turns;
  }

  override createDriver(): Driver {
    return new TurnTakingDriver(this.#config, this.#turns);
  }
}

class TurnTakingDriver extends SqliteDriver {
  readonly #turns: StoreTurns;

  constructor(config: SqliteDialectConfig, turns: StoreTurns) {
    super(config);
    this.#turns = turns;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turns.acquire();
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    await super.releaseConnection();
    this.#turns.release();
  }
}

/**
 * A database whose `rollback` succeeds where SQLite has rolled back by itself, as it does on a full disk. The caller is then
 * told of the failure that ended the transaction, and not of a rollback that had nothing to do.
 */
export const withLenientRollback = (database: SqliteDatabase): SqliteDatabase => ({
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

/**
 * Opens (or makes) the embedded store in a folder, so that a commit survives a power cut (quality.md: WAL with
 * `synchronous=FULL` lost nothing, NORMAL did). The shape is the one that kysely's SQLite dialect expects.
 * Throws when the folder cannot be written.
 */
export function openSqliteDatabase(folder: string): SqliteDatabase {
  createPrivateStoreFiles(folder);
  const database = new DatabaseSync(databaseFileIn(folder));
  database.exec('pragma busy_timeout = 20000');
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec('pragma foreign_keys = on');
  // What is erased (domain.md E) is overwritten, and not left where the next row will be.
  database.exec('pragma secure_delete = on');
  return { prepare: cacheStatements(database), close: () => database.close() };
}

const maximumCachedStatements = 200;

/** Preparing costs more than many a query; the oldest statements make room for new ones. */
function cacheStatements(database: DatabaseSync): (sql: string) => SqliteStatement {
  const statements = new Map<string, SqliteStatement>();
  return (sql) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const [oldest] = statements.keys();
    if (statements.size >= maximumCachedStatements && oldest !== undefined) statements.delete(oldest);

    // A transaction that begins by reading and then writes fails at once when another process wrote in between;
    // one that asks for the write lock at its start waits for it (S2 relies on that).
    const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql);
    const adapted: SqliteStatement = {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...toBindableValues(parameters)),
      run: (parameters) => statement.run(...toBindableValues(parameters)),
      iterate: (parameters) => statement.iterate(...toBindableValues(parameters)),
    };
    statements.set(sql, adapted);
    return adapted;
  };
}

/** kysely gives what our tables' types allow, which are the kinds of SQLite; what is none of them SQLite refuses. */
const toBindableValues = (parameters: readonly unknown[]): readonly SQLInputValue[] =>
  parameters as readonly SQLInputValue[];
