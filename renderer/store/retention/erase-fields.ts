import { Dexie } from 'dexie';
import { deviceOfDot, type Dot, numberOfDot } from '#domain/document/dot.ts';
import { withoutOpContent, eraseFromRegisters } from '#domain/document/erase-ops.ts';
import { withoutTextContent } from '#domain/document/merge-text.ts';
import { isTextOp, type Op } from '#domain/document/op.ts';
import type { Path } from '#domain/document/path.ts';
import type { Register } from '#domain/document/register.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { payloadWithOps, wirePackOf } from '#sync/protocol/erased-pack.ts';
import { type FieldDatabase, receivingTables } from '../db/database.ts';
import { readStoredDocuments } from '../db/document-cache.ts';
import type { StoredDocument } from '../db/stored-document.ts';
import { readLogRow } from '../db/log-rows.ts';
import { LogTransaction } from '../write/log-transaction.ts';
import { openStoredPack } from '../db/stored-packs.ts';
import { type DocumentRow, opFromRow, type PackRow, rowFromOp } from '../db/rows.ts';
import { commitLogTransaction } from '../write/commit-log-transaction.ts';
import { type FieldErasure, quarantinedTextWithout } from '../db/field-erasure.ts';
import type { ArrivedPack } from '../receive/open-entries.ts';

/**
 * Headquarters erased something in a pack that is here, or whose ops are (domain.md E, rule 8): so it goes from here, from
 * wherever its words stand. Again, it changes nothing. Runs inside the transaction of what brought the pack.
 */
