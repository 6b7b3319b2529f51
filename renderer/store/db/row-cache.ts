import { type DBCore, type DBCoreMutateRequest, type DBCoreTable, Dexie, type Middleware } from 'dexie';

/** Small tables that each sync round reads several times, and that rarely changed since. */
const cachedTables: ReadonlySet<string> = new Set(['logs', 'meta', 'parked', 'syncRuns']);

/**
 * Return whether a live query reads. Its promises carry its zone, in which nothing may be written: a writer that awaits
 * one would fail with `ReadOnlyError`. Dexie has the zone without a type.
 */
const isInLiveQuery = (): boolean =>
  (Dexie.Promise as unknown as { readonly PSD: { readonly subscr?: unknown } }).PSD.subscr !== undefined;

/**
 * Cached reads of small tables, valid until the next change. All changes go through this database. A live query always
 * reads itself: it would miss the next change, and must not share its promise.
 */
export class RowCache {
  /** Results by query, grouped by the cache key that a change invalidates. */
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
   * Cached answer, or a new one. Within a transaction the database is read: the cache may be older than a transaction
   * before.
   * @param of Table that invalidates the result on change; for `meta`, the key.
   */
  read<T>(of: string, question: string, ask: () => Promise<T>): Promise<T> {
    // Dexie answers null, against its types.
    if ((Dexie.currentTransaction as unknown) !== null || isInLiveQuery()) return ask();
    const readings = this.#known.get(of) ?? new Map<string, Promise<unknown>>();
    this.#known.set(of, readings);
    const known = readings.get(question) as Promise<T> | undefined; // cached by this very question
    if (known !== undefined) return known;
    const reading = ask();
    readings.set(question, reading);
    reading.catch(() => readings.delete(question));
    return reading;
  }

  /** Empty the cache. */
  clear(): void {
    this.#known.clear();
  }

  /** Invalidate on the request of a change: every later read then comes after it. */
  #forgetting(table: DBCoreTable): DBCoreTable {
    return {
      ...table,
      mutate: (request) => {
        for (const of of changedCacheKeys(table.name, request) ?? [...this.#known.keys()])
          this.#known.delete(of);
        return table.mutate(request);
      },
    };
  }
}

/** Cache keys that a change invalidates; null: all of `meta`. */
function changedCacheKeys(table: string, request: DBCoreMutateRequest): readonly string[] | null {
  if (table !== 'meta') return [table];
  switch (request.type) {
    case 'add':
    case 'put':
      return request.values.map(({ key }: { key: string }) => metaCacheKey(key));
    case 'delete':
      return request.keys.map(metaCacheKey);
    case 'deleteRange':
      return null;
  }
}

/** Cache key of a singleton of `meta`. */
export const metaCacheKey = (key: string): string => `meta ${key}`;
