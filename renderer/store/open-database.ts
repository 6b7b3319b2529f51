import type { FieldDatabase } from './database.ts';
import { isBrokenDatabase } from './disk-failure.ts';

/**
 * Opens the database. One that can't be opened, twice, is deleted and begun anew when there is a journal to rebuild it
 * from (D2); without one it is left as it is, and this rejects. A full disk is no reason to delete anything.
 */
export async function openDatabase(db: FieldDatabase, hasJournal: boolean): Promise<void> {
  try {
    await db.open();
  } catch (error) {
    if (!hasJournal || !isBrokenDatabase(error)) throw error;
    await openAgain(db);
  }
}

async function openAgain(db: FieldDatabase): Promise<void> {
  db.close();
  try {
    await db.open();
  } catch (error) {
    if (!isBrokenDatabase(error)) throw error;
    await beginAnew(db);
  }
}

/** Deletes the database and opens an empty one. */
export async function beginAnew(db: FieldDatabase): Promise<void> {
  await db.delete();
  await db.open();
}
