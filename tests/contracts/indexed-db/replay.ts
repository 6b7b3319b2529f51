import {
  type Act,
  type Answer,
  type Bounds,
  type Coded,
  decode,
  encode,
  type Life,
  type Step,
  type StoredDatabase,
  type Taken,
  type TransactionLife,
} from './recording.ts';
import { answer } from './requests.ts';

/** Difference between an IndexedDB's answer or end and the recorded one. */
export interface Difference {
  readonly where: string;
  readonly recorded: unknown;
  readonly replayed: unknown;
}

/** Number of comparisons, by kind. */
export interface Replayed {
  readonly differences: readonly Difference[];
  readonly answers: number;
  /** Answers that were failures. */
  readonly failed: number;
  readonly transactions: number;
  readonly aborted: number;
  /** Transactions that ended with their process. */
  readonly died: number;
  /** Databases that began as they lay on a disk at another time. */
  readonly restored: number;
  readonly deleted: number;
  /** Rows that were there at the end of each life. */
  readonly rows: number;
}

/** The counts before the first comparison. */
export const nothingReplayed = {
  answers: 0,
  failed: 0,
  transactions: 0,
  aborted: 0,
  died: 0,
  restored: 0,
  deleted: 0,
  rows: 0,
};

/**
 * Ask this page's IndexedDB the recorded questions, and compare all answers. Steps begin in the recorded order, each
 * once all steps that ended before it have ended. Steps that ran beside each other may do so again.
 */
export async function replay(lives: readonly Life[], prefix: string): Promise<Replayed> {
  const count = { ...nothingReplayed };
  const differences: Difference[] = [];
  const profiles = new Map<string, Promise<void>>();
  for (const [at, life] of lives.entries()) {
    const profile = profileOf(lives, at, prefix);
    const compare = (where: string, recorded: unknown, replayed: unknown): void => {
      if (recorded !== replayed) differences.push({ where: `life ${at}: ${where}`, recorded, replayed });
    };
    // Profiles know nothing of each other; events of one happen one after the other.
    const before = profiles.get(profile) ?? Promise.resolve();
    profiles.set(
      profile,
      before.then(() => relive(profile, life, compare, count)),
    );
  }
  await Promise.all(profiles.values());
  for (const profile of profiles.keys())
    for (const { name } of await storedIn(profile)) await answer(indexedDB.deleteDatabase(profile + name));
  return { differences, ...count };
}

async function relive(profile: string, life: Life, compare: Compare, count: Count): Promise<void> {
  for (const storedDatabase of life.content) await restore(profile, storedDatabase);
  count.restored += life.content.length;
  await new LifeAgain(profile, compare, count).take(life.steps);
  const left = await storedIn(profile);
  compare('databases', names(life.left), names(left));
  for (const { name, version, tables } of life.left) {
    const foundDatabase = left.find((storedDatabase) => storedDatabase.name === name);
    compare(`version of ${name}`, version, foundDatabase?.version);
    compare(`tables of ${name}`, names(tables), names(foundDatabase?.tables ?? []));
    for (const storedTable of tables) {
      const same = foundDatabase?.tables.find((one) => one.name === storedTable.name);
      compare(
        `rows of ${storedTable.name}`,
        JSON.stringify(sorted(storedTable)),
        same && JSON.stringify(sorted(same)),
      );
      count.rows += (JSON.parse(storedTable.rows) as readonly unknown[]).length;
    }
  }
}

const names = (all: readonly { readonly name: string }[]): string =>
  all
    .map(({ name }) => name)
    .toSorted()
    .join();

const sorted = ({ indexes, name, keyPath, autoIncrement, rows }: StoredDatabase['tables'][number]) => ({
  name,
  keyPath,
  autoIncrement,
  rows,
  indexes: indexes
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name: of, keyPath: path, keys }) => [of, path, keys]),
});

/** Before the names of its databases: those of the life that it goes on from, or its own. */
function profileOf(lives: readonly Life[], at: number, prefix: string): string {
  const before = lives[at]?.goesOnFrom ?? null;
  return before === null ? `${prefix} ${at} ` : profileOf(lives, before, prefix);
}

const range = ({ lower, upper, lowerOpen, upperOpen }: Bounds): IDBKeyRange => {
  if (upper === undefined) return IDBKeyRange.lowerBound(lower, lowerOpen);
  if (lower === undefined) return IDBKeyRange.upperBound(upper, upperOpen);
  return IDBKeyRange.bound(lower, upper, lowerOpen, upperOpen);
};

