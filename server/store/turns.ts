import {
  type DatabaseConnection,
  type Driver,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';

/**
 * Turns at the embedded store between connections of one process. SQLite has one writer; a connection that waits for it
 * blocks its whole thread, so connections ask for their turn before they do anything.
 */
export interface Turns {
  /** Resolves when nobody else is at the store. */
  readonly take: () => Promise<void>;
  readonly end: () => void;
}

/** The SQLite dialect for a connection that takes turns with another one. */
export class TurnTakingDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  readonly #turns: Turns;

  constructor(config: SqliteDialectConfig, turns: Turns) {
    super(config);
    this.#config = config;
    this.#turns = turns;
  }

  override createDriver(): Driver {
    return new TurnTakingDriver(this.#config, this.#turns);
  }
}

class TurnTakingDriver extends SqliteDriver {
  readonly #turns: Turns;

  constructor(config: SqliteDialectConfig, turns: Turns) {
    super(config);
    this.#turns = turns;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turns.take();
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    await super.releaseConnection();
    this.#turns.end();
  }
}
