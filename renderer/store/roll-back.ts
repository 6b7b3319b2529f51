import { Dexie } from 'dexie';
import { seenUpTo } from '#domain/document/version-vector.ts';
import type { DeviceId } from '#domain/ids.ts';
import { packBefore, packsFrom } from './chain.ts';
import type { FieldDatabase } from './database.ts';
import type { LogWork } from './log-work.ts';
import { park } from './park.ts';
import type { ParkedRow } from './rows.ts';

/** Why a branch of a chain goes, for whoever looks at what is parked. */
export type BranchNote = Pick<ParkedRow, 'atMs' | 'what' | 'why'>;

/**
 * Takes the end of a device's chain away, which headquarters has otherwise (P2): the packs that reach beyond `upTo` are
 * parked whole, their ops go, and the documents that they wrote are folded anew when `work` is saved. `upTo` is the end
 * of a pack, or 0. Runs inside the caller's transaction, over all tables of `saveWork`, `packs` and `parked`.
 */
export async function rollBack(
  db: FieldDatabase,
  work: LogWork,
  device: DeviceId,
  upTo: number,
  note: BranchNote,
): Promise<void> {
  const { log, have } = work.row;
  for (const { hash, payload, sig, first } of await packsFrom(db, log, device, upTo)) {
    await park(db, { ...note, hash, text: payload, sig });
    await db.packs.delete([log, device, first]);
  }
  const unsaved = work.newOps.filter((op) => op.device === device && op.n > upTo);
  const stored = db.ops.where('[log+device+n]').between([log, device, upTo + 1], [log, device, Dexie.maxKey]);
  const rows = [...(await stored.toArray()), ...unsaved];
  await stored.delete();
  for (const { doc } of rows) work.refold.add(doc);

  const end = await packBefore(db, log, device, upTo);
  work.cutChain(device, upTo, end?.last === upTo ? { n: upTo, hash: end.hash } : null);
  // Some are no rows any more but part of what documents are based on: only headquarters knows these without them.
  if (rows.length < seenUpTo(have, device) - upTo) work.startSnapshot();
}
