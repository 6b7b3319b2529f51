import type { VersionVector } from '#domain/document/version-vector.ts';
import type { LogId } from '#domain/ids.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import type { Alarm } from '#sync/client/ports.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { answerNotice } from './access-notices.ts';
import { renewIdentity } from './adopt-identity.ts';
import { type Carried, packsFor, takeCarried } from './carry.ts';
import type { FieldDatabase } from './database.ts';
import { DatabaseReset, isBrokenDatabase, saveFailureOf } from './disk-failure.ts';
import { enrolDevice } from './enrol.ts';
import { remakeDead } from './forks.ts';
import { type InTurn, makeInTurn } from './in-turn.ts';
import type { Journal, JournalRefused } from './journal.ts';
import { accountedJournal, JournalAccount } from './journal-account.ts';
import { noteActs } from './notes/note-acts.ts';
import { missionActs } from './retention/mission-acts.ts';
import { startRetention } from './retention/retention-clock.ts';
import { startPruning } from './idle-pruning.ts';
import { dismissNewDevices, markCompared } from './known-devices.ts';
import { startLease } from './lease.ts';
import { LiveCell } from './live-state.ts';
import { Mender } from './mend.ts';
import { keepPause, readPause } from './pause.ts';
import { givingUp, OnlyInJournal, Owed, payingFirst } from './owed.ts';
import { endless, type Patience } from './patience.ts';
import { openDatabase } from './open-database.ts';
import { prepareDatabase } from './prepare-database.ts';
import { hostRoad, hostSigner, hostVerifier } from './host-road.ts';
import { SyncDriver } from './sync-driver.ts';
import { putMeta, readMeta } from './meta.ts';
import type { Restored, StoreApi, WriteResult } from './store-api.ts';
import { tidyJournal } from './tidy-journal.ts';
import { readingFirst, UnreadJournal } from './unread-journal.ts';
import { type Watch, watchQuestion } from './watch.ts';
import { writeRegisters } from './write.ts';

export interface StoreParts {
  readonly db: FieldDatabase;
  readonly host: Host;
  readonly journal: Journal;
  readonly nowMs: () => number;
  readonly alarm: Alarm;
  /** How long a turn of the database may take. */
  readonly patience?: Patience;
  /** How long a database may take to be opened again and compared with the journal. */
  readonly patienceToOpen?: Patience;
  /** A number in [0, 1), for the jitter of waits. */
  readonly chance: () => number;
  /** Hears of what must not happen: a database that cannot be read. */
  readonly onBroken: (error: unknown) => void;
}

export interface OpenStore {
  readonly store: StoreApi;
  /** Takes packs that came by another road than headquarters': a bundle, a hub, by hand (P3). */
  readonly carry: (packs: readonly Pack[]) => Promise<Carried>;
  /** Everyone's packs of a log that another side lacks by its version vector (P3). */
  readonly packsFor: (log: LogId, theirs: VersionVector) => Promise<readonly Pack[]>;
  /** Ends all that listens and waits for a time, as the end of the process does; what is being written goes on. */
  readonly forget: () => void;
  /** Stops syncing, waits for what is being written and closes the database. */
  readonly close: () => Promise<void>;
}

