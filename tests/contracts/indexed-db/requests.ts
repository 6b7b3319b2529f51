import type { IndexedDbFactories } from '#renderer/store/db/database.ts';

export type Upgrade = (db: IDBDatabase, transaction: IDBTransaction) => void;

/** Open a database; `upgrade` brings its schema up to this version. */
export function opened(
  { indexedDB }: IndexedDbFactories,
  name: string,
  version: number,
  upgrade?: Upgrade,
): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => {
    if (request.transaction !== null) upgrade?.(request.result, request.transaction);
  };
  return answer(request);
}

/** The answer to a request. `isForgiven`: a failure of it does not abort its transaction. */
export const answer = <T>(request: IDBRequest<T>, isForgiven = true): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      if (isForgiven) event.preventDefault();
      reject(request.error ?? new Error('not answered'));
    };
  });

/** How a transaction ended. */
export const ended = (transaction: IDBTransaction): Promise<'complete' | 'abort'> =>
  new Promise((resolve) => {
    transaction.oncomplete = () => resolve('complete');
    transaction.onabort = () => resolve('abort');
  });

/** Move a cursor from row to row. Ends when it is behind the last row, or was not moved. */
export const walked = <C extends IDBCursor>(
  request: IDBRequest<C | null>,
  at: (cursor: C) => void,
): Promise<void> =>
  new Promise((resolve) => {
    request.onsuccess = () => {
      if (request.result === null) resolve();
      else at(request.result);
      if (request.readyState === 'done') resolve();
    };
  });
