import type { KeyRange } from './key-range.ts';
import { compareKeys, type Key, toKey } from './keys.ts';
import type { Request } from './request.ts';
import { type Row, type Rows, rowsIn } from './rows.ts';
import type { Source } from './source.ts';

export type Direction = 'next' | 'nextunique' | 'prev' | 'prevunique';

/** IndexedDB's `IDBCursor`; rows are changed through their table, never through a cursor. */
export class Cursor {
  readonly source: Source;
  readonly direction: Direction;
  key: Key | undefined;
  primaryKey: Key | undefined;
  value: unknown;
  readonly #range: KeyRange | undefined;
  readonly #hasValues: boolean;
  #at: Row | undefined;
  #request: Request | undefined;

  private constructor(
    source: Source,
    keyRange: KeyRange | undefined,
    direction: Direction,
    hasValues: boolean,
  ) {
    this.source = source;
    this.direction = direction;
    this.#range = keyRange;
    this.#hasValues = hasValues;
  }

  /** Answered by a cursor at its first row, then at each row that it moves to; by null behind the last. */
  static open(
    source: Source,
    keyRange: KeyRange | undefined,
    direction: Direction,
    hasValues: boolean,
  ): Request {
    const cursor = new Cursor(source, keyRange, direction, hasValues);
    cursor.#request = source.transaction.ask(() => cursor.#move(() => true));
    return cursor.#request;
  }

  continue(key?: unknown): void {
    const to = key === undefined ? undefined : toKey(key);
    this.#go(to === undefined ? () => true : (row) => this.#order(row.key, to) >= 0);
  }

  continuePrimaryKey(key: unknown, primaryKey: unknown): void {
    const [to, primaryTo] = [toKey(key), toKey(primaryKey)];
    this.#go((row) => {
      const order = this.#order(row.key, to);
      return order > 0 || (order === 0 && this.#order(row.primaryKey, primaryTo) >= 0);
    });
  }

  advance(count: number): void {
    let left = count;
    this.#go(() => (left -= 1) === 0);
  }

  #go(isThere: (row: Row) => boolean): void {
    this.source.transaction.ask(() => this.#move(isThere), this.#request);
  }

  #move(isThere: (row: Row) => boolean): Cursor | null {
    const from = this.#at;
    // Read again: rows may have come and gone.
    this.#at = inDirection(rowsIn(this.source.rows, this.#range), this.direction).find(
      (row) => (from === undefined || this.#isBehind(row, from)) && isThere(row),
    );
    this.key = structuredClone(this.#at?.key);
    this.primaryKey = structuredClone(this.#at?.primaryKey);
    if (this.#hasValues) this.value = structuredClone(this.#at?.value);
    return this.#at === undefined ? null : this;
  }

  #isBehind(row: Row, from: Row): boolean {
    const order = this.#order(row.key, from.key);
    return order > 0 || (order === 0 && this.#order(row.primaryKey, from.primaryKey) > 0);
  }

  #order(a: Key, b: Key): number {
    return this.direction.startsWith('prev') ? compareKeys(b, a) : compareKeys(a, b);
  }
}

/** Rows in the order of a cursor; in the unique directions, the first of each key. */
export function inDirection(rows: Rows, direction: Direction): Rows {
  const isFirst = ({ key }: Row, at: number): boolean => {
    const formerRow = rows[at - 1];
    return formerRow === undefined || compareKeys(formerRow.key, key) !== 0;
  };
  const met = direction.endsWith('unique') ? rows.filter(isFirst) : rows;
  return direction.startsWith('prev') ? met.toReversed() : met;
}
