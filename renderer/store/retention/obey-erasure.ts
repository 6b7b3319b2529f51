import { eraseInRegisters } from '#domain/document/erase-ops.ts';
import { packOf, payloadWith } from '#sync/protocol/erased-pack.ts';
import type { FieldDatabase } from '../database.ts';
import type { LogWork } from '../log-work.ts';
import type { ArrivedPack } from '../open-entries.ts';
import { openStored } from '../open-stored.ts';
import { eraseHere } from './erase-here.ts';
import type { ErasedWords } from './erased-words.ts';

/**
 * Headquarters erased something in a pack that is here, or whose ops are (domain.md E, rule 8): so it goes from here, from
 * wherever its words stand. Again, it changes nothing. Runs inside the transaction of what brought the pack.
 */
export async function obeyErasure(db: FieldDatabase, work: LogWork, arrived: ArrivedPack): Promise<void> {
  const { row, opened } = arrived;
  const pack = await replacePack(db, arrived);
  const ops = opened.ops.filter((op) => op.erased === true);
  const { log } = row;
  const fields = ops.map(({ doc, path }) => ({ doc, path }));
  await eraseHere(
    db,
    work,
    { log, ops, fields, packs: [pack] },
    (registers, doc) =>
      eraseInRegisters(
        registers,
        ops.filter((op) => op.doc === doc),
      ) ?? registers,
  );
}

/**
 * Puts the pack in the place of the one that is here. Words that are erased in that one stay erased. This laptop may have
 * erased them by its own clock; or headquarters erased more since, and the pack comes late by another road.
 *
 * @returns How the pack stands here from now on; its `pack` is null where headquarters has not signed it so.
 */
async function replacePack(
  db: FieldDatabase,
  { row, opened }: ArrivedPack,
): Promise<ErasedWords['packs'][number]> {
  const { hash, payload } = row;
  const stored = await db.packs.get([row.log, row.device, row.first]);
  if (stored?.hash !== hash) return { hash, payload, pack: packOf(row) };
  const there = openStored(stored);
  const isBeyond = there.ops.some((op, at) => op.erased === true && opened.ops[at]?.erased !== true);
  if (!isBeyond) {
    await db.packs.put({ ...row, ...(stored.shares && { shares: stored.shares }) });
    return { hash, payload, pack: packOf(row) };
  }
  const erased = opened.ops.filter((op, at) => op.erased === true && there.ops[at]?.erased !== true);
  const joined = payloadWith(there, new Map(erased.map((op) => [op.dot, op])));
  if (joined === null)
    return { hash, payload: stored.payload, pack: stored.isCut === true ? null : packOf(stored) };
  const { erased: _, ...rest } = stored;
  await db.packs.put({ ...rest, payload: joined, sig: '', isCut: true });
  return { hash, payload: joined, pack: null };
}
