import type { FieldDatabase } from './database.ts';
import { isBrokenDatabase } from './disk-failure.ts';
import type { Journal } from './journal.ts';

/**
 * Opens the database. One that can't be opened, twice, is deleted and begun anew when there is a journal to rebuild it
 * from (D2); without one it is left as it is, and this rejects. A full disk is no reason to delete anything: a database
 * that cannot be opened for want of room is whole.
 */
export async function openDatabase(db: FieldDatabase, journal: Journal): Promise<void> {
  try {
    await db.open();
  } catch (error) {
    if (!journal.isThere || !isBrokenDatabase(error)) throw error;
    await openAgain(db, journal);
  }
}

async function openAgain(db: FieldDatabase, journal: Journal): Promise<void> {
  db.close();
  try {
    await db.open();
  } catch (error) {
    if (!isBrokenDatabase(error) || !(await mayBeginAnew(journal))) throw error;
    await beginAnew(db);
  }
}

/** Is there something to build the database anew from, and room for it? */
export const mayBeginAnew = async (journal: Journal): Promise<boolean> =>
  journal.isThere && (await journal.room()) === 'ample';

/** Deletes the database and opens an empty one. */
export async function beginAnew(db: FieldDatabase): Promise<void> {
  await db.delete();
  await db.open();
}
