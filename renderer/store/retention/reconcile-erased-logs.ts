import { Dexie } from 'dexie';
import type { DeviceId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readLogRow, readMeta } from '../db/meta.ts';
import type { LogErasure, LogRow } from '../db/rows.ts';
import { scrubErasedLogs } from '../journal/compact-journal.ts';
import { isErasureCount, isFinalErasure } from '../journal/erased-log-entries.ts';
import { readErasedEntries } from '../journal/erased-logs.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalEntry, LogErasedEntry, LogRestoredEntry } from '../journal/journal-entry.ts';
import type { JournalState } from '../journal/journal-state.ts';
import { removeErasedLog, restoreErasedLog } from '../write/remove-log.ts';

/**
 * Reconcile erased missions (D2): an erasure on one side counts on both, unless either knows of a later restoration.
 * Nothing of such a mission is compared or restored.
 * @param identities Those of this device, oldest first.
 * @returns the entries that the journal lacks.
 */
export async function reconcileErasedLogs(
  db: FieldDatabase,
  state: JournalState,
  identities: readonly DeviceId[],
): Promise<readonly JournalEntry[]> {
  const back = await findRestoredLogs(db, state, identities);
  for (const entry of back) state.applyEntry(entry);
  const laterErasures = await findLaterErasures(db, state, identities);
  for (const entry of laterErasures) state.applyEntry(entry);
  await removeErasedLogs(db, state);
  const known = new Set(state.erasedLogs.map(({ log }) => log));
  const unknown: LogErasedEntry[] = [];
  for (const entry of (await readErasedEntries(db)).filter(({ log }) => !known.has(log)))
    if (!state.isErasureUndone(entry)) unknown.push(entry);
    else
      await db.transaction('rw', db.tables, async () => {
        await restoreErasedLog(db, entry.log);
      });
  for (const entry of unknown) state.applyEntry(entry);
  return [...back, ...laterErasures, ...unknown];
}

/**
 * Missions that are here again although the journal's last entry about them is their removal. A disk that saved less
 * than it reported lost the later entry, and later ops that may exist nowhere else.
 */
async function findRestoredLogs(
  db: FieldDatabase,
  { erasedLogs }: JournalState,
  identities: readonly DeviceId[],
): Promise<readonly LogRestoredEntry[]> {
  const found: LogRestoredEntry[] = [];
  for (const entry of erasedLogs.filter(({ off }) => off !== undefined)) {
    const { log } = entry;
    const { erased, back } = await readLogRow(db, log);
    if (erased !== undefined) continue;
    if (isRestoredSince(entry, back, identities) || (await hasLaterOps(db, entry)))
      found.push({ kind: 'logBack', log });
  }
  return found;
}

/** Of two with the same end of the chain, only the clock tells which was first. */
function isRestoredSince(
  entry: LogErasedEntry,
  back: LogRow['back'],
  identities: readonly DeviceId[],
): boolean {
  if (back === undefined || isLaterErasure(entry, back, identities)) return false;
  return isLaterErasure(back, entry, identities) || entry.atMs <= back.atMs;
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
  identities: readonly DeviceId[],
): Promise<readonly LogErasedEntry[]> {
  if (erasedLogs.length === 0) return [];
  return (await readErasedEntries(db)).filter((entry) => {
    const known = erasedLogs.find(({ log }) => log === entry.log);
    if (known === undefined) return false;
    // A mission that a person removed may later be erased permanently, which is final.
    const isForGood = isFinalErasure(entry, known) && !isLaterErasure(known, entry, identities);
    return isForGood || isLaterErasure(entry, known, identities);
  });
}

type ErasurePoint = Pick<LogErasure, 'device' | 'end'>;

/** By the identity that erased, then by the end of its chain: neither ever goes back, as a clock may. */
function isLaterErasure(one: ErasurePoint, other: ErasurePoint, identities: readonly DeviceId[]): boolean {
  if (one.device === other.device) return (one.end?.n ?? 0) > (other.end?.n ?? 0);
  return identities.indexOf(one.device) > identities.indexOf(other.device);
}

/** Delete the missions that the journal says are erased. */
async function removeErasedLogs(db: FieldDatabase, { erasedLogs }: JournalState): Promise<void> {
  if (erasedLogs.length === 0) return;
  await db.transaction('rw', db.tables, async () => {
    const own = (await readMeta(db, 'sentinel'))?.device;
    for (const entry of erasedLogs) await removeErasedLog(db, entry, own ?? entry.device);
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
