import type { Document } from '#domain/document/document.ts';
import { summarise } from '#domain/document/summary.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { chunksOf } from '../log/chunks.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { DocumentsTable } from '../store/tables.ts';

/** The documents of a log that exist among these. */
export async function loadDocuments(
  tx: StoreTransaction,
  log: LogId,
  docs: readonly DocumentId[],
): Promise<ReadonlyMap<DocumentId, Document>> {
  const documents = new Map<DocumentId, Document>();
  for (const some of chunksOf(docs)) {
    const rows = await tx
      .selectFrom('documents')
      .select(['doc', 'kind', 'registers'])
      .where('log', '=', log)
      .where('doc', 'in', some)
      .execute();
    for (const row of rows) documents.set(row.doc, readDocument(row));
  }
  return documents;
}

// The registers were written below from a document that was made of parsed ops; nobody else writes them.
export const readDocument = (row: Pick<DocumentsTable, 'doc' | 'kind' | 'registers'>): Document => ({
  doc: row.doc,
  kind: row.kind,
  registers: JSON.parse(row.registers) as Document['registers'],
});

/** What changed documents: the entry's place, when it was received, and who made the op. */
export interface Change {
  readonly place: number;
  readonly receivedMs: number;
  readonly device: DeviceId;
}

/** A document as its row in the view. Depends on nothing but its arguments, so a rebuilt view is the same. */
export function documentRow(log: LogId, document: Document, change: Change): DocumentsTable {
  const summary = summarise(document);
  return {
    log,
    doc: document.doc,
    kind: document.kind,
    title: withoutNul(summary.title),
    status: summary.status === '' ? null : withoutNul(summary.status),
    removed: summary.isGone ? 1 : 0,
    conflicts: summary.conflicts,
    facts: JSON.stringify(summary.facts),
    changed_place: change.place,
    changed_ms: change.receivedMs,
    last_device: change.device,
    registers: JSON.stringify(document.registers),
  };
}

export async function saveDocuments(tx: StoreTransaction, rows: readonly DocumentsTable[]): Promise<void> {
  for (const some of chunksOf(rows, 200))
    await tx
      .insertInto('documents')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['log', 'doc']).doUpdateSet((eb) => ({
          kind: eb.ref('excluded.kind'),
          title: eb.ref('excluded.title'),
          status: eb.ref('excluded.status'),
          removed: eb.ref('excluded.removed'),
          conflicts: eb.ref('excluded.conflicts'),
          facts: eb.ref('excluded.facts'),
          changed_place: eb.ref('excluded.changed_place'),
          changed_ms: eb.ref('excluded.changed_ms'),
          last_device: eb.ref('excluded.last_device'),
          registers: eb.ref('excluded.registers'),
        })),
      )
      .execute();
}

/** Notes which documents an entry touches, so that their histories are found. */
export async function saveDocumentPlaces(
  tx: StoreTransaction,
  log: LogId,
  place: number,
  docs: Iterable<DocumentId>,
): Promise<void> {
  for (const some of chunksOf([...new Set(docs)]))
    await tx
      .insertInto('document_places')
      .values(some.map((doc) => ({ log, doc, place })))
      .execute();
}

// PostgreSQL's text cannot hold U+0000; the registers keep it, escaped.
const withoutNul = (text: string): string => text.replaceAll('\0', '\uFFFD');
