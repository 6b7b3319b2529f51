import type { Host } from '#renderer/host/host-contract.ts';
import type { AlarmTimer } from '#sync/client/ports.ts';
import { type LiveState, LiveStateCell } from './api/live-state.ts';
import type { FieldDatabase } from './db/database.ts';
import { type DatabaseTimeouts, noTimeouts } from './db/database-timeouts.ts';
import { SilentDatabaseError } from './db/disk-failure.ts';
import type { Journal } from './journal/journal.ts';
import { accountedJournal, JournalAccount } from './journal/journal-account.ts';
import { adoptDeviceIdentity, renewOwnIdentity } from './recovery/adopt-identity.ts';
import { DatabaseFailures } from './recovery/database-failures.ts';
import { openDatabase } from './recovery/open-database.ts';
import { prepareDatabase } from './recovery/prepare-database.ts';
import { noteJournalRestart } from './recovery/reconcile-journal.ts';
import { DatabaseRepair } from './recovery/repair-database.ts';
import { successorOf } from './recovery/successor-identity.ts';
import { RecordSearch } from './search/record-search.ts';
import { hostSigner, hostTransport, hostVerifier } from './send/host-transport.ts';
import { readSyncPause, SyncDriver } from './send/sync-driver.ts';
import { QueryWatches } from './watch/query-watches.ts';
import { UncommittedEntries } from './write/uncommitted-entries.ts';
import { WriteGate } from './write/write-gate.ts';
import type { WriteDependencies } from './write/write-registers.ts';

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
  readonly onSilent?: (silentDatabaseError: SilentDatabaseError, isUnsaved: boolean) => void;
  /**
   * Wait before the index of texts is built in the background, and pauses of the build. Without it, the first search
   * builds the index.
   */
  readonly search?: { readonly afterMs: number; readonly restMs: number };
}

/** Parts of an open store, connected and not yet started. */
export interface StoreParts extends Pick<StoreDependencies, 'db' | 'host' | 'nowMs' | 'alarm' | 'onBroken'> {
  readonly account: JournalAccount;
  /** Journal that keeps its account. */
  readonly journal: Journal;
  readonly uncommitted: UncommittedEntries;
  readonly live: LiveStateCell;
  readonly gate: WriteGate;
  readonly repair: DatabaseRepair;
  readonly failures: DatabaseFailures;
  readonly search: RecordSearch;
  readonly watches: QueryWatches;
  readonly driver: SyncDriver;
  /** Dependencies of writes with own numbers. */
  readonly writing: WriteDependencies;
}

