import type { Sha256 } from '#sync/protocol/hash.ts';
import { type FieldDatabase, nextRowId } from './database.ts';
import type { QuarantineRow } from './rows.ts';

/**
 * Keep an item that cannot be accepted, with its reason; the person sees it and can export it. An item that arrives
 * again is kept once. Runs inside the caller's transaction.
 */
export async function quarantineItem(db: FieldDatabase, item: Omit<QuarantineRow, 'id'>): Promise<void> {
  const isKept = (hash: Sha256): boolean => hash === item.hash;
  // Few rows, and a hash of content may not be a key (docs/security-requirements.md 2).
  const same = await db.parked.filter(({ hash }) => isKept(hash)).first();
  if (same === undefined) await db.parked.add({ ...item, id: await nextRowId(db.parked) });
}

/** Keep an unreadable entry, or one with an invalid signature. Runs inside the caller's transaction. */
export const quarantineUnreadable = (
  db: FieldDatabase,
  { why, hash, text, sig, held }: Pick<QuarantineRow, 'why' | 'hash' | 'text' | 'sig' | 'held'>,
  atMs: number,
): Promise<void> =>
  quarantineItem(db, {
    atMs,
    what: 'entry',
    why,
    hash,
    text,
    ...(sig !== undefined && { sig }),
    ...(held !== undefined && { held }),
  });
