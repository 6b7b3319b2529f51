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

export const copyTable = (tableData: TableData): TableData => ({
  ...tableData,
  indexes: new Map([...tableData.indexes].map(([name, index]) => [name, { ...index }])),
});

/** Put a copied value under its key, and return the key. Throws `ConstraintError` when it must be new and is not. */
export function putRow(tableData: TableData, key: Key | undefined, value: unknown, mustBeNew: boolean): Key {
  const primaryKey = key ?? madeKey(tableData, value);
  const [formerRow] = rowsIn(tableData.rows, onlyKey(primaryKey));
  if (formerRow !== undefined && mustBeNew) throw new DOMException('There is such a key', 'ConstraintError');
  if (tableData.autoIncrement && typeof primaryKey === 'number' && primaryKey >= tableData.nextKey)
    tableData.nextKey = Math.floor(primaryKey) + 1;
  if (formerRow !== undefined) unlist(tableData, formerRow);
  tableData.rows = withRow(tableData.rows, { key: primaryKey, primaryKey, value });
  for (const indexData of tableData.indexes.values()) list(indexData, primaryKey, value);
  return primaryKey;
}

/** Remove the rows in the range; without one, all. */
export function deleteRows(tableData: TableData, range: Bounds | undefined): void {
  for (const row of rowsIn(tableData.rows, range)) {
    tableData.rows = withoutRow(tableData.rows, row.key, row.primaryKey);
    unlist(tableData, row);
  }
}

/** Fill an index that was made for a table with rows in it. */
export function fillIndex(tableData: TableData, indexData: IndexData): void {
  for (const { primaryKey, value } of tableData.rows) list(indexData, primaryKey, value);
}

function list(indexData: IndexData, primaryKey: Key, value: unknown): void {
  const key = keyOf(value, indexData.keyPath);
  if (key !== undefined) indexData.rows = withRow(indexData.rows, { key, primaryKey, value });
}

function unlist(tableData: TableData, { primaryKey, value }: Row): void {
  for (const indexData of tableData.indexes.values()) {
    const key = keyOf(value, indexData.keyPath);
    if (key !== undefined) indexData.rows = withoutRow(indexData.rows, key, primaryKey);
  }
}

/** Next number of a table that numbers its rows; it is written into a row that names its key. */
function madeKey(tableData: TableData, value: unknown): Key {
  const key = tableData.nextKey;
  if (typeof tableData.keyPath === 'string') (value as Record<string, unknown>)[tableData.keyPath] = key; // a copy of a row
  return toKey(key);
}

const onlyKey = (key: Key): Bounds => ({ lower: key, upper: key, lowerOpen: false, upperOpen: false });
