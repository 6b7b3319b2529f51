import * as Comlink from 'comlink';
import { createPortHost } from '#renderer/host/port-host.ts';
import { FieldDatabase } from './db/database.ts';
import { frameSeal, hostJournal } from './journal/journal.ts';
import { systemAlarm, timeoutAfter } from './db/disk-failure.ts';
import { createCipher } from './db/encryption/cipher.ts';
import { DatabaseRefused } from './db/encryption/encryption-errors.ts';
import { type StoreRefusedMessage, StoreStartMessage } from './worker-messages.ts';
import { openStore } from './store.ts';
import type { StoreApi } from './store-api.ts';

// Worker of the store. The page posts one StoreStartMessage, then uses the store port alone.

addEventListener(
  'message',
  ({ data }: MessageEvent<unknown>) =>
    void startStoreWorker(StoreStartMessage.parse(data)).catch(reportStoreFailure),
  {
    once: true,
  },
);

/** Storing a page of a snapshot is the longest task: a second or two on a slow laptop. */
const maximumTaskMs = 20_000;

/**
 * After damage in a database, Chromium sometimes stops all of IndexedDB for 30 s, and then continues. Measured on this
 * version, to 0.1 s. A shorter limit would tell the person that the app has stopped.
 */
const maximumOpeningMs = 90_000;

/** The first screen is there by then; a slice of the build takes as long as its pause, or a little more. */
const searchPace = { afterMs: 2_000, restMs: 8 };

async function startStoreWorker({ hostPort, storePort }: StoreStartMessage): Promise<void> {
  const host = createPortHost(hostPort);
  const keys = await host.ask('vault.storeKeys', null);
  // Nothing here uses them yet; overwritten keys cannot be found in memory.
  for (const unused of [keys.index, keys.blobs]) unused.fill(0);
  const [rows, frames] = await Promise.all([createCipher(keys.store), createCipher(keys.journal)]);
  await waitForExclusiveLock(keys.database);
  const { store } = await openStore({
    db: new FieldDatabase(keys.database, rows),
    host,
    // Only a shell answers on this port, and each shell has a journal.
    journal: hostJournal(host, frameSeal(frames, keys.database)),
    nowMs: Date.now,
    alarm: systemAlarm,
    chance: Math.random,
    timeout: timeoutAfter(maximumTaskMs),
    openTimeout: timeoutAfter(maximumOpeningMs),
    onBroken: reportStoreFailure,
    search: searchPace,
  });
  Comlink.expose(withComlinkProxies(store), storePort);
}

function reportStoreFailure(error: unknown): void {
  if (error instanceof DatabaseRefused) postMessage({ refused: error.code } satisfies StoreRefusedMessage);
  else reportError(error);
}

/** The worker of the page before a reload may still live: two writers would use the same numbers. */
function waitForExclusiveLock(database: string): Promise<void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(`store of ${database}`, () => {
        resolve();
        return new Promise(() => {}); // held until this worker ends
      })
      .catch(reject);
  });
}

/** Functions cross over as proxies; a callback of the page is released when its watch ends. */
function withComlinkProxies(store: StoreApi): StoreApi {
  return {
    ...store,
    watch: async (query, ask, onAnswer) => {
      const stop = await store.watch(query, ask, onAnswer);
      return Comlink.proxy(() => {
        stop();
        // A callback from the page is a proxy; the port's type cannot express that.
        (onAnswer as unknown as Comlink.ProxyMethods)[Comlink.releaseProxy]();
      });
    },
  };
}
