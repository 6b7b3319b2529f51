import type { StoreApi } from './api/store-api.ts';
import { putMeta } from './db/meta.ts';
import { compactJournal } from './journal/compact-journal.ts';
import { rememberRoute } from './queries/waiting-work-queries.ts';
import { answerAccessNotice } from './receive/access-notices.ts';
import { dismissNewDevices, enrolThisDevice, markDeviceCompared } from './receive/named-devices.ts';
import { createMissionActions } from './retention/remove-from-device.ts';
import { saveSyncPause } from './send/sync-driver.ts';
import type { StoreParts } from './store-parts.ts';
import { agreeToSealKey } from './write/agree-to-seal-key.ts';
import { createDeviceOnlyActions } from './write/device-only-rows.ts';
import type { WriteActions } from './write-actions.ts';

/** Create the port that the page sees of an open store. */
export function createStoreActions(storeParts: StoreParts, writeActions: WriteActions): StoreApi {
  const { db, account, writing, watches } = storeParts;
  const { write, undo, redo, writeCounts, shown, commitFromJournal, noteWrite } = writeActions;
  return {
    watch: async (query, ask, onResult) => watches.start(query, ask, onResult),
    write,
    undo,
    redo,
    ...createDeviceOnlyActions({ ...writing, shown, commitFromJournal }),
    ...createMissionActions({ ...writing, account, write: writeCounts, shown, onBack: noteWrite }),
    ...createSyncActions(storeParts),
    ...createNoticeActions(storeParts),
    rememberRoute: (leftRoute) => rememberRoute(db, leftRoute),
    agreeToSealKey: (sealRole, recipient) => agreeToSealKey(db, sealRole, recipient),
  };
}

/** Actions of a person on the connection to headquarters. */
function createSyncActions({
  db,
  host,
  journal,
  account,
  live,
  gate,
  driver,
  nowMs,
}: StoreParts): Pick<StoreApi, 'syncNow' | 'pauseSync' | 'enrol' | 'simulateOffline'> {
  return {
    syncNow: async () => {
      driver.dispatch({ kind: 'asked' });
      await saveSyncPause(db, false);
    },
    pauseSync: async (isPaused) => {
      driver.dispatch({ kind: isPaused ? 'paused' : 'resumed' });
      await saveSyncPause(db, isPaused);
    },
    enrol: async (url, code, label) => {
      const enrolResult = await enrolThisDevice({ db, host, live, nowMs }, { url, code, label });
      if (enrolResult.kind !== 'enrolled') return enrolResult;
      await gate.whenCommitted(() => compactJournal({ db, journal, account, device: live.state.device }));
      driver.dispatch({ kind: 'enrolled' });
      return enrolResult;
    },
    simulateOffline: async (offline) => {
      const simulated = await host.ask('net.simulateOffline', offline);
      live.change({ simulatedOffline: simulated });
      driver.dispatch({ kind: 'hint', online: !simulated, nowMs: nowMs() });
      return simulated;
    },
  };
}

type NoticeAction =
  | 'answerNotice'
  | 'dismissUnrecoverable'
  | 'dismissRenewed'
  | 'dismissRestored'
  | 'dismissNewDevices'
  | 'markCompared';

/** Actions of a person on notices about this laptop and the devices of others. */
const createNoticeActions = ({ db, host, nowMs }: StoreParts): Pick<StoreApi, NoticeAction> => ({
  answerNotice: (id, noticeAnswer) => answerAccessNotice({ db, host }, id, noticeAnswer),
  dismissUnrecoverable: () => putMeta(db, 'unrecoverableRead', { atMs: nowMs() }),
  dismissRenewed: () => db.meta.delete('renewed'),
  dismissRestored: () => db.meta.delete('restored'),
  dismissNewDevices: () => dismissNewDevices(db),
  markCompared: (colleague) => markDeviceCompared(db, colleague, nowMs()),
});
