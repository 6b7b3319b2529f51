import type { DocumentId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../database.ts';
import type { StoredDocument } from './stored-document.ts';

/** These documents of a log as a write needs them; those that are not here are left out. Belongs into a turn. */
export async function readStored(
  db: FieldDatabase,
  log: LogId,
  docs: Iterable<DocumentId>,
): Promise<ReadonlyMap<DocumentId, StoredDocument>> {
  const found = new Map<DocumentId, StoredDocument>();
  const absent: DocumentId[] = [];
  for (const doc of new Set(docs)) {
    const stored = db.documentCache.at([log, doc]);
    if (stored === undefined) absent.push(doc);
    else found.set(doc, stored);
  }
  if (absent.length === 0) return found;
  const rows = await db.documents.bulkGet(absent.map((doc) => [log, doc] as const));
  for (const row of rows) if (row !== undefined) found.set(row.doc, db.documentCache.storedOf(row));
  return found;
}
