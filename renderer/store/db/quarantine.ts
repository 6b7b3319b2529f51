import type { Sha256 } from '#sync/protocol/hash.ts';
import { type FieldDatabase, nextRowId } from './database.ts';
import type { QuarantineRow } from './rows.ts';

/**
 * Keeps what could not be accepted, with its reason, where the person sees it and can export it. Once: what comes
 * again is not kept again. Runs inside the caller's transaction.
 */
export async function quarantineItem(db: FieldDatabase, item: Omit<QuarantineRow, 'id'>): Promise<void> {
  const isKept = (hash: Sha256): boolean => hash === item.hash;
  // Few rows, and a hash of content may not be a key (security.md 2).
  const same = await db.parked.filter(({ hash }) => isKept(hash)).first();
  if (same === undefined) await db.parked.add({ ...item, id: await nextRowId(db.parked) });
}

/** Keeps an entry that could not be read, or whose signature does not hold. Runs inside the caller's transaction. */
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
