import type { SealRole } from '#domain/path-rules/sealed-value.ts';
import type { FieldDatabase } from '../db/database.ts';
import { putMeta, readMeta } from '../db/meta.ts';

/** Record that the person agrees to a role's key. It replaces the one before; the keys of other roles stay. */
export const agreeToSealKey = (db: FieldDatabase, sealRole: SealRole, recipient: string): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    await putMeta(db, 'agreedSealKeys', { ...(await readMeta(db, 'agreedSealKeys')), [sealRole]: recipient });
  });
