import { limits } from '#sync/protocol/limits.ts';
import type { FieldDatabase } from './database.ts';
import type { Journal } from './journal.ts';
import type { FileAccount, JournalAccount } from './journal-account.ts';
import type { JournalEntry, ParkedEntry } from './journal-entry.ts';
import type { JournalState } from './journal-state.ts';
import { lackingNotes } from './notes/keep-notes.ts';
import { nextId } from './next-id.ts';
import { park } from './park.ts';
import type { ParkedRow } from './rows.ts';

// What was parked and the log of syncs are in the database alone: headquarters does not give them back, and no op says
// them. So the journal has them too (D1), not in the way of a write, but soon after.

export interface AsideParts {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly account: JournalAccount;
}

/** A run each would be a flush more for each sync: they go into the journal when so many have come together. */
const runsAtOnce = 16;

/** What is longer came as one entry of an answer, and comes again. */
const longestText = 2 * limits.packBytes;

/** Gives the journal what was parked that it lacks; and the log of syncs, at a start or when enough of it has come. */
export async function keepAside(parts: AsideParts, when: 'atStart' | 'later'): Promise<void> {
  const { db, journal, account } = parts;
  if (!journal.isThere) return;
  // Nothing is ever taken out of this table: as many rows are the same rows.
  const parked = await db.known.read('parked', 'count', () => db.parked.count());
  const isNew = account.comparedParked !== parked;
  const entries = [
    ...(isNew ? await lackingParked(parts) : []),
    ...(await lackingRuns(parts, when)),
    ...(when === 'atStart' ? await lackingNotes(db, account) : []),
  ];
  if (entries.length > 0) await journal.append(entries);
  account.comparedParked = parked;
}

const lackingParked = async ({ db, account }: AsideParts): Promise<readonly JournalEntry[]> =>
  (await db.parked.toArray())
    .filter(({ hash, text }) => text.length <= longestText && !account.hasParked(hash))
    .map(entryOf);

async function lackingRuns(
  { db, account }: AsideParts,
  when: 'atStart' | 'later',
): Promise<readonly JournalEntry[]> {
  const latest = await db.known.read('syncRuns', 'latest', () =>
    db.syncRuns.orderBy(':id').reverse().limit(runsAtOnce).toArray(),
  );
  const isWorthIt =
    when === 'atStart' || (latest.length === runsAtOnce && latest.every(({ run }) => !account.hasRun(run)));
  if (!isWorthIt) return [];
  const runs = (await db.syncRuns.toArray()).map(({ run }) => run).filter((run) => !account.hasRun(run));
  return runs.length === 0 ? [] : [{ kind: 'runs', runs }];
}

/** Gives the database back what the journal has of it. Runs inside the caller's transaction, over both tables. */
export async function putAsideBack(db: FieldDatabase, { parked, runs }: JournalState): Promise<void> {
  for (const { kind: _, sig, ...item } of parked)
    await park(db, { ...item, ...(sig !== undefined && { sig }) });
  // The oldest are let go on purpose, so only a log that is gone as a whole is brought back.
  if (runs.length === 0 || (await db.syncRuns.count()) > 0) return;
  let id = await nextId(db.syncRuns);
  for (const run of runs) await db.syncRuns.add({ id: id++, run });
}

/** A file of the journal with more in it that nobody else has is not let go: to write that again would cost as much. */
const mostToMove = 64 * 1024;

export const mayMoveAside = ({ parkedLength }: FileAccount): boolean => parkedLength <= mostToMove;

/** What must be written again before these files are let go. */
export async function asideIn(db: FieldDatabase, files: readonly FileAccount[]): Promise<JournalEntry[]> {
  const rows = (await db.parked.toArray()).filter(({ hash }) => files.some(({ parked }) => parked.has(hash)));
  const runs = (await db.syncRuns.toArray()).map(({ run }) => run);
  return [...rows.map(entryOf), ...(runs.length === 0 ? [] : [{ kind: 'runs', runs } as const])];
}

const entryOf = ({ atMs, what, why, hash, text, sig }: ParkedRow): ParkedEntry => ({
  kind: 'parked',
  atMs,
  what,
  why,
  hash,
  text,
  ...(sig !== undefined && { sig }),
});
