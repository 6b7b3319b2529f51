import {
  type Act,
  encode,
  type Life,
  type Step,
  type StoredDatabase,
  type Taken,
  type TransactionLife,
} from '#tests/contracts/indexed-db/recording.ts';
import type { Connection } from '#tests/support/indexed-db/connection.ts';
import { Cursor } from '#tests/support/indexed-db/cursor.ts';
import type { EventSource, Happening } from '#tests/support/indexed-db/events.ts';
import { type DiskContent, Factory } from '#tests/support/indexed-db/factory.ts';
import type { IndexedDbImage, IndexedDbOnDisk } from '#tests/support/indexed-db/indexed-db-image.ts';
import { KeyRange } from '#tests/support/indexed-db/key-range.ts';
import type { Request } from '#tests/support/indexed-db/request.ts';
import { Index, Table } from '#tests/support/indexed-db/table.ts';
import type { Transaction } from '#tests/support/indexed-db/transaction.ts';

const code = (value: unknown) =>
  encode(value, (one) => {
    if (!(one instanceof KeyRange)) return null;
    const { lower, upper, lowerOpen, upperOpen } = one;
    return { lower, upper, lowerOpen, upperOpen };
  });

/** Record all questions to the databases of a world's laptops, and the answers. */
export class Recorder {
  readonly lives: Life[] = [];
  readonly #wentOn = new Set<number>();

  image(diskContent: DiskContent = new Map(), ofLife: number | null = null): IndexedDbImage {
    return {
      open: () => this.#open(diskContent, ofLife),
      blank: () => this.image(),
    };
  }

  #open(diskContent: DiskContent, ofLife: number | null): IndexedDbOnDisk {
    const factory = new Factory(diskContent);
    const goesOn = ofLife !== null && !this.#wentOn.has(ofLife);
    if (goesOn) this.#wentOn.add(ofLife);
    const recordedLife = new RecordedLife(
      factory,
      goesOn ? ofLife : null,
      goesOn ? [] : storedIn(diskContent),
    );
    const number = this.lives.push(recordedLife.told) - 1;
    return {
      // The model has those parts of the browser's interfaces that Dexie uses.
      indexedDB: factory as unknown as IDBFactory,
      IDBKeyRange: KeyRange as unknown as typeof IDBKeyRange,
      breakOff: () => {
        recordedLife.end();
        factory.breakOff();
      },
      image: () => {
        recordedLife.told.left = storedIn(factory.content);
        return this.image(factory.content, number);
      },
    };
  }
}

/** All databases, with their content. */
const storedIn = (diskContent: DiskContent): readonly StoredDatabase[] =>
  [...diskContent]
    .filter(([, { version }]) => version > 0)
    .map(([name, { version, tables }]) => ({
      name,
      version,
      tables: [...tables.values()].map(({ rows, indexes, ...table }) => ({
        name: table.name,
        keyPath: table.keyPath,
        autoIncrement: table.autoIncrement,
        rows: code(rows.map(({ value }) => value)),
        indexes: [...indexes.values()].map((indexData) => ({
          name: indexData.name,
          keyPath: indexData.keyPath,
          keys: code(indexData.rows.map(({ primaryKey }) => primaryKey)),
        })),
      })),
    }));

/** One process. Each object of the model that it gets records its questions, and answers as the model does. */
class RecordedLife {
  readonly told: Life;
  #isOver = false;
  #ended: number[] = [];
  #connections = 0;
  /** Transactions that are not over. */
  readonly #running = new Set<TransactionLife>();

