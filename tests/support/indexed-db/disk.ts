import type { Bounds } from './key-range.ts';
import { type Key, type KeyPath, keyOf, toKey } from './keys.ts';
import { type Row, type Rows, rowsIn, withoutRow, withRow } from './rows.ts';

/** An index of a table; its rows carry the values of the table's. */
export interface IndexData {
  readonly name: string;
  readonly keyPath: KeyPath;
  rows: Rows;
}

/** A table of a database, as it lies on the disk. */
export interface TableData {
  readonly name: string;
  readonly keyPath: KeyPath | null;
  readonly autoIncrement: boolean;
  nextKey: number;
  rows: Rows;
  readonly indexes: Map<string, IndexData>;
}

/** A database, as it lies on the disk. */
export interface DatabaseData {
  version: number;
  tables: Map<string, TableData>;
}

/** The same content, independent of later changes. */
export const copyDatabase = ({ version, tables }: DatabaseData): DatabaseData => ({
  version,
  tables: new Map([...tables].map(([name, table]) => [name, copyTable(table)])),
});

export const copyTable = (table: TableData): TableData => ({
  ...table,
  indexes: new Map([...table.indexes].map(([name, index]) => [name, { ...index }])),
});

/** Put a copied value under its key, and return the key. Throws `ConstraintError` when it must be new and is not. */
export function putRow(table: TableData, key: Key | undefined, value: unknown, mustBeNew: boolean): Key {
  const primaryKey = key ?? madeKey(table, value);
  const [former] = rowsIn(table.rows, onlyKey(primaryKey));
  if (former !== undefined && mustBeNew) throw new DOMException('There is such a key', 'ConstraintError');
  if (table.autoIncrement && typeof primaryKey === 'number' && primaryKey >= table.nextKey)
    table.nextKey = Math.floor(primaryKey) + 1;
  if (former !== undefined) unlist(table, former);
  table.rows = withRow(table.rows, { key: primaryKey, primaryKey, value });
  for (const index of table.indexes.values()) list(index, primaryKey, value);
  return primaryKey;
}

/** Remove the rows in the range; without one, all. */
export function deleteRows(table: TableData, range: Bounds | undefined): void {
  for (const row of rowsIn(table.rows, range)) {
    table.rows = withoutRow(table.rows, row.key, row.primaryKey);
    unlist(table, row);
  }
}

/** Fill an index that was made for a table with rows in it. */
export function fillIndex(table: TableData, index: IndexData): void {
  for (const { primaryKey, value } of table.rows) list(index, primaryKey, value);
}

function list(index: IndexData, primaryKey: Key, value: unknown): void {
  const key = keyOf(value, index.keyPath);
  if (key !== undefined) index.rows = withRow(index.rows, { key, primaryKey, value });
}

function unlist(table: TableData, { primaryKey, value }: Row): void {
  for (const index of table.indexes.values()) {
    const key = keyOf(value, index.keyPath);
    if (key !== undefined) index.rows = withoutRow(index.rows, key, primaryKey);
  }
}

/** Next number of a table that numbers its rows; it is written into a row that names its key. */
function madeKey(table: TableData, value: unknown): Key {
  const key = table.nextKey;
  if (typeof table.keyPath === 'string') (value as Record<string, unknown>)[table.keyPath] = key; // a copy of a row
  return toKey(key);
}

const onlyKey = (key: Key): Bounds => ({ lower: key, upper: key, lowerOpen: false, upperOpen: false });
