import type { Document, Register } from '#domain/document/document.ts';
import {
  type DocumentDraft,
  type DocumentSource,
  documentSourceOf,
  emptyDocumentSource,
} from '#domain/document/document-draft.ts';
import { type DocumentSize, sizeAfterChange } from '#domain/document/document-size.ts';
import { deviceOfDot, numberOfDot, type Path } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { summarizeDocument } from '#domain/kinds/document-summary.ts';
import { parameterChunksOf, type StoreTransaction } from '../db/open-store.ts';
import type { DeadDotsTable, DocumentsTable, RegistersTable } from '../db/tables.ts';

/** Origin of a change: the entry's place, its time of receipt, and the op's author. */
export interface DocumentChangeOrigin {
  readonly place: number;
  readonly receivedMs: number;
  readonly device: DeviceId;
}

/** Document after a change of some of its registers. */
export interface ChangedDocument {
  /** Document before; without a register where there was none. */
  readonly source: DocumentSource;
  /** Registers that differ from `source`. */
  readonly registers: Iterable<readonly [Path, Register]>;
  readonly size: DocumentSize;
  readonly change: DocumentChangeOrigin;
  /** The whole document, for the columns of lists; null: they are due. */
  readonly whole: Document | null;
}

/** Return a draft's changes, for callers without the whole document. `source`: undefined where there was none. */
export const changedByDraft = (
  documentDraft: DocumentDraft,
  documentSource: DocumentSource | undefined,
  change: DocumentChangeOrigin,
): ChangedDocument => ({
  source: documentSource ?? emptyDocumentSource(documentDraft.doc, documentDraft.kind),
  registers: documentDraft.changed,
  size: documentDraft.size,
  change,
  whole: null,
});

/** Return a whole document that replaces another; undefined where there was none. */
export function replacedDocument(
  previousDocument: Document | undefined,
  whole: Document,
  change: DocumentChangeOrigin,
): ChangedDocument {
  const documentSource =
    previousDocument === undefined
      ? emptyDocumentSource(whole.doc, whole.kind)
      : documentSourceOf(previousDocument);
  // Keys of a document's registers are paths; Object.entries loses that type. Registers are replaced, never changed.
  const registers = (Object.entries(whole.registers) as [Path, Register][]).filter(
    ([path, register]) => documentSource.registers.at(path) !== register,
  );
  const size = registers.reduce(
    (sum, [path, register]) => sizeAfterChange(sum, path, documentSource.registers.at(path), register),
    documentSource.size,
  );
  return { source: documentSource, registers, size, change, whole };
}

/**
 * Save the changes of these documents of a log: registers, awaited dots, and the row of each document. The cost depends
 * on the changes, not on the size of the documents.
 */
export async function saveDocuments(
  tx: StoreTransaction,
  logId: LogId,
  changedDocuments: readonly ChangedDocument[],
): Promise<void> {
  const registersTables: RegistersTable[] = [];
  const arrivedTables: DeadDotsTable[] = [];
  const awaited: DeadDotsTable[] = [];
  for (const { source, registers: changed } of changedDocuments) {
    const { doc } = source;
    let ordinal = source.size.registers;
    for (const [path, after] of changed) {
      const previousRegister = source.registers.at(path);
      registersTables.push({ log: logId, doc, path, ordinal, register: JSON.stringify(after) });
      if (previousRegister === undefined) ordinal += 1;
      arrivedTables.push(...deadDotRowsOf({ log: logId, doc, path }, previousRegister, after));
      awaited.push(...deadDotRowsOf({ log: logId, doc, path }, after, previousRegister));
    }
  }
  await saveRegisterRows(tx, registersTables);
  // A whole document may replace one of which content was erased: its figures go at once.
  const replaced = changedDocuments.filter(({ whole }) => whole !== null).map(({ source }) => source.doc);
  for (const documentIds of parameterChunksOf(replaced))
    for (const table of ['document_figures', 'plan_items'] as const)
      await tx.deleteFrom(table).where('log', '=', logId).where('doc', 'in', documentIds).execute();
  await saveDeadDots(tx, arrivedTables, awaited);
  await saveDocumentRows(
    tx,
    changedDocuments
      .filter(({ whole }) => whole !== null)
      .map((changedDocument) => documentRowOf(logId, changedDocument)),
    summaryColumns,
  );
  await saveDocumentRows(
    tx,
    changedDocuments
      .filter(({ whole }) => whole === null)
      .map((changedDocument) => documentRowOf(logId, changedDocument)),
    [],
  );
}

