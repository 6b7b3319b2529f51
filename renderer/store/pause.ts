import type { FieldDatabase } from './database.ts';
import { isDiskFailure } from './disk-failure.ts';
import { putMeta, readMeta } from './meta.ts';

/** Did the person pause sending and receiving before? */
export const readPause = async (db: FieldDatabase): Promise<boolean> =>
  (await readMeta(db, 'paused')) ?? false;

/** Keeps the pause over a restart. A disk that takes no more must not stop a person from pausing: then it holds until the app closes. */
export async function keepPause(db: FieldDatabase, isPaused: boolean): Promise<void> {
  try {
    if ((await readPause(db)) !== isPaused) await putMeta(db, 'paused', isPaused);
  } catch (error) {
    if (!isDiskFailure(error)) throw error;
  }
}