  constructor(factory: Factory, goesOnFrom: number | null, content: readonly StoredDatabase[]) {
    this.told = { goesOnFrom, content, steps: [], left: [] };
    const open = factory.open.bind(factory);
    const deleteDatabase = factory.deleteDatabase.bind(factory);
    const databases = factory.databases.bind(factory);
    factory.open = (name, version) => {
      const request = open(name, version);
      this.#hearOpen(request, name, version ?? null);
      return request;
    };
    factory.deleteDatabase = (name) => {
      const request = deleteDatabase(name);
      const place = this.#take({ kind: 'delete', name });
      this.#hear(request, ({ type }) => type === 'success' && this.#hasEnded(place));
      return request;
    };
    factory.databases = async () => {
      const step: Extract<Step, { kind: 'list' }> = { kind: 'list', found: '' };
      const place = this.#take(step);
      const found = await databases();
      step.found = code(found.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
      this.#hasEnded(place);
      return found;
    };
  }

  /** The process ends now; its later acts reach no disk. */
  end(): void {
    this.#isOver = true;
    for (const transactionLife of this.#running) transactionLife.end = 'died';
  }

  /** Note a step; returns its place. */
  #take(step: Step): number {
    if (this.#isOver) return -1;
    const taken: Taken = { step, ended: this.#ended };
    this.#ended = [];
    return this.told.steps.push(taken) - 1;
  }

  #hasEnded(place: number): void {
    if (!this.#isOver) this.#ended.push(place);
  }

  /** Called with each event of a source, before and after its listeners. */
  #hear(
    eventSource: EventSource,
    before: (event: Happening) => void,
    after?: (event: Happening) => void,
  ): void {
    const tell = eventSource.tell.bind(eventSource);
    eventSource.tell = (event, above) => {
      if (!this.#isOver) before(event);
      const thrown = tell(event, above);
      if (!this.#isOver) after?.(event);
      return thrown;
    };
  }

  #hearOpen(request: Request, name: string, version: number | null): void {
    const connection = this.#connections;
    this.#connections += 1;
    const step: Extract<Step, { kind: 'open' }> = {
      kind: 'open',
      connection,
      name,
      version,
      upgrade: null,
      failed: null,
    };
    const place = this.#take(step);
    this.#hear(request, ({ type, oldVersion }) => {
      if (type === 'error') step.failed = request.error?.name ?? '';
      if (type === 'upgradeneeded' && request.transaction !== null) {
        step.upgrade = { from: oldVersion ?? 0, life: this.#hearTransaction(request.transaction, null) };
        this.#hearUpgrade(request.result as Connection, step.upgrade.life);
      }
      if (type === 'success') this.#hearConnection(request.result as Connection, connection);
      if (type !== 'upgradeneeded' && type !== 'blocked') this.#hasEnded(place);
    });
  }

  #hearConnection(connection: Connection, number: number): void {
    const transaction = connection.transaction.bind(connection);
    const close = connection.close.bind(connection);
    connection.transaction = (names, mode, options) => {
      const made = transaction(names, mode, options);
      const place = this.told.steps.length;
      const life = this.#hearTransaction(made, place);
      const tables = typeof names === 'string' ? [names] : names;
      // No other mode is asked for by name.
      const kind = mode === 'readwrite' ? 'readwrite' : 'readonly';
      this.#take({ kind: 'transaction', connection: number, tables, mode: kind, life });
      return made;
    };
    connection.close = () => {
      close();
      this.#take({ kind: 'close', connection: number });
    };
  }

  #hearUpgrade(connection: Connection, transactionLife: TransactionLife): void {
    const createObjectStore = connection.createObjectStore.bind(connection);
    const deleteObjectStore = connection.deleteObjectStore.bind(connection);
    const act = (method: string, args: unknown): void => {
      this.#act(transactionLife, { of: null, method, args, request: null });
    };
    connection.createObjectStore = (name, options) => {
      const table = createObjectStore(name, options);
      act('createObjectStore', [name, options]);
      return table;
    };
    connection.deleteObjectStore = (name) => {
      deleteObjectStore(name);
      act('deleteObjectStore', [name]);
    };
  }

