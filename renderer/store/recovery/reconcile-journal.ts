import type { DeviceId } from '#domain/ids.ts';
import type { RestoreReport } from '../api/status-api.ts';
import { type FieldDatabase, ownOpTables } from '../db/database.ts';
import { JournalRefused } from '../db/disk-failure.ts';
import { putMeta, readLogRows, readMeta } from '../db/meta.ts';
import { journalSetAsideOps } from '../held-texts/set-aside-texts.ts';
import { finishRowErasure, restoreDeviceOnlyRows } from '../journal/device-only-entries.ts';
import { grantsWithoutLogs, readErasedLogs } from '../journal/erased-logs.ts';
import type { Journal } from '../journal/journal.ts';
import { type JournalAccount, readWholeJournal } from '../journal/journal-account.ts';
import type { IdentityAdoptionEntry } from '../journal/journal-entry.ts';
import type { JournalState } from '../journal/journal-state.ts';
import { mirrorLocalRows, restoreLocalRows } from '../journal/mirror-local-rows.ts';
import { scrubErased } from '../journal/scrub-erased.ts';
import { finishLogErasure, reconcileErasedLogs } from '../retention/reconcile-erased-logs.ts';
import { removeErasedLog } from '../write/remove-log.ts';
import { restoreOwnOps } from '../write/restore-own-ops.ts';
import { applyIdentityAdoption } from './adopt-identity.ts';
import { appendMissingEntries, planAllLogs } from './append-missing-entries.ts';
import { emptyLogFacts, type LogReconcilePlan, planLogReconcile } from './reconcile-plan.ts';

interface ReconcileDependencies {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly account: JournalAccount;
  readonly nowMs: () => number;
  /** Take a new identity; the shell has it on the disk before it answers (P2). */
  readonly renew: () => Promise<DeviceId>;
  /** True when another engine of Chromium kept the earlier database. Called when that is gone. */
  readonly hasEngineChanged: () => Promise<boolean>;
}

/** Identity of this device by the shell. */
interface ShellIdentity {
  readonly device: DeviceId;
  /** Its former identities, oldest first. */
  readonly former: readonly DeviceId[];
  readonly isEnrolled: boolean;
  /** Time of the backup that the vault is restored from, at the first start after that; else null. */
  readonly backupAtMs: number | null;
}

/**
 * Reconcile journal and database: each gets the entries that it lacks (D2). Runs at every start and after a read error.
 * A lost database is rebuilt from the journal. Own numbers that may have been used, and that neither knows, are never
 * used again. The device then takes a new identity. Can be interrupted at any point and repeated.
 * @returns the identity of the database's own changes, maybe a former one; its adoption is the next step.
 */
