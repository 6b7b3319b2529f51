import { Dexie } from 'dexie';
import { highestSeenNumber } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readPackBefore, readPacksFrom } from '../db/pack-chain.ts';
import { quarantineItem } from '../db/quarantine.ts';
import type { QuarantineRow } from '../db/rows.ts';
import type { LogTransaction } from './log-transaction.ts';

/**
 * Remove the end of a device's chain, which headquarters has differently (P2). Packs beyond `upTo` are quarantined
 * whole, their ops are removed, and their documents are folded again when `transaction` is saved. Runs inside the
 * caller's IndexedDB transaction, over all tables of `commitLogTransaction`, `packs` and `parked`.
 * @param upTo End of a pack, or 0.
 */
export async function truncateChain(
  db: FieldDatabase,
  transaction: LogTransaction,
  deviceId: DeviceId,
  upTo: number,
  quarantineNote: QuarantineNote,
): Promise<void> {
  const { log, have } = transaction.row;
  for (const { hash, payload, sig, first } of await readPacksFrom(db, log, deviceId, upTo)) {
    await quarantineItem(db, { ...quarantineNote, hash, text: payload, sig });
    await db.packs.delete([log, deviceId, first]);
  }
  const stored = db.ops
    .where('[log+device+n]')
    .between([log, deviceId, upTo + 1], [log, deviceId, Dexie.maxKey]);
  const storedOps = await stored.toArray();
  await stored.delete();
  for (const { doc } of storedOps) transaction.refoldDocument(doc);

  const end = await readPackBefore(db, log, deviceId, upTo);
  const chainEnd = end?.last === upTo ? { n: upTo, hash: end.hash } : null;
  const removedCount = storedOps.length + transaction.cutChain(deviceId, upTo, chainEnd).length;
  // Some ops are part of a base and no rows any more: only headquarters has the documents without them.
  if (removedCount < highestSeenNumber(have, deviceId) - upTo) transaction.continueSnapshot(null);
}

/** Reason that a branch of a chain was removed, shown with its quarantined packs. */
type QuarantineNote = Pick<QuarantineRow, 'atMs' | 'what' | 'why'>;
