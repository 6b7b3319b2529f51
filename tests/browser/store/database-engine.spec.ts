import { expect, test } from 'vitest';
import { commands } from 'vitest/browser';

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Name of the engine of this run, and of the engine with files in Chromium's profile. */
    engineOnDisk(): Promise<{ readonly named: string; readonly found: string | null }>;
  }
}

test('these suites run on the engine that they name, with files on the disk', async () => {
  const name = `test-${crypto.randomUUID()}`;
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('rows');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('There is no database'));
  });
  const { named, found } = await commands.engineOnDisk();
  expect(found).toBe(named);
  database.close();
  indexedDB.deleteDatabase(name);
});
