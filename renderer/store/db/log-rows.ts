import type { DocumentId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import { LogRow, newLogRow } from './rows.ts';
import type { StoredDocument } from './stored-document.ts';

/**
 * Read the row of a log; a new row when nothing of it is here yet.
 * @throws when the stored row does not parse.
 */
export async function readLogRow(db: FieldDatabase, log: LogId): Promise<LogRow> {
  const row = await db.logs.get(log);
  return row === undefined ? newLogRow(log) : LogRow.parse(row);
}

/** Sum of the outboxes of all logs. */
export const sumWaiting = (rows: readonly LogRow[]): LogRow['waiting'] =>
  rows.reduce(
    (sum, { waiting }) => ({ changes: sum.changes + waiting.changes, bytes: sum.bytes + waiting.bytes }),
    { changes: 0, bytes: 0 },
  );

/** Read the rows of all logs on this device. */
export const readLogRows = async (db: FieldDatabase): Promise<readonly LogRow[]> =>
  (await db.logs.toArray()).map((row) => LogRow.parse(row));

/** Rows of all logs, read again only after a change (`RowCache`). */
export const readCachedLogRows = (db: FieldDatabase): Promise<readonly LogRow[]> =>
  db.rowCache.read('logs', 'all', () => readLogRows(db));

/** Sum of their outboxes. */
export const readCachedWaiting = async (db: FieldDatabase): Promise<LogRow['waiting']> =>
  sumWaiting(await readCachedLogRows(db));

/** Row of one log, cached in the same way. */
export const readCachedLogRow = async (db: FieldDatabase, log: LogId): Promise<LogRow> =>
  (await readCachedLogRows(db)).find((row) => row.log === log) ?? newLogRow(log);

/** Read these documents of a log for a write; absent ones are left out. Runs under the mutex. */
export async function readStoredDocuments(
  db: FieldDatabase,
  log: LogId,
  docs: Iterable<DocumentId>,
): Promise<ReadonlyMap<DocumentId, StoredDocument>> {
  const found = new Map<DocumentId, StoredDocument>();
  const absent: DocumentId[] = [];
  for (const doc of new Set(docs)) {
    const stored = db.documentCache.find([log, doc]);
    if (stored === undefined) absent.push(doc);
    else found.set(doc, stored);
  }
  if (absent.length === 0) return found;
  const rows = await db.documents.bulkGet(absent.map((doc) => [log, doc] as const));
  for (const row of rows) if (row !== undefined) found.set(row.doc, db.documentCache.storedDocumentOf(row));
  return found;
}
