import { Dexie } from 'dexie';
import { summarise } from '#domain/document/summary.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { readBase } from './bases.ts';
import type { FieldDatabase } from './database.ts';
import { isDocumentChange, StoredDocument } from './documents/stored-document.ts';
import { foldDocument } from './fold-document.ts';
import type { LogWork } from './log-work.ts';
import { putMeta, readMeta } from './meta.ts';
import { type DocumentRow, opOf, type SummaryRow } from './rows.ts';

/** The summaries that are stored, by document. */
export type Summaries = ReadonlyMap<DocumentId, SummaryRow>;

/**
 * Saves what was worked out for a log: ops, documents, summaries and the log's row. Runs inside the caller's
 * transaction over those tables and awaits nothing but Dexie. The only file that puts documents and summaries.
 * `made`: the summaries, from whoever had them at hand and made them already.
 */
export async function saveWork(
  db: FieldDatabase,
  work: LogWork,
  confirmedAtMs: number | null,
  made?: readonly SummaryRow[],
): Promise<void> {
  // Of an erased mission there are only numbers, for headquarters and not for this laptop's lists.
  if (work.row.erased !== undefined) {
    await Promise.all([db.ops.bulkAdd(work.newOps), db.logs.put(work.row)]);
    return;
  }
  // `add`: an op that is there already would mean two writers, and the whole transaction must fail.
  const added = db.ops.bulkAdd(work.newOps);
  if (work.refold.size > 0) await added;
  for (const doc of work.refold) {
    const folded = await foldFromTable(db, work, doc);
    if (folded) work.setDocument(folded);
    else await forgetDocument(db, work, doc);
  }
  // Side by side: nothing here waits for another's result, and a write is waited for by a person.
  await Promise.all([
    added,
    work.newBases.size > 0 && db.bases.bulkPut([...work.newBases.values()]),
    putDocuments(db, work),
    made ? putSummaries(db, made) : saveSummaries(db, work, confirmedAtMs),
    work.erasedWords.length > 0 && noteErased(db, work.erasedWords),
    db.logs.put(work.row),
  ]);
}

/** Until the journal has followed (`scrubErased`). */
const noteErased = async (db: FieldDatabase, words: LogWork['erasedWords']): Promise<void> =>
  putMeta(db, 'erasedWords', [...((await readMeta(db, 'erasedWords')) ?? []), ...words]);

/** Has the rows of this work sealed that `saveWork` will put, of a work that nothing changes any more. */
export function sealWorkAhead(db: FieldDatabase, work: LogWork, summaries: readonly SummaryRow[]): void {
  db.sealAhead(db.ops, work.newOps);
  for (const { row } of work.savings)
    if (isDocumentChange(row)) db.sealAhead(db.documentChanges, [row]);
    else db.sealAhead(db.documents, [row]);
  db.sealAhead(db.summaries, summaries);
  db.sealAhead(db.logs, [work.row]);
}

/** Puts the documents. Once the transaction is complete, what was written on is at hand as it is then. */
async function putDocuments(db: FieldDatabase, work: LogWork): Promise<void> {
  const { savings } = work;
  const transaction = Dexie.currentTransaction?.idbtrans;
  await db.documents.bulkPut(savings.map(({ row }) => row));
  if (!transaction) return;
  for (const { row, stored, draft, summary } of savings)
    if (stored !== undefined && draft !== undefined)
      db.documentCache.bringBack(transaction, [row.log, row.doc], () => {
        stored.take(row, draft, summary);
        return stored;
      });
    else if (!isDocumentChange(row) && savings.length === 1)
      db.documentCache.bringBack(transaction, [row.log, row.doc], () => new StoredDocument(row));
}

async function foldFromTable(
  db: FieldDatabase,
  work: LogWork,
  doc: DocumentId,
): Promise<DocumentRow | undefined> {
  const { log, held } = work.row;
  const rows = await db.ops.where('[log+doc]').equals([log, doc]).toArray();
  const base = work.baseOf(doc) ?? (await readBase(db, log, doc));
  const folded = foldDocument({
    log,
    doc,
    base,
    ops: rows.map(opOf),
    isHeld: (dot) => dot in held,
    hasTaken: (dot) => work.hasTaken(dot),
  });
  if (base?.isBase && folded !== base) work.keepBase(base);
  return folded;
}

/** After a branch was taken away (P2) nothing may be left of a document that only the branch had. */
async function forgetDocument(db: FieldDatabase, work: LogWork, doc: DocumentId): Promise<void> {
  const { log } = work.row;
  work.forgetDocument(doc);
  await db.documents.delete([log, doc]);
  await db.summaries.delete([log, doc]);
}

async function saveSummaries(db: FieldDatabase, work: LogWork, confirmedAtMs: number | null): Promise<void> {
  const docs = docsToSummarise(work);
  await putSummaries(db, summariesOf(work, await readSummaries(db, work.row.log, docs), confirmedAtMs));
}

const docsToSummarise = (work: LogWork): readonly DocumentId[] => [
  ...new Set([...work.changed, ...work.waiting.keys(), ...work.confirmed]),
];

/** What is stored of these documents; those that have none are not in it. */
export async function readSummaries(
  db: FieldDatabase,
  log: LogId,
  docs: readonly DocumentId[],
): Promise<Summaries> {
  const stored = await db.summaries.bulkGet(docs.map((doc) => [log, doc] as const));
  return new Map(stored.flatMap((row) => (row ? [[row.doc, row] as const] : [])));
}

/** All that are stored of a log. */
export const summariesIn = (db: FieldDatabase, log: LogId): Promise<readonly SummaryRow[]> =>
  db.summaries.where('[log+doc]').between([log, Dexie.minKey], [log, Dexie.maxKey]).toArray();

/** The summaries after this work, of all documents that it touches. `stored` has what was there of them. */
export const summariesOf = (
  work: LogWork,
  stored: Summaries,
  confirmedAtMs: number | null,
): readonly SummaryRow[] =>
  docsToSummarise(work).flatMap((doc) => {
    const before = stored.get(doc);
    const summary = (work.changed.has(doc) ? summaryOf(work, doc) : undefined) ?? before;
    if (summary === undefined) return [];
    return {
      ...summary,
      waiting: (before?.waiting ?? 0) + (work.waiting.get(doc) ?? 0),
      receiptAtMs: work.confirmed.has(doc) ? confirmedAtMs : (before?.receiptAtMs ?? null),
    };
  });

async function putSummaries(db: FieldDatabase, rows: readonly SummaryRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsToldApart)
    await db.summaries.bulkPut(rows.slice(at, at + rowsToldApart));
}

/** Dexie tells which rows were changed as long as fewer than 50 are put at once; else all of the table counts as new. */
const rowsToldApart = 49;

type OwnSummary = Omit<SummaryRow, 'waiting' | 'receiptAtMs'>;

function summaryOf(work: LogWork, doc: DocumentId): OwnSummary | undefined {
  const [head, summary] = [work.headOf(doc), work.summary(doc)];
  return head && summary && { log: work.row.log, doc, ...head, ...summary };
}

/** Makes every summary of a log anew, after `summaryVersion` was raised. Runs inside the caller's transaction. */
export async function remakeSummaries(db: FieldDatabase, log: LogId): Promise<void> {
  for (const before of await summariesIn(db, log)) {
    const document = await db.documents.get([log, before.doc]);
    if (document) await db.summaries.put({ ...before, ...summarise(document) });
  }
}
