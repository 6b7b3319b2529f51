import { deviceOnlyTableNames } from '../api/device-only-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { deviceOnlyKeyOf, idsOfTable } from '../db/device-only-rows.ts';
import { deviceOnlyTable, putDeviceOnlyRows, readDeviceOnlyRows } from '../db/device-only-tables.ts';
import { isEntryOfErasedRows } from './erase-device-only-rows.ts';
import type { Journal } from './journal.ts';
import type { JournalAccount, JournalFileAccount } from './journal-account.ts';
import { entryFromErasedRows, entryFromRow, type JournalEntry } from './journal-entry.ts';
import type { JournalState } from './journal-state.ts';

// Rows of this laptop alone are in no op, so no other copy exists: the journal has the latest revision of each (D1).

/** Characters of such rows that may be written again for each dropped file: less than half of its size. */
const maximumRowLengthPerFile = 2 * 1024 * 1024;

/**
 * Entries to write again before these files are dropped. Those are rows with their latest revision in them, and
 * erasures of rows that an older file still has. `null` when that is too much to be worth it.
 */
export async function deviceOnlyEntriesIn(
  db: FieldDatabase,
  journalAccount: JournalAccount,
  fileAccounts: readonly JournalFileAccount[],
): Promise<readonly JournalEntry[] | null> {
  const numbers = fileAccounts.map(({ file }) => file);
  const all = await readDeviceOnlyRows(db);
  const rows = all
    .filter((row) => journalAccount.rowRevision(deviceOnlyKeyOf(row), numbers) < row.revision)
    .map(entryFromRow);
  if (totalLength(rows) > maximumRowLengthPerFile * fileAccounts.length) return null;
  const here = new Set(all.map(deviceOnlyKeyOf));
  const gone = new Set([...journalAccount.rowKeysIn(numbers)].filter((key) => !here.has(key)));
  const erasures = deviceOnlyTableNames.flatMap((tableName) => {
    const ids = idsOfTable(gone, tableName);
    return ids.length === 0 ? [] : [entryFromErasedRows({ table: tableName, ids, erasures: [] })];
  });
  return [...rows, ...erasures];
}

const totalLength = (journalEntries: readonly JournalEntry[]): number =>
  journalEntries.reduce((sum, entry) => sum + JSON.stringify(entry).length, 0);

/** Entries that the journal lacks: it refused them when they were written, or lost them. */
export const unmirroredRows = async (
  db: FieldDatabase,
  journalAccount: JournalAccount,
): Promise<readonly JournalEntry[]> =>
  (await readDeviceOnlyRows(db))
    .filter((row) => journalAccount.rowRevision(deviceOnlyKeyOf(row)) < row.revision)
    .map(entryFromRow);

/**
 * Restore rows of this laptop alone and erasures from the journal, and delete rows that the journal says are erased.
 * Runs inside the caller's transaction over these tables.
 * @returns number of restored rows.
 */
export async function restoreDeviceOnlyRows(db: FieldDatabase, journalState: JournalState): Promise<number> {
  const here = new Map((await readDeviceOnlyRows(db)).map((row) => [deviceOnlyKeyOf(row), row.revision]));
  const lost = journalState.deviceOnlyRows.filter(
    (row) => row.revision > (here.get(deviceOnlyKeyOf(row)) ?? 0),
  );
  await putDeviceOnlyRows(db, lost);
  for (const tableName of deviceOnlyTableNames)
    await deviceOnlyTable(db, tableName).bulkDelete(idsOfTable(journalState.erasedRows, tableName));
  for (const journaledErasure of journalState.erasures)
    if ((await db.erasures.get(journaledErasure.id)) === undefined)
      await db.erasures.add({ ...journaledErasure, isTold: false, isRead: false });
  return lost.length;
}

/** Finish after a crash between the erasure of rows, or of their fields, and their removal from the journal. */
export async function finishRowErasure(
  journal: Journal,
  journalAccount: JournalAccount,
  journalState: JournalState,
): Promise<void> {
  const erasedKeys = [...journalAccount.rowKeysIn()].filter((key) => journalState.erasedRows.has(key));
  const cut = journalState.partlyErasedRows;
  if (erasedKeys.length + cut.length > 0) await journal.blank(isEntryOfErasedRows(new Set(erasedKeys), cut));
}
