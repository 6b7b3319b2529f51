import { Connection } from './connection.ts';
import { Database } from './database.ts';
import { copyDatabase, type DatabaseData } from './disk.ts';
import { Happening, later } from './events.ts';
import { compareKeys, toKey } from './keys.ts';
import { Request } from './request.ts';
import { Transaction } from './transaction.ts';

/** The databases of one profile, as they lie on its disk: committed content. Never changed. */
export type DiskContent = ReadonlyMap<string, DatabaseData>;

/** IndexedDB's `IDBFactory`: the model of a browser's IndexedDB, in memory. */
export class Factory {
  readonly #databases = new Map<string, Database>();
  /** Requests about a database name run one after the other. */
  readonly #queues = new Map<string, Promise<void>>();

  /** Begins with these databases, which are not changed. */
  constructor(diskContent: DiskContent = new Map()) {
    for (const [name, databaseData] of diskContent)
      this.#databases.set(name, new Database(name, copyDatabase(databaseData)));
  }

  /** Present content of the disk; transactions under way must have been aborted. */
  get content(): DiskContent {
    return new Map([...this.#databases].map(([name, { data }]) => [name, copyDatabase(data)]));
  }

  /** End every transaction that has not committed, as the death of its process does. */
  breakOff(): void {
    for (const { transactions } of this.#databases.values())
      for (const transaction of transactions)
        transaction.breakOff(new DOMException('The process is dead', 'AbortError'));
  }

  cmp(a: unknown, b: unknown): number {
    return Math.sign(compareKeys(toKey(a), toKey(b)));
  }

  /** A database that is still being made does not count. */
  databases(): Promise<readonly { readonly name: string; readonly version: number }[]> {
    const known = [...this.#databases].map(([name, { data }]) => ({ name, version: data.version }));
    return Promise.resolve(known.filter(({ version }) => version > 0));
  }

  open(name: string, version?: number): Request {
    const request = new Request(null);
    this.#inTurn(name, (done) => {
      const database = this.#databases.get(name) ?? new Database(name, { version: 0, tables: new Map() });
      this.#databases.set(name, database);
      const { version: present } = database.data;
      const wanted = version ?? Math.max(present, 1);
      const connection = new Connection(database);
      const opened = (error: DOMException | null): void => {
        done();
        if (error === null) request.answer(connection);
        else {
          connection.close();
          request.fail(error);
        }
        request.tell(new Happening(error === null ? 'success' : 'error'));
      };
      if (present > wanted) return opened(new DOMException('The database is newer', 'VersionError'));
      if (present === wanted) return opened(null);
      afterOthersClosed(database, connection, wanted, request, () =>
        upgrade(connection, wanted, request, opened),
      );
    });
    return request;
  }

  deleteDatabase(name: string): Request {
    const request = new Request(null);
    this.#inTurn(name, (done) => {
      const database = this.#databases.get(name);
      const deleted = (): void => {
        this.#databases.delete(name);
        done();
        request.answer(undefined);
        request.tell(new Happening('success', { oldVersion: database?.data.version ?? 0, newVersion: null }));
      };
      if (database === undefined) deleted();
      else afterOthersClosed(database, null, null, request, deleted);
    });
    return request;
  }

  #inTurn(name: string, task: (done: () => void) => void): void {
    later(() => {
      const queue = this.#queues.get(name) ?? Promise.resolve();
      this.#queues.set(
        name,
        queue.then(() => new Promise(task)),
      );
    });
  }
}

/** Ask all other connections to the database to close, and go on when they have. */
function afterOthersClosed(
  database: Database,
  self: Connection | null,
  newVersion: number | null,
  request: Request,
  then: () => void,
): void {
  const otherConnections = [...database.connections].filter((connection) => connection !== self);
  const versions = { oldVersion: database.data.version, newVersion };
  for (const otherConnection of otherConnections)
    later(() => void otherConnection.tell(new Happening('versionchange', versions)));
  const goOn = (): void => {
    if (otherConnections.every(({ isClosed }) => isClosed)) then();
    else later(goOn);
  };
  later(() => {
    if (!otherConnections.every(({ isClosed }) => isClosed))
      later(() => void request.tell(new Happening('blocked', versions)));
    goOn();
  });
}

/** Upgrade the schema in a transaction of its own; nothing of it is kept when that is aborted. */
function upgrade(
  connection: Connection,
  version: number,
  request: Request,
  opened: (error: DOMException | null) => void,
): void {
  const { database } = connection;
  const { version: oldVersion, tables } = database.data;
  const transaction = new Transaction(connection, tables.keys(), 'versionchange', 'default');
  const over = (error: DOMException | null): void => {
    connection.upgrade = null;
    later(() => {
      request.transaction = null;
      opened(error);
    });
  };
  const aborted = (): DOMException => new DOMException('The upgrade was aborted', 'AbortError');
  transaction.addEventListener('complete', () => over(connection.isClosed ? aborted() : null));
  transaction.addEventListener('abort', () => over(aborted()));
  database.data.version = version;
  connection.upgrade = transaction;
  database.begin(transaction);
  request.answer(connection);
  request.transaction = transaction;
  const thrown = request.tell(new Happening('upgradeneeded', { oldVersion, newVersion: version }));
  if (thrown.length > 0) transaction.breakOff(aborted());
}
