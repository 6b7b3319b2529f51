import { setTimeout } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';

/**
 * Turns of a process's connections at the embedded store. SQLite has one writer, and a connection that waits for it
 * blocks its whole thread. So connections wait for their turn first.
 */
export interface StoreTurns {
  /** Wait until no other connection uses the store. */
  readonly acquire: () => Promise<void>;
  readonly release: () => void;
}

/**
 * SQLite dialect with transactional DDL: a migration that stops half way leaves nothing, and two processes never migrate
 * at once. Kysely's own adapter denies what SQLite can do.
 */
export class EmbeddedDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new EmbeddedDriver(this.#config);
  }

  override createAdapter(): DialectAdapter {
    return new EmbeddedAdapter();
  }
}

class EmbeddedDriver extends SqliteDriver {
  #connection: DatabaseConnection | null = null;

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= new PatientConnection(await super.acquireConnection());
    return this.#connection;
  }
}

class EmbeddedAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** SQLite dialect of a connection that takes turns with another one. */
export class TurnTakingDialect extends EmbeddedDialect {
  readonly #config: SqliteDialectConfig;
  readonly #turns: StoreTurns;

  constructor(config: SqliteDialectConfig, storeTurns: StoreTurns) {
    super(config);
    this.#config = config;
    this.#turns = storeTurns;
  }

  override createDriver(): Driver {
    return new TurnTakingDriver(this.#config, this.#turns);
  }
}

class TurnTakingDriver extends EmbeddedDriver {
  readonly #turns: StoreTurns;

  constructor(config: SqliteDialectConfig, storeTurns: StoreTurns) {
    super(config);
    this.#turns = storeTurns;
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

/** Time for which statements wait while another program has the write lock of the embedded store; then 503. */
const busyPatienceMs = 10_000;
const busyRetryMs = 25;
/** SQLITE_BUSY, and the same during another program's recovery of the log. Both come before a statement did anything. */
const busyCodes: ReadonlySet<number> = new Set([5, 261]);

/**
 * Connection to the embedded store that waits for another program's lock without blocking the thread, unlike SQLite's own
 * wait. Once the lock has lasted for the whole patience, further statements fail at once until one succeeds.
 */
class PatientConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  #busySinceMs: number | null = null;

  constructor(connection: DatabaseConnection) {
    this.#connection = connection;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    for (;;) {
      try {
        const result = await this.#connection.executeQuery<R>(query);
        if (!readingStatement.test(query.sql)) this.#busySinceMs = null;
        return result;
      } catch (error) {
        if (!isBusy(error)) throw error;
        const nowMs = performance.now();
        this.#busySinceMs ??= nowMs;
        if (nowMs - this.#busySinceMs >= busyPatienceMs) throw error;
      }
      await setTimeout(busyRetryMs);
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery<R>(query, chunkSize);
  }
}

/** Readers do not wait for the writer, so their success says nothing about its lock. */
const readingStatement = /^\s*select\b/i;

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error)) return false;
  const { errcode } = error;
  return typeof errcode === 'number' && busyCodes.has(errcode);
}
