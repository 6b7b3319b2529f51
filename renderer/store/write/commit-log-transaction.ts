import { Dexie, type Table } from 'dexie';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { summarizeDocument } from '#domain/kinds/document-summary.ts';
import type { FieldDatabase } from '../db/database.ts';
import { foldDocument, readBaseRow } from '../db/fold-document.ts';
import { putMeta, readMeta } from '../db/meta.ts';
import { type DocumentRow, opFromRow, type SummaryRow } from '../db/rows.ts';
import { isDocumentChange, StoredDocument } from '../db/stored-document.ts';
import type { LogTransaction } from './log-transaction.ts';

/** Stored summaries, by document. */
type SummariesByDocument = ReadonlyMap<DocumentId, SummaryRow>;

/**
 * Save the changes of a log: ops, documents, summaries and the log's row. Runs inside the caller's transaction over
 * those tables and awaits nothing but Dexie. The only file that puts documents and summaries.
 * @param made Summaries that the caller has made already.
 */
export async function commitLogTransaction(
  db: FieldDatabase,
  transaction: LogTransaction,
  confirmedAtMs: number | null,
  made?: readonly SummaryRow[],
): Promise<void> {
  // An erased mission has only counts, for headquarters and not for this laptop's lists.
  if (transaction.row.erased !== undefined) {
    await Promise.all([db.ops.bulkAdd(transaction.newOps), db.logs.put(transaction.row)]);
    return;
  }
  // `add`: an existing op would mean two writers, and the whole transaction must fail.
  const added = db.ops.bulkAdd(transaction.newOps);
  if (transaction.documentsToRefold.size > 0) await added;
  for (const documentId of transaction.documentsToRefold) {
    const folded = await foldFromTable(db, transaction, documentId);
    if (folded) transaction.setDocument(folded);
    else await deleteDocument(db, transaction, documentId);
  }
  // In parallel: no step needs another's result, and a person waits for the write.
  await Promise.all([
    added,
    transaction.newBases.length > 0 && db.bases.bulkPut(transaction.newBases),
    writeDocuments(db, transaction),
    made ? putTracked(db.summaries, made) : saveSummaries(db, transaction, confirmedAtMs),
    transaction.fieldErasures.length > 0 && noteFieldErasures(db, transaction.fieldErasures),
    db.logs.put(transaction.row),
  ]);
}

/** Kept until the journal has followed (`scrubErased`). */
const noteFieldErasures = async (
  db: FieldDatabase,
  fieldErasures: LogTransaction['fieldErasures'],
): Promise<void> =>
  putMeta(db, 'erasedWords', [...((await readMeta(db, 'erasedWords')) ?? []), ...fieldErasures]);

/** Encrypt the rows that `commitLogTransaction` will put, of a transaction that changes no more. */
export function encryptTransactionAhead(
  db: FieldDatabase,
  transaction: LogTransaction,
  summaryRows: readonly SummaryRow[],
): void {
  db.encryptAhead(db.ops, transaction.newOps);
  for (const { row } of transaction.documentSaves)
    if (isDocumentChange(row)) db.encryptAhead(db.documentChanges, [row]);
    else db.encryptAhead(db.documents, [row]);
  db.encryptAhead(db.summaries, summaryRows);
  db.encryptAhead(db.logs, [transaction.row]);
}

/** Put the documents. Once the transaction is complete, the cache has their new form. */
async function writeDocuments(db: FieldDatabase, transaction: LogTransaction): Promise<void> {
  const { documentSaves } = transaction;
  const idbTransaction = Dexie.currentTransaction?.idbtrans;
  await putTracked(
    db.documents,
    documentSaves.map(({ row }) => row),
  );
  if (!idbTransaction) return;
  for (const { row, stored, draft, summary } of documentSaves)
    if (stored !== undefined && draft !== undefined)
      db.documentCache.restoreAfterCommit(idbTransaction, [row.log, row.doc], () => {
        stored.applySaved(row, draft, summary);
        return stored;
      });
    else if (!isDocumentChange(row) && documentSaves.length === 1)
      db.documentCache.restoreAfterCommit(idbTransaction, [row.log, row.doc], () => new StoredDocument(row));
}

