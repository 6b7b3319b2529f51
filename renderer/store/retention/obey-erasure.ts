import type { FieldDatabase } from '../database.ts';
import type { LogWork } from '../log-work.ts';
import type { ArrivedPack } from '../open-entries.ts';
import type { PackRow } from '../rows.ts';
import { eraseHere } from './erase-here.ts';

/**
 * Headquarters erased something in a pack that is here, or whose ops are (domain.md E, rule 8): so it goes from here, from
 * wherever its words stand. Again, it changes nothing. Runs inside the transaction of what brought the pack.
 */
export async function obeyErasure(
  db: FieldDatabase,
  work: LogWork,
  { row, opened }: ArrivedPack,
): Promise<void> {
  await replacePack(db, row);
  const { shares: _, ...pack } = row;
  await eraseHere(
    db,
    work,
    opened.ops.filter((op) => op.erased === true),
    [pack],
  );
}

async function replacePack(db: FieldDatabase, row: PackRow): Promise<void> {
  const stored = await db.packs.get([row.log, row.device, row.first]);
  if (stored?.hash === row.hash)
    await db.packs.put({ ...row, ...(stored.shares && { shares: stored.shares }) });
}
