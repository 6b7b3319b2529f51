import type { Database } from './database.ts';
import { EventSource } from './events.ts';
import type { KeyPath } from './keys.ts';
import { type NameList, nameList } from './name-list.ts';
import type { Table } from './table.ts';
import { type Mode, Transaction } from './transaction.ts';

/** IndexedDB's `IDBDatabase`: the connection of one page to a database. */
export class Connection extends EventSource {
  isClosed = false;
  /** The transaction of the upgrade, while it runs. */
  upgrade: Transaction | null = null;
  readonly database: Database;

  constructor(database: Database) {
    super();
    this.database = database;
    database.connections.add(this);
  }

  get name(): string {
    return this.database.name;
  }

  get version(): number {
    return this.database.data.version;
  }

  get objectStoreNames(): NameList {
    return nameList(this.database.data.tables.keys());
  }

  transaction(names: string | readonly string[], mode: Mode = 'readonly', options?: { durability?: string }) {
    if (this.isClosed || this.upgrade !== null)
      throw new DOMException('The database is closed, or is being upgraded', 'InvalidStateError');
    const scope = typeof names === 'string' ? [names] : names;
    if (scope.length === 0) throw new DOMException('A transaction needs tables', 'InvalidAccessError');
    for (const name of scope)
      if (!this.database.data.tables.has(name))
        throw new DOMException(`There is no table ${name}`, 'NotFoundError');
    const transaction = new Transaction(this, scope, mode, options?.durability ?? 'default');
    this.database.begin(transaction);
    return transaction;
  }

  createObjectStore(
    name: string,
    { keyPath = null, autoIncrement = false }: { keyPath?: KeyPath | null; autoIncrement?: boolean } = {},
  ): Table {
    const upgrade = this.#mustUpgrade();
    const { tables } = this.database.data;
    if (tables.has(name)) throw new DOMException(`There is a table ${name}`, 'ConstraintError');
    tables.set(name, { name, keyPath, autoIncrement, nextKey: 1, rows: [], indexes: new Map() });
    upgrade.scope.add(name);
    return upgrade.objectStore(name);
  }

  deleteObjectStore(name: string): void {
    this.#mustUpgrade();
    if (!this.database.data.tables.delete(name))
      throw new DOMException(`There is no table ${name}`, 'NotFoundError');
  }

  /** Transactions under way still run. */
  close(): void {
    this.isClosed = true;
    this.database.connections.delete(this);
  }

  #mustUpgrade(): Transaction {
    if (this.upgrade === null)
      throw new DOMException('Only an upgrade changes the schema', 'InvalidStateError');
    this.upgrade.mustUpgrade();
    return this.upgrade;
  }
}
