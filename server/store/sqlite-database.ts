import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { databaseFileIn, makePrivateStore } from './file-modes.ts';

/** The part of the `node:sqlite` interface that is used; the built-in and its drop-in both have it. */
interface DatabaseSync {
  exec(sql: string): void;
  prepare(sql: string): StatementSync;
  close(): void;
}
interface StatementSync {
  all(...parameters: readonly unknown[]): unknown[];
  run(...parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  iterate(...parameters: readonly unknown[]): IterableIterator<unknown>;
  columns(): readonly unknown[];
}
type OpenDatabase = new (file: string) => DatabaseSync;

/**
 * Opens (or makes) the embedded store in a folder, so that a commit survives a power cut (quality.md: WAL with
 * `synchronous=FULL` lost nothing, NORMAL did). The shape is the one that kysely's SQLite dialect expects.
 * Throws when the folder cannot be written.
 */
export async function openSqliteDatabase(folder: string): Promise<SqliteDatabase> {
  makePrivateStore(folder);
  const Database = await findDatabase();
  const database = new Database(databaseFileIn(folder));
  database.exec('pragma busy_timeout = 20000');
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec('pragma foreign_keys = on');
  // What is erased (domain.md E) is overwritten, and not left where the next row will be.
  database.exec('pragma secure_delete = on');
  return { prepare: rememberStatements(database), close: () => database.close() };
}

/** The runtime's own SQLite where it is whole (`columns` came late), else the drop-in. */
async function findDatabase(): Promise<OpenDatabase> {
  const builtIn = process.getBuiltinModule?.('node:sqlite') as
    | { DatabaseSync: OpenDatabase; StatementSync: { prototype: Partial<StatementSync> } }
    | undefined;
  if (builtIn?.StatementSync.prototype.columns !== undefined) return builtIn.DatabaseSync;
  const { DatabaseSync } = await import('@photostructure/sqlite');
  return DatabaseSync;
}

const rememberedStatements = 200;

/** Preparing costs more than many a query; the oldest statements make room for new ones. */
function rememberStatements(database: DatabaseSync): (sql: string) => SqliteStatement {
  const statements = new Map<string, SqliteStatement>();
  return (sql) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const [oldest] = statements.keys();
    if (statements.size >= rememberedStatements && oldest !== undefined) statements.delete(oldest);

    // A transaction that begins by reading and then writes fails at once when another process wrote in between;
    // one that asks for the write lock at its start waits for it (S2 relies on that).
    const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql);
    const adapted: SqliteStatement = {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...parameters),
      run: (parameters) => statement.run(...parameters),
      iterate: (parameters) => statement.iterate(...parameters),
    };
    statements.set(sql, adapted);
    return adapted;
  };
}
