import type { DeviceId } from '#domain/ids.ts';
import type { RestoreReport } from '../api/status-api.ts';
import { type FieldDatabase, ownOpTables } from '../db/database.ts';
import { JournalRefused } from '../db/disk-failure.ts';
import { putMeta, readLogRows, readMeta } from '../db/meta.ts';
import { journalSetAsideOps } from '../held-texts/set-aside-texts.ts';
import { grantsWithoutLogs, readErasedLogs } from '../journal/erased-logs.ts';
import type { Journal } from '../journal/journal.ts';
import { type JournalAccount, readWholeJournal } from '../journal/journal-account.ts';
import type { IdentityAdoptionEntry } from '../journal/journal-entry.ts';
import type { JournalState } from '../journal/journal-state.ts';
import {
  finishRowErasure,
  mirrorLocalRows,
  restoreDeviceOnlyRows,
  restoreLocalRows,
} from '../journal/mirror-local-rows.ts';
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
  presence: ShellIdentity,
): Promise<DeviceId> {
  const { db, journal, account, nowMs } = parts;
  const state = await readWholeJournal(journal, account);
  const journalLacks = await reconcileErasedLogs(db, state, [...presence.former, presence.device]);
  const sentinel = await readMeta(db, 'sentinel');
  const isOlderLife = sentinel !== undefined && isOlderThanJournal(sentinel.device, state, presence);
  const own = (isOlderLife ? null : sentinel?.device) ?? state.device ?? presence.device;
  const damaged = countNewDamage(account, sentinel ? ((await readMeta(db, 'journalDamage')) ?? {}) : {});
  const isFresh = state.isEmpty && damaged === 0 && !presence.isEnrolled;
  const isRebuilt = (sentinel === undefined && !isFresh) || isOlderLife || (await hasTornLog(db, state, own));

  const adoptions = adoptionChainFrom(own, state);
  const found = await planAllLogs(db, state, own);
  // Ops of a former identity that the journal lacks are part of an adoption.
  if (adoptions.length === 0)
    for (const entry of await appendMissingEntries(parts, own, found, isRebuilt)) state.applyEntry(entry);
  const first: AdoptionStage = {
    owner: own,
    plans: isRebuilt ? planForEmptyDatabase(state, own, true) : found,
  };
  const later = adoptions.map((entry): AdoptionStage => {
    return { entry, owner: entry.to, plans: planForEmptyDatabase(state, entry.to, isRebuilt) };
  });
  const stages = [first, ...later];
  const last = later.at(-1) ?? first;
  const plans = stages.flatMap((stage) => stage.plans);

  const isBehind = isRebuilt || plans.some(({ wasBehind }) => wasBehind);
  // An identity that the journal does not know may have written while the journal refused writes.
  const isOfAnother = state.device !== null && last.owner !== presence.device;
  // A restored vault has taken its new identity already, and never wrote under it.
  const isRestored = sentinel === undefined && presence.backupAtMs !== null;
  const isPastUnknown =
    !isRestored &&
    ((isRebuilt && (state.isEmpty || isOfAnother)) ||
      (!isOfAnother && ((isBehind && damaged > 0) || last.plans.some(({ hasHole }) => hasHole))));
  const renewed = isPastUnknown ? await parts.renew() : presence.device;
  // Without a past there is nothing to adopt.
  const hasNoPast = state.device === null && sentinel === undefined;
  const owner = hasNoPast ? renewed : last.owner;

  // A device that never wrote could only lose content that headquarters has.
  const isLoss = isRebuilt && (state.device !== null || state.isEmpty);
  const lossOfDatabase = async (): Promise<RestoreReport['database']> =>
    (await parts.hasEngineChanged()) ? 'engineChanged' : 'rebuilt';
  const database: RestoreReport['database'] = isRestored
    ? 'fromBackup'
    : isLoss
      ? await lossOfDatabase()
      : 'kept';

  await db.transaction('rw', db.tables, async () => {
    if (isRebuilt) await clearOwnTables(db);
    for (const entry of state.erasedLogs) await removeErasedLog(db, entry, own);
    for (const stage of stages) {
      if (stage.entry) await applyIdentityAdoption(db, stage.entry, { atMs: nowMs(), why: 'restored' });
      for (const { toRestore } of stage.plans)
        if (toRestore !== null) await restoreOwnOps(db, stage.owner, toRestore);
    }
    await restoreTerms(db, state);
    await restoreLocalRows(db, state);
    const rows = await restoreDeviceOnlyRows(db, state);
    await putMeta(db, 'journalDamage', Object.fromEntries(account.damagedFrames));
    if (sentinel === undefined || isRebuilt)
      await putMeta(db, 'sentinel', { device: owner, madeAtMs: nowMs() });
    const report = { damaged, database, rows, atMs: nowMs() };
    const restored = restoreReportOf(plans, report, isRestored ? presence.backupAtMs : null);
    if (restored !== null)
      await putMeta(db, 'restored', mergeRestoreReports(await readMeta(db, 'restored'), restored));
  });
  await mirrorLocalRows(parts, 'atStart').catch(ignoreJournalRefusal);
  await finishRowErasure(journal, account, state).catch(ignoreJournalRefusal);
  await finishLogErasure({ db, journal, device: owner }, journalLacks, state).catch(ignoreJournalRefusal);
  await scrubErased({ db, journal, device: owner }).catch(ignoreJournalRefusal);
  await journalSetAsideOps({ db, journal, device: owner });
  return owner;
}

