import { Dexie } from 'dexie';
import type { Register } from '#domain/document/document.ts';
import { eraseFromRegisters } from '#domain/document/erase-from-registers.ts';
import { withoutOpContent } from '#domain/document/erase-ops.ts';
import {
  type Dot,
  deviceOfDot,
  isTextOp,
  numberOfDot,
  type Op,
  type Path,
  writeKeyOf,
} from '#domain/document/op.ts';
import { withoutTextContent } from '#domain/document/text-erasure.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { payloadWithOps, wirePackOf } from '#sync/protocol/erased-pack.ts';
import { type FieldDatabase, receivingTables } from '../db/database.ts';
import { type FieldErasure, quarantinedTextWithout } from '../db/field-erasure.ts';
import { readLogRow, readStoredDocuments } from '../db/meta.ts';
import { type DocumentRow, type OpRow, opFromRow, type PackRow, rowFromOp } from '../db/rows.ts';
import type { StoredDocument } from '../db/stored-document.ts';
import { type ArrivedPack, openStoredPack } from '../db/stored-packs.ts';
import { commitLogTransaction } from '../write/commit-log-transaction.ts';
import { LogTransaction } from '../write/log-transaction.ts';

/**
 * Erase these fields of a mission on this laptop (docs/requirements.md E9), offline, once headquarters has all of it.
 * Every op of these fields keeps its number without its content; documents stay. A changed pack has no valid signature
 * and is never sent from here. Headquarters has it, and erases its own copy. The journal follows (`scrubErased`).
 * Repeatable. Runs under the mutex.
 */
export const eraseFields = (db: FieldDatabase, logId: LogId, fields: FieldErasure['fields']): Promise<void> =>
  // An async function of its own: only those does Dexie follow through native promises.
  db.transaction('rw', receivingTables(db), async () => {
    const due = groupFieldsByDocument(fields);
    const documents = await readStoredDocuments(db, logId, due.keys());
    const transaction = new LogTransaction(await readLogRow(db, logId), documents);
    const erased = await collectErasedOps(db, logId, due);
    const packs = await eraseFromPacks(db, logId, erased);
    const ops = withRemainingText(erased, documents);
    await eraseContent(db, transaction, { log: logId, fields, ops, packs }, (registers, documentId) =>
      emptyRegistersAt(registers, due.get(documentId)),
    );
    await commitLogTransaction(db, transaction, null);
  });

/**
 * Apply an erasure by headquarters to local packs and ops (docs/requirements.md E8). The content goes from every table.
 * Repeatable. Runs inside the transaction of the answer or import that brought the pack.
 */
export async function applyRemoteErasure(
  db: FieldDatabase,
  transaction: LogTransaction,
  arrivedPack: ArrivedPack,
): Promise<void> {
  const { row, opened } = arrivedPack;
  const pack = await replaceStoredPack(db, arrivedPack);
  const ops = opened.ops.filter((op) => op.erased === true);
  const { log } = row;
  const fields = ops.map(({ doc, path }) => ({ doc, path }));
  await eraseContent(
    db,
    transaction,
    { log, ops, fields, packs: [pack] },
    (registersByPath, documentId) =>
      eraseFromRegisters(
        registersByPath,
        ops.filter((op) => op.doc === documentId),
      ) ?? registersByPath,
  );
}

/**
 * Replace the stored pack, and keep its erasures. This laptop may have erased content by its own clock. Or headquarters
 * erased more since, and this pack was imported late.
 * @returns the pack as stored from now on; its `pack` is null when headquarters has not signed that form.
 */
async function replaceStoredPack(
  db: FieldDatabase,
  { row, opened }: ArrivedPack,
): Promise<FieldErasure['packs'][number]> {
  const { hash, payload } = row;
  const storedPackRow = await db.packs.get([row.log, row.device, row.first]);
  if (storedPackRow?.hash !== hash) return { hash, payload, pack: wirePackOf(row) };
  const there = openStoredPack(storedPackRow);
  const isBeyond = there.ops.some((op, at) => op.erased === true && opened.ops[at]?.erased !== true);
  if (!isBeyond) {
    await db.packs.put({ ...row, ...(storedPackRow.shares && { shares: storedPackRow.shares }) });
    return { hash, payload, pack: wirePackOf(row) };
  }
  const erasedOps = opened.ops.filter((op, at) => op.erased === true && there.ops[at]?.erased !== true);
  const joined = payloadWithOps(there, new Map(erasedOps.map((op) => [op.dot, op])));
  if (joined === null)
    return {
      hash,
      payload: storedPackRow.payload,
      pack: storedPackRow.isCut === true ? null : wirePackOf(storedPackRow),
    };
  const { erased: _, ...rest } = storedPackRow;
  await db.packs.put({ ...rest, payload: joined, sig: '', isCut: true });
  return { hash, payload: joined, pack: null };
}

