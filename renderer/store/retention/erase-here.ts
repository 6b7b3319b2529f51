import { eraseInRegisters } from '#domain/document/erase-ops.ts';
import { deviceOf, numberOf } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import type { DocumentId } from '#domain/ids.ts';
import type { FieldDatabase } from '../database.ts';
import type { LogWork } from '../log-work.ts';
import { putMeta, readMeta } from '../meta.ts';
import { type DocumentRow, opRowOf, type PackRow } from '../rows.ts';
import { erasedText } from './erased-text.ts';

/**
 * Takes the words of these erased ops out of every table but that of the packs, which is the caller's: rows, documents and
 * what they are based on, what is parked. `packs`: what is left of those that held them. The journal follows as soon as the
 * transaction is over (`scrubErased`); what is to go from it is noted in the same transaction. Runs inside it.
 */
export async function eraseHere(
  db: FieldDatabase,
  work: LogWork,
  erased: readonly Op[],
  packs: readonly PackRow[],
): Promise<void> {
  await replaceOps(db, work, erased);
  for (const doc of new Set(erased.map((op) => op.doc))) await eraseInDocument(db, work, doc, erased);
  for (const parked of await db.parked.toArray()) {
    const text = packs.reduce((left, pack) => erasedText(left, pack, erased) ?? left, parked.text);
    if (text !== parked.text) await db.parked.put({ ...parked, text });
  }
  const noted = (await readMeta(db, 'erasedPacks')) ?? [];
  const others = noted.filter((one) => !packs.some(({ log, hash }) => one.log === log && one.hash === hash));
  if (packs.length > 0) await putMeta(db, 'erasedPacks', [...others, ...packs]);
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
