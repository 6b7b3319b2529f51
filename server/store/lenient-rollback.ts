import type { SqliteDatabase } from 'kysely';

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
