import type { DBCore, DBCoreTable, Middleware } from 'dexie';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import { nodeDatabase, nodeIndexedDb } from './node-database.ts';

/** Behaviour of the database: reads fail until it is opened again, until it is deleted, or always. */
type Fault = 'none' | 'untilOpened' | 'untilDeleted' | 'forEver';

export interface FragileDatabase {
  readonly db: FieldDatabase;
  fault: Fault;
  /** Name of the error of a read that fails. */
  failure: string;
  isSilent: boolean;
  /** Hears of each write that will have no answer. */
  onSilence: () => void;
  onOpened: () => void | Promise<void>;
  onDeleted: () => void;
}

/** A database with reads of documents and lists that fail on demand, as Chromium's do on damaged files. */
export function aFragileDatabase(): FragileDatabase {
  const parts = nodeIndexedDb();
  const db = nodeDatabase(parts);
  const fragileDatabase: FragileDatabase = {
    db,
    fault: 'none',
    failure: 'UnknownError',
    isSilent: false,
    onSilence: () => undefined,
    onOpened: () => undefined,
    onDeleted: () => undefined,
  };
  const remove = parts.indexedDB.deleteDatabase.bind(parts.indexedDB);
  parts.indexedDB.deleteDatabase = (name) => {
    if (fragileDatabase.fault === 'untilDeleted') fragileDatabase.fault = 'none';
    fragileDatabase.onDeleted();
    return remove(name);
  };
  db.use(failingReads(() => (fragileDatabase.fault === 'none' ? null : fragileDatabase.failure)));
  db.use(silentWrites(fragileDatabase));
  // Sticky: at each opening, not only the first.
  db.on(
    'ready',
    () => {
      if (fragileDatabase.fault === 'untilOpened') fragileDatabase.fault = 'none';
      fragileDatabase.isSilent = false;
      return fragileDatabase.onOpened();
    },
    true,
  );
  return fragileDatabase;
}

const failingReads = (failure: () => string | null): Middleware<DBCore> => ({
  stack: 'dbcore',
  name: 'failingReads',
  create: (core) => ({
    ...core,
    table: (name) => failingTable(core.table(name), failure),
  }),
});

/** Writes of ops that are neither done nor refused, as of Chromium on a full disk. */
const silentWrites = (fragileDatabase: FragileDatabase): Middleware<DBCore> => ({
  stack: 'dbcore',
  name: 'silentWrites',
  create: (core) => ({
    ...core,
    table: (name) => {
      const table = core.table(name);
      if (name !== 'ops') return table;
      return {
        ...table,
        mutate: (asked) => {
          if (!fragileDatabase.isSilent) return table.mutate(asked);
          fragileDatabase.onSilence();
          return new Promise(() => {});
        },
      };
    },
  }),
});

function failingTable(table: DBCoreTable, failure: () => string | null): DBCoreTable {
  const failing =
    <A, R>(ask: (asked: A) => Promise<R>) =>
    (asked: A): Promise<R> => {
      const name = failure();
      return name === null ? ask(asked) : Promise.reject(new DOMException('Internal error', name));
    };
  return {
    ...table,
    get: failing((asked) => table.get(asked)),
    getMany: failing((asked) => table.getMany(asked)),
    query: failing((asked) => table.query(asked)),
    count: failing((asked) => table.count(asked)),
    openCursor: failing((asked) => table.openCursor(asked)),
  };
}
