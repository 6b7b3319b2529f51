import { documentOf, logOf } from './many-documents.ts';
import type { HowMany } from './scale-page.ts';

/** As many as a page of a snapshot holds, about. */
const documentsAtOnce = 40;

/** The documents of one mission put into an IndexedDB, a page at a time and flushed, and each read once. */
export async function measureFloor(howMany: HowMany): Promise<{ putMs: number; getMs: number }> {
  const db = await opened();
  const documents = Array.from({ length: howMany.assessmentsPerMission }, (_, at) => ({
    log: logOf(0),
    ...documentOf(0, at, howMany),
  }));
  let startedMs = performance.now();
  for (let at = 0; at < documents.length; at += documentsAtOnce) {
    const transaction = db.transaction('rows', 'readwrite', { durability: 'strict' });
    for (const row of documents.slice(at, at + documentsAtOnce)) transaction.objectStore('rows').put(row);
    await ended(transaction);
  }
  const putMs = performance.now() - startedMs;

  startedMs = performance.now();
  for (const { log, doc } of documents)
    await answered(db.transaction('rows').objectStore('rows').get([log, doc]));
  const getMs = (performance.now() - startedMs) / documents.length;
  db.close();
  indexedDB.deleteDatabase('floor');
  return { putMs, getMs };
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open('floor', 1);
  request.addEventListener('upgradeneeded', () =>
    request.result.createObjectStore('rows', { keyPath: ['log', 'doc'] }),
  );
  return answered(request);
}

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('not answered')));
  });

const ended = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not kept')));
  });
