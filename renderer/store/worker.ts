import * as Comlink from 'comlink';
import { hostOverPort } from '#renderer/host/port-host.ts';
import { FieldDatabase } from './database.ts';
import { hostJournal } from './host-journal.ts';
import { systemAlarm } from './system-alarm.ts';
import { atMost } from './patience.ts';
import { StartMessage } from './start-message.ts';
import { openStore } from './store.ts';
import type { StoreApi } from './store-api.ts';

// The worker of the store. The page posts one StartMessage, then speaks to it over the store port alone.

addEventListener(
  'message',
  ({ data }: MessageEvent<unknown>) => void start(StartMessage.parse(data)).catch(reportError),
  {
    once: true,
  },
);

/** Taking a page of a snapshot is the longest turn: a second or two on a slow laptop. */
const longestTurnMs = 20_000;

async function start({ database, hostPort, storePort }: StartMessage): Promise<void> {
  await waitToBeAlone(database);
  const host = hostOverPort(hostPort);
  const { store } = await openStore({
    db: new FieldDatabase(database),
    host,
    // Whoever answers on this port is a shell, and each shell has a journal.
    journal: hostJournal(host),
    nowMs: Date.now,
    alarm: systemAlarm,
    chance: Math.random,
    patience: atMost(longestTurnMs),
    onBroken: reportError,
  });
  Comlink.expose(overComlink(store), storePort);
}

/** A worker of the page before a reload may still live: two writers would take the same numbers. */
function waitToBeAlone(database: string): Promise<void> {
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
function overComlink(store: StoreApi): StoreApi {
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