type RegistersByPath = Readonly<Record<Path, Register>>;

/**
 * Erase content from every table except the packs, which the caller changes: rows, documents, bases and quarantine. The
 * journal follows right after the transaction (`scrubErased`); its list of erasures is saved with the work. Runs inside
 * the transaction.
 * @param inRegisters Returns registers of a document without the content.
 */
async function eraseContent(
  db: FieldDatabase,
  transaction: LogTransaction,
  words: FieldErasure,
  inRegisters: (registersByPath: RegistersByPath, documentId: DocumentId) => RegistersByPath,
): Promise<void> {
  await replaceErasedOps(db, transaction, words.ops);
  for (const documentId of new Set(words.fields.map((field) => field.doc)))
    await eraseInDocument(db, transaction, documentId, (baseRow) => ({
      ...baseRow,
      registers: inRegisters(baseRow.registers, documentId),
    }));
  for (const parkedQuarantineRow of await db.parked.toArray()) {
    const text = quarantinedTextWithout(parkedQuarantineRow.text, words);
    if (text !== null) await db.parked.put({ ...parkedQuarantineRow, text });
  }
  transaction.noteFieldErasure(words);
}

/**
 * Pruned ops, and ops of a snapshot, have no row. Under the number of an op of another branch (P2) an own one may wait,
 * and stays.
 */
async function replaceErasedOps(
  db: FieldDatabase,
  transaction: LogTransaction,
  ops: readonly Op[],
): Promise<void> {
  const { log } = transaction.row;
  transaction.replaceOps(ops);
  const storedOpRows = await db.ops.bulkGet(
    ops.map(({ dot }) => [log, deviceOfDot(dot), numberOfDot(dot)] as const),
  );
  const isHere = (op: Op, opRow: OpRow | undefined): boolean =>
    opRow !== undefined && writeKeyOf(opFromRow(opRow)) === writeKeyOf(op);
  await db.ops.bulkPut(ops.filter((op, at) => isHere(op, storedOpRows[at])).map((op) => rowFromOp(log, op)));
}

async function eraseInDocument(
  db: FieldDatabase,
  transaction: LogTransaction,
  documentId: DocumentId,
  erase: (documentRow: DocumentRow) => DocumentRow,
): Promise<void> {
  transaction.eraseInDocument(documentId, erase);
  const storedBaseRow = await db.bases.get([transaction.row.log, documentId]);
  if (storedBaseRow !== undefined) await db.bases.put(erase(storedBaseRow));
}

/** Fields of one mission, by document. */
type FieldsByDocument = ReadonlyMap<DocumentId, ReadonlySet<Path>>;

function groupFieldsByDocument(fields: FieldErasure['fields']): FieldsByDocument {
  const due = new Map<DocumentId, Set<Path>>();
  for (const { doc, path } of fields) due.set(doc, (due.get(doc) ?? new Set<Path>()).add(path));
  return due;
}

const isErasedField = (due: FieldsByDocument, { doc, path }: Op): boolean => due.get(doc)?.has(path) === true;

/** Every op of these fields in rows or packs, without its content. */
async function collectErasedOps(
  db: FieldDatabase,
  logId: LogId,
  due: FieldsByDocument,
): Promise<ReadonlyMap<Dot, Op>> {
  const erased = new Map<Dot, Op>();
  const take = (op: Op): void => {
    if (isErasedField(due, op)) erased.set(op.dot, withoutOpContent(op));
  };
  for (const documentId of due.keys())
    for (const opRow of await db.ops.where('[log+doc]').equals([logId, documentId]).toArray())
      take(opFromRow(opRow));
  await packsInLog(db, logId).each((row) => openStoredPack(row).ops.forEach(take));
  return erased;
}

/** Erase the content of these ops in their packs, and return the changed packs. */
async function eraseFromPacks(
  db: FieldDatabase,
  logId: LogId,
  erased: ReadonlyMap<Dot, Op>,
): Promise<FieldErasure['packs']> {
  const cut: PackRow[] = [];
  await packsInLog(db, logId).each((packRow) => {
    const payload = payloadWithOps(openStoredPack(packRow), erased);
    const { erased: _, ...rest } = packRow;
    if (payload !== null) cut.push({ ...rest, payload, sig: '', isCut: true });
  });
  await db.packs.bulkPut(cut);
  return cut.map(({ hash, payload }) => ({ hash, payload, pack: null }));
}

const packsInLog = (db: FieldDatabase, logId: LogId) =>
  db.packs
    .where('[log+device+first]')
    .between([logId, Dexie.minKey, Dexie.minKey], [logId, Dexie.maxKey, Dexie.maxKey]);

/** For each text, one update has the rest of all of them, so that later updates fit. */
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