export async function reconcileWithJournal(
  parts: ReconcileDependencies,
  shellIdentity: ShellIdentity,
): Promise<DeviceId> {
  const { db, journal, account, nowMs } = parts;
  const journalState = await readWholeJournal(journal, account);
  const journalLacks = await reconcileErasedLogs(db, journalState, [
    ...shellIdentity.former,
    shellIdentity.device,
  ]);
  const sentinel = await readMeta(db, 'sentinel');
  const isOlderLife =
    sentinel !== undefined && isOlderThanJournal(sentinel.device, journalState, shellIdentity);
  const ownDeviceId = (isOlderLife ? null : sentinel?.device) ?? journalState.device ?? shellIdentity.device;
  const damaged = countNewDamage(account, sentinel ? ((await readMeta(db, 'journalDamage')) ?? {}) : {});
  const isFresh = journalState.isEmpty && damaged === 0 && !shellIdentity.isEnrolled;
  const isRebuilt =
    (sentinel === undefined && !isFresh) || isOlderLife || (await hasTornLog(db, journalState, ownDeviceId));

  const adoptionEntries = adoptionChainFrom(ownDeviceId, journalState);
  const foundPlans = await planAllLogs(db, journalState, ownDeviceId);
  // Ops of a former identity that the journal lacks are part of an adoption.
  if (adoptionEntries.length === 0)
    for (const journalEntry of await appendMissingEntries(parts, ownDeviceId, foundPlans, isRebuilt))
      journalState.applyEntry(journalEntry);
  const firstAdoptionStage: AdoptionStage = {
    owner: ownDeviceId,
    plans: isRebuilt ? planForEmptyDatabase(journalState, ownDeviceId, true) : foundPlans,
  };
  const later = adoptionEntries.map((adoptionEntry): AdoptionStage => {
    return {
      entry: adoptionEntry,
      owner: adoptionEntry.to,
      plans: planForEmptyDatabase(journalState, adoptionEntry.to, isRebuilt),
    };
  });
  const adoptionStages = [firstAdoptionStage, ...later];
  const lastAdoptionStage = later.at(-1) ?? firstAdoptionStage;
  const logReconcilePlans = adoptionStages.flatMap((stage) => stage.plans);

  const isBehind = isRebuilt || logReconcilePlans.some(({ wasBehind }) => wasBehind);
  // An identity that the journal does not know may have written while the journal refused writes.
  const isOfAnother = journalState.device !== null && lastAdoptionStage.owner !== shellIdentity.device;
  // A restored vault has taken its new identity already, and never wrote under it.
  const isRestored = sentinel === undefined && shellIdentity.backupAtMs !== null;
  const isPastUnknown =
    !isRestored &&
    ((isRebuilt && (journalState.isEmpty || isOfAnother)) ||
      (!isOfAnother &&
        ((isBehind && damaged > 0) || lastAdoptionStage.plans.some(({ hasHole }) => hasHole))));
  const renewed = isPastUnknown ? await parts.renew() : shellIdentity.device;
  // Without a past there is nothing to adopt.
  const hasNoPast = journalState.device === null && sentinel === undefined;
  const ownerDeviceId = hasNoPast ? renewed : lastAdoptionStage.owner;

  // A device that never wrote could only lose content that headquarters has.
  const isLoss = isRebuilt && (journalState.device !== null || journalState.isEmpty);
  const lossOfDatabase = async (): Promise<RestoreReport['database']> =>
    (await parts.hasEngineChanged()) ? 'engineChanged' : 'rebuilt';
  const database: RestoreReport['database'] = isRestored
    ? 'fromBackup'
    : isLoss
      ? await lossOfDatabase()
      : 'kept';

  await db.transaction('rw', db.tables, async () => {
    if (isRebuilt) await clearOwnTables(db);
    for (const erasedEntry of journalState.erasedLogs) await removeErasedLog(db, erasedEntry, ownDeviceId);
    for (const adoptionStage of adoptionStages) {
      if (adoptionStage.entry)
        await applyIdentityAdoption(db, adoptionStage.entry, { atMs: nowMs(), why: 'restored' });
      for (const { toRestore } of adoptionStage.plans)
        if (toRestore !== null) await restoreOwnOps(db, adoptionStage.owner, toRestore);
    }
    await restoreTerms(db, journalState);
    await restoreLocalRows(db, journalState);
    const rows = await restoreDeviceOnlyRows(db, journalState);
    await putMeta(db, 'journalDamage', Object.fromEntries(account.damagedFrames));
    if (sentinel === undefined || isRebuilt)
      await putMeta(db, 'sentinel', { device: ownerDeviceId, madeAtMs: nowMs() });
    const report = { damaged, database, rows, atMs: nowMs() };
    const restored = restoreReportOf(logReconcilePlans, report, isRestored ? shellIdentity.backupAtMs : null);
    if (restored !== null)
      await putMeta(db, 'restored', mergeRestoreReports(await readMeta(db, 'restored'), restored));
  });
  await mirrorLocalRows(parts, 'atStart').catch(ignoreJournalRefusal);
  await finishRowErasure(journal, account, journalState).catch(ignoreJournalRefusal);
  await finishLogErasure({ db, journal, device: ownerDeviceId }, journalLacks, journalState).catch(
    ignoreJournalRefusal,
  );
  await scrubErased({ db, journal, device: ownerDeviceId }).catch(ignoreJournalRefusal);
  await journalSetAsideOps({ db, journal, device: ownerDeviceId });
  return ownerDeviceId;
}

/**
 * True when the database's identity is older than the journal's, and the adoption between them was dropped (D3).
 * Headquarters then has all ops of the earlier one, and the database's numbers are outdated.
 */
function isOlderThanJournal(
  deviceId: DeviceId,
  journalState: JournalState,
  shellIdentity: ShellIdentity,
): boolean {
  const lives = [...shellIdentity.former, shellIdentity.device];
  const leadsTo = adoptionChainFrom(deviceId, journalState).at(-1)?.to ?? deviceId;
  if (journalState.device === null || leadsTo === journalState.device || !lives.includes(deviceId))
    return false;
  return lives.indexOf(journalState.device) > lives.indexOf(deviceId);
}

/** For a database that has nothing of this device. */
const planForEmptyDatabase = (
  journalState: JournalState,
  ownDeviceId: DeviceId,
  isRebuilt: boolean,
): readonly LogReconcilePlan[] =>
  journalState
    .logsOf(ownDeviceId)
    .map((logId) =>
      planLogReconcile(
        ownDeviceId,
        logId,
        journalState.chainOf(ownDeviceId, logId),
        emptyLogFacts(logId),
        isRebuilt,
      ),
    );

