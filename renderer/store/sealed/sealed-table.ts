import { cmp, type DBCoreQuery, type DBCoreTable } from 'dexie';
import type { Cipher } from './cipher.ts';
import { decodeRow, encodeRow, packRow } from './row-codec.ts';
import { SealBroken } from './seal-errors.ts';

/**
 * The version that rows of all tables are bound to. A step of the database's ladder that gives a row another meaning
 * raises it and seals what is there again; until then a row of an older meaning does not open.
 */
const rowVersion = 1;

type Fields = Record<string, unknown>;

/** Turns the rows of one table into what the disk may see, and back. */
export interface RowSeal {
  seal(row: unknown): Fields;
  /** Seals a row that will be put as it is: the next `seal` of this very object has it at hand. */
  sealAhead(row: object): void;
  /** Throws `SealBroken` for whatever we did not put there. */
  open(stored: unknown): Fields;
  /** The same for what was asked by its key: on the disk a row's bytes might have been laid under another row's key. */
  openAt(key: unknown, stored: unknown): Fields;
  /** The same for all that one question found: in its range, in the order of its index. */
  openAll(query: DBCoreQuery, stored: readonly unknown[], isReverse: boolean): Fields[];
}

/**
 * A row is stored as its primary key and indexed fields in the clear, and `sealed`: the rest of it, bound to the table,
 * the version and all that is in the clear. So no row opens in another table or under another key, and none in another
 * place of an index. `isPacked`: long rows are written as fewer bytes.
 */
export function rowSeal(cipher: Cipher, { name, schema }: DBCoreTable, isPacked: boolean): RowSeal {
  const { primaryKey } = schema;
  const clear = [...new Set([primaryKey, ...schema.indexes].flatMap(({ keyPath }) => keyPath ?? []))];
  if (primaryKey.outbound || clear.some((field) => field === '' || field.includes('.') || field === 'sealed'))
    throw new Error(`${name} cannot be sealed: its keys must be fields of its rows`);
  const isClear = new Set(clear);
  const boundTo = (row: Fields): string =>
    JSON.stringify([rowVersion, name, ...clear.map((field) => row[field])]);
  const keyOf = primaryKey.extractKey;
  if (keyOf === null || keyOf === undefined) throw new Error(`${name} has no key`);

  const seal = (row: unknown): Fields => {
    if (!isFields(row)) throw new TypeError(`A row of ${name} is an object`);
    const stored: Fields = {};
    const rest: Fields = {};
    for (const field in row) (isClear.has(field) ? stored : rest)[field] = row[field];
    // A key that the database would make is not known here, so nothing could be bound to it: each row brings its own.
    if (keyOf(row) === undefined) throw new TypeError(`A row of ${name} needs its key before it is sealed`);
    stored['sealed'] = cipher.seal(isPacked ? packRow(rest) : encodeRow(rest), boundTo(row));
    return stored;
  };
  const ahead = new WeakMap<object, Fields>();
  const open = (stored: unknown): Fields => {
    if (!isFields(stored) || !(stored['sealed'] instanceof Uint8Array))
      throw new SealBroken(name, 'is not sealed');
    const plain = cipher.openBytes(stored['sealed'], boundTo(stored));
    if (plain === null) throw new SealBroken(name, 'does not open');
    const row = decodeRow(plain) as Fields; // what `seal` encoded
    for (const field of clear) if (field in stored) row[field] = stored[field];
    return row;
  };
  const mustBe = (isSo: boolean): void => {
    if (!isSo) throw new SealBroken(name, 'is in the place of another');
  };

  return {
    seal(row) {
      const made = isFields(row) ? ahead.get(row) : undefined;
      if (made === undefined) return seal(row);
      ahead.delete(row as Fields);
      return made;
    },
    sealAhead: (row) => void ahead.set(row, seal(row)),
    open,
    openAt(key, stored) {
      const row = open(stored);
      mustBe(cmp(keyOf(row), key) === 0);
      return row;
    },
    openAll({ index, range }, stored, isReverse) {
      const rows = stored.map(open);
      const ordered = isReverse ? rows.toReversed() : rows;
      const places = ordered.map(index.extractKey ?? keyOf);
      for (let at = 1; at < ordered.length; at += 1) {
        const order = cmp(places[at - 1], places[at]);
        mustBe(order < 0 || (order === 0 && cmp(keyOf(ordered[at - 1]), keyOf(ordered[at])) < 0));
      }
      if (places.length > 0) {
        mustBe(range.lower === undefined || cmp(range.lower, places[0]) <= 0);
        mustBe(range.upper === undefined || cmp(places.at(-1), range.upper) <= 0);
      }
      return rows;
    },
  };
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
