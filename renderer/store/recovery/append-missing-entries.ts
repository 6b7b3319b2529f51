import type { DeviceId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { JournalRefused } from '../db/disk-failure.ts';
import type { ChainEnd } from '../db/rows.ts';
import type { Journal } from '../journal/journal.ts';
import { type JournalAccount, readWholeJournal } from '../journal/journal-account.ts';
import type { JournalEntry } from '../journal/journal-entry.ts';
import type { JournalState } from '../journal/journal-state.ts';
import { readLogFacts } from './read-log-facts.ts';
import { type LogFacts, type LogReconcilePlan, planLogReconcile } from './reconcile-plan.ts';

interface AppendDependencies {
  readonly journal: Journal;
  readonly account: JournalAccount;
}

/**
 * Append the entries that the journal lacks. If it refuses, the database alone has them until the next comparison. So
 * this throws when the database is to be emptied.
 */
export async function appendMissingEntries(
  { journal, account }: AppendDependencies,
  own: DeviceId,
  plans: readonly LogReconcilePlan[],
  isRebuilt: boolean,
): Promise<readonly JournalEntry[]> {
  const marks = plans.flatMap(({ log, mark }): [LogId, ChainEnd][] => (mark === null ? [] : [[log, mark]]));
  const entries: JournalEntry[] = plans.flatMap((plan) => plan.entries);
  if (marks.length > 0) entries.push({ kind: 'mark', device: own, logs: Object.fromEntries(marks) });
  account.lacksOwnEntries = entries.length > 0;
  if (entries.length === 0) return [];
  try {
    await journal.append(entries);
    account.lacksOwnEntries = false;
    return entries;
  } catch (error) {
    if (isRebuilt || !(error instanceof JournalRefused)) throw error;
    return [];
  }
}

/**
 * Append the own entries that the journal refused, after an answer of headquarters. Then the database is not their only
 * copy until the next start. Runs under the mutex.
 */
export async function journalRefusedEntries(
  parts: AppendDependencies & { readonly db: FieldDatabase },
  own: DeviceId,
): Promise<void> {
  const { db, journal, account } = parts;
  if (!account.lacksOwnEntries) return;
  try {
    if ((await journal.room()) !== 'ample') return;
    const state = await readWholeJournal(journal, account);
    await appendMissingEntries(parts, own, await planAllLogs(db, state, own), false);
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
  }
}

/** Compare journal and database in all logs of this identity. */
export async function planAllLogs(
  db: FieldDatabase,
  state: JournalState,
  own: DeviceId,
): Promise<readonly LogReconcilePlan[]> {
  const logs = new Set([...state.logsOf(own), ...(await db.logs.toCollection().primaryKeys())]);
  const facts = new Map<LogId, LogFacts>();
  for (const log of logs) facts.set(log, await readLogFacts(db, own, log, state.chainOf(own, log)));
  return [...facts].map(([log, one]) => planLogReconcile(own, log, state.chainOf(own, log), one, false));
}
