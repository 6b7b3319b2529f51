import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { utcDayAtMs } from '#base/calendar-day.ts';
import { createMissingStoreFiles, databaseFileIn } from './file-permissions.ts';
import { noteStoreFiles, type StoreFiles, StoreFilesChangedError } from './store-files.ts';

/** Database of an embedded store, in the shape of kysely's SQLite dialect, and its files. */
export interface EmbeddedDatabase extends SqliteDatabase {
  readonly files: StoreFiles;
}

/**
 * Open or create the embedded store in a folder. A commit survives a power cut: WAL with `synchronous=FULL` lost
 * nothing when measured, NORMAL did. Throws when the folder cannot be written.
 */
export function openSqliteDatabase(folder: string, nowMs: () => number = Date.now): EmbeddedDatabase {
  createMissingStoreFiles(folder);
  const database = new DatabaseSync(databaseFileIn(folder));
  database.exec('pragma busy_timeout = 20000'); // until it is open
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec('pragma foreign_keys = on');
  // Erased content (docs/requirements.md E) is overwritten at once, not only by the next row in its place.
  database.exec('pragma secure_delete = on');
  database.function('fieldbook_today', () => utcDayAtMs(nowMs()));
  database.exec('select count(*) from sqlite_schema'); // the first reader makes the log
  database.exec('pragma busy_timeout = 20'); // from here on the connection waits without blocking the thread
  const storeFiles = noteStoreFiles(folder);
  const prepare = refuseChangedFiles(cacheStatements(database), storeFiles);
  return { prepare, close: () => database.close(), files: storeFiles };
}

/**
 * Wrap statements so that nothing counts as written where another program removed or replaced a file of the store. A
 * transaction asks before it begins and after its commit, since only the answer to a commit is a promise to somebody.
 */
function refuseChangedFiles(
  prepare: (sql: string) => SqliteStatement,
  storeFiles: StoreFiles,
): (sql: string) => SqliteStatement {
  let isInTransaction = false;
  const check = (): void => {
    const change = storeFiles.findChange();
    if (change !== null) throw new StoreFilesChangedError(change);
  };
  return (sql) => {
    const statement = prepare(sql);
    const isWrite = !unwrittenStatement.test(sql);
    /** Do a statement; the files are asked after it where it is a commit of its own. */
    const done = <T>(run: () => T): T => {
      if (sql === 'begin') check();
      const answer = run();
      if (sql === 'begin') isInTransaction = true;
      else if (sql === 'commit' || sql === 'rollback') isInTransaction = false;
      if (sql === 'commit' || (isWrite && !isInTransaction)) check();
      return answer;
    };
    return {
      reader: statement.reader,
      all: (parameters) => done(() => statement.all(parameters)),
      run: (parameters) => done(() => statement.run(parameters)),
      iterate: (parameters) => statement.iterate(parameters),
    };
  };
}

/** Statements that commit nothing, or end a transaction without a commit. */
const unwrittenStatement = /^\s*(select|pragma|vacuum|explain|begin|rollback|savepoint|release)\b/i;

const maximumCachedStatements = 200;

/** Cache prepared statements: preparing costs more than many a query. New ones replace the oldest. */
function cacheStatements(database: DatabaseSync): (sql: string) => SqliteStatement {
  const statements = new Map<string, SqliteStatement>();
  return (sql) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const [oldest] = statements.keys();
    if (statements.size >= maximumCachedStatements && oldest !== undefined) statements.delete(oldest);

    // A transaction that reads first and then writes fails at once after another process wrote. One that takes the
    // write lock at its start waits for it (S2 relies on that).
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

/** Cast the parameters: kysely passes values of our tables' types, which SQLite can bind. SQLite refuses any other. */
const toBindableValues = (parameters: readonly unknown[]): readonly SQLInputValue[] =>
  parameters as readonly SQLInputValue[];
