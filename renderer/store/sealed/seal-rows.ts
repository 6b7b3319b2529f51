import type { DBCore, DBCoreCursor, DBCoreTable, Middleware } from 'dexie';
import type { Cipher } from './cipher.ts';
import { type RowSeal, rowSeal } from './sealed-table.ts';

const none: ReadonlySet<string> = new Set();

/** Every row of a database sealed, and the way to have some of them sealed before they are put. */
export interface Sealing {
  readonly middleware: Middleware<DBCore>;
  /**
   * Seals rows of a table that will be put as they are, so that a transaction need not: while something else is waited
   * for, this takes no time. A row that cannot be sealed is met again when it is put.
   */
  readonly ahead: (table: string, rows: readonly object[]) => void;
}

/**
 * Dexie over a database in which every row of every table is sealed (security.md 2). All else of Dexie is above it and
 * sees open rows: its hooks, its live queries, its caches. There is no way past it, and no plain mode. Long rows of the
 * tables that are `packed` are deflated first.
 */
export function sealRows(cipher: Cipher, packed: ReadonlySet<string> = none): Sealing {
  // Of the database as it was opened last: its tables may have other keys than before.
  let seals = new Map<string, RowSeal>();
  const middleware: Middleware<DBCore> = {
    stack: 'dbcore',
    name: 'sealRows',
    level: -10, // below Dexie's own, the lowest of which is -1
    create: (core) => {
      const ofTables = new Map<string, RowSeal>();
      seals = ofTables;
      const tables = new Map<string, DBCoreTable>();
      return {
        ...core,
        table: (name) => {
          const known = tables.get(name);
          if (known) return known;
          const table = core.table(name);
          const seal = rowSeal(cipher, table, packed.has(name));
          const sealed = sealedTable(table, seal);
          ofTables.set(name, seal);
          tables.set(name, sealed);
          return sealed;
        },
      };
    },
  };
  const ahead: Sealing['ahead'] = (table, rows) => {
    try {
      for (const row of rows) seals.get(table)?.sealAhead(row);
    } catch {
      // Whoever puts the row is told.
    }
  };
  return { middleware, ahead };
}

// No async functions in here: within a transaction nothing but Dexie's own promises may be waited for.
function sealedTable(table: DBCoreTable, seal: RowSeal): DBCoreTable {
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
