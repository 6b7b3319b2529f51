import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { databaseFileIn, makePrivateStore } from './file-modes.ts';

/**
 * Opens (or makes) the embedded store in a folder, so that a commit survives a power cut (quality.md: WAL with
 * `synchronous=FULL` lost nothing, NORMAL did). The shape is the one that kysely's SQLite dialect expects.
 * Throws when the folder cannot be written.
 */
export function openSqliteDatabase(folder: string): SqliteDatabase {
  makePrivateStore(folder);
  const database = new DatabaseSync(databaseFileIn(folder));
  database.exec('pragma busy_timeout = 20000');
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec('pragma foreign_keys = on');
  // What is erased (domain.md E) is overwritten, and not left where the next row will be.
  database.exec('pragma secure_delete = on');
  return { prepare: rememberStatements(database), close: () => database.close() };
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
      all: (parameters) => statement.all(...bindable(parameters)),
      run: (parameters) => statement.run(...bindable(parameters)),
      iterate: (parameters) => statement.iterate(...bindable(parameters)),
    };
    statements.set(sql, adapted);
    return adapted;
  };
}

/** kysely gives what our tables' types allow, which are the kinds of SQLite; what is none of them SQLite refuses. */
const bindable = (parameters: readonly unknown[]): readonly SQLInputValue[] =>
  parameters as readonly SQLInputValue[];
