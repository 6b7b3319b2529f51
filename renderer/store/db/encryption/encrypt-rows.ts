import {
  cmp,
  type DBCore,
  type DBCoreCursor,
  type DBCoreQuery,
  type DBCoreTable,
  type Middleware,
} from 'dexie';
import type { Cipher } from './cipher.ts';
import { DecryptionError } from './encryption-errors.ts';
import { compressRow, decodeRow, encodeRow } from './row-codec.ts';

/**
 * Format version that all rows are bound to. A database version that changes the meaning of a row raises it, and
 * encrypts existing rows again. Until then a row of the older meaning does not open.
 */
const rowFormatVersion = 1;

type RowFields = Record<string, unknown>;

/** Encryption and decryption of the rows of one table. */
interface RowCipher {
  encrypt(row: unknown): RowFields;
  /** Encrypt a row that will be put unchanged; the next `encrypt` of the same object uses the result. */
  encryptAhead(row: object): void;
  /**
   * Decrypt a row.
   * @throws `DecryptionError` for a row that we did not write.
   */
  decrypt(stored: unknown): RowFields;
  /** The same for a read by key. On the disk, a row's bytes might have been copied under another key. */
  decryptAt(key: unknown, stored: unknown): RowFields;
  /** The same for all results of one query: in its range, in the order of its index. */
  decryptAll(query: DBCoreQuery, stored: readonly unknown[], isReverse: boolean): RowFields[];
  /** Forget the rows that were decrypted: some of them are deleted. */
  forget(): void;
}

/**
 * Encrypt every row of every table below Dexie (docs/security-requirements.md 2). Dexie's hooks, live queries and
 * caches are above and see plain rows. Nothing bypasses it; there is no plain mode.
 * @param packed Tables whose long rows are deflated first.
 * @param small Tables of few rows that are read far more often than written. A row is decrypted once, and shared.
 */
export function encryptRows(
  cipher: Cipher,
  packed: ReadonlySet<string> = noTables,
  small: ReadonlySet<string> = noTables,
): RowEncryption {
  // Of the database as opened last: its tables may have other keys than before.
  let seals = new Map<string, RowCipher>();
  const middleware: Middleware<DBCore> = {
    stack: 'dbcore',
    name: 'sealRows',
    level: -10, // below Dexie's own, the lowest of which is -1
    create: (core) => {
      const ofTables = new Map<string, RowCipher>();
      seals = ofTables;
      const tables = new Map<string, DBCoreTable>();
      return {
        ...core,
        table: (name) => {
          const known = tables.get(name);
          if (known) return known;
          const table = core.table(name);
          const rowCipher = createRowCipher(cipher, table, {
            isPacked: packed.has(name),
            isSmall: small.has(name),
          });
          const sealed = encryptedTable(table, rowCipher);
          ofTables.set(name, rowCipher);
          tables.set(name, sealed);
          return sealed;
        },
      };
    },
  };
  const ahead: RowEncryption['ahead'] = (table, rows) => {
    try {
      for (const row of rows) seals.get(table)?.encryptAhead(row);
    } catch {
      // The put of the row reports the error.
    }
  };
  return { middleware, ahead };
}

/**
 * A row is stored as its primary key and indexed fields in plaintext, and `sealed`: the other fields, encrypted.
 * `sealed` is bound to the table, the version and all plaintext fields. So no row opens in another table, under another
 * key, or at another place of an index. `isPacked`: long rows are compressed. `isSmall`: a row that is read again
 * unchanged is the same frozen object.
 */
