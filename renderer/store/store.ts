import type { VersionVector } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import type { AlarmTimer } from '#sync/client/ports.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { answerAccessNotice } from './receive/receive-response.ts';
import { adoptDeviceIdentity, renewOwnIdentity } from './recovery/adopt-identity.ts';
import { type ImportedPacks, importPacks } from './receive/import-packs.ts';
import { packsForPeer } from './send/sign-packs.ts';
import type { FieldDatabase } from './db/database.ts';
import {
  DatabaseResetError,
  type DatabaseTimeouts,
  isBrokenDatabase,
  noTimeouts,
  SilentDatabaseError,
  JournalRefused,
} from './db/disk-failure.ts';
import { rewriteReplacedValues } from './receive/fork-watch.ts';
import { type Mutex, createMutex } from '#base/mutex.ts';
import type { Journal } from './journal/journal.ts';
import { accountedJournal, JournalAccount } from './journal/journal-account.ts';
import { createDeviceOnlyActions } from './write/device-only-rows.ts';
import { createMissionActions } from './retention/remove-from-device.ts';
import { startDeviceRetentionClock } from './retention/retention-clock.ts';
import { putMeta } from './db/meta.ts';
import { startIdlePruning } from './db/prune-ops.ts';
import { dismissNewDevices, enrolThisDevice, markDeviceCompared } from './receive/named-devices.ts';
import { agreeToSealKey } from './write/agree-to-seal-key.ts';
import { startLeaseClock } from './write/lease-clock.ts';
import { LiveStateCell } from './api/live-state.ts';
import { showSaving } from './write/show-saving.ts';
import { noteJournalRestart } from './recovery/reconcile-journal.ts';
import { DatabaseRepair } from './recovery/repair-database.ts';
import {
  commitFirst,
  NotCommittedError,
  readJournalFirst,
  UncommittedEntries,
  UnreadJournal,
  withTimeout,
} from './write/uncommitted-entries.ts';
import { openDatabase, prepareDatabase } from './recovery/open-database.ts';
import { successorOf } from './recovery/successor-identity.ts';
import { hostTransport, hostSigner, hostVerifier } from './send/host-transport.ts';
import { readSyncPause, saveSyncPause, SyncDriver } from './send/sync-driver.ts';
import type { StoreApi, WriteResult } from './api/store-api.ts';
import type { UndoDirection, UndoResult } from './api/undo-api.ts';
import { compactJournal } from './journal/compact-journal.ts';
import { rememberPlace } from './queries/place-queries.ts';
import { type QueryWatch, watchQuery } from './watch/watch-query.ts';
import { RecordSearch } from './search/record-search.ts';
import { takeUndoStep } from './write/undo-step.ts';
import { writeRegisters } from './write/write-registers.ts';

export interface StoreDependencies {
  readonly db: FieldDatabase;
  readonly host: Host;
  readonly journal: Journal;
  readonly nowMs: () => number;
  readonly alarm: AlarmTimer;
  readonly timeouts?: DatabaseTimeouts;
  /** A number in [0, 1), for the jitter of waits. */
  readonly chance: () => number;
  /** Called for a database that cannot be read. */
  readonly onBroken: (error: unknown) => void;
  /** Called instead when IndexedDB is silent in this worker alone. */
  readonly onSilent?: (error: SilentDatabaseError, isUnsaved: boolean) => void;
  /**
   * Wait before the index of texts is built in the background, and pauses of the build. Without it, the first search
   * builds the index.
   */
  readonly search?: { readonly afterMs: number; readonly restMs: number };
}

export interface OpenedStore {
  readonly store: StoreApi;
  /** Import packs that did not come from headquarters: from a bundle, a hub, or by hand (P3). */
  readonly carry: (packs: readonly Pack[]) => Promise<ImportedPacks>;
  /** Packs of all devices in a log that another side lacks by its version vector (P3). */
  readonly packsFor: (log: LogId, theirs: VersionVector) => Promise<readonly Pack[]>;
  /** End all listeners and timers, as the end of the process does; writes under way continue. */
  readonly forget: () => void;
  /** Stop syncing, wait for writes under way and close the database. */
  readonly close: () => Promise<void>;
}

