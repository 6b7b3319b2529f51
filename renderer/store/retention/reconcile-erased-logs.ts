import { Dexie } from 'dexie';
import type { DeviceId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { LogErasure, LogRow } from '../db/log-row.ts';
import { readLogRow, readMeta } from '../db/meta.ts';
import { scrubErasedLogs } from '../journal/compact-journal.ts';
import { isErasureCount, isFinalErasure } from '../journal/erased-log-entries.ts';
import { readErasedEntries } from '../journal/erased-logs.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalEntry, LogErasedEntry, LogRestoredEntry } from '../journal/journal-entry.ts';
import type { JournalState } from '../journal/journal-state.ts';
import { removeErasedLog } from '../write/remove-log.ts';
import { restoreErasedLog } from '../write/restore-erased-log.ts';

/**
 * Reconcile erased missions (D2): an erasure on one side counts on both, unless either knows of a later restoration.
 * Nothing of such a mission is compared or restored.
 * @param deviceIds Those of this device, oldest first.
 * @returns the entries that the journal lacks.
 */
export async function reconcileErasedLogs(
  db: FieldDatabase,
  journalState: JournalState,
  deviceIds: readonly DeviceId[],
): Promise<readonly JournalEntry[]> {
  const back = await findRestoredLogs(db, journalState, deviceIds);
  for (const logRestoredEntry of back) journalState.applyEntry(logRestoredEntry);
  const laterErasures = await findLaterErasures(db, journalState, deviceIds);
  for (const erasedEntry of laterErasures) journalState.applyEntry(erasedEntry);
  await removeErasedLogs(db, journalState);
  const knownLogIds = new Set(journalState.erasedLogs.map(({ log }) => log));
  const unknown: LogErasedEntry[] = [];
  for (const erasedEntry of (await readErasedEntries(db)).filter(({ log }) => !knownLogIds.has(log)))
    if (!journalState.isErasureUndone(erasedEntry)) unknown.push(erasedEntry);
    else
      await db.transaction('rw', db.tables, async () => {
        await restoreErasedLog(db, erasedEntry.log);
      });
  for (const erasedEntry of unknown) journalState.applyEntry(erasedEntry);
  return [...back, ...laterErasures, ...unknown];
}

/**
 * Missions that are here again although the journal's last entry about them is their removal. A disk that saved less
 * than it reported lost the later entry, and later ops that may exist nowhere else.
 */
async function findRestoredLogs(
  db: FieldDatabase,
  { erasedLogs }: JournalState,
  deviceIds: readonly DeviceId[],
): Promise<readonly LogRestoredEntry[]> {
  const foundEntries: LogRestoredEntry[] = [];
  for (const erasedEntry of erasedLogs.filter(({ off }) => off !== undefined)) {
    const { log } = erasedEntry;
    const { erased, back } = await readLogRow(db, log);
    if (erased !== undefined) continue;
    if (isRestoredSince(erasedEntry, back, deviceIds) || (await hasLaterOps(db, erasedEntry)))
      foundEntries.push({ kind: 'logBack', log });
  }
  return foundEntries;
}

/** Of two with the same end of the chain, only the clock tells which was first. */
function isRestoredSince(
  erasedEntry: LogErasedEntry,
  back: LogRow['back'],
  deviceIds: readonly DeviceId[],
): boolean {
  if (back === undefined || isLaterErasure(erasedEntry, back, deviceIds)) return false;
  return isLaterErasure(back, erasedEntry, deviceIds) || erasedEntry.atMs <= back.atMs;
}

/** True when ops were written in it under the identity that removed it, after its numbers of that time. */
async function hasLaterOps(db: FieldDatabase, { log, device, end }: LogErasedEntry): Promise<boolean> {
  const later = await db.ops
    .where('[log+device+n]')
    .between([log, device, (end?.n ?? 0) + 1], [log, device, Dexie.maxKey])
    .toArray();
  return later.some((row) => !isErasureCount(row));
}

/**
 * Erasures in the database that are later than the journal's last one of their logs. A disk that saved less than it
 * reported lost the later entries. The earlier erasure must not count: its end of the own chain is outdated (P2).
 */
async function findLaterErasures(
  db: FieldDatabase,
  { erasedLogs }: JournalState,
  deviceIds: readonly DeviceId[],
): Promise<readonly LogErasedEntry[]> {
  if (erasedLogs.length === 0) return [];
  return (await readErasedEntries(db)).filter((erasedEntry) => {
    const knownEntry = erasedLogs.find(({ log }) => log === erasedEntry.log);
    if (knownEntry === undefined) return false;
    // A mission that a person removed may later be erased permanently, which is final.
    const isForGood =
      isFinalErasure(erasedEntry, knownEntry) && !isLaterErasure(knownEntry, erasedEntry, deviceIds);
    return isForGood || isLaterErasure(erasedEntry, knownEntry, deviceIds);
  });
}

type ErasurePoint = Pick<LogErasure, 'device' | 'end'>;

/** By the identity that erased, then by the end of its chain: neither ever goes back, as a clock may. */
function isLaterErasure(
  erasurePoint: ErasurePoint,
  otherErasurePoint: ErasurePoint,
  deviceIds: readonly DeviceId[],
): boolean {
  if (erasurePoint.device === otherErasurePoint.device)
    return (erasurePoint.end?.n ?? 0) > (otherErasurePoint.end?.n ?? 0);
  return deviceIds.indexOf(erasurePoint.device) > deviceIds.indexOf(otherErasurePoint.device);
}

/** Delete the missions that the journal says are erased. */
async function removeErasedLogs(db: FieldDatabase, { erasedLogs }: JournalState): Promise<void> {
  if (erasedLogs.length === 0) return;
  await db.transaction('rw', db.tables, async () => {
    const ownDeviceId = (await readMeta(db, 'sentinel'))?.device;
    for (const erasedEntry of erasedLogs)
      await removeErasedLog(db, erasedEntry, ownDeviceId ?? erasedEntry.device);
  });
}

/** Append the erasures that the journal lacks, and scrub content that a crash or a refusing disk left in it. */
export async function finishLogErasure(
  parts: { readonly db: FieldDatabase; readonly journal: Journal; readonly device: DeviceId },
  lacking: readonly JournalEntry[],
  { partlyErasedLogs: halfErasedLogs }: JournalState,
): Promise<void> {
  if (lacking.length > 0) await parts.journal.append(lacking);
  if (halfErasedLogs.length > 0) await scrubErasedLogs(parts, halfErasedLogs);
}
