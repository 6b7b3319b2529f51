import type { Bounds } from './key-range.ts';
import { compareKeys, type Key } from './keys.ts';

/** A record of a table or of an index; in a table both keys are the same. */
export interface Row {
  readonly key: Key;
  readonly primaryKey: Key;
  readonly value: unknown;
}

/**
 * Records in the order of their keys, then of their primary keys. Never changed: a change makes another list. So an
 * image of the disk and an aborted transaction need no copy.
 */
export type Rows = readonly Row[];

/** The rows with this one; it takes the place of one with the same keys. */
export function withRow(rows: Rows, row: Row): Rows {
  const at = placeOf(rows, row.key, row.primaryKey);
  return at.isThere ? rows.with(at.place, row) : rows.toSpliced(at.place, 0, row);
}

/** The rows without the one of these keys. */
export function withoutRow(rows: Rows, key: Key, primaryKey: Key): Rows {
  const at = placeOf(rows, key, primaryKey);
  return at.isThere ? rows.toSpliced(at.place, 1) : rows;
}

/** The rows in a range, in their order. */
export function rowsIn(rows: Rows, range: Bounds | undefined): Rows {
  if (range === undefined) return rows;
  const { lower, upper } = range;
  const from = lower === undefined ? 0 : firstBehind(rows, lower, range.lowerOpen);
  const to = upper === undefined ? rows.length : firstBehind(rows, upper, !range.upperOpen);
  return rows.slice(from, to);
}

/** Position of the first row with a key behind this one, or at it. */
const firstBehind = (rows: Rows, key: Key, isBehind: boolean): number =>
  firstWhere(rows, (row) => {
    const order = compareKeys(row.key, key);
    return isBehind ? order > 0 : order >= 0;
  });

function placeOf(
  rows: Rows,
  key: Key,
  primaryKey: Key,
): { readonly place: number; readonly isThere: boolean } {
  const order = (row: Row): number => compareKeys(row.key, key) || compareKeys(row.primaryKey, primaryKey);
  const place = firstWhere(rows, (row) => order(row) >= 0);
  const foundRow = rows[place];
  return { place, isThere: foundRow !== undefined && order(foundRow) === 0 };
}

/** By bisection: the condition holds for all rows from that position on. */
function firstWhere(rows: Rows, isSo: (row: Row) => boolean): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    // Between both there is a row.
    if (isSo(rows[middle] as Row)) high = middle;
    else low = middle + 1;
  }
  return low;
}
