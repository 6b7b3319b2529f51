import { type DBCore, type DBCoreMutateRequest, type DBCoreTable, Dexie, type Middleware } from 'dexie';
import type { LogId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import { readLogRows, sumWaiting } from './log-rows.ts';
import { type MetaKey, type MetaValue, readMeta } from './meta.ts';
import { type LogRow, newLogRow } from './rows.ts';

/** Small tables that each exchange asks several times, and that mostly have not changed since. */
const cachedTables: ReadonlySet<string> = new Set(['logs', 'meta', 'parked', 'syncRuns']);

/**
 * What was read of small tables and has not been changed since, as `LastWriteState` knows what a write left: all changes go
 * through this database. Not for live queries, which would not hear of the next change.
 */
export class RowCache {
  /** Answers by what was asked, by what a change of them touches. */
  readonly #known = new Map<string, Map<string, Promise<unknown>>>();

  readonly middleware: Middleware<DBCore> = {
    stack: 'dbcore',
    name: 'knownRows',
    create: (core) => ({
      ...core,
      table: (name) => (cachedTables.has(name) ? this.#forgetting(core.table(name)) : core.table(name)),
    }),
  };

  /**
   * The answer that is known, or else a new one. `of`: the table whose changes make it unknown, and of `meta` the key.
   * Within a transaction the database is asked: there, what is known may be of before another one that goes first.
   */
  read<T>(of: string, question: string, ask: () => Promise<T>): Promise<T> {
    // Dexie answers null; its types forget that.
    if ((Dexie.currentTransaction as unknown) !== null) return ask();
    const answers = this.#known.get(of) ?? new Map<string, Promise<unknown>>();
    this.#known.set(of, answers);
    const known = answers.get(question) as Promise<T> | undefined; // what this question was answered
    if (known !== undefined) return known;
    const asked = ask();
    answers.set(question, asked);
    asked.catch(() => answers.delete(question));
    return asked;
  }

  /** Knows nothing any more. */
  clear(): void {
    this.#known.clear();
  }

  /** Forgets what a change touches as soon as the change is asked for: a question after that is answered after it. */
  #forgetting(table: DBCoreTable): DBCoreTable {
    return {
      ...table,
      mutate: (asked) => {
        for (const of of changedCacheKeys(table.name, asked) ?? [...this.#known.keys()])
          this.#known.delete(of);
        return table.mutate(asked);
      },
    };
  }
}

/** What a change touches; null: of `meta` anything. */
function changedCacheKeys(table: string, asked: DBCoreMutateRequest): readonly string[] | null {
  if (table !== 'meta') return [table];
  switch (asked.type) {
    case 'add':
    case 'put':
      return asked.values.map(({ key }: { key: string }) => metaCacheKey(key));
    case 'delete':
      return asked.keys.map(metaCacheKey);
    case 'deleteRange':
      return null;
  }
}

const metaCacheKey = (key: string): string => `meta ${key}`;

/** Where all logs stand (`readLogRows`), asked anew only after a change. */
export const readCachedLogRows = (db: FieldDatabase): Promise<readonly LogRow[]> =>
  db.rowCache.read('logs', 'all', () => readLogRows(db));

/** What waits for headquarters in all of them. */
export const readCachedWaiting = async (db: FieldDatabase): Promise<LogRow['waiting']> =>
  sumWaiting(await readCachedLogRows(db));

/** Where one stands (`readLogRow`), likewise. */
export const readCachedLogRow = async (db: FieldDatabase, log: LogId): Promise<LogRow> =>
  (await readCachedLogRows(db)).find((row) => row.log === log) ?? newLogRow(log);

/** A singleton (`readMeta`), likewise. */
export const readCachedMeta = <K extends MetaKey>(
  db: FieldDatabase,
  key: K,
): Promise<MetaValue<K> | undefined> => db.rowCache.read(metaCacheKey(key), '', () => readMeta(db, key));