/** Return the dots that one state of a register awaits and another does not. */
function deadDotRowsOf(
  place: Pick<DeadDotsTable, 'log' | 'doc' | 'path'>,
  register: Register | undefined,
  otherRegister: Register | undefined,
): readonly DeadDotsTable[] {
  const left = new Set(otherRegister?.dead);
  return (register?.dead ?? [])
    .filter((dot) => !left.has(dot))
    .map((dot) => ({ ...place, device: deviceOfDot(dot), n: numberOfDot(dot) }));
}

/** Build the row of a document. Depends on its arguments alone, so a rebuilt projection is the same. */
function documentRowOf(log: LogId, { source, size, change, whole }: ChangedDocument): DocumentsTable {
  return {
    log,
    doc: source.doc,
    kind: source.kind,
    ...(whole === null ? emptySummaryRow : summaryRowOf(whole)),
    changed_place: change.place,
    changed_ms: change.receivedMs,
    last_device: change.device,
    register_count: size.registers,
    register_bytes: size.bytes,
    summary_due: whole === null ? 1 : 0,
  };
}

const summaryColumns = ['title', 'status', 'removed', 'conflicts', 'facts'] as const;
type DocumentSummaryRow = Pick<DocumentsTable, (typeof summaryColumns)[number]>;

const emptySummaryRow: DocumentSummaryRow = {
  title: '',
  status: null,
  removed: 0,
  conflicts: 0,
  facts: '{}',
};

/** Build the columns of lists from a whole document. */
export function summaryRowOf(document: Document): DocumentSummaryRow {
  const summaryFields = summarizeDocument(document);
  return {
    title: replaceNulCharacters(summaryFields.title),
    status: summaryFields.status === '' ? null : replaceNulCharacters(summaryFields.status),
    removed: summaryFields.isGone ? 1 : 0,
    conflicts: summaryFields.conflicts,
    facts: JSON.stringify(summaryFields.facts),
  };
}

async function saveDocumentRows(
  tx: StoreTransaction,
  rows: readonly DocumentsTable[],
  documentSummaryRows: readonly (keyof DocumentSummaryRow)[],
): Promise<void> {
  const columns = [
    'kind',
    'changed_place',
    'changed_ms',
    'last_device',
    'register_count',
    'register_bytes',
    'summary_due',
    ...documentSummaryRows,
  ] as const;
  for (const some of parameterChunksOf(rows, 200))
    await tx
      .insertInto('documents')
      .values(some)
      .onConflict((conflict) =>
        conflict
          .columns(['log', 'doc'])
          .doUpdateSet((eb) => Object.fromEntries(columns.map((name) => [name, eb.ref(`excluded.${name}`)]))),
      )
      .execute();
}

async function saveRegisterRows(tx: StoreTransaction, rows: readonly RegistersTable[]): Promise<void> {
  for (const some of parameterChunksOf(rows))
    await tx
      .insertInto('registers')
      .values(some)
      .onConflict((conflict) =>
        conflict
          .columns(['log', 'doc', 'path'])
          .doUpdateSet((eb) => ({ register: eb.ref('excluded.register') })),
      )
      .execute();
}

async function saveDeadDots(
  tx: StoreTransaction,
  arrivedTables: readonly DeadDotsTable[],
  awaited: readonly DeadDotsTable[],
): Promise<void> {
  for (const { log, device, n, doc, path } of arrivedTables)
    await tx
      .deleteFrom('dead_dots')
      .where('log', '=', log)
      .where('device', '=', device)
      .where('n', '=', n)
      .where('doc', '=', doc)
      .where('path', '=', path)
      .execute();
  for (const some of parameterChunksOf(awaited)) await tx.insertInto('dead_dots').values(some).execute();
}

const projectedTables = [
  'documents',
  'registers',
  'dead_dots',
  'document_places',
  'document_figures',
  'plan_items',
] as const;

/** Delete all projected data of a log's documents. */
export async function deleteDocuments(tx: StoreTransaction, logId: LogId): Promise<void> {
  for (const table of projectedTables) await tx.deleteFrom(table).where('log', '=', logId).execute();
}

/** Record which documents an entry touches, for their histories. */
export async function saveDocumentPlaces(
  tx: StoreTransaction,
  log: LogId,
  place: number,
  documentIds: Iterable<DocumentId>,
): Promise<void> {
  for (const some of parameterChunksOf([...new Set(documentIds)]))
    await tx
      .insertInto('document_places')
      .values(some.map((doc) => ({ log, doc, place })))
      .execute();
}

// PostgreSQL's text cannot hold U+0000; the registers keep it, escaped.
const replaceNulCharacters = (text: string): string => text.replaceAll('\0', '\uFFFD');