export async function applyRemoteErasure(
  db: FieldDatabase,
  work: LogTransaction,
  arrived: ArrivedPack,
): Promise<void> {
  const { row, opened } = arrived;
  const pack = await replaceStoredPack(db, arrived);
  const ops = opened.ops.filter((op) => op.erased === true);
  const { log } = row;
  const fields = ops.map(({ doc, path }) => ({ doc, path }));
  await eraseContent(
    db,
    work,
    { log, ops, fields, packs: [pack] },
    (registers, doc) =>
      eraseFromRegisters(
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
async function replaceStoredPack(
  db: FieldDatabase,
  { row, opened }: ArrivedPack,
): Promise<FieldErasure['packs'][number]> {
  const { hash, payload } = row;
  const stored = await db.packs.get([row.log, row.device, row.first]);
  if (stored?.hash !== hash) return { hash, payload, pack: wirePackOf(row) };
  const there = openStoredPack(stored);
  const isBeyond = there.ops.some((op, at) => op.erased === true && opened.ops[at]?.erased !== true);
  if (!isBeyond) {
    await db.packs.put({ ...row, ...(stored.shares && { shares: stored.shares }) });
    return { hash, payload, pack: wirePackOf(row) };
  }
  const erased = opened.ops.filter((op, at) => op.erased === true && there.ops[at]?.erased !== true);
  const joined = payloadWithOps(there, new Map(erased.map((op) => [op.dot, op])));
  if (joined === null)
    return { hash, payload: stored.payload, pack: stored.isCut === true ? null : wirePackOf(stored) };
  const { erased: _, ...rest } = stored;
  await db.packs.put({ ...rest, payload: joined, sig: '', isCut: true });
  return { hash, payload: joined, pack: null };
}

type RegistersByPath = Readonly<Record<Path, Register>>;

/**
 * Takes words out of every table but that of the packs, which is the caller's: from rows, documents and what they are based
 * on, and what is parked. `inRegisters`: registers of a document without them. The journal follows as soon as the
 * transaction is over (`scrubErased`): what is to go from it is saved with the work. Runs inside the transaction.
 */
export async function eraseContent(
  db: FieldDatabase,
  work: LogTransaction,
  words: FieldErasure,
  inRegisters: (registers: RegistersByPath, doc: DocumentId) => RegistersByPath,
): Promise<void> {
  await replaceErasedOps(db, work, words.ops);
  for (const doc of new Set(words.fields.map((field) => field.doc)))
    await eraseInDocument(db, work, doc, (row) => ({ ...row, registers: inRegisters(row.registers, doc) }));
  for (const parked of await db.parked.toArray()) {
    const text = quarantinedTextWithout(parked.text, words);
    if (text !== null) await db.parked.put({ ...parked, text });
  }
  work.fieldErasures.push(words);
}

/** Of what was pruned, or came in a snapshot, there is no row. */
async function replaceErasedOps(db: FieldDatabase, work: LogTransaction, ops: readonly Op[]): Promise<void> {
  const { log } = work.row;
  work.replaceOps(ops);
  const stored = await db.ops.bulkGet(
    ops.map(({ dot }) => [log, deviceOfDot(dot), numberOfDot(dot)] as const),
  );
  await db.ops.bulkPut(ops.filter((_op, at) => stored[at] !== undefined).map((op) => rowFromOp(log, op)));
}

async function eraseInDocument(
  db: FieldDatabase,
  work: LogTransaction,
  doc: DocumentId,
  erase: (row: DocumentRow) => DocumentRow,
): Promise<void> {
  const document = work.documentOf(doc);
  const base = work.newBases.get(doc);
  if (base !== undefined) work.addBase(erase(base));
  const stored = await db.bases.get([work.row.log, doc]);
  if (stored !== undefined) await db.bases.put(erase(stored));
  if (document?.isBase) work.setDocument(erase(document));
  else if (document !== undefined) work.documentsToRefold.add(doc);
}

/** Fields of one mission, by document. */
type FieldsByDocument = ReadonlyMap<DocumentId, ReadonlySet<Path>>;

/**
 * Erases these fields of a mission on this laptop (domain.md E, rule 9), without any network, once headquarters has all of
 * it: every op that ever wrote there stays with its number and without its words, and so do the documents. A pack that held
 * them is not what was signed any more and goes nowhere from here; headquarters has it, and sends what it erased itself.
 * The journal follows (`scrubErased`). Again, it changes nothing. Belongs into a turn.
 */
export const eraseFields = (db: FieldDatabase, log: LogId, fields: FieldErasure['fields']): Promise<void> =>
  // An async function of its own: only those does Dexie follow through native promises.
  db.transaction('rw', receivingTables(db), async () => {
    const due = groupFieldsByDocument(fields);
    const documents = await readStoredDocuments(db, log, due.keys());
    const work = new LogTransaction(await readLogRow(db, log), documents);
    const erased = await collectErasedOps(db, log, due);
    const packs = await eraseFromPacks(db, log, erased);
    const ops = withRemainingText(erased, documents);
    await eraseContent(db, work, { log, fields, ops, packs }, (registers, doc) =>
      emptyRegistersAt(registers, due.get(doc)),
    );
    await commitLogTransaction(db, work, null);
  });

function groupFieldsByDocument(fields: FieldErasure['fields']): FieldsByDocument {
  const due = new Map<DocumentId, Set<Path>>();
  for (const { doc, path } of fields) due.set(doc, (due.get(doc) ?? new Set<Path>()).add(path));
  return due;
}

const isErasedField = (due: FieldsByDocument, { doc, path }: Op): boolean => due.get(doc)?.has(path) === true;

/** Every op of these fields that is here, in a row or in a pack, without its words. */
async function collectErasedOps(
  db: FieldDatabase,
  log: LogId,
  due: FieldsByDocument,
): Promise<ReadonlyMap<Dot, Op>> {
  const erased = new Map<Dot, Op>();
  const take = (op: Op): void => {
    if (isErasedField(due, op)) erased.set(op.dot, withoutOpContent(op));
  };
  for (const doc of due.keys())
    for (const row of await db.ops.where('[log+doc]').equals([log, doc]).toArray()) take(opFromRow(row));
  await packsInLog(db, log).each((row) => openStoredPack(row).ops.forEach(take));
  return erased;
}

/** Takes the words of these ops out of their packs; answers what is left of those. */
async function eraseFromPacks(
  db: FieldDatabase,
  log: LogId,
  erased: ReadonlyMap<Dot, Op>,
): Promise<FieldErasure['packs']> {
  const cut: PackRow[] = [];
  await packsInLog(db, log).each((row) => {
    const payload = payloadWithOps(openStoredPack(row), erased);
    const { erased: _, ...rest } = row;
    if (payload !== null) cut.push({ ...rest, payload, sig: '', isCut: true });
  });
  await db.packs.bulkPut(cut);
  return cut.map(({ hash, payload }) => ({ hash, payload, pack: null }));
}

const packsInLog = (db: FieldDatabase, log: LogId) =>
  db.packs
    .where('[log+device+first]')
    .between([log, Dexie.minKey, Dexie.minKey], [log, Dexie.maxKey, Dexie.maxKey]);

/** Of each text one update holds what is left of all of them, into which what comes later fits. */
function withRemainingText(
  erased: ReadonlyMap<Dot, Op>,
  documents: ReadonlyMap<DocumentId, StoredDocument>,
): readonly Op[] {
  const lastOf = new Map<string, Dot>();
  for (const op of erased.values()) if (isTextOp(op)) lastOf.set(`${op.doc} ${op.path}`, op.dot);
  return [...erased.values()].map((op) => {
    const text = documents.get(op.doc)?.registerAt(op.path)?.text;
    const isLast = isTextOp(op) && lastOf.get(`${op.doc} ${op.path}`) === op.dot;
    return isLast && text !== undefined ? { ...op, text: withoutTextContent(text) } : op;
  });
}

function emptyRegistersAt(
  registers: Readonly<Record<Path, Register>>,
  paths: ReadonlySet<Path> = new Set(),
): Readonly<Record<Path, Register>> {
  const after = { ...registers };
  for (const path of paths) {
    const register = registers[path];
    if (register !== undefined) after[path] = emptyRegister(register);
  }
  return after;
}

const emptyRegister = ({ heads, text, ...rest }: Register): Register => ({
  ...rest,
  heads: heads.map((head) => ({ ...head, value: null })),
  ...(text !== undefined && { text: withoutTextContent(text) }),
});
