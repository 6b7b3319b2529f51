import type { Connection } from './connection.ts';
import { copyDatabase, copyTable, type DatabaseData, type TableData } from './disk.ts';
import { EventSource, Happening, later } from './events.ts';
import { type NameList, nameList } from './name-list.ts';
import { Request } from './request.ts';
import { Table } from './table.ts';

export type Mode = 'readonly' | 'readwrite' | 'versionchange';

interface Asked {
  readonly request: Request;
  readonly run: () => unknown;
}

/**
 * IndexedDB's `IDBTransaction`. Each request is answered in a turn of its own. A turn without one to answer ends it.
 * The turns are those of fake-indexeddb, so that a simulated world is the same on both.
 */
export class Transaction extends EventSource {
  error: DOMException | null = null;
  isStarted = false;
  state: 'active' | 'committing' | 'finished' = 'active';
  readonly db: Connection;
  readonly mode: Mode;
  readonly durability: string;
  readonly scope: Set<string>;
  /** The database before its upgrade. */
  readonly #databaseBefore: DatabaseData | null;
  /** Tables before they were first changed. */
  readonly #tablesBefore = new Map<string, TableData>();
  readonly #asked: Asked[] = [];
  readonly #handles = new Map<string, Table>();

  constructor(db: Connection, scope: Iterable<string>, mode: Mode, durability: string) {
    super();
    this.db = db;
    this.mode = mode;
    this.durability = durability;
    this.scope = new Set(scope);
    this.#databaseBefore = mode === 'versionchange' ? copyDatabase(db.database.data) : null;
  }

  get objectStoreNames(): NameList {
    return nameList(this.scope);
  }

  objectStore(name: string): Table {
    if (this.state !== 'active') throw new DOMException('The transaction is over', 'InvalidStateError');
    const knownTable = this.#handles.get(name);
    if (knownTable !== undefined) return knownTable;
    if (!this.scope.has(name) || !this.db.database.data.tables.has(name))
      throw new DOMException(`The transaction has no table ${name}`, 'NotFoundError');
    const table = new Table(this, name);
    this.#handles.set(name, table);
    return table;
  }

  /** The table's content, for reading. */
  read(name: string): TableData {
    const tableData = this.db.database.data.tables.get(name);
    if (tableData === undefined) throw new DOMException(`There is no table ${name}`, 'InvalidStateError');
    return tableData;
  }

  /** The table's content, for changes: an abort brings the present content back. */
  change(name: string): TableData {
    const tableData = this.read(name);
    if (this.#databaseBefore === null && !this.#tablesBefore.has(name))
      this.#tablesBefore.set(name, copyTable(tableData));
    return tableData;
  }

  /** `again`: a cursor's request, which is answered once for each row. */
  ask(run: () => unknown, again?: Request): Request {
    this.mustBeActive();
    const request = again ?? new Request(this);
    request.readyState = 'pending';
    this.#asked.push({ request, run });
    return request;
  }

  mustBeActive(): void {
    if (this.state !== 'active')
      throw new DOMException('The transaction is over', 'TransactionInactiveError');
  }

  mustWrite(): void {
    this.mustBeActive();
    if (this.mode === 'readonly') throw new DOMException('The transaction only reads', 'ReadOnlyError');
  }

  mustUpgrade(): void {
    this.mustBeActive();
    if (this.mode !== 'versionchange')
      throw new DOMException('Only an upgrade changes the schema', 'InvalidStateError');
  }

  commit(): void {
    this.mustBeActive();
    this.state = 'committing';
  }

  abort(): void {
    if (this.state !== 'active') throw new DOMException('The transaction is over', 'InvalidStateError');
    this.breakOff(null);
  }

  /** The first turn. Waiting transactions go on once it is over. */
  start(): void {
    this.isStarted = true;
    for (const end of ['complete', 'abort']) this.addEventListener(end, () => this.db.database.next());
    this.#turn();
  }

  /** Answer the next request, or end. */
  readonly #turn = (): void => {
    const asked = this.#asked.shift();
    if (asked === undefined) return this.#complete();
    this.#answer(asked);
    later(this.#turn);
  };

  /** Take its changes back; waiting requests are told. */
  breakOff(error: DOMException | null): void {
    const { database } = this.db;
    this.error = error;
    this.state = 'finished';
    if (this.#databaseBefore !== null) database.data = this.#databaseBefore;
    for (const [name, tableData] of this.#tablesBefore) database.data.tables.set(name, tableData);
    for (const { request } of this.#asked.splice(0))
      later(() => {
        request.fail(new DOMException('The transaction was aborted', 'AbortError'));
        request.tell(new Happening('error'), [this, this.db]);
      });
    later(() => {
      this.tell(new Happening('abort'), [this.db]);
    });
  }

  #answer({ request, run }: Asked): void {
    let event: Happening;
    try {
      request.answer(run());
      event = new Happening('success');
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      request.fail(error);
      event = new Happening('error');
    }
    const isFailed = request.error !== null;
    const thrown = request.tell(event, isFailed ? [this, this.db] : []);
    if (this.state === 'finished') return;
    if (thrown.length > 0) this.breakOff(new DOMException('A listener threw', 'AbortError'));
    else if (isFailed && !event.isPrevented) this.breakOff(request.error);
  }

  #complete(): void {
    if (this.state === 'finished') return;
    this.state = 'finished';
    this.tell(new Happening('complete'));
  }
}