/** Open the device's store: the port that the page sees, with real dependencies. */
export async function openStore(parts: StoreDependencies): Promise<OpenedStore> {
  const { db, host, nowMs, alarm, chance, onBroken, onSilent = onBroken } = parts;
  const { timeouts = noTimeouts } = parts;
  const account = new JournalAccount();
  const journal = accountedJournal(parts.journal, account);
  const prepare = () => prepareDatabase({ db, host, journal, account, nowMs });
  const { identity, owner, successor, unread } = await openDatabase(db, journal, {
    discard: () => host.ask('database.discard', null),
    prepare,
    timeouts,
  });
  const connection = db.backendDB();
  const { enrolment } = identity;
  const [offer, simulatedOffline] = await Promise.all([
    host.ask('device.offer', null),
    host.ask('net.simulateOffline', null),
  ]);

  const turn = createMutex();
  const uncommitted = new UncommittedEntries();
  const unreadJournal = new UnreadJournal(unread, () => compare());
  const whenRoom: Mutex = (task) => turn(() => repair.unlessFull(task));
  const mutex = commitFirst(
    readJournalFirst(withTimeout(whenRoom, uncommitted, timeouts.task), unreadJournal),
    uncommitted,
    db,
  );
  const live = new LiveStateCell({
    device: owner,
    successor,
    enrolment,
    offer: enrolment === null && offer !== null ? { ...offer, failure: null } : null,
    simulatedOffline,
    sync: { kind: (await readSyncPause(db)) ? 'paused' : 'idle' },
    saving: 0,
    saveFailed: unread && { code: unread.code, why: unread.message },
    hasJournal: parts.journal.isThere,
    room: account.room,
    lookedAtMs: nowMs(),
  });
  account.onRoomChange((room) => live.change({ room }));
  const driver = new SyncDriver({
    db,
    journal,
    uncommitted,
    account,
    live,
    mutex,
    nowMs,
    alarm,
    chance,
    renew: () =>
      mutex(async () => {
        const identity = await renewOwnIdentity(host, live.state.device);
        const { enrolment } = identity;
        live.change({ successor: successorOf(identity, live.state.device), enrolment });
      }),
    adopt: (successor, chains) =>
      mutex(async () => {
        await adoptDeviceIdentity({ db, journal, account, nowMs }, successor, chains);
        live.change({ device: successor.device, successor: null });
      }),
    onBroken: (error) => broken(error),
    transport: hostTransport(host),
    signer: hostSigner(host),
    verifier: hostVerifier(host),
  });
  const hint = (online: boolean): void => driver.dispatch({ kind: 'hint', online, nowMs: nowMs() });
  // The window may close as soon as this port has answered: all earlier writes are saved by then.
  const forgetFlush = host.on('window.flush', () => turn(async () => undefined));
  const forgetNetwork = host.on('net.changed', ({ online }) => hint(online));

  const watches = new Set<QueryWatch>();
  const search = new RecordSearch({
    db,
    live,
    restMs: parts.search?.restMs ?? 0,
    onBroken: (e) => broken(e),
  });
  const startSearch = (): void => search.start();
  const keepUnstarted = parts.search && alarm.at(nowMs() + parts.search.afterMs, startSearch);
  const compare = async (): Promise<JournalRefused | null> => {
    const prepared = await prepare();
    uncommitted.clear();
    live.change({ device: prepared.owner, successor: prepared.successor });
    return prepared.unread;
  };
  const repair = new DatabaseRepair({
    db,
    journal,
    account,
    timeouts,
    turn,
    nowMs,
    alarm,
    giveUp: (error) =>
      error instanceof SilentDatabaseError ? onSilent(error, live.isUnsaved) : onBroken(error),
    reconcile: async () => unreadJournal.setResult(await compare()),
    onRepaired: () => {
      search.restart();
      for (const one of watches) one.askAgain();
      driver.dispatch({ kind: 'due', nowMs: nowMs() });
    },
  });
  /** Refill a journal that lost its files under the store from the database, as at a start (D2). */
  const refillJournal = (): Promise<void> =>
    turn(async () => {
      unreadJournal.setResult(await compare());
      await noteJournalRestart(db, nowMs());
    });
  account.onRestart(() => void refillJournal().catch((error: unknown) => broken(error)));
  let isClosing = false;
  /**
   * Without a journal nothing could be rebuilt. A store that closes repairs nothing: its own close ends reads that still
   * run, and the next start repairs damage.
   */
  const broken = (error: unknown): void => {
    if (isClosing && isBrokenDatabase(error)) return;
    if (journal.isThere && isBrokenDatabase(error)) void repair.repair(error);
    else onBroken(error);
  };
  /** Commit a journaled write once more before the screen says that it is not saved. */
  const commitFromJournal = async (error: unknown): Promise<NotCommittedError> => {
    if (!(error instanceof NotCommittedError)) throw error;
    try {
      if (isBrokenDatabase(error.cause)) await repair.repair(error.cause);
      await mutex(async () => undefined); // commits the waiting entries
    } catch (later) {
      // The first cause, since the person can act on it; or the full disk.
      throw later instanceof JournalRefused ? later : error.cause;
    }
    return error;
  };
  const tryAgain = async (error: unknown): Promise<WriteResult> => ({
    kind: 'saved',
    dots: (await commitFromJournal(error)).dots,
  });
  const whenRead: Mutex = (task) =>
    mutex(() => {
      unreadJournal.requireRead();
      return task();
    });
  const writeParts = { db, device: () => live.state.device, journal, uncommitted, mutex: whenRead, nowMs };
  const write: StoreApi['write'] = async (log, writes, options) => {
    const writing = () => writeRegisters(writeParts, log, writes, options).catch(tryAgain);
    const result = await showSaving(live, writing, broken);
    if (result.kind === 'saved') driver.dispatch({ kind: 'wrote', nowMs: nowMs() });
    return result;
  };
  const takeStep =
    (way: UndoDirection): StoreApi['undo'] =>
    async () => {
      const taking = async (): Promise<UndoResult> => {
        const { result, uncommitted } = await takeUndoStep(writeParts, way);
        if (uncommitted !== null) await commitFromJournal(uncommitted);
        return result;
      };
      const result = await showSaving(live, taking, broken);
      if (result.kind === 'done') driver.dispatch({ kind: 'wrote', nowMs: nowMs() });
      return result;
    };
  /** Counts of the retention clock are no person's writes. */
  const writeCounts: StoreApi['write'] = async (log, writes) => {
    const result = await writeRegisters({ ...writeParts, isClock: true }, log, writes);
    driver.dispatch({ kind: 'wrote', nowMs: nowMs() });
    return result;
  };
  const missionParts = { ...writeParts, account };
  db.on('close', () => {
    if (!isClosing && !repair.isRepairing) broken(closedUnderStore());
  });
  if (db.backendDB() !== connection) broken(closedUnderStore());
  const store: StoreApi = {
    watch: async (query, ask, onAnswer) => {
      const watch = watchQuery({ db, live, search, repair }, query, ask, onAnswer, broken);
      watches.add(watch);
      return () => {
        watches.delete(watch);
        watch.stop();
      };
    },
    write,
    undo: takeStep('undo'),
    redo: takeStep('redo'),
    ...createDeviceOnlyActions({
      db,
      journal,
      uncommitted,
      mutex: whenRead,
      nowMs,
      shown: (saving) => showSaving(live, saving, broken),
      commitFromJournal,
    }),
    ...createMissionActions({
      ...missionParts,
      write: writeCounts,
      shown: (saving) => showSaving(live, saving, broken),
      onBack: () => driver.dispatch({ kind: 'wrote', nowMs: nowMs() }),
    }),
    syncNow: async () => {
      driver.dispatch({ kind: 'asked' });
      await saveSyncPause(db, false);
    },
    pauseSync: async (isPaused) => {
      driver.dispatch({ kind: isPaused ? 'paused' : 'resumed' });
      await saveSyncPause(db, isPaused);
    },
    rememberPlace: (place) => rememberPlace(db, place),
    dismissUnrecoverable: () => putMeta(db, 'unrecoverableRead', { atMs: nowMs() }),
    dismissRenewed: () => db.meta.delete('renewed'),
    markCompared: (colleague) => markDeviceCompared(db, colleague, nowMs()),
    agreeToSealKey: (role, recipient) => agreeToSealKey(db, role, recipient),
    dismissNewDevices: () => dismissNewDevices(db),
    answerNotice: (id, answer) => answerAccessNotice({ db, host }, id, answer),
    enrol: async (url, code, label) => {
      const result = await enrolThisDevice({ db, host, live, nowMs }, { url, code, label });
      if (result.kind !== 'enrolled') return result;
      await mutex(() => compactJournal({ db, journal, account, device: live.state.device }));
      driver.dispatch({ kind: 'enrolled' });
      return result;
    },
    simulateOffline: async (offline) => {
      const simulated = await host.ask('net.simulateOffline', offline);
      live.change({ simulatedOffline: simulated });
      hint(!simulated);
      return simulated;
    },
    dismissRestored: () => db.meta.delete('restored'),
  };

  // The shell must know it while the vault is locked. If this call fails, the next unlock repeats it.
  await store.watch('eraseAfter', null, (known) => {
    if (known === 'unknown') return;
    host.ask('vault.eraseAfter', known === 'never' ? null : known).catch(onBroken);
  });
  const endLease = await startLeaseClock({ db, live, nowMs, alarm, onBroken: broken });
  const endPruning = startIdlePruning({ db, live, mutex, nowMs, onBroken: broken });
  driver.start();
  if (simulatedOffline) hint(false);
  acceptEnrolmentOffer(host, store, live).catch(onBroken);
  const endRetention = await startDeviceRetentionClock({
    ...missionParts,
    write,
    writeCounts,
    alarm,
    live,
    onBroken: broken,
  });
  const forget = (): void => {
    isClosing = true;
    endLease();
    endRetention();
    for (const watch of watches) watch.stop();
    keepUnstarted?.();
    search.stop();
    repair.stop();
    forgetFlush();
    forgetNetwork();
  };
  return {
    store,
    forget,
    carry: async (packs) => {
      const carried = await mutex(() =>
        importPacks(db, live.state.device, packs, nowMs(), hostVerifier(host)),
      );
      await mutex(() => rewriteReplacedValues({ db, journal, uncommitted, device: live.state.device }));
      driver.dispatch({ kind: 'wrote', nowMs: nowMs() });
      return carried;
    },
    packsFor: (log, theirs) =>
      mutex(() =>
        packsForPeer(
          {
            db,
            journal,
            uncommitted,
            signer: hostSigner(host),
            device: live.state.device,
            maySign: live.state.successor === null,
          },
          log,
          theirs,
        ),
      ),
    close: async () => {
      forget();
      await driver.stop();
      await endPruning();
      await turn(async () => db.close());
    },
  };
}

/** Enrol at once with a code handed over at the start. On failure the person sees the offer and tries again. */
async function acceptEnrolmentOffer(host: Host, store: StoreApi, live: LiveStateCell): Promise<void> {
  const { offer } = live.state;
  if (offer === null) return;
  const { platform } = await host.ask('app.about', null);
  const result = await store.enrol(offer.url, offer.code, platform);
  if (result.kind !== 'enrolled') live.change({ offer: { ...offer, failure: result } });
}

const closedUnderStore = (): DatabaseResetError =>
  new DatabaseResetError('The database was closed under the store');