/** Ops that the database takes from the journal under one identity, after the adoption that led to it. */
interface AdoptionStage {
  readonly entry?: IdentityAdoptionEntry;
  readonly owner: DeviceId;
  readonly plans: readonly LogReconcilePlan[];
}

/**
 * Identity changes that the journal knows and the database does not, in order (P2). Each is applied as journaled: its
 * numbers may be at headquarters by now. Of several from one identity the last counts.
 */
function adoptionChainFrom(
  ownDeviceId: DeviceId,
  journalState: JournalState,
): readonly IdentityAdoptionEntry[] {
  const foundAdoptionEntries: IdentityAdoptionEntry[] = [];
  for (let deviceId = ownDeviceId; ; ) {
    const adoptionEntry = journalState.adoptions.findLast(({ from }) => from === deviceId);
    if (adoptionEntry === undefined || foundAdoptionEntries.includes(adoptionEntry))
      return foundAdoptionEntries;
    foundAdoptionEntries.push(adoptionEntry);
    deviceId = adoptionEntry.to;
  }
}

/** The database has it; the journal gets it after another answer. */
function ignoreJournalRefusal(error: unknown): void {
  if (!(error instanceof JournalRefused)) throw error;
}

/** True when a log's row is lost while its ops exist. Its cursor is unknown, and reading it again would never end. */
async function hasTornLog(
  db: FieldDatabase,
  journalState: JournalState,
  ownDeviceId: DeviceId,
): Promise<boolean> {
  const rows = new Set((await readLogRows(db)).map(({ log }) => log));
  for (const logId of journalState.logsOf(ownDeviceId)) {
    if (rows.has(logId)) continue;
    const firstOpRow = await db.ops.where('[log+doc]').between([logId, ''], [logId, '\uffff']).first();
    if (firstOpRow !== undefined) return true;
  }
  return false;
}

/** Quarantined items, sync runs and rows of this laptop alone stay. */
async function clearOwnTables(db: FieldDatabase): Promise<void> {
  for (const table of [...ownOpTables(db), db.early]) await table.clear();
}

async function restoreTerms(db: FieldDatabase, { terms }: JournalState): Promise<void> {
  if (terms === null) return;
  if ((await readMeta(db, 'grants')) === undefined)
    await putMeta(db, 'grants', grantsWithoutLogs(terms.grants, await readErasedLogs(db)));
  if (terms.enrolment && (await readMeta(db, 'enrolment')) === undefined)
    await putMeta(db, 'enrolment', terms.enrolment);
}

function countNewDamage(journalAccount: JournalAccount, known: Readonly<Record<string, number>>): number {
  let damaged = 0;
  for (const [file, frames] of journalAccount.damagedFrames)
    damaged += Math.max(0, frames - (known[file] ?? 0));
  return damaged;
}

function restoreReportOf(
  logReconcilePlans: readonly LogReconcilePlan[],
  { damaged, database, rows, atMs }: Pick<RestoreReport, 'damaged' | 'database' | 'atMs'> & { rows: number },
  backupAtMs: number | null,
): RestoreReport | null {
  const changes = logReconcilePlans.reduce((sum, { toRestore }) => sum + (toRestore?.ops.length ?? 0), rows);
  const packs = logReconcilePlans.reduce((sum, { toRestore }) => sum + (toRestore?.packs.length ?? 0), 0);
  if (changes === 0 && damaged === 0 && database === 'kept') return null;
  return { atMs, changes, packs, damaged, database, ...(backupAtMs !== null && { backupAtMs }) };
}

/** Sum of the unread report and the new one. */
const mergeRestoreReports = (
  previousRestoreReport: RestoreReport | undefined,
  now: RestoreReport,
): RestoreReport => ({
  atMs: now.atMs,
  changes: (previousRestoreReport?.changes ?? 0) + now.changes,
  packs: (previousRestoreReport?.packs ?? 0) + now.packs,
  damaged: (previousRestoreReport?.damaged ?? 0) + now.damaged,
  database: now.database === 'kept' ? (previousRestoreReport?.database ?? 'kept') : now.database,
  ...(previousRestoreReport?.journal && { journal: previousRestoreReport.journal }),
  ...((now.backupAtMs ?? previousRestoreReport?.backupAtMs) !== undefined && {
    backupAtMs: now.backupAtMs ?? previousRestoreReport?.backupAtMs,
  }),
});

const emptyRestoreReport: Omit<RestoreReport, 'atMs'> = {
  changes: 0,
  packs: 0,
  damaged: 0,
  database: 'kept',
};

/** Record for the person that the journal was restarted, beside unread reports. */
export const noteJournalRestart = (db: FieldDatabase, atMs: number): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    const before = await readMeta(db, 'restored');
    await putMeta(db, 'restored', { ...emptyRestoreReport, ...before, atMs, journal: 'begunAnew' });
  });