/** Opens the device's store: the port that the page sees, on real parts. */
export async function openStore(parts: StoreParts): Promise<OpenStore> {
  const { db, host, nowMs, alarm, chance, onBroken, patience = endless, patienceToOpen = endless } = parts;
  const account = new JournalAccount();
  const journal = accountedJournal(parts.journal, account);
  const prepare = () => prepareDatabase({ db, host, journal, account, nowMs });
  const { identity, unread } = await openDatabase(db, journal, {
    discard: () => host.ask('database.discard', null),
    prepare,
  });
  const { device, enrolment } = identity;
  const [offer, simulatedOffline] = await Promise.all([
    host.ask('device.offer', null),
    host.ask('net.simulateOffline', null),
  ]);

  const turn = makeInTurn();
  const owed = new Owed();
  const unreadJournal = new UnreadJournal(unread, () => compare());
  const inTurn = payingFirst(readingFirst(givingUp(turn, owed, patience), unreadJournal), owed, db);
  const live = new LiveCell({
    device,
    enrolment,
    offer: enrolment === null && offer !== null ? { ...offer, failure: null } : null,
    simulatedOffline,
    sync: { kind: (await readPause(db)) ? 'paused' : 'idle' },
    saving: 0,
    saveFailed: unread && { code: unread.code, why: unread.message },
    hasJournal: parts.journal.isThere,
    room: account.room,
    lookedAtMs: nowMs(),
  });
  account.onRoom((room) => live.change({ room }));
  const driver = new SyncDriver({
    db,
    journal,
    owed,
    account,
    live,
    inTurn,
    nowMs,
    alarm,
    chance,
    renew: () =>
      inTurn(async () => {
        const identity = await renewIdentity({ db, host, journal, nowMs }, live.state.device);
        live.change({ device: identity.device, enrolment: identity.enrolment });
      }),
    onBroken: (error) => broken(error),
    road: hostRoad(host),
    signer: hostSigner(host),
    verifier: hostVerifier(host),
  });
  const hint = (online: boolean): void => driver.tell({ kind: 'hint', online, nowMs: nowMs() });
  // The window may close as soon as this port has answered: what was stated before is kept by then.
  const forgetFlush = host.on('window.flush', () => turn(async () => undefined));
  const forgetNetwork = host.on('net.changed', ({ online }) => hint(online));

  const watches = new Set<Watch>();
  const compare = async (): Promise<JournalRefused | null> => {
    const prepared = await prepare();
    owed.forget();
    live.change({ device: prepared.identity.device });
    return prepared.unread;
  };
  const mender = new Mender({
    db,
    journal,
    patience,
    patienceToOpen,
    turn,
    nowMs,
    giveUp: onBroken,
    reconcile: async () => unreadJournal.found(await compare()),
    onMended: () => {
      for (const one of watches) one.askAgain();
      driver.tell({ kind: 'due', nowMs: nowMs() });
    },
  });
  /** The journal's files were taken away under the store: the new one gets what the database has, as at a start (D2). */
  const refillJournal = (): Promise<void> =>
    turn(async () => {
      unreadJournal.found(await compare());
      await noteBegunAnew(db, nowMs());
    });
  account.onAnew(() => void refillJournal().catch((error: unknown) => broken(error)));
  /** Without a journal nothing could be built anew. */
  const broken = (error: unknown): void => {
    if (journal.isThere && isBrokenDatabase(error)) void mender.mend(error);
    else onBroken(error);
  };
  /** What is safe in the journal is given to the database once more before the person is told that it is not saved. */
  const payOnlyInJournal = async (error: unknown): Promise<OnlyInJournal> => {
    if (!(error instanceof OnlyInJournal)) throw error;
    try {
      if (isBrokenDatabase(error.cause)) await mender.mend(error.cause);
      await inTurn(async () => undefined); // pays what is owed
    } catch {
      throw error.cause; // why it failed first is what the person can do something about
    }
    return error;
  };
  const tryAgain = async (error: unknown): Promise<WriteResult> => ({
    kind: 'saved',
    dots: (await payOnlyInJournal(error)).dots,
  });
  const whenRead: InTurn = (task) =>
    inTurn(() => {
      unreadJournal.mustBeRead();
      return task();
    });
  const writeParts = { db, device: () => live.state.device, journal, owed, inTurn: whenRead, nowMs };
  const write: StoreApi['write'] = async (log, writes) => {
    const writing = () => writeRegisters(writeParts, log, writes).catch(tryAgain);
    const result = await savingShown(live, writing, broken);
    if (result.kind === 'saved') driver.tell({ kind: 'wrote', nowMs: nowMs() });
    return result;
  };
  /** The numbers of what was erased are nobody's writing. */
  const writeCounts: StoreApi['write'] = async (log, writes) => {
    const result = await writeRegisters({ ...writeParts, isClock: true }, log, writes);
    driver.tell({ kind: 'wrote', nowMs: nowMs() });
    return result;
  };
  const missionParts = { ...writeParts, account };
  let isClosing = false;
  db.on('close', () => {
    if (!isClosing && !mender.isMending) broken(new DatabaseReset('The database was closed under the store'));
  });
  const store: StoreApi = {
    watch: async (query, ask, onAnswer) => {
      const watch = watchQuestion({ db, live }, query, ask, onAnswer, broken);
      watches.add(watch);
      return () => {
        watches.delete(watch);
        watch.stop();
      };
    },
    write,
    ...noteActs({
      db,
      journal,
      owed,
      inTurn: whenRead,
      nowMs,
      shown: (saving) => savingShown(live, saving, broken),
      payOnlyInJournal,
    }),
    ...missionActs({
      ...missionParts,
      write: writeCounts,
      shown: (saving) => savingShown(live, saving, broken),
      onBack: () => driver.tell({ kind: 'wrote', nowMs: nowMs() }),
    }),
    syncNow: async () => {
      driver.tell({ kind: 'asked' });
      await keepPause(db, false);
    },
    pauseSync: async (isPaused) => {
      driver.tell({ kind: isPaused ? 'paused' : 'resumed' });
      await keepPause(db, isPaused);
    },
    dismissRenewed: () => db.meta.delete('renewed'),
    markCompared: (colleague) => markCompared(db, colleague, nowMs()),
    dismissNewDevices: () => dismissNewDevices(db),
    answerNotice: (id, answer) => answerNotice({ db, host }, id, answer),
    enrol: async (url, code, label) => {
      const result = await enrolDevice({ db, host, live, nowMs }, { url, code, label });
      if (result.kind !== 'enrolled') return result;
      await inTurn(() => tidyJournal({ db, journal, account, device: live.state.device }));
      driver.tell({ kind: 'enrolled' });
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

  // The shell must know it while the vault is locked. One that does not hear it hears it when the vault is next opened.
  await store.watch('eraseAfter', null, (known) => {
    if (known === 'unknown') return;
    host.ask('vault.eraseAfter', known === 'never' ? null : known).catch(onBroken);
  });
  const endLease = await startLease({ db, live, nowMs, alarm, onBroken });
  const endPruning = startPruning({ db, live, inTurn, nowMs, onBroken: broken });
  driver.start();
  if (simulatedOffline) hint(false);
  acceptOffer(host, store, live).catch(onBroken);
  const endRetention = await startRetention({
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
    forgetFlush();
    forgetNetwork();
  };
  return {
    store,
    forget,
    carry: async (packs) => {
      const carried = await inTurn(() =>
        takeCarried(db, live.state.device, packs, nowMs(), hostVerifier(host)),
      );
      await inTurn(() => remakeDead({ db, journal, owed, device: live.state.device }));
      driver.tell({ kind: 'wrote', nowMs: nowMs() });
      return carried;
    },
    packsFor: (log, theirs) =>
      inTurn(() =>
        packsFor({ db, journal, owed, signer: hostSigner(host), device: live.state.device }, log, theirs),
      ),
    close: async () => {
      forget();
      await driver.stop();
      await endPruning();
      await turn(async () => db.close());
    },
  };
}

/** Whoever started the app handed over a code: enrols at once. When that fails, the person sees the offer and asks again. */
async function acceptOffer(host: Host, store: StoreApi, live: LiveCell): Promise<void> {
  const { offer } = live.state;
  if (offer === null) return;
  const { platform } = await host.ask('app.about', null);
  const result = await store.enrol(offer.url, offer.code, platform);
  if (result.kind !== 'enrolled') live.change({ offer: { ...offer, failure: result } });
}

/** Shows a write while it is on its way, and whether the last one failed; the failure itself goes on to the asker. */
async function savingShown<T>(
  live: LiveCell,
  write: () => Promise<T>,
  broken: (error: unknown) => void,
): Promise<T> {
  live.change({ saving: live.state.saving + 1 });
  try {
    const result = await write();
    live.change({ saving: live.state.saving - 1, saveFailed: null });
    return result;
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    live.change({ saving: live.state.saving - 1, saveFailed: { code: saveFailureOf(error), why } });
    if (isBrokenDatabase(error)) broken(error);
    throw error;
  }
}

const nothingBack: Omit<Restored, 'atMs'> = { changes: 0, packs: 0, damaged: 0, database: 'kept' };

/** Notes for the person that the journal was begun anew, beside what they have not read yet. */
const noteBegunAnew = (db: FieldDatabase, atMs: number): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    const before = await readMeta(db, 'restored');
    await putMeta(db, 'restored', { ...nothingBack, ...before, atMs, journal: 'begunAnew' });
  });
