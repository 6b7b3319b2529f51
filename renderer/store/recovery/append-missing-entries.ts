import type { DeviceId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { JournalRefused } from '../db/disk-failure.ts';
import type { ChainEnd } from '../db/log-row.ts';
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
  ownDeviceId: DeviceId,
  logReconcilePlans: readonly LogReconcilePlan[],
  isRebuilt: boolean,
): Promise<readonly JournalEntry[]> {
  const marks = logReconcilePlans.flatMap(({ log, mark }): [LogId, ChainEnd][] =>
    mark === null ? [] : [[log, mark]],
  );
  const journalEntries: JournalEntry[] = logReconcilePlans.flatMap((plan) => plan.entries);
  if (marks.length > 0)
    journalEntries.push({ kind: 'mark', device: ownDeviceId, logs: Object.fromEntries(marks) });
  account.lacksOwnEntries = journalEntries.length > 0;
  if (journalEntries.length === 0) return [];
  try {
    await journal.append(journalEntries);
    account.lacksOwnEntries = false;
    return journalEntries;
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
  ownDeviceId: DeviceId,
): Promise<void> {
  const { db, journal, account } = parts;
  if (!account.lacksOwnEntries) return;
  try {
    if ((await journal.room()) !== 'ample') return;
    const journalState = await readWholeJournal(journal, account);
    await appendMissingEntries(parts, ownDeviceId, await planAllLogs(db, journalState, ownDeviceId), false);
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
  }
}

/** Compare journal and database in all logs of this identity. */
export async function planAllLogs(
  db: FieldDatabase,
  journalState: JournalState,
  ownDeviceId: DeviceId,
): Promise<readonly LogReconcilePlan[]> {
  const logIds = new Set([
    ...journalState.logsOf(ownDeviceId),
    ...(await db.logs.toCollection().primaryKeys()),
  ]);
  const facts = new Map<LogId, LogFacts>();
  for (const logId of logIds)
    facts.set(logId, await readLogFacts(db, ownDeviceId, logId, journalState.chainOf(ownDeviceId, logId)));
  return [...facts].map(([logId, logFacts]) =>
    planLogReconcile(ownDeviceId, logId, journalState.chainOf(ownDeviceId, logId), logFacts, false),
  );
}
