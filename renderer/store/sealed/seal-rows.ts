import type { DBCore, DBCoreCursor, DBCoreTable, Middleware } from 'dexie';
import type { Cipher } from './cipher.ts';
import { type RowSeal, rowSeal } from './sealed-table.ts';

const none: ReadonlySet<string> = new Set();

/**
 * Dexie over a database in which every row of every table is sealed (security.md 2). All else of Dexie is above it and
 * sees open rows: its hooks, its live queries, its caches. There is no way past it, and no plain mode. Long rows of the
 * tables that are `packed` are deflated first.
 */
export const sealRows = (cipher: Cipher, packed: ReadonlySet<string> = none): Middleware<DBCore> => ({
  stack: 'dbcore',
  name: 'sealRows',
  level: -10, // below Dexie's own, the lowest of which is -1
  create: (core) => {
    const tables = new Map<string, DBCoreTable>();
    return {
      ...core,
      table: (name) => {
        const known = tables.get(name) ?? sealedTable(core.table(name), cipher, packed.has(name));
        tables.set(name, known);
        return known;
      },
    };
  },
});

// No async functions in here: within a transaction nothing but Dexie's own promises may be waited for.
function sealedTable(table: DBCoreTable, cipher: Cipher, isPacked: boolean): DBCoreTable {
  const seal = rowSeal(cipher, table, isPacked);
  return {
    ...table,
    mutate: (asked) =>
      table.mutate(
        'values' in asked ? { ...asked, values: asked.values.map((row: unknown) => seal.seal(row)) } : asked,
      ),
    get: (asked) =>
      table
        .get(asked)
        .then((stored: unknown) => (stored === undefined ? stored : seal.openAt(asked.key, stored))),
    getMany: (asked) =>
      table
        .getMany(asked)
        .then((found: readonly unknown[]) =>
          found.map((stored, at) => (stored === undefined ? stored : seal.openAt(asked.keys[at], stored))),
        ),
    query: (asked) =>
      table.query(asked).then(({ result }) => ({
        result: asked.values
          ? seal.openAll(asked.query, result, asked.direction?.startsWith('prev') === true)
          : result,
      })),
    openCursor: (asked) =>
      table
        .openCursor(asked)
        .then((cursor) => (cursor === null || !asked.values ? cursor : openedCursor(cursor, seal))),
  };
}

/** A cursor of the browser answers only when it is asked itself, so each of its properties is passed on. */
function openedCursor(cursor: DBCoreCursor, seal: RowSeal): DBCoreCursor {
  // Of `Object.create`, which knows no types: the same cursor with another value.
  return Object.create(cursor, {
    key: { get: () => cursor.key },
    primaryKey: { get: () => cursor.primaryKey },
    value: { get: () => seal.openAt(cursor.primaryKey, cursor.value) },
    continue: { value: (key?: unknown) => cursor.continue(key) },
    continuePrimaryKey: {
      value: (key: unknown, primaryKey: unknown) => cursor.continuePrimaryKey(key, primaryKey),
    },
    advance: { value: (count: number) => cursor.advance(count) },
  }) as DBCoreCursor;
}
