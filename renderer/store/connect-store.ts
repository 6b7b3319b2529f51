import * as Comlink from 'comlink';
import { type AnswerBatch, AnswerReceiver } from './answer-changes.ts';
import type { QueryName, StoreApi, StoreQueries } from './api/store-api.ts';
import type { DatabaseRefusal } from './db/encryption/encryption-errors.ts';
import { StoreEndMessage, type StoreStartMessage, type StoreWorkerApi } from './worker-messages.ts';

interface StoreConnection {
  readonly store: StoreApi;
  /** End the worker at once; for tests. The app's worker ends with its window. */
  readonly stop: () => void;
}

/**
 * Start the store's worker and give it a port to the shell (`connectHost`). Calls may be made at once; they are
 * answered when the worker is ready.
 * @param onCrash Called with uncaught errors of the worker, which are bugs, or with its refusal of the existing
 * database.
 * @param onSilent Called when IndexedDB answers this page's worker no more, and a new page may help. `isUnsaved` is true
 * while a write is not saved.
 */
export function connectStoreWorker(
  hostPort: MessagePort,
  onCrash: (message: string, refused: DatabaseRefusal | null) => void,
  onSilent: (isUnsaved: boolean) => void = () => onCrash('IndexedDB does not answer', null),
): StoreConnection {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'store' });
  worker.addEventListener('error', (event) => onCrash(event.message, null));
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const end = StoreEndMessage.parse(data);
    if (end.kind === 'silent') onSilent(end.isUnsaved);
    else onCrash(`The database is refused: ${end.refused}`, end.refused);
  });
  const calls = new MessageChannel();
  const answers = new MessageChannel();
  const ports = { hostPort, storePort: calls.port2, answerPort: answers.port2 } satisfies StoreStartMessage;
  worker.postMessage(ports, Object.values(ports));
  const remote = Comlink.wrap<StoreWorkerApi>(calls.port1);
  const receiver = new AnswerReceiver();
  answers.port1.onmessage = ({ data }: MessageEvent<AnswerBatch>) => receiver.receive(data);

  return {
    store: {
      watch: (query, ask, onAnswer) => watchRemoteQuery(remote, receiver, query, ask, onAnswer),
      write: (log, writes, options) => remote.write(log, writes, options),
      undo: () => remote.undo(),
      redo: () => remote.redo(),
      saveNote: (note) => remote.saveNote(note),
      eraseNote: (id) => remote.eraseNote(id),
      saveDeviceRecords: (records, options) => remote.saveDeviceRecords(records, options),
      eraseDeviceRecords: (ids, options) => remote.eraseDeviceRecords(ids, options),
      saveTextDraft: (draft) => remote.saveTextDraft(draft),
      eraseTextDrafts: (ids) => remote.eraseTextDrafts(ids),
      dismissErased: () => remote.dismissErased(),
      removeMission: (log, onlyHere) => remote.removeMission(log, onlyHere),
      restoreMission: (log) => remote.restoreMission(log),
      syncNow: () => remote.syncNow(),
      pauseSync: (isPaused) => remote.pauseSync(isPaused),
      enrol: (url, code, label) => remote.enrol(url, code, label),
      simulateOffline: (offline) => remote.simulateOffline(offline),
      dismissRestored: () => remote.dismissRestored(),
      dismissUnrecoverable: () => remote.dismissUnrecoverable(),
      dismissRenewed: () => remote.dismissRenewed(),
      rememberPlace: (place) => remote.rememberPlace(place),
      markCompared: (device) => remote.markCompared(device),
      agreeToSealKey: (role, recipient) => remote.agreeToSealKey(role, recipient),
      dismissNewDevices: () => remote.dismissNewDevices(),
      answerNotice: (id, answer) => remote.answerNotice(id, answer),
    },
    stop: () => worker.terminate(),
  };
}

async function watchRemoteQuery<Q extends QueryName>(
  remote: Comlink.Remote<StoreWorkerApi>,
  receiver: AnswerReceiver,
  query: Q,
  ask: StoreQueries[Q]['ask'],
  onAnswer: (answer: StoreQueries[Q]['answer']) => void,
): Promise<() => void> {
  // The worker answers a query with its own answer; the port's type cannot express that.
  const watch = receiver.begin((answer) => onAnswer(answer as StoreQueries[Q]['answer']));
  await remote.watch(query, ask, watch);
  return () => {
    receiver.end(watch);
    void remote.unwatch(watch);
  };
}
