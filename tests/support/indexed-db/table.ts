import { deleteRows, fillIndex, type IndexData, putRow, type TableData } from './disk.ts';
import { toSomeRange } from './key-range.ts';
import { type KeyPath, keyOf, toKey } from './keys.ts';
import { type NameList, nameList } from './name-list.ts';
import type { Request } from './request.ts';
import type { Rows } from './rows.ts';
import { Source } from './source.ts';
import type { Transaction } from './transaction.ts';

/** IndexedDB's `IDBObjectStore`. */
export class Table extends Source {
  readonly name: string;
  readonly keyPath: KeyPath | null;
  readonly autoIncrement: boolean;

  constructor(transaction: Transaction, name: string) {
    super(transaction);
    this.name = name;
    ({ keyPath: this.keyPath, autoIncrement: this.autoIncrement } = transaction.read(name));
  }

  get rows(): Rows {
    return this.transaction.read(this.name).rows;
  }

  get indexNames(): NameList {
    return nameList(this.transaction.read(this.name).indexes.keys());
  }

  index(name: string): Index {
    return new Index(this, name);
  }

  put(value: unknown, key?: unknown): Request {
    return this.#put(value, key, false);
  }

  add(value: unknown, key?: unknown): Request {
    return this.#put(value, key, true);
  }

  delete(query: unknown): Request {
    const keyRange = toSomeRange(query);
    return this.#change((table) => deleteRows(table, keyRange));
  }

  clear(): Request {
    return this.#change((table) => deleteRows(table, undefined));
  }

  createIndex(name: string, keyPath: KeyPath, kind: { unique?: boolean; multiEntry?: boolean } = {}): Index {
    this.transaction.mustUpgrade();
    if (kind.unique === true || kind.multiEntry === true)
      throw new Error('The model has no unique and no multi-entry indexes: the schema has none');
    const tableData = this.transaction.change(this.name);
    const indexData: IndexData = { name, keyPath, rows: [] };
    tableData.indexes.set(name, indexData);
    this.transaction.ask(() => fillIndex(tableData, indexData));
    return new Index(this, name);
  }

  deleteIndex(name: string): void {
    this.transaction.mustUpgrade();
    const tableData = this.transaction.change(this.name);
    this.transaction.ask(() => tableData.indexes.delete(name));
  }

  #put(value: unknown, key: unknown, mustBeNew: boolean): Request {
    this.transaction.mustWrite();
    const copy: unknown = structuredClone(value);
    const { keyPath, autoIncrement } = this;
    if (keyPath !== null && key !== undefined) throw new DOMException('The row names its key', 'DataError');
    const found = keyPath === null ? key : keyOf(copy, keyPath);
    if (found === undefined && !autoIncrement) throw new DOMException('The row has no key', 'DataError');
    const named = found === undefined ? undefined : toKey(found);
    return this.#change((table) => putRow(table, named, copy, mustBeNew));
  }

  #change(change: (tableData: TableData) => unknown): Request {
    this.transaction.mustWrite();
    return this.transaction.ask(() => change(this.transaction.change(this.name)));
  }
}

/** IndexedDB's `IDBIndex`. */
export class Index extends Source {
  readonly name: string;
  readonly keyPath: KeyPath;
  readonly unique = false;
  readonly multiEntry = false;
  readonly objectStore: Table;

  constructor(table: Table, name: string) {
    super(table.transaction);
    this.objectStore = table;
    this.name = name;
    this.keyPath = this.#data.keyPath;
  }

  get rows(): Rows {
    return this.#data.rows;
  }

  get #data(): IndexData {
    const indexData = this.transaction.read(this.objectStore.name).indexes.get(this.name);
    if (indexData === undefined) throw new DOMException(`There is no index ${this.name}`, 'NotFoundError');
    return indexData;
  }
}
