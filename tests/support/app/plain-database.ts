import type { Page } from '@playwright/test';

/** Delete rows of that database by their places: from the first of these on, up to the last. */
export const deletePlainRows = (page: Page, first: number, last: number): Promise<void> =>
  page.evaluate(
    ([from, to]) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('plain');
        request.onerror = () => reject(request.error ?? new Error('There is no database'));
        request.onsuccess = () => {
          const database = request.result;
          const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' });
          for (let place = from; place <= to; place += 1)
            transaction.objectStore('rows').delete(`row ${place}`);
          transaction.oncomplete = () => resolve(database.close());
          transaction.onabort = () => reject(transaction.error ?? new Error('Not deleted'));
        };
      }),
    [first, last] as const,
  );

/**
 * Write rows into a plain database of the page beside the app's own, in one-byte and two-byte text, and megabytes of
 * random data behind them. LevelDB keeps all databases of a page together, and makes tables of its log only when it is
 * long. The pieces are smaller than values that go to files of their own.
 */
export const writePlainDatabase = (
  page: Page,
  rows: readonly { readonly narrow: string; readonly wide: string }[],
  megabytes: number,
): Promise<void> =>
  page.evaluate(
    async ([given, count]) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('plain');
        request.onupgradeneeded = () => request.result.createObjectStore('rows');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('There is no database'));
      });
      const put = (key: string, value: unknown): Promise<void> =>
        new Promise((resolve, reject) => {
          const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' });
          transaction.objectStore('rows').put(value, key);
          transaction.oncomplete = () => resolve();
          transaction.onabort = () => reject(transaction.error ?? new Error('Not written'));
        });
      // A last letter that is not in Latin-1 makes the engine keep two bytes for each.
      for (const [place, { narrow, wide }] of given.entries())
        await put(`row ${place}`, { narrow, wide: `${wide}\u0639` });
      for (let megabyte = 0; megabyte < count; megabyte += 1)
        for (let piece = 0; piece < 32; piece += 1)
          await put(`filler ${megabyte} ${piece}`, crypto.getRandomValues(new Uint8Array(32_768)));
      database.close();
    },
    [rows, megabytes] as const,
  );
