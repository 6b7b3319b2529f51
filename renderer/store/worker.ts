import * as Comlink from 'comlink';
import { createPortHost } from '#renderer/host/port-host.ts';
import type { AlarmTimer } from '#sync/client/ports.ts';
import type { StoreApi } from './api/store-api.ts';
import { FieldDatabase } from './db/database.ts';
import { timeoutAfter } from './db/database-timeouts.ts';
import { createCipher } from './db/encryption/cipher.ts';
import { DatabaseRefused } from './db/encryption/encryption-errors.ts';
import { frameSeal, hostJournal } from './journal/journal.ts';
import { ResultSender } from './result-changes.ts';
import { openStore } from './store.ts';
import { type StoreEndMessage, StoreStartMessage, type StoreWorkerApi } from './worker-messages.ts';

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

/** After damage Chromium sometimes forgets this worker for good; a new page is answered. */
const maximumReopeningMs = 10_000;

/** The first screen is there by then; a slice of the build takes as long as its pause, or a little more. */
const searchPace = { afterMs: 2_000, restMs: 8 };

/** Timer of this machine. After a sleep it rings late, never early. */
const systemAlarm: AlarmTimer = {
  at(atMs, ring) {
    const timer = setTimeout(ring, Math.max(0, atMs - Date.now()));
    return () => clearTimeout(timer);
  },
};

async function startStoreWorker({ hostPort, storePort, resultPort }: StoreStartMessage): Promise<void> {
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
    timeouts: {
      task: timeoutAfter(maximumTaskMs),
      open: timeoutAfter(maximumOpeningMs),
      reopen: timeoutAfter(maximumReopeningMs),
    },
    onBroken: reportStoreFailure,
    onSilent: (_, isUnsaved) => tellPage({ kind: 'silent', isUnsaved }),
    search: searchPace,
  });
  Comlink.expose(withResultsOnPort(store, resultPort), storePort);
}

function reportStoreFailure(error: unknown): void {
  if (error instanceof DatabaseRefused) tellPage({ kind: 'refused', refused: error.code });
  else reportError(error);
}

const tellPage = (storeEndMessage: StoreEndMessage): void => postMessage(storeEndMessage);

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

/** Results of watches go over a port of their own: without replies, and only their changes. */
function withResultsOnPort(storeApi: StoreApi, resultPort: MessagePort): StoreWorkerApi {
  const resultSender = new ResultSender(
    (resultBatch) => resultPort.postMessage(resultBatch),
    (act, ms) => void setTimeout(act, ms),
  );
  const stops = new Map<number, () => void>();
  return {
    ...storeApi,
    watch: async (query, ask, watch) => {
      stops.set(watch, await storeApi.watch(query, ask, (result) => resultSender.send(watch, result)));
    },
    unwatch: async (watch) => {
      stops.get(watch)?.();
      stops.delete(watch);
      resultSender.forget(watch);
    },
  };
}
