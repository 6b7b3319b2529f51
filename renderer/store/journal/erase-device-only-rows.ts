import type { FieldDatabase } from '../db/database.ts';
import {
  type DeviceOnlyKey,
  type DeviceOnlyRow,
  deviceOnlyKey,
  deviceOnlyKeyOf,
  erasedBelowOf,
} from '../db/device-only-rows.ts';
import { deviceOnlyTable, deviceOnlyTables, putDeviceOnlyRows } from '../db/device-only-tables.ts';
import { JournalRefused } from '../db/disk-failure.ts';
import type { Journal } from './journal.ts';
import {
  type ErasedRows,
  entryFromErasedRows,
  entryFromRow,
  type JournalEntry,
  rowInEntry,
} from './journal-entry.ts';

/**
 * Erase rows of this laptop alone, or fields of them. The journal gets the erasure first, so that they cannot return after a
 * crash. Then they go from the database, and from the journal's files. If the disk refuses that, the next start repeats
 * it. Runs under the mutex. Rejects when the disk fails earlier.
 * @param cut Next revisions of rows that lose fields.
 */
export async function eraseDeviceOnlyRows(
  { db, journal }: { readonly db: FieldDatabase; readonly journal: Journal },
  erasedRows: ErasedRows,
  cut: readonly DeviceOnlyRow[] = [],
): Promise<void> {
  const { table, ids, erasures } = erasedRows;
  if (ids.length + cut.length === 0) return;
  await journal.append([...cut.map(entryFromRow), entryFromErasedRows(erasedRows)]);
  await db.transaction('rw', [...deviceOnlyTables(db), db.erasures], async () => {
    await putDeviceOnlyRows(db, cut);
    await deviceOnlyTable(db, table).bulkDelete([...ids]);
    await db.erasures.bulkAdd(erasures.map((erasure) => ({ ...erasure, isTold: false, isRead: false })));
  });
  await blankErasedRows(journal, new Set(ids.map((id) => deviceOnlyKey(table, id))), cut);
}

/** Make entries of erased rows unreadable; a disk that refuses is asked again at the next start. */
async function blankErasedRows(
  journal: Journal,
  erasedKeys: ReadonlySet<DeviceOnlyKey>,
  cut: readonly DeviceOnlyRow[],
): Promise<void> {
  try {
    await journal.blank(isEntryOfErasedRows(erasedKeys, cut));
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
  }
}

/**
 * True for a journal entry with an erased row, or with a row as it was before fields of it were erased.
 * @param cut Present revisions of the latter rows.
 */
export function isEntryOfErasedRows(
  erasedKeys: ReadonlySet<DeviceOnlyKey>,
  cut: readonly DeviceOnlyRow[],
): (journalEntry: JournalEntry) => boolean {
  const erasedBelow = new Map(cut.map((row) => [deviceOnlyKeyOf(row), erasedBelowOf(row)]));
  return (journalEntry) => {
    const row = rowInEntry(journalEntry);
    if (row === null) return false;
    const key = deviceOnlyKeyOf(row);
    return erasedKeys.has(key) || row.revision < (erasedBelow.get(key) ?? 0);
  };
}
