import { Dexie } from 'dexie';
import type { Dot } from '#domain/document/dot.ts';
import { emptied } from '#domain/document/erase-ops.ts';
import { withoutWords } from '#domain/document/merge-text.ts';
import { isTextOp, type Op } from '#domain/document/op.ts';
import type { Path } from '#domain/document/path.ts';
import type { Register } from '#domain/document/register.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { payloadWith } from '#sync/protocol/erased-pack.ts';
import type { FieldDatabase } from '../database.ts';
import { readStored } from '../documents/read-stored.ts';
import type { StoredDocument } from '../documents/stored-document.ts';
import { readLogRow } from '../log-table.ts';
import { LogWork } from '../log-work.ts';
import { openStored } from '../open-stored.ts';
import { receivingTables } from '../own-tables.ts';
import { opOf, type PackRow } from '../rows.ts';
import { saveWork } from '../save-work.ts';
import { eraseHere } from './erase-here.ts';
import type { ErasedWords } from './erased-words.ts';

/** Fields of one mission, by document. */
type Fields = ReadonlyMap<DocumentId, ReadonlySet<Path>>;

/**
 * Erases these fields of a mission on this laptop (domain.md E, rule 9), without any network, once headquarters has all of
 * it: every op that ever wrote there stays with its number and without its words, and so do the documents. A pack that held
 * them is not what was signed any more and goes nowhere from here; headquarters has it, and sends what it erased itself.
 * The journal follows (`scrubErased`). Again, it changes nothing. Belongs into a turn.
 */
export const erasePart = (db: FieldDatabase, log: LogId, fields: ErasedWords['fields']): Promise<void> =>
  // An async function of its own: only those does Dexie follow through native promises.
  db.transaction('rw', receivingTables(db), async () => {
    const due = byDocument(fields);
    const documents = await readStored(db, log, due.keys());
    const work = new LogWork(await readLogRow(db, log), documents);
    const erased = await erasedOps(db, log, due);
    const packs = await cutPacks(db, log, erased);
    const ops = withWhatIsLeft(erased, documents);
    await eraseHere(db, work, { log, fields, ops, packs }, (registers, doc) =>
      emptiedAt(registers, due.get(doc)),
    );
    await saveWork(db, work, null);
  });

function byDocument(fields: ErasedWords['fields']): Fields {
  const due = new Map<DocumentId, Set<Path>>();
  for (const { doc, path } of fields) due.set(doc, (due.get(doc) ?? new Set<Path>()).add(path));
  return due;
}

const isIn = (due: Fields, { doc, path }: Op): boolean => due.get(doc)?.has(path) === true;

/** Every op of these fields that is here, in a row or in a pack, without its words. */
async function erasedOps(db: FieldDatabase, log: LogId, due: Fields): Promise<ReadonlyMap<Dot, Op>> {
  const erased = new Map<Dot, Op>();
  const take = (op: Op): void => {
    if (isIn(due, op)) erased.set(op.dot, emptied(op));
  };
  for (const doc of due.keys())
    for (const row of await db.ops.where('[log+doc]').equals([log, doc]).toArray()) take(opOf(row));
  await packsOf(db, log).each((row) => openStored(row).ops.forEach(take));
  return erased;
}

/** Takes the words of these ops out of their packs; answers what is left of those. */
async function cutPacks(
  db: FieldDatabase,
  log: LogId,
  erased: ReadonlyMap<Dot, Op>,
): Promise<ErasedWords['packs']> {
  const cut: PackRow[] = [];
  await packsOf(db, log).each((row) => {
    const payload = payloadWith(openStored(row), erased);
    const { erased: _, ...rest } = row;
    if (payload !== null) cut.push({ ...rest, payload, sig: '', isCut: true });
  });
  await db.packs.bulkPut(cut);
  return cut.map(({ hash, payload }) => ({ hash, payload, pack: null }));
}

const packsOf = (db: FieldDatabase, log: LogId) =>
  db.packs
    .where('[log+device+first]')
    .between([log, Dexie.minKey, Dexie.minKey], [log, Dexie.maxKey, Dexie.maxKey]);

/** Of each text one update holds what is left of all of them, into which what comes later fits. */
function withWhatIsLeft(
  erased: ReadonlyMap<Dot, Op>,
  documents: ReadonlyMap<DocumentId, StoredDocument>,
): readonly Op[] {
  const lastOf = new Map<string, Dot>();
  for (const op of erased.values()) if (isTextOp(op)) lastOf.set(`${op.doc} ${op.path}`, op.dot);
  return [...erased.values()].map((op) => {
    const text = documents.get(op.doc)?.registerAt(op.path)?.text;
    const isLast = isTextOp(op) && lastOf.get(`${op.doc} ${op.path}`) === op.dot;
    return isLast && text !== undefined ? { ...op, text: withoutWords(text) } : op;
  });
}

function emptiedAt(
  registers: Readonly<Record<Path, Register>>,
  paths: ReadonlySet<Path> = new Set(),
): Readonly<Record<Path, Register>> {
  const after = { ...registers };
  for (const path of paths) {
    const register = registers[path];
    if (register !== undefined) after[path] = emptiedRegister(register);
  }
  return after;
}

const emptiedRegister = ({ heads, text, ...rest }: Register): Register => ({
  ...rest,
  heads: heads.map((head) => ({ ...head, value: null })),
  ...(text !== undefined && { text: withoutWords(text) }),
});