  /** `place`: of its step; an upgrade ends with its opening. */
  #hearTransaction(transaction: Transaction, place: number | null): TransactionLife {
    const transactionLife: TransactionLife = { acts: [], answers: [], end: null };
    if (this.#isOver) return transactionLife;
    this.#running.add(transactionLife);
    this.#hear(transaction, ({ type }) => {
      if (type !== 'complete' && type !== 'abort') return;
      transactionLife.end = type;
      this.#running.delete(transactionLife);
      if (place !== null) this.#hasEnded(place);
    });
    const objectStore = transaction.objectStore.bind(transaction);
    const abort = transaction.abort.bind(transaction);
    const commit = transaction.commit.bind(transaction);
    const heard = new Set<Table>();
    const requests = new Map<Request, number>();
    transaction.objectStore = (name) => {
      const table = objectStore(name);
      if (!heard.has(table)) this.#hearSource(table, transactionLife, requests);
      heard.add(table);
      return table;
    };
    transaction.abort = () => {
      abort();
      this.#act(transactionLife, { of: null, method: 'abort', args: [], request: null });
    };
    transaction.commit = () => {
      commit();
      this.#act(transactionLife, { of: null, method: 'commit', args: [], request: null });
    };
    return transactionLife;
  }

  /** Of all questions to a table or an index. */
  #hearSource(source: Table | Index, transactionLife: TransactionLife, requests: Map<Request, number>): void {
    const of =
      source instanceof Index
        ? { table: source.objectStore.name, index: source.name }
        : { table: source.name };
    const methods = source as unknown as Record<string, (...args: unknown[]) => Request>;
    for (const method of [...asking, ...(source instanceof Table ? changing : [])]) {
      const ask = methods[method];
      if (ask === undefined) throw new Error(`The model has no ${method}`);
      methods[method] = (...args) => {
        const coded = code(args);
        const request = ask.apply(source, args);
        requests.set(request, requests.size);
        this.#act(transactionLife, { of, method, args, coded, request: requests.get(request) ?? null });
        this.#hearRequest(request, transactionLife, requests);
        return request;
      };
    }
    if (!(source instanceof Table)) return;
    const index = source.index.bind(source);
    const createIndex = source.createIndex.bind(source);
    const deleteIndex = source.deleteIndex.bind(source);
    source.index = (name) => {
      const foundIndex = index(name);
      this.#hearSource(foundIndex, transactionLife, requests);
      return foundIndex;
    };
    source.createIndex = (name, keyPath, options) => {
      const made = createIndex(name, keyPath, options);
      this.#act(transactionLife, {
        of,
        method: 'createIndex',
        args: [name, keyPath, options],
        request: null,
      });
      this.#hearSource(made, transactionLife, requests);
      return made;
    };
    source.deleteIndex = (name) => {
      deleteIndex(name);
      this.#act(transactionLife, { of, method: 'deleteIndex', args: [name], request: null });
    };
  }

  #hearRequest(
    request: Request,
    transactionLife: TransactionLife,
    requests: ReadonlyMap<Request, number>,
  ): void {
    const number = requests.get(request) ?? -1;
    const heard = new Set<Cursor>();
    this.#hear(
      request,
      () => {
        const { result, error } = request;
        if (error !== null) return void transactionLife.answers.push({ request: number, failed: error.name });
        transactionLife.answers.push({
          request: number,
          value: code(result instanceof Cursor ? placeOf(result) : result),
        });
        if (result instanceof Cursor && !heard.has(result)) this.#hearCursor(result, number, transactionLife);
        if (result instanceof Cursor) heard.add(result);
      },
      ({ isPrevented }) => {
        const lastAnswer = transactionLife.answers.at(-1);
        if (isPrevented && lastAnswer?.request === number)
          transactionLife.answers.splice(-1, 1, { ...lastAnswer, isForgiven: true });
      },
    );
  }

  #hearCursor(cursor: Cursor, request: number, transactionLife: TransactionLife): void {
    const methods = cursor as unknown as Record<string, (...args: unknown[]) => void>;
    for (const method of ['continue', 'continuePrimaryKey', 'advance']) {
      const go = methods[method];
      methods[method] = (...args) => {
        go?.apply(cursor, args);
        this.#act(transactionLife, { of: null, method, args, request });
      };
    }
  }

  /** A call that threw was not asked. */
  #act(
    transactionLife: TransactionLife,
    {
      args,
      coded,
      ...act
    }: Omit<Act, 'after' | 'args'> & { readonly args: unknown; readonly coded?: string },
  ): void {
    if (!this.#isOver)
      transactionLife.acts.push({ ...act, args: coded ?? code(args), after: transactionLife.answers.length });
  }
}

const asking = [
  'get',
  'getKey',
  'getAll',
  'getAllKeys',
  'getAllRecords',
  'count',
  'openCursor',
  'openKeyCursor',
];
const changing = ['put', 'add', 'delete', 'clear'];

const placeOf = ({ key, primaryKey, value }: Cursor): unknown => ({ key, primaryKey, value });
