import { wireLimits } from '#sync/protocol/limits.ts';
import { type FieldDatabase, nextRowId } from '../db/database.ts';
import { quarantineItem } from '../db/quarantine.ts';
import type { QuarantineRow } from '../db/rows.ts';
import { unmirroredRows } from './device-only-entries.ts';
import type { Journal } from './journal.ts';
import type { JournalAccount, JournalFileAccount } from './journal-account.ts';
import type { JournalEntry, QuarantineEntry } from './journal-entry.ts';
import type { JournalState } from './journal-state.ts';

/** Journal the quarantined items that it lacks; also the sync runs, at a start or once enough have come. */
export async function mirrorLocalRows(
  parts: JournalMirrorDependencies,
  when: 'atStart' | 'later',
): Promise<void> {
  const { db, journal, account } = parts;
  if (!journal.isThere) return;
  // This table never loses a row: the same number means the same rows.
  const parked = await db.rowCache.read('parked', 'count', () => db.parked.count());
  const isNew = account.comparedQuarantineCount !== parked;
  const journalEntries = [
    ...(isNew ? await unmirroredQuarantine(parts) : []),
    ...(await unmirroredRuns(parts, when)),
    ...(when === 'atStart' ? await unmirroredRows(db, account) : []),
  ];
  if (journalEntries.length > 0) await journal.append(journalEntries);
  account.comparedQuarantineCount = parked;
}

// Quarantined items and sync runs are in the database alone: headquarters does not return them, and no op has them. So
// the journal has them too (D1): not during a write, but soon after.

interface JournalMirrorDependencies {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly account: JournalAccount;
}

/** One entry a run would cost one flush more for each sync: they are journaled in groups of this size. */
const runsPerEntry = 16;

/** A longer text came as one entry of an answer, and comes again. */
const maximumTextLength = 2 * wireLimits.packBytes;

const unmirroredQuarantine = async ({
  db,
  account,
}: JournalMirrorDependencies): Promise<readonly JournalEntry[]> =>
  (await db.parked.toArray())
    .filter(({ hash, text }) => text.length <= maximumTextLength && !account.hasQuarantined(hash))
    .map(quarantineEntryOf);

async function unmirroredRuns(
  { db, account }: JournalMirrorDependencies,
  when: 'atStart' | 'later',
): Promise<readonly JournalEntry[]> {
  const latestRows = await db.rowCache.read('syncRuns', 'latest', () =>
    db.syncRuns.orderBy(':id').reverse().limit(runsPerEntry).toArray(),
  );
  const isWorthIt =
    when === 'atStart' ||
    (latestRows.length === runsPerEntry && latestRows.every(({ run }) => !account.hasRun(run)));
  if (!isWorthIt) return [];
  const logRows = (await db.syncRuns.toArray())
    .map(({ run }) => run)
    .filter((logRow) => !account.hasRun(logRow));
  return logRows.length === 0 ? [] : [{ kind: 'runs', runs: logRows }];
}

/** Restore the journaled rows to the database. Runs inside the caller's transaction, over both tables. */
export async function restoreLocalRows(db: FieldDatabase, { parked, runs }: JournalState): Promise<void> {
  for (const { kind: _, sig, ...item } of parked)
    await quarantineItem(db, { ...item, ...(sig !== undefined && { sig }) });
  // The oldest are deleted on purpose, so only a lost table is restored as a whole.
  if (runs.length === 0 || (await db.syncRuns.count()) > 0) return;
  let id = await nextRowId(db.syncRuns);
  for (const run of runs) await db.syncRuns.add({ id: id++, run });
}

/** A journal file with more unique content is not dropped: writing it again would cost as much. */
const maximumRewriteLength = 64 * 1024;

export const isCheapToRewrite = ({ parkedLength }: JournalFileAccount): boolean =>
  parkedLength <= maximumRewriteLength;

/** Entries to write again before these files are dropped. */
export async function localEntriesIn(
  db: FieldDatabase,
  fileAccounts: readonly JournalFileAccount[],
): Promise<JournalEntry[]> {
  const quarantineRows = (await db.parked.toArray()).filter(({ hash }) =>
    fileAccounts.some(({ parked }) => parked.has(hash)),
  );
  const logRows = (await db.syncRuns.toArray()).map(({ run }) => run);
  return [
    ...quarantineRows.map(quarantineEntryOf),
    ...(logRows.length === 0 ? [] : [{ kind: 'runs', runs: logRows } as const]),
  ];
}

const quarantineEntryOf = ({ atMs, what, why, hash, text, sig }: QuarantineRow): QuarantineEntry => ({
  kind: 'parked',
  atMs,
  what,
  why,
  hash,
  text,
  ...(sig !== undefined && { sig }),
});
