import type { DeviceId } from '#domain/ids.ts';
import type { FieldDatabase } from '../database.ts';
import type { Journal } from '../journal.ts';
import type { JournalEntry, LogErasedEntry } from '../journal-entry.ts';
import type { JournalState } from '../journal-state.ts';
import { bringLogBack } from './bring-log-back.ts';
import { readErased } from './erased-logs.ts';
import { scrubJournal } from './scrub-journal.ts';
import { takeLogOut } from './take-log-out.ts';

/**
 * What one side says is erased, both take for erased from here on (D2), unless the journal knows that it was brought back:
 * nothing of it is compared or given back. `identities`: those of this device, oldest first. Answers what the journal has
 * to be told.
 */
export async function bringErasedTogether(
  db: FieldDatabase,
  state: JournalState,
  identities: readonly DeviceId[],
): Promise<readonly LogErasedEntry[]> {
  const told = await findLaterErasures(db, state, identities);
  for (const entry of told) state.take(entry);
  await takeAllOut(db, state);
  const known = new Set(state.erasedLogs.map(({ log }) => log));
  const unknown: LogErasedEntry[] = [];
  for (const entry of (await readErased(db)).filter(({ log }) => !known.has(log)))
    if (!state.isUndone(entry)) unknown.push(entry);
    else
      await db.transaction('rw', db.tables, async () => {
        await bringLogBack(db, entry.log);
      });
  for (const entry of unknown) state.take(entry);
  return [...told, ...unknown];
}

/**
 * Erasures in the database after the last one that the journal has of their logs. A disk that kept less than it said has
 * lost the later entries. The earlier erasure must not count: it knows less of where the own chain ends (P2).
 */
async function findLaterErasures(
  db: FieldDatabase,
  { erasedLogs }: JournalState,
  identities: readonly DeviceId[],
): Promise<readonly LogErasedEntry[]> {
  if (erasedLogs.length === 0) return [];
  return (await readErased(db)).filter((entry) => {
    const known = erasedLogs.find(({ log }) => log === entry.log);
    return known !== undefined && isLater(entry, known, identities);
  });
}

/** By the identity that erased, then by how far its chain went: neither ever goes back, as a clock may. */
function isLater(one: LogErasedEntry, other: LogErasedEntry, identities: readonly DeviceId[]): boolean {
  if (one.device === other.device) return (one.end?.n ?? 0) > (other.end?.n ?? 0);
  return identities.indexOf(one.device) > identities.indexOf(other.device);
}

/** Takes out of the database what the journal says is erased. */
export async function takeAllOut(db: FieldDatabase, { erasedLogs }: JournalState): Promise<void> {
  if (erasedLogs.length === 0) return;
  await db.transaction('rw', db.tables, async () => {
    for (const entry of erasedLogs) await takeLogOut(db, entry);
  });
}

/** Tells the journal what it lacks, and makes unreadable what a crash or a disk that refused had left in it. */
export async function finishErasingLogs(
  parts: { readonly db: FieldDatabase; readonly journal: Journal; readonly device: DeviceId },
  lacking: readonly JournalEntry[],
  { halfErasedLogs }: JournalState,
): Promise<void> {
  if (lacking.length > 0) await parts.journal.append(lacking);
  if (halfErasedLogs.length > 0) await scrubJournal(parts, halfErasedLogs);
}
