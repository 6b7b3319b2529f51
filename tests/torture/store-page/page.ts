import { HostRequest } from '#renderer/host/host-contract.ts';
import type { QueryName, StoreQueries } from '#renderer/store/api/store-api.ts';
import { connectStoreWorker } from '#renderer/store/connect-store.ts';
import type { StorePage } from './store-page.ts';

const { port1, port2 } = new MessageChannel();
port1.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const { id, channel, ask } = HostRequest.parse(data);
  window.askShell?.({ channel, ask }).then(
    (answer) => port1.postMessage({ id, answer }),
    (error: unknown) => port1.postMessage({ id, failure: String(error) }),
  );
});
port1.start();

let failure: string | null = null;
let stop: (error: Error) => void = () => undefined;
/** Rejects when the worker has stopped: its open requests then have no answer. */
const stopped = new Promise<never>((_, reject) => {
  stop = reject;
});
stopped.catch(() => undefined);
const { store } = connectStoreWorker(port2, (message) => {
  failure = message;
  stop(new Error(`The store has stopped: ${message}`));
});

const firstAnswer = <Q extends QueryName>(
  query: Q,
  ask: StoreQueries[Q]['ask'],
): Promise<StoreQueries[Q]['result']> =>
  new Promise((resolve, reject) => {
    const watching = store.watch(query, ask, (result) => {
      resolve(result);
      watching.then((end) => end(), reject);
    });
    watching.catch(reject);
  });

window.storePage = {
  write: (logId, writes) => Promise.race([store.write(logId, JSON.parse(writes)), stopped]),
  syncNow: () => Promise.race([store.syncNow(), stopped]),
  dismissRestored: () => Promise.race([store.dismissRestored(), stopped]),
  query: (query, ask) => Promise.race([firstAnswer(query, ask), stopped]),
  failure: () => failure,
} satisfies StorePage;
