import { deviceOf, numberOf } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import type { Path } from '#domain/document/path.ts';
import type { Register } from '#domain/document/register.ts';
import type { DocumentId } from '#domain/ids.ts';
import type { FieldDatabase } from '../database.ts';
import type { LogWork } from '../log-work.ts';
import { type DocumentRow, opRowOf } from '../rows.ts';
import { type ErasedWords, parkedWithout } from './erased-words.ts';

type Registers = Readonly<Record<Path, Register>>;

/**
 * Takes words out of every table but that of the packs, which is the caller's: from rows, documents and what they are based
 * on, and what is parked. `inRegisters`: registers of a document without them. The journal follows as soon as the
 * transaction is over (`scrubErased`): what is to go from it is saved with the work. Runs inside the transaction.
 */
export async function eraseHere(
  db: FieldDatabase,
  work: LogWork,
  words: ErasedWords,
  inRegisters: (registers: Registers, doc: DocumentId) => Registers,
): Promise<void> {
  await replaceOps(db, work, words.ops);
  for (const doc of new Set(words.fields.map((field) => field.doc)))
    await eraseInDocument(db, work, doc, (row) => ({ ...row, registers: inRegisters(row.registers, doc) }));
  for (const parked of await db.parked.toArray()) {
    const text = parkedWithout(parked.text, words);
    if (text !== null) await db.parked.put({ ...parked, text });
  }
  work.erasedWords.push(words);
}

/** Of what was pruned, or came in a snapshot, there is no row. */
async function replaceOps(db: FieldDatabase, work: LogWork, ops: readonly Op[]): Promise<void> {
  const { log } = work.row;
  work.replaceOps(ops);
  const stored = await db.ops.bulkGet(ops.map(({ dot }) => [log, deviceOf(dot), numberOf(dot)] as const));
  await db.ops.bulkPut(ops.filter((_op, at) => stored[at] !== undefined).map((op) => opRowOf(log, op)));
}

async function eraseInDocument(
  db: FieldDatabase,
  work: LogWork,
  doc: DocumentId,
  erase: (row: DocumentRow) => DocumentRow,
): Promise<void> {
  const document = work.document(doc);
  const base = work.newBases.get(doc);
  if (base !== undefined) work.keepBase(erase(base));
  const stored = await db.bases.get([work.row.log, doc]);
  if (stored !== undefined) await db.bases.put(erase(stored));
  if (document?.isBase) work.setDocument(erase(document));
  else if (document !== undefined) work.refold.add(doc);
}
