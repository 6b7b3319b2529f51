import type { Sha256 } from '#sync/protocol/hash.ts';
import type { FieldDatabase } from './database.ts';
import { nextId } from './next-id.ts';
import type { ParkedRow } from './rows.ts';

/**
 * Keeps what could not be accepted, with its reason, where the person sees it and can export it. Once: what comes
 * again is not kept again. Runs inside the caller's transaction.
 */
export async function park(db: FieldDatabase, item: Omit<ParkedRow, 'id'>): Promise<void> {
  const isKept = (hash: Sha256): boolean => hash === item.hash;
  // Few rows, and a hash of content may not be a key (security.md 2).
  const same = await db.parked.filter(({ hash }) => isKept(hash)).first();
  if (same === undefined) await db.parked.add({ ...item, id: await nextId(db.parked) });
}

/** Keeps an entry that could not be read, or whose signature does not hold. Runs inside the caller's transaction. */
export const parkUnreadable = (
  db: FieldDatabase,
  { why, hash, text, sig, held }: Pick<ParkedRow, 'why' | 'hash' | 'text' | 'sig' | 'held'>,
  atMs: number,
): Promise<void> =>
  park(db, {
    atMs,
    what: 'entry',
    why,
    hash,
    text,
    ...(sig !== undefined && { sig }),
    ...(held !== undefined && { held }),
  });
