import type { IndexedDbFactories } from '#renderer/store/db/database.ts';
import type { Random } from '#tests/support/random/random.ts';
import { answer, ended, opened } from './requests.ts';

const transactions = 40;

/**
 * Ask an IndexedDB random questions: transactions that put, add, delete, read and list rows. Some fail and some are
 * aborted. Returns every answer and every end, to be compared with another IndexedDB's.
 */
export async function answersTo({ indexedDB, IDBKeyRange }: IndexedDbFactories, random: Random) {
  const parts = { indexedDB, IDBKeyRange };
  const db = await opened(parts, `scripts-${crypto.randomUUID()}`, 1, (made) => {
    const ops = made.createObjectStore('ops', { keyPath: ['log', 'n'] });
    ops.createIndex('[log+doc]', ['log', 'doc']);
    ops.createIndex('doc', 'doc');
    made.createObjectStore('runs', { keyPath: 'id', autoIncrement: true });
  });
  const found: unknown[] = [];
  for (let at = 0; at < transactions; at += 1) {
    const transaction = db.transaction(['ops', 'runs'], 'readwrite');
    const end = ended(transaction);
    const asked = Array.from({ length: random.between(1, 12) }, () =>
      answer<unknown>(someRequest(transaction, parts, random), random.chance(0.9)).catch(nameOf),
    );
    const isAborted = random.chance(0.2);
    const answers = Promise.all(asked);
    // Once all was answered, and so still within the transaction.
    if (isAborted) void answers.then(() => abort(transaction));
    found.push(...(await answers), await end);
  }
  found.push(await answer(db.transaction('ops').objectStore('ops').getAll()));
  for (const index of ['[log+doc]', 'doc'])
    found.push(await answer(db.transaction('ops').objectStore('ops').index(index).getAllKeys()));
  db.close();
  return found;
}

function someRequest(
  transaction: IDBTransaction,
  { IDBKeyRange }: Pick<IndexedDbFactories, 'IDBKeyRange'>,
  random: Random,
): IDBRequest {
  const ops = transaction.objectStore('ops');
  const runs = transaction.objectStore('runs');
  const log = random.pick(['a', 'b', 'á']);
  const n = random.between(0, 6);
  const doc = random.pick(['x', 'y', 3, null]);
  const row = { log, n, ...(doc !== null && { doc }), sealed: random.bytes(4) };
  const [lower, upper] = [random.between(0, 3), random.between(4, 8)];
  const within = IDBKeyRange.bound([log, lower], [log, upper], random.chance(0.3), random.chance(0.3));
  const source = random.pick([ops, ops.index('[log+doc]'), ops.index('doc')]);
  const ask = random.pick<() => IDBRequest>([
    () => ops.put(row),
    () => ops.put(row),
    () => ops.add(row),
    () => ops.delete([log, n]),
    () => ops.delete(within),
    () => ops.get([log, n]),
    () => ops.getAll(within),
    () => ops.count(within),
    () => source.getAll(null, random.between(1, 20)),
    () => source.getAllKeys(),
    () => ops.index('[log+doc]').getAll(IDBKeyRange.bound([log], [log, []])),
    () => ops.index('doc').getKey('x'),
    () => runs.add({ run: n }),
    () => runs.put({ id: n, run: log }),
    () => runs.getAll(),
    () => (random.chance(0.1) ? ops.clear() : ops.count()),
  ]);
  return ask();
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : String(error));

/** Unless a failure has aborted it already. */
function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch (error) {
    if (nameOf(error) !== 'InvalidStateError') throw error;
  }
}
