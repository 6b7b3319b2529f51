import { eraseInRegisters } from '#domain/document/erase-ops.ts';
import { deviceOf, numberOf } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import type { DocumentId } from '#domain/ids.ts';
import type { FieldDatabase } from '../database.ts';
import type { LogWork } from '../log-work.ts';
import { putMeta, readMeta } from '../meta.ts';
import type { ArrivedPack } from '../open-entries.ts';
import { type DocumentRow, opRowOf, type PackRow } from '../rows.ts';
import { erasedText } from './erased-text.ts';

/**
 * Headquarters erased something in a pack that is here, or whose ops are (domain.md E, rule 8): so it goes from here, from
 * wherever its words stand. The journal follows as soon as the transaction is over (`scrubErased`); what is to go from it
 * is noted in the same transaction. Again, it changes nothing. Runs inside the transaction of what brought the pack.
 */
export async function obeyErasure(
  db: FieldDatabase,
  work: LogWork,
  { row, opened }: ArrivedPack,
): Promise<void> {
  const erased = opened.ops.filter((op) => op.erased === true);
  await replacePack(db, row);
  await replaceOps(db, work, erased);
  for (const doc of new Set(erased.map((op) => op.doc))) await eraseInDocument(db, work, doc, erased);
  for (const parked of await db.parked.toArray()) {
    const text = erasedText(parked.text, row, erased);
    if (text !== null) await db.parked.put({ ...parked, text });
  }
  const noted = (await readMeta(db, 'erasedPacks')) ?? [];
  const others = noted.filter((one) => one.log !== row.log || one.hash !== row.hash);
  const { shares: _, ...pack } = row;
  await putMeta(db, 'erasedPacks', [...others, pack]);
}

async function replacePack(db: FieldDatabase, row: PackRow): Promise<void> {
  const stored = await db.packs.get([row.log, row.device, row.first]);
  if (stored?.hash === row.hash)
    await db.packs.put({ ...row, ...(stored.shares && { shares: stored.shares }) });
}

/** Of what was pruned, or came in a snapshot, there is no row. */
async function replaceOps(db: FieldDatabase, work: LogWork, erased: readonly Op[]): Promise<void> {
  const { log } = work.row;
  work.replaceOps(erased);
  const stored = await db.ops.bulkGet(erased.map(({ dot }) => [log, deviceOf(dot), numberOf(dot)] as const));
  await db.ops.bulkPut(erased.filter((_op, at) => stored[at] !== undefined).map((op) => opRowOf(log, op)));
}

async function eraseInDocument(
  db: FieldDatabase,
  work: LogWork,
  doc: DocumentId,
  erased: readonly Op[],
): Promise<void> {
  const { log } = work.row;
  const ops = erased.filter((op) => op.doc === doc);
  const erase = (row: DocumentRow): DocumentRow => ({
    ...row,
    registers: eraseInRegisters(row.registers, ops) ?? row.registers,
  });
  const document = work.document(doc);
  const base = work.newBases.get(doc);
  if (base !== undefined) work.keepBase(erase(base));
  const stored = await db.bases.get([log, doc]);
  if (stored !== undefined) await db.bases.put(erase(stored));
  if (document?.isBase) work.setDocument(erase(document));
  else if (document !== undefined) work.refold.add(doc);
}
