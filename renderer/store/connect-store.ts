import type { DatabaseRefusal } from './db/encryption/encryption-errors.ts';
import { StoreWorkers } from './store-workers.ts';
import type { StoreApi } from './store-api.ts';

interface StoreConnection {
  readonly store: StoreApi;
  /** End the worker at once. */
  readonly stop: () => void;
}

/**
 * Start the store's worker and give it a port to the shell. Calls may be made at once; they are answered when the worker
 * is ready.
 * @param openHostPort Opens a port to the shell (`connectHost`), for this worker and for each that replaces it.
 * @param onCrash Called with uncaught errors of the worker, which are bugs, or with its refusal of the existing
 * database.
 */
export function connectStoreWorker(
  openHostPort: () => Promise<MessagePort>,
  onCrash: (message: string, refused: DatabaseRefusal | null) => void,
): StoreConnection {
  const workers = new StoreWorkers(openHostPort, onCrash);
  return {
    store: {
      watch: (query, ask, onAnswer) => workers.watch(query, ask, onAnswer),
      write: (log, writes, options) => workers.call((store) => store.write(log, writes, options)),
      undo: () => workers.call((store) => store.undo()),
      redo: () => workers.call((store) => store.redo()),
      saveNote: (note) => workers.call((store) => store.saveNote(note)),
      eraseNote: (id) => workers.call((store) => store.eraseNote(id)),
      saveDeviceRecords: (records, options) =>
        workers.call((store) => store.saveDeviceRecords(records, options)),
      eraseDeviceRecords: (ids, options) => workers.call((store) => store.eraseDeviceRecords(ids, options)),
      saveTextDraft: (draft) => workers.call((store) => store.saveTextDraft(draft)),
      eraseTextDrafts: (ids) => workers.call((store) => store.eraseTextDrafts(ids)),
      dismissErased: () => workers.call((store) => store.dismissErased()),
      removeMission: (log, onlyHere) => workers.call((store) => store.removeMission(log, onlyHere)),
      restoreMission: (log) => workers.call((store) => store.restoreMission(log)),
      syncNow: () => workers.call((store) => store.syncNow()),
      pauseSync: (isPaused) => workers.call((store) => store.pauseSync(isPaused)),
      enrol: (url, code, label) => workers.call((store) => store.enrol(url, code, label)),
      simulateOffline: (offline) => workers.call((store) => store.simulateOffline(offline)),
      dismissRestored: () => workers.call((store) => store.dismissRestored()),
      dismissUnrecoverable: () => workers.call((store) => store.dismissUnrecoverable()),
      dismissRenewed: () => workers.call((store) => store.dismissRenewed()),
      rememberPlace: (place) => workers.call((store) => store.rememberPlace(place)),
      markCompared: (device) => workers.call((store) => store.markCompared(device)),
      agreeToSealKey: (role, recipient) => workers.call((store) => store.agreeToSealKey(role, recipient)),
      dismissNewDevices: () => workers.call((store) => store.dismissNewDevices()),
      answerNotice: (id, answer) => workers.call((store) => store.answerNotice(id, answer)),
    },
    stop: () => workers.stop(),
  };
}
