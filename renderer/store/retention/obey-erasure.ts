import { eraseInRegisters } from '#domain/document/erase-ops.ts';
import { packOf, payloadWith } from '#sync/protocol/erased-pack.ts';
import type { FieldDatabase } from '../database.ts';
import type { LogWork } from '../log-work.ts';
import type { ArrivedPack } from '../open-entries.ts';
import { openStored } from '../open-stored.ts';
import { eraseHere } from './erase-here.ts';

/**
 * Headquarters erased something in a pack that is here, or whose ops are (domain.md E, rule 8): so it goes from here, from
 * wherever its words stand. Again, it changes nothing. Runs inside the transaction of what brought the pack.
 */
export async function obeyErasure(db: FieldDatabase, work: LogWork, arrived: ArrivedPack): Promise<void> {
  const { row, opened } = arrived;
  await replacePack(db, arrived);
  const ops = opened.ops.filter((op) => op.erased === true);
  const { log, hash, payload } = row;
  const fields = ops.map(({ doc, path }) => ({ doc, path }));
  await eraseHere(
    db,
    work,
    { log, ops, fields, packs: [{ hash, payload, pack: packOf(row) }] },
    (registers, doc) =>
      eraseInRegisters(
        registers,
        ops.filter((op) => op.doc === doc),
      ) ?? registers,
  );
}

/** What this laptop erased in it by its own clock does not come back with what headquarters has not erased yet. */
async function replacePack(db: FieldDatabase, { row, opened }: ArrivedPack): Promise<void> {
  const stored = await db.packs.get([row.log, row.device, row.first]);
  if (stored?.hash !== row.hash) return;
  const shares = stored.shares && { shares: stored.shares };
  const there = stored.isCut ? openStored(stored) : null;
  const isBeyond =
    there?.ops.some((op, at) => op.erased === true && opened.ops[at]?.erased !== true) === true;
  if (there === null || !isBeyond) {
    await db.packs.put({ ...row, ...shares });
    return;
  }
  const erased = opened.ops.filter((op, at) => op.erased === true && there.ops[at]?.erased !== true);
  const payload = payloadWith(there, new Map(erased.map((op) => [op.dot, op])));
  if (payload !== null) await db.packs.put({ ...stored, payload });
}