/** Make a database as it was on a disk. */
async function restore(profile: string, { name, version, tables }: StoredDatabase): Promise<void> {
  const request = indexedDB.open(profile + name, version);
  request.onupgradeneeded = () => {
    for (const { name: called, keyPath, autoIncrement, indexes, rows } of tables) {
      const path = typeof keyPath === 'string' || keyPath === null ? keyPath : [...keyPath];
      const table = request.result.createObjectStore(called, { keyPath: path, autoIncrement });
      for (const storedIndex of indexes)
        table.createIndex(
          storedIndex.name,
          typeof storedIndex.keyPath === 'string' ? storedIndex.keyPath : [...storedIndex.keyPath],
        );
      for (const row of decode(rows) as readonly unknown[]) table.put(row);
    }
  };
  (await answer(request)).close();
}

/** Content of the databases of a profile. */
async function storedIn(profile: string): Promise<readonly StoredDatabase[]> {
  const foundDatabases: StoredDatabase[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    if (!name.startsWith(profile)) continue;
    const db = await answer(indexedDB.open(name));
    const tables = [];
    for (const called of db.objectStoreNames) {
      const table = db.transaction(called).objectStore(called);
      const rows = encode(await answer(table.getAll()));
      const indexes = [];
      for (const of of table.indexNames) {
        const index = db.transaction(called).objectStore(called).index(of);
        // An index over one field has its name as its path.
        indexes.push({ name: of, keyPath: index.keyPath, keys: encode(await answer(index.getAllKeys())) });
      }
      tables.push({
        name: called,
        keyPath: table.keyPath,
        autoIncrement: table.autoIncrement,
        rows,
        indexes,
      });
    }
    foundDatabases.push({ name: name.slice(profile.length), version: db.version, tables });
    db.close();
  }
  return foundDatabases;
}

type Compare = (where: string, recorded: unknown, replayed: unknown) => void;
type Count = { -readonly [One in keyof Omit<Replayed, 'differences'>]: number };

/** One process again. */
class LifeAgain {
  readonly #profile: string;
  readonly #compare: Compare;
  readonly #count: Count;
  readonly #connections = new Map<number, IDBDatabase>();

  constructor(profile: string, compare: Compare, count: Count) {
    this.#profile = profile;
    this.#compare = compare;
    this.#count = count;
  }