/**
 * True when the database's identity is older than the journal's, and the adoption between them was dropped (D3).
 * Headquarters then has all ops of the earlier one, and the database's numbers are outdated.
 */
function isOlderThanJournal(device: DeviceId, state: JournalState, presence: ShellIdentity): boolean {
  const lives = [...presence.former, presence.device];
  const leadsTo = adoptionChainFrom(device, state).at(-1)?.to ?? device;
  if (state.device === null || leadsTo === state.device || !lives.includes(device)) return false;
  return lives.indexOf(state.device) > lives.indexOf(device);
}

/** For a database that has nothing of this device. */
const planForEmptyDatabase = (
  state: JournalState,
  own: DeviceId,
  isRebuilt: boolean,
): readonly LogReconcilePlan[] =>
  state
    .logsOf(own)
    .map((log) => planLogReconcile(own, log, state.chainOf(own, log), emptyLogFacts(log), isRebuilt));

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
function adoptionChainFrom(own: DeviceId, state: JournalState): readonly IdentityAdoptionEntry[] {
  const found: IdentityAdoptionEntry[] = [];
  for (let device = own; ; ) {
    const entry = state.adoptions.findLast(({ from }) => from === device);
    if (entry === undefined || found.includes(entry)) return found;
    found.push(entry);
    device = entry.to;
  }
}

/** The database has it; the journal gets it after another answer. */
function ignoreJournalRefusal(error: unknown): void {
  if (!(error instanceof JournalRefused)) throw error;
}

/** True when a log's row is lost while its ops exist. Its cursor is unknown, and reading it again would never end. */
async function hasTornLog(db: FieldDatabase, state: JournalState, own: DeviceId): Promise<boolean> {
  const rows = new Set((await readLogRows(db)).map(({ log }) => log));
  for (const log of state.logsOf(own)) {
    if (rows.has(log)) continue;
    const first = await db.ops.where('[log+doc]').between([log, ''], [log, '\uffff']).first();
    if (first !== undefined) return true;
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

function countNewDamage(account: JournalAccount, known: Readonly<Record<string, number>>): number {
  let damaged = 0;
  for (const [file, frames] of account.damagedFrames) damaged += Math.max(0, frames - (known[file] ?? 0));
  return damaged;
}

function restoreReportOf(
  plans: readonly LogReconcilePlan[],
  { damaged, database, rows, atMs }: Pick<RestoreReport, 'damaged' | 'database' | 'atMs'> & { rows: number },
  backupAtMs: number | null,
): RestoreReport | null {
  const changes = plans.reduce((sum, { toRestore }) => sum + (toRestore?.ops.length ?? 0), rows);
  const packs = plans.reduce((sum, { toRestore }) => sum + (toRestore?.packs.length ?? 0), 0);
  if (changes === 0 && damaged === 0 && database === 'kept') return null;
  return { atMs, changes, packs, damaged, database, ...(backupAtMs !== null && { backupAtMs }) };
}

/** Sum of the unread report and the new one. */
const mergeRestoreReports = (before: RestoreReport | undefined, now: RestoreReport): RestoreReport => ({
  atMs: now.atMs,
  changes: (before?.changes ?? 0) + now.changes,
  packs: (before?.packs ?? 0) + now.packs,
  damaged: (before?.damaged ?? 0) + now.damaged,
  database: now.database === 'kept' ? (before?.database ?? 'kept') : now.database,
  ...(before?.journal && { journal: before.journal }),
  ...((now.backupAtMs ?? before?.backupAtMs) !== undefined && {
    backupAtMs: now.backupAtMs ?? before?.backupAtMs,
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
