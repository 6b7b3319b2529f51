import * as Comlink from 'comlink';
import { createPortHost } from '#renderer/host/port-host.ts';
import { FieldDatabase } from './db/database.ts';
import { frameSeal, hostJournal } from './journal/host-journal.ts';
import { systemAlarm, timeoutAfter } from './db/timeout.ts';
import { createCipher } from './db/encryption/cipher.ts';
import { DatabaseRefused } from './db/encryption/encryption-errors.ts';
import { type StoreRefusedMessage, StoreStartMessage } from './worker-messages.ts';
import { openStore } from './store.ts';
import type { StoreApi } from './store-api.ts';

// The worker of the store. The page posts one StoreStartMessage, then speaks to it over the store port alone.

addEventListener(
  'message',
  ({ data }: MessageEvent<unknown>) =>
    void startStoreWorker(StoreStartMessage.parse(data)).catch(reportStoreFailure),
  {
    once: true,
  },
);

/** Taking a page of a snapshot is the longest turn: a second or two on a slow laptop. */
const maximumTaskMs = 20_000;

/**
 * After Chromium has met damage in a database it now and then lets nothing of IndexedDB go on for 30 s, on this version
 * to the tenth of a second; then all of it does. Whoever gave up before would tell a person that the app has stopped.
 */
const maximumOpeningMs = 90_000;

async function startStoreWorker({ hostPort, storePort }: StoreStartMessage): Promise<void> {
  const host = createPortHost(hostPort);
  const keys = await host.ask('vault.storeKeys', null);
  // Nothing here uses them yet; what is not there cannot be found in memory.
  for (const unused of [keys.index, keys.blobs]) unused.fill(0);
  const [rows, frames] = await Promise.all([createCipher(keys.store), createCipher(keys.journal)]);
  await waitForExclusiveLock(keys.database);
  const { store } = await openStore({
    db: new FieldDatabase(keys.database, rows),
    host,
    // Whoever answers on this port is a shell, and each shell has a journal.
    journal: hostJournal(host, frameSeal(frames, keys.database)),
    nowMs: Date.now,
    alarm: systemAlarm,
    chance: Math.random,
    timeout: timeoutAfter(maximumTaskMs),
    openTimeout: timeoutAfter(maximumOpeningMs),
    onBroken: reportStoreFailure,
  });
  Comlink.expose(withComlinkProxies(store), storePort);
}

function reportStoreFailure(error: unknown): void {
  if (error instanceof DatabaseRefused) postMessage({ refused: error.code } satisfies StoreRefusedMessage);
  else reportError(error);
}

/** A worker of the page before a reload may still live: two writers would take the same numbers. */
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

/** Functions cross over as proxies; a callback of the page is let go when its watch ends. */
function withComlinkProxies(store: StoreApi): StoreApi {
  return {
    ...store,
    watch: async (query, ask, onAnswer) => {
      const stop = await store.watch(query, ask, onAnswer);
      return Comlink.proxy(() => {
        stop();
        // What crossed over from the page is a proxy, which the port's type cannot say.
        (onAnswer as unknown as Comlink.ProxyMethods)[Comlink.releaseProxy]();
      });
    },
  };
}