async function foldFromTable(
  db: FieldDatabase,
  transaction: LogTransaction,
  documentId: DocumentId,
): Promise<DocumentRow | undefined> {
  const { log, held } = transaction.row;
  const opRows = await db.ops.where('[log+doc]').equals([log, documentId]).toArray();
  const baseRow = transaction.baseOf(documentId) ?? (await readBaseRow(db, log, documentId));
  const folded = foldDocument({
    log,
    doc: documentId,
    base: baseRow,
    ops: opRows.map(opFromRow),
    isHeld: (dot) => dot in held,
    hasTaken: (dot) => transaction.hasTaken(dot),
  });
  if (baseRow?.isBase && folded !== baseRow) transaction.addBase(baseRow);
  return folded;
}

/** After a branch was removed (P2), nothing may remain of a document that only the branch had. */
async function deleteDocument(
  db: FieldDatabase,
  transaction: LogTransaction,
  documentId: DocumentId,
): Promise<void> {
  const { log } = transaction.row;
  transaction.forgetDocument(documentId);
  await db.documents.delete([log, documentId]);
  await db.summaries.delete([log, documentId]);
  await db.undoSteps.filter((step) => step.log === log && step.docs.includes(documentId)).delete();
}

async function saveSummaries(
  db: FieldDatabase,
  transaction: LogTransaction,
  confirmedAtMs: number | null,
): Promise<void> {
  const documentIds = transaction.documentsToSummarize;
  await putTracked(
    db.summaries,
    summariesAfter(
      transaction,
      await readStoredSummaries(db, transaction.row.log, documentIds),
      confirmedAtMs,
    ),
  );
}

/** Stored summaries of these documents; those without one are left out. */
export async function readStoredSummaries(
  db: FieldDatabase,
  logId: LogId,
  documentIds: readonly DocumentId[],
): Promise<SummariesByDocument> {
  const storedSummaryRows = await db.summaries.bulkGet(
    documentIds.map((documentId) => [logId, documentId] as const),
  );
  return new Map(storedSummaryRows.flatMap((row) => (row ? [[row.doc, row] as const] : [])));
}

/** All stored summaries of a log. */
export const readSummariesOfLog = (db: FieldDatabase, logId: LogId): Promise<readonly SummaryRow[]> =>
  db.summaries.where('[log+doc]').between([logId, Dexie.minKey], [logId, Dexie.maxKey]).toArray();

/** Summaries after this transaction, of all documents that it touches. `stored` has the earlier ones. */
export const summariesAfter = (
  transaction: LogTransaction,
  storedDocument: SummariesByDocument,
  confirmedAtMs: number | null,
): readonly SummaryRow[] =>
  transaction.documentsToSummarize.flatMap(
    (documentId) => transaction.summaryAfter(documentId, storedDocument.get(documentId), confirmedAtMs) ?? [],
  );

/** Put rows so that Dexie reports each: of 50 and more at once it says only that the whole table changed. */
async function putTracked<Row, Key, Put>(table: Table<Row, Key, Put>, rows: readonly Put[]): Promise<void> {
  for (let at = 0; at < rows.length; at += maximumTrackedRows)
    await table.bulkPut(rows.slice(at, at + maximumTrackedRows));
}

const maximumTrackedRows = 49;

/** Rebuild every summary of a log, after `summaryVersion` was raised. Runs inside the caller's transaction. */
export async function rebuildSummaries(db: FieldDatabase, logId: LogId): Promise<void> {
  for (const previousSummaryRow of await readSummariesOfLog(db, logId)) {
    const document = await db.documents.get([logId, previousSummaryRow.doc]);
    if (document) await db.summaries.put({ ...previousSummaryRow, ...summarizeDocument(document) });
  }
}
