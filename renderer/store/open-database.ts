import type { FieldDatabase } from './database.ts';
import { isBrokenDatabase, isCutShort } from './disk-failure.ts';
import type { Journal } from './journal.ts';
import { mustFit } from './sealed/must-fit.ts';
import { SealBroken } from './sealed/seal-errors.ts';

/**
 * Opens the database and makes it ready by `prepare`. What fails is tried once more: Chromium takes a database away in
 * the moment in which it meets damage in it, and cuts short what is asked of it then. One that fails twice, or in which
 * what steers everything does not open, is deleted and begun anew when there is a journal to rebuild it from (D2);
 * without one it is left as it is, and this rejects. A full disk is no reason to delete anything: a database that cannot
 * be opened for want of room is whole. Nor is another key, a plain database, or one of a later version: all are refused (`DatabaseRefused`).
 */
export async function openDatabase<T>(
  db: FieldDatabase,
  journal: Journal,
  { discard, prepare }: { readonly discard: Discard; readonly prepare: () => Promise<T> },
): Promise<T> {
  const makeReady = async (): Promise<T> => {
    await db.refuseNewer();
    await db.open();
    await mustFit(db);
    return prepare();
  };
  const mayHelp = (error: unknown): boolean =>
    journal.isThere && (isBrokenDatabase(error) || isCutShort(error));
  let failure: unknown;
  try {
    return await makeReady();
  } catch (error) {
    if (!mayHelp(error)) throw error;
    failure = error;
  }
  db.close();
  // Asked before it is opened: when room comes back meanwhile, the want of it may still be why that failed.
  const hadRoom = await mayBeginAnew(journal);
  if (!(failure instanceof SealBroken)) {
    try {
      return await makeReady();
    } catch (error) {
      if (!mayHelp(error)) throw error;
      failure = error;
    }
  }
  if (!hadRoom || !(await mayBeginAnew(journal))) throw failure;
  await beginAnew(db, discard);
  return makeReady();
}

/** Is there something to build the database anew from, and room for it? A disk that does not say has none. */
export const mayBeginAnew = async (journal: Journal): Promise<boolean> =>
  journal.isThere && (await journal.room().catch(() => null)) === 'ample';

/**
 * Takes the files of all databases of the app away, from outside: where one of the files that they share is missing,
 * IndexedDB can open none of them, and for that reason delete none either.
 */
export type Discard = () => Promise<unknown>;

/** Deletes the database and opens an empty one. */
export async function beginAnew(db: FieldDatabase, discard?: Discard): Promise<void> {
  try {
    await db.delete();
  } catch (error) {
    if (!discard || !isBrokenDatabase(error)) throw error;
    await discard();
  }
  await db.open();
}
