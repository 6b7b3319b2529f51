import * as Comlink from 'comlink';
import type { QueryName, StoreApi, StoreQueries } from './api/store-api.ts';
import type { DatabaseRefusal } from './db/encryption/encryption-errors.ts';
import { type ResultBatch, ResultReceiver } from './result-changes.ts';
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
    const storeEndMessage = StoreEndMessage.parse(data);
    if (storeEndMessage.kind === 'silent') onSilent(storeEndMessage.isUnsaved);
    else onCrash(`The database is refused: ${storeEndMessage.refused}`, storeEndMessage.refused);
  });
  const calls = new MessageChannel();
  const resultChannel = new MessageChannel();
  const ports = {
    hostPort,
    storePort: calls.port2,
    resultPort: resultChannel.port2,
  } satisfies StoreStartMessage;
  worker.postMessage(ports, Object.values(ports));
  const remote = Comlink.wrap<StoreWorkerApi>(calls.port1);
  const resultReceiver = new ResultReceiver();
  resultChannel.port1.onmessage = ({ data }: MessageEvent<ResultBatch>) => resultReceiver.receive(data);

  return {
    store: {
      watch: (query, ask, onResult) => watchRemoteQuery(remote, resultReceiver, query, ask, onResult),
      write: (logId, registerWrites, writeOptions) => remote.write(logId, registerWrites, writeOptions),
      undo: () => remote.undo(),
      redo: () => remote.redo(),
      saveNote: (noteDraft) => remote.saveNote(noteDraft),
      eraseNote: (interviewNoteId) => remote.eraseNote(interviewNoteId),
      saveDeviceRecords: (deviceRecordDrafts, recordOptions) =>
        remote.saveDeviceRecords(deviceRecordDrafts, recordOptions),
      eraseDeviceRecords: (ids, recordOptions) => remote.eraseDeviceRecords(ids, recordOptions),
      saveTextDraft: (draftInput) => remote.saveTextDraft(draftInput),
      eraseTextDrafts: (textDraftIds) => remote.eraseTextDrafts(textDraftIds),
      dismissErased: () => remote.dismissErased(),
      removeMission: (logId, onlyHere) => remote.removeMission(logId, onlyHere),
      restoreMission: (logId) => remote.restoreMission(logId),
      syncNow: () => remote.syncNow(),
      pauseSync: (isPaused) => remote.pauseSync(isPaused),
      enrol: (url, code, label) => remote.enrol(url, code, label),
      simulateOffline: (offline) => remote.simulateOffline(offline),
      dismissRestored: () => remote.dismissRestored(),
      dismissUnrecoverable: () => remote.dismissUnrecoverable(),
      dismissRenewed: () => remote.dismissRenewed(),
      rememberRoute: (leftRoute) => remote.rememberRoute(leftRoute),
      markCompared: (deviceId) => remote.markCompared(deviceId),
      agreeToSealKey: (sealRole, recipient) => remote.agreeToSealKey(sealRole, recipient),
      dismissNewDevices: () => remote.dismissNewDevices(),
      answerNotice: (id, noticeAnswer) => remote.answerNotice(id, noticeAnswer),
    },
    stop: () => worker.terminate(),
  };
}

async function watchRemoteQuery<Q extends QueryName>(
  remote: Comlink.Remote<StoreWorkerApi>,
  resultReceiver: ResultReceiver,
  query: Q,
  ask: StoreQueries[Q]['ask'],
  onResult: (result: StoreQueries[Q]['result']) => void,
): Promise<() => void> {
  // The worker answers a query with its own result; the port's type cannot express that.
  const watch = resultReceiver.begin((result) => onResult(result as StoreQueries[Q]['result']));
  await remote.watch(query, ask, watch);
  return () => {
    resultReceiver.end(watch);
    void remote.unwatch(watch);
  };
}
