import type { FieldDatabase } from './database.ts';
import { putMeta, readMeta } from './meta.ts';
import type { Restored } from './store-api.ts';

const nothing: Omit<Restored, 'atMs'> = { changes: 0, packs: 0, damaged: 0, database: 'kept' };

/** Notes for the person that the journal was begun anew, beside what they have not read yet. */
export const noteBegunAnew = (db: FieldDatabase, atMs: number): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    const before = await readMeta(db, 'restored');
    await putMeta(db, 'restored', { ...nothing, ...before, atMs, journal: 'begunAnew' });
  });