function createRowCipher(
  cipher: Cipher,
  { name, schema }: DBCoreTable,
  { isPacked, isSmall }: { readonly isPacked: boolean; readonly isSmall: boolean },
): RowCipher {
  const { primaryKey } = schema;
  const clear = [...new Set([primaryKey, ...schema.indexes].flatMap(({ keyPath }) => keyPath ?? []))];
  if (primaryKey.outbound || clear.some((field) => field === '' || field.includes('.') || field === 'sealed'))
    throw new Error(`${name} cannot be sealed: its keys must be fields of its rows`);
  const isClear = new Set(clear);
  const boundTo = (rowFields: RowFields): string =>
    JSON.stringify([rowFormatVersion, name, ...clear.map((field) => rowFields[field])]);
  const keyOf = primaryKey.extractKey;
  if (keyOf === null || keyOf === undefined) throw new Error(`${name} has no key`);

  const seal = (row: unknown): RowFields => {
    if (!isRowFields(row)) throw new TypeError(`A row of ${name} is an object`);
    const storedRowFields: RowFields = {};
    const rest: RowFields = {};
    for (const field in row) (isClear.has(field) ? storedRowFields : rest)[field] = row[field];
    // Each row brings its own key. A key assigned by the database is unknown here, so nothing could be bound to it.
    if (keyOf(row) === undefined) throw new TypeError(`A row of ${name} needs its key before it is sealed`);
    storedRowFields['sealed'] = cipher.seal(isPacked ? compressRow(rest) : encodeRow(rest), boundTo(row));
    return storedRowFields;
  };
  const ahead = new WeakMap<object, RowFields>();
  const opened = new Map<string, OpenedRow>();
  const open = (stored: unknown): RowFields => {
    const sealed = isRowFields(stored) ? stored['sealed'] : undefined;
    if (!isRowFields(stored) || !(sealed instanceof Uint8Array))
      throw new DecryptionError(name, 'is not sealed');
    const bound = boundTo(stored);
    const knownRow = isSmall ? opened.get(bound) : undefined;
    if (knownRow !== undefined && isSameBytes(knownRow.sealed, sealed)) return knownRow.row;
    const plain = cipher.openBytes(sealed, bound);
    if (plain === null) throw new DecryptionError(name, 'does not open');
    const rowFields = decodeRow(plain) as RowFields; // encoded by `encodeRow`
    for (const field of clear) if (field in stored) rowFields[field] = stored[field];
    if (isSmall) opened.set(bound, { sealed, row: freezeDeep(rowFields) });
    return rowFields;
  };
  const mustBe = (isSo: boolean): void => {
    if (!isSo) throw new DecryptionError(name, 'is in the place of another');
  };

  return {
    encrypt(row) {
      const made = isRowFields(row) ? ahead.get(row) : undefined;
      if (made === undefined) return seal(row);
      ahead.delete(row as RowFields);
      return made;
    },
    encryptAhead: (row) => void ahead.set(row, seal(row)),
    decrypt: open,
    decryptAt(key, stored) {
      const rowFields = open(stored);
      mustBe(cmp(keyOf(rowFields), key) === 0);
      return rowFields;
    },
    decryptAll({ index, range }, stored, isReverse) {
      const rowFieldses = stored.map(open);
      const ordered = isReverse ? rowFieldses.toReversed() : rowFieldses;
      const parents = ordered.map(index.extractKey ?? keyOf);
      for (let at = 1; at < ordered.length; at += 1) {
        const order = cmp(parents[at - 1], parents[at]);
        mustBe(order < 0 || (order === 0 && cmp(keyOf(ordered[at - 1]), keyOf(ordered[at])) < 0));
      }
      if (parents.length > 0) {
        mustBe(range.lower === undefined || cmp(range.lower, parents[0]) <= 0);
        mustBe(range.upper === undefined || cmp(parents.at(-1), range.upper) <= 0);
      }
      return rowFieldses;
    },
    forget: () => opened.clear(),
  };
}

/** Row as last decrypted, with the bytes that it was decrypted from. */
interface OpenedRow {
  readonly sealed: Uint8Array;
  readonly row: RowFields;
}

function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

/** Freeze a decoded row and everything in it: its readers share it. Bytes cannot be frozen. */
function freezeDeep<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  for (const part of Object.values(value)) freezeDeep(part);
  return Object.freeze(value);
}

const isRowFields = (value: unknown): value is RowFields => typeof value === 'object' && value !== null;

const noTables: ReadonlySet<string> = new Set();

/** Encryption of every row of a database, and of some rows ahead of their put. */
interface RowEncryption {
  readonly middleware: Middleware<DBCore>;
  /**
   * Encrypt rows that will be put unchanged, during other waits, so that the transaction takes less time. A row that
   * cannot be encrypted fails later, at its put.
   */
  readonly ahead: (table: string, rows: readonly object[]) => void;
}

// No async functions in here: within a transaction nothing but Dexie's own promises may be awaited.
function encryptedTable(table: DBCoreTable, rowCipher: RowCipher): DBCoreTable {
  return {
    ...table,
    mutate: (request) => {
      if ('values' in request)
        return table.mutate({
          ...request,
          values: request.values.map((row: unknown) => rowCipher.encrypt(row)),
        });
      rowCipher.forget();
      return table.mutate(request);
    },
    get: (request) =>
      table
        .get(request)
        .then((stored: unknown) =>
          stored === undefined ? stored : rowCipher.decryptAt(request.key, stored),
        ),
    getMany: (request) =>
      table
        .getMany(request)
        .then((found: readonly unknown[]) =>
          found.map((stored, at) =>
            stored === undefined ? stored : rowCipher.decryptAt(request.keys[at], stored),
          ),
        ),
    query: (request) =>
      table.query(request).then(({ result }) => ({
        result: request.values
          ? rowCipher.decryptAll(request.query, result, request.direction?.startsWith('prev') === true)
          : result,
      })),
    openCursor: (request) =>
      table
        .openCursor(request)
        .then((cursor) => (cursor === null || !request.values ? cursor : decryptedCursor(cursor, rowCipher))),
  };
}

/** A browser's cursor works only as the object itself, so each of its properties is passed on. */
function decryptedCursor(cursor: DBCoreCursor, rowCipher: RowCipher): DBCoreCursor {
  // `Object.create` knows no types: this is the same cursor with another value.
  return Object.create(cursor, {
    key: { get: () => cursor.key },
    primaryKey: { get: () => cursor.primaryKey },
    value: { get: () => rowCipher.decryptAt(cursor.primaryKey, cursor.value) },
    continue: { value: (key?: unknown) => cursor.continue(key) },
    continuePrimaryKey: {
      value: (key: unknown, primaryKey: unknown) => cursor.continuePrimaryKey(key, primaryKey),
    },
    advance: { value: (count: number) => cursor.advance(count) },
  }) as DBCoreCursor;
}