/** Open the database, reconcile it with the journal, and connect all parts of the store to it. */
export async function createStoreParts(storeDependencies: StoreDependencies): Promise<StoreParts> {
  const { db, host, nowMs, alarm, onBroken, onSilent = onBroken } = storeDependencies;
  const { timeouts = noTimeouts } = storeDependencies;
  const journalAccount = new JournalAccount();
  const journal = accountedJournal(storeDependencies.journal, journalAccount);
  const prepare = () => prepareDatabase({ db, host, journal, account: journalAccount, nowMs });
  const discard = () => host.ask('database.discard', null);
  const preparedDatabase = await openDatabase(db, journal, { discard, prepare, timeouts });
  const connection = db.backendDB();
  const liveState = new LiveStateCell(
    await initialLiveState(storeDependencies, preparedDatabase, journalAccount),
  );
  journalAccount.onRoomChange((room) => liveState.change({ room }));

  const uncommitted = new UncommittedEntries();
  const writeGate = new WriteGate({
    db,
    uncommitted,
    timeout: timeouts.task,
    unread: preparedDatabase.unread,
    prepare,
    onReconciled: ({ owner, successor }) => liveState.change({ device: owner, successor }),
  });
  const databaseRepair = new DatabaseRepair({
    db,
    journal,
    account: journalAccount,
    timeouts,
    gate: writeGate,
    nowMs,
    alarm,
    giveUp: (error) =>
      error instanceof SilentDatabaseError ? onSilent(error, liveState.isUnsaved) : onBroken(error),
  });
  const databaseFailures = new DatabaseFailures({ db, journal, repair: databaseRepair, onBroken });
  const recordSearch = new RecordSearch({
    db,
    live: liveState,
    restMs: storeDependencies.search?.restMs ?? 0,
    onBroken: databaseFailures.report,
  });
  const queryWatches = new QueryWatches({
    db,
    live: liveState,
    search: recordSearch,
    repair: databaseRepair,
    onBroken: databaseFailures.report,
  });
  const connected = {
    db,
    host,
    nowMs,
    alarm,
    onBroken,
    account: journalAccount,
    journal,
    uncommitted,
    live: liveState,
    gate: writeGate,
    repair: databaseRepair,
  };
  const syncDriver = createSyncDriver({ ...connected, failures: databaseFailures }, storeDependencies.chance);

  databaseRepair.onRepaired(() => {
    recordSearch.restart();
    queryWatches.askAllAgain();
    syncDriver.dispatch({ kind: 'due', nowMs: nowMs() });
  });
  // A journal that lost its files under the store is filled again from the database, as at a start (D2).
  journalAccount.onRestart(() => {
    const refilled = writeGate.inTurn(async () => {
      await writeGate.reconcile();
      await noteJournalRestart(db, nowMs());
    });
    void refilled.catch(databaseFailures.report);
  });
  databaseFailures.watchConnection(connection);
  const device = () => liveState.state.device;
  const writing = { db, device, journal, uncommitted, mutex: writeGate.whenJournalRead, nowMs };
  return {
    ...connected,
    failures: databaseFailures,
    search: recordSearch,
    watches: queryWatches,
    driver: syncDriver,
    writing,
  };
}

async function initialLiveState(
  { db, host, journal, nowMs }: StoreDependencies,
  preparedDatabase: Awaited<ReturnType<typeof prepareDatabase>>,
  journalAccount: JournalAccount,
): Promise<LiveState> {
  const [offer, simulatedOffline] = await Promise.all([
    host.ask('device.offer', null),
    host.ask('net.simulateOffline', null),
  ]);
  const { owner, successor, unread } = preparedDatabase;
  const { enrolment } = preparedDatabase.identity;
  return {
    device: owner,
    successor,
    enrolment,
    offer: enrolment === null && offer !== null ? { ...offer, failure: null } : null,
    simulatedOffline,
    sync: { kind: (await readSyncPause(db)) ? 'paused' : 'idle' },
    saving: 0,
    saveFailed: unread && { code: unread.code, why: unread.message },
    hasJournal: journal.isThere,
    room: journalAccount.room,
    lookedAtMs: nowMs(),
  };
}

function createSyncDriver(
  storeParts: Omit<StoreParts, 'search' | 'watches' | 'driver' | 'writing'>,
  chance: StoreDependencies['chance'],
): SyncDriver {
  const { db, host, journal, uncommitted, account, live, gate, failures, nowMs, alarm } = storeParts;
  return new SyncDriver({
    db,
    journal,
    uncommitted,
    account,
    live,
    nowMs,
    alarm,
    mutex: gate.whenCommitted,
    chance,
    renew: () =>
      gate.whenCommitted(async () => {
        const identity = await renewOwnIdentity(host, live.state.device);
        const { enrolment } = identity;
        live.change({ successor: successorOf(identity, live.state.device), enrolment });
      }),
    adopt: (successorIdentity, chains) =>
      gate.whenCommitted(async () => {
        await adoptDeviceIdentity({ db, journal, account, nowMs }, successorIdentity, chains);
        live.change({ device: successorIdentity.device, successor: null });
      }),
    onBroken: failures.report,
    transport: hostTransport(host),
    signer: hostSigner(host),
    verifier: hostVerifier(host),
  });
}