  async take(steps: readonly Taken[]): Promise<void> {
    const ends: Promise<void>[] = [];
    const endOf = (place: number): Promise<void> => ends[place] ?? Promise.resolve();
    for (const [at, { step, ended }] of steps.entries()) {
      await Promise.all(ended.map(endOf));
      ends.push(this.#begin(`step ${at}`, step));
    }
    await Promise.all(ends);
    for (const connection of this.#connections.values()) connection.close();
  }

  #begin(where: string, step: Step): Promise<void> {
    switch (step.kind) {
      case 'open':
        return this.#open(`${where}, open ${step.name}`, step);
      case 'close':
        this.#connections.get(step.connection)?.close();
        return Promise.resolve();
      case 'delete':
        this.#count.deleted += 1;
        return answer(indexedDB.deleteDatabase(this.#profile + step.name)).then(() => undefined);
      case 'list':
        return this.#list(where, step.found);
      case 'transaction': {
        const connection = this.#connections.get(step.connection);
        if (connection === undefined) throw new Error(`${where}: the connection is not open`);
        const transaction = connection.transaction([...step.tables], step.mode);
        return this.#run(`${where}, ${step.mode} of ${step.tables.join()}`, transaction, step.life);
      }
    }
  }

  async #list(where: string, recorded: Coded): Promise<void> {
    if (recorded === '') return;
    const found = (await indexedDB.databases()).flatMap(({ name = '', version }) =>
      name.startsWith(this.#profile) ? [{ name: name.slice(this.#profile.length), version }] : [],
    );
    this.#compare(where, recorded, encode(found.toSorted((a, b) => (a.name < b.name ? -1 : 1))));
  }

  async #open(where: string, step: Extract<Step, { kind: 'open' }>): Promise<void> {
    const { connection, name, version, upgrade, failed } = step;
    const hasDied = upgrade?.life.end === 'died';
    const request = indexedDB.open(this.#profile + name, version ?? undefined);
    let from: number | null = null;
    let end = Promise.resolve();
    request.onupgradeneeded = ({ oldVersion }) => {
      from = oldVersion;
      if (request.transaction === null || upgrade === null) return;
      end = this.#run(`${where}, upgrade`, request.transaction, upgrade.life, request.result);
    };
    const opened = await answer(request).catch((error: unknown) => (error as DOMException).name);
    await end;
    this.#compare(`${where}, from version`, upgrade?.from ?? null, from);
    if (!hasDied) this.#compare(where, failed, typeof opened === 'string' ? opened : null);
    if (typeof opened !== 'string') this.#connections.set(connection, opened);
  }

  /** Repeat the recorded requests in a transaction, each after as many answers as before it in the recording. */
  #run(
    where: string,
    transaction: IDBTransaction,
    transactionLife: TransactionLife,
    db?: IDBDatabase,
  ): Promise<void> {
    const { acts, answers, end } = transactionLife;
    this.#count.transactions += 1;
    const requests: IDBRequest[] = [];
    let [acted, answered] = [0, 0];
    const act = (): void => {
      for (
        let nextAct = acts[acted];
        nextAct !== undefined && nextAct.after <= answered;
        nextAct = acts[acted]
      ) {
        acted += 1;
        const request = perform(nextAct, { transaction, db, requests });
        if (request !== null && nextAct.request === requests.length)
          hear(request, requests.push(request) - 1);
      }
      if (end === 'died' && answered >= answers.length && acted === acts.length) quit(transaction);
    };
    const hear = (request: IDBRequest, number: number): void => {
      const told = (event: Event): void => {
        const recorded = answers[answered];
        const foundAnswer: Answer =
          request.error === null
            ? { request: number, value: encode(plain(request.result)) }
            : { request: number, failed: request.error.name };
        // A dying process gets no more answers.
        if (recorded === undefined && end === 'died') return;
        const { isForgiven, ...rest } = recorded ?? {};
        this.#compare(
          `${where}, answer ${answered}`,
          JSON.stringify(inOrder(rest)),
          JSON.stringify(inOrder(foundAnswer)),
        );
        if (isForgiven === true) event.preventDefault();
        event.stopPropagation();
        this.#count.answers += 1;
        if (request.error !== null) this.#count.failed += 1;
        answered += 1;
        act();
      };
      request.onsuccess = told;
      request.onerror = told;
    };
    return new Promise((resolve) => {
      const over = (found: 'complete' | 'abort'): void => {
        if (found === 'abort') this.#count.aborted += 1;
        if (end === 'died') this.#count.died += 1;
        this.#compare(`${where}, end`, end === 'died' ? 'abort' : end, found);
        this.#compare(`${where}, answers`, answers.length, answered);
        this.#compare(`${where}, acts`, acts.length, acted);
        resolve();
      };
      transaction.oncomplete = () => over('complete');
      transaction.onabort = () => over('abort');
      act();
    });
  }
}

const inOrder = ({ request, value, failed }: Partial<Answer>): unknown => [request, value, failed];

/** As the death of its process, which nothing can ask for here; one that is over already cannot die. */
function quit(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // Its end says so.
  }
}

interface Asked {
  readonly transaction: IDBTransaction;
  /** During the upgrade of its schema. */
  readonly db: IDBDatabase | undefined;
  readonly requests: readonly IDBRequest[];
}

/** The request that it makes, if it makes one. */
function perform(
  { of, method, args, request }: Act,
  { transaction, db, requests }: Asked,
): IDBRequest | null {
  const decoded = decode(args, range) as readonly unknown[];
  const target =
    of === null
      ? request === null
        ? (db ?? transaction)
        : requests[request]?.result
      : sourceOf(of, transaction);
  const whom = method === 'abort' || method === 'commit' ? transaction : target;
  const asked: unknown = (whom as Record<string, (...given: readonly unknown[]) => unknown>)[method]?.(
    ...decoded,
  );
  return asked instanceof IDBRequest ? asked : null;
}

function sourceOf(of: NonNullable<Act['of']>, transaction: IDBTransaction): IDBObjectStore | IDBIndex {
  const table = transaction.objectStore(of.table);
  return of.index === undefined ? table : table.index(of.index);
}

/** Properties that the browser keeps in getters. */
function plain(result: unknown): unknown {
  if (result instanceof IDBCursor) {
    const { key, primaryKey } = result;
    return {
      key,
      primaryKey,
      value: result instanceof IDBCursorWithValue ? (result.value as unknown) : undefined,
    };
  }
  if (Array.isArray(result)) return result.map(plainRecord);
  return result;
}

function plainRecord(one: unknown): unknown {
  if (Object.prototype.toString.call(one) !== '[object IDBRecord]') return one;
  const { key, primaryKey, value } = one as {
    readonly key: unknown;
    readonly primaryKey: unknown;
    readonly value: unknown;
  };
  return { key, primaryKey, value };
}
