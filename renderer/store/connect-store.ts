import * as Comlink from 'comlink';
import type { DatabaseRefusal } from './db/encryption/encryption-errors.ts';
import { StoreRefusedMessage, type StoreStartMessage } from './worker-messages.ts';
import type { StoreApi } from './store-api.ts';

export interface StoreConnection {
  readonly store: StoreApi;
  /** End the worker at once; for tests. The app's worker ends with its window. */
  readonly stop: () => void;
}

/**
 * Start the store's worker and give it a port to the shell (`connectHost`). Calls may be made at once; they are
 * answered when the worker is ready.
 * @param onCrash Called with uncaught errors of the worker, which are bugs, or with its refusal of the existing
 * database.
 */
export function connectStoreWorker(
  hostPort: MessagePort,
  onCrash: (message: string, refused: DatabaseRefusal | null) => void,
): StoreConnection {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'store' });
  worker.addEventListener('error', (event) => onCrash(event.message, null));
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const { refused } = StoreRefusedMessage.parse(data);
    onCrash(`The database is refused: ${refused}`, refused);
  });
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ hostPort, storePort: port2 } satisfies StoreStartMessage, [hostPort, port2]);
  const remote = Comlink.wrap<StoreApi>(port1);

  return {
    store: {
      watch: (query, ask, onAnswer) => watchRemoteQuery(remote, query, ask, onAnswer),
      write: (log, writes, options) => remote.write(log, writes, options),
      undo: (log, docs) => remote.undo(log, docs),
      redo: (log, docs) => remote.redo(log, docs),
      saveNote: (note) => remote.saveNote(note),
      eraseNote: (id) => remote.eraseNote(id),
      saveDeviceRecords: (records) => remote.saveDeviceRecords(records),
      eraseDeviceRecords: (ids) => remote.eraseDeviceRecords(ids),
      dismissErased: () => remote.dismissErased(),
      removeMission: (log, onlyHere) => remote.removeMission(log, onlyHere),
      restoreMission: (log) => remote.restoreMission(log),
      syncNow: () => remote.syncNow(),
      pauseSync: (isPaused) => remote.pauseSync(isPaused),
      enrol: (url, code, label) => remote.enrol(url, code, label),
      simulateOffline: (offline) => remote.simulateOffline(offline),
      dismissRestored: () => remote.dismissRestored(),
      dismissRenewed: () => remote.dismissRenewed(),
      rememberPlace: (place) => remote.rememberPlace(place),
      markCompared: (device) => remote.markCompared(device),
      dismissNewDevices: () => remote.dismissNewDevices(),
      answerNotice: (id, answer) => remote.answerNotice(id, answer),
    },
    stop: () => worker.terminate(),
  };
}

const watchRemoteQuery = async (
  remote: Comlink.Remote<StoreApi>,
  ...[query, ask, onAnswer]: Parameters<StoreApi['watch']>
): Promise<() => void> => {
  // An answer that was under way when the watch ended is dropped.
  let isWatching = true;
  const answerToPage = Comlink.proxy((answer: Parameters<typeof onAnswer>[0]) => {
    if (isWatching) onAnswer(answer);
  });
  const answered: unknown = await remote.watch(query, ask, answerToPage);
  // The worker answers with a proxy of its function; the port's type cannot express that.
  const stop = answered as Comlink.Remote<() => void>;
  return () => {
    isWatching = false;
    void stop().then(() => stop[Comlink.releaseProxy]());
  };
};
