import { type SqlBool, sql } from 'kysely';
import { compareTexts } from '#base/json.ts';
import type { Document, Register } from '#domain/document/document.ts';
import { type DocumentSource, MemoryRegisterIndex } from '#domain/document/document-draft.ts';
import { type DocumentKind, deviceOfDot, numberOfDot, type Op, type Path } from '#domain/document/op.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { pathsReadByAdmission } from '#domain/kinds/admit-op.ts';
import { readableLogsOf, rolesByLogOf } from '../auth/grants.ts';
import { withRowLevelSecurity } from '../auth/row-level-security.ts';
import { lockLog } from '../db/log-lock.ts';
import { parameterChunksOf, type ServerStore, type StoreTransaction } from '../db/open-store.ts';
import { summaryRowOf } from './document-rows.ts';

/** Document with its registers as stored text. */
export interface StoredDocumentText {
  readonly doc: DocumentId;
  readonly kind: DocumentKind;
  readonly registers: string;
}

/** Documents per query. */
const registerDocumentsAtOnce = 100;

/** Join these rows of `documents` with their registers, as JSON text in order of appearance. */
export async function joinRegisters<Row extends { readonly log: LogId; readonly doc: DocumentId }>(
  store: ServerStore,
  rows: readonly Row[],
): Promise<readonly (Row & { readonly registers: string })[]> {
  const docsByLog = new Map<LogId, DocumentId[]>();
  for (const { log, doc } of rows) {
    const documentIds = docsByLog.get(log);
    if (documentIds === undefined) docsByLog.set(log, [doc]);
    else documentIds.push(doc);
  }
  const parts = new Map<string, string[]>();
  for (const [logId, documentIds] of docsByLog)
    for (const some of parameterChunksOf(documentIds, registerDocumentsAtOnce)) {
      const registers = await store
        .selectFrom('registers')
        .select(['doc', 'path', 'register'])
        .where('log', '=', logId)
        .where('doc', 'in', some)
        .orderBy('doc')
        .orderBy('ordinal')
        .execute();
      for (const { doc, path, register } of registers) {
        const part = `"${path}":${register}`; // a path needs no escaping
        const known = parts.get(`${logId} ${doc}`);
        if (known === undefined) parts.set(`${logId} ${doc}`, [part]);
        else known.push(part);
      }
    }
  return rows.map((row) => ({
    ...row,
    registers: `{${(parts.get(`${row.log} ${row.doc}`) ?? []).join()}}`,
  }));
}

/** Parse a stored document. The text was written from a document of parsed ops. */
export const parseStoredDocument = ({ doc, kind, registers }: StoredDocumentText): Document => ({
  doc,
  kind,
  registers: JSON.parse(registers) as Document['registers'],
});

/** Load the whole documents among these that exist. */
export async function loadDocuments(
  tx: ServerStore | StoreTransaction,
  logId: LogId,
  documentIds: readonly DocumentId[],
): Promise<ReadonlyMap<DocumentId, Document>> {
  const documents = new Map<DocumentId, Document>();
  for (const some of parameterChunksOf(documentIds)) {
    const rows = await tx
      .selectFrom('documents')
      .select(['log', 'doc', 'kind'])
      .where('log', '=', logId)
      .where('doc', 'in', some)
      .execute();
    for (const row of await joinRegisters(tx, rows)) documents.set(row.doc, parseStoredDocument(row));
  }
  return documents;
}

/**
 * Load the documents that these ops of one device name, with the registers that judging and applying need. Those are
 * the ones of `pathsReadByAdmission`, and those that await one of the ops (M2).
 */
export async function loadDocumentsForOps(
  tx: StoreTransaction,
  logId: LogId,
  ops: readonly Op[],
): Promise<ReadonlyMap<DocumentId, DocumentSource>> {
  const paths = await findPathsForOps(tx, logId, ops);
  const documents = new Map<DocumentId, DocumentSource>();
  for (const documentIds of parameterChunksOf([...paths.keys()])) {
    const rows = await tx
      .selectFrom('documents')
      .select(['doc', 'kind', 'register_count', 'register_bytes'])
      .where('log', '=', logId)
      .where('doc', 'in', documentIds)
      .execute();
    for (const { doc, kind, register_count, register_bytes } of rows) {
      const registers = new MemoryRegisterIndex(
        await loadRegistersAt(tx, logId, doc, [...(paths.get(doc) ?? [])]),
      );
      documents.set(doc, {
        doc,
        kind,
        registers,
        size: { registers: register_count, bytes: register_bytes },
      });
    }
  }
  return documents;
}

async function findPathsForOps(tx: StoreTransaction, logId: LogId, ops: readonly Op[]) {
  const pathsByDoc = new Map<DocumentId, Set<Path>>();
  for (const op of ops) {
    const paths = pathsByDoc.get(op.doc) ?? new Set();
    pathsByDoc.set(op.doc, paths);
    for (const path of pathsReadByAdmission(op)) paths.add(path);
  }
  const [firstOp, lastOp] = [ops[0], ops.at(-1)];
  if (firstOp === undefined || lastOp === undefined) return pathsByDoc;
  const waiting = await tx
    .selectFrom('dead_dots')
    .select(['doc', 'path'])
    .where('log', '=', logId)
    .where('device', '=', deviceOfDot(firstOp.dot))
    .where('n', '>=', numberOfDot(firstOp.dot))
    .where('n', '<=', numberOfDot(lastOp.dot))
    .execute();
  for (const { doc, path } of waiting) pathsByDoc.get(doc)?.add(path);
  return pathsByDoc;
}

async function loadRegistersAt(
  tx: StoreTransaction,
  logId: LogId,
  documentId: DocumentId,
  paths: readonly Path[],
): Promise<Record<Path, Register>> {
  const registers: Record<Path, Register> = {};
  for (const some of parameterChunksOf(paths)) {
    const sought = sql.join(some.map((path) => sql`(cast(${path} as text))`));
    // Path by path: PostgreSQL without statistics expects few rows per document, and would read and filter all of it.
    const { rows } = await sql<{ path: Path; register: string | null }>`
      with sought(path) as (values ${sought})
      select path, (select register from registers
        where log = ${logId} and doc = ${documentId} and path = sought.path) as register from sought`.execute(
      tx,
    );
    // Written by `saveDocuments` from a parsed op.
    for (const { path, register } of rows)
      if (register !== null) registers[path] = JSON.parse(register) as Register;
  }
  return registers;
}

/** Judging threads, as a reader of lists needs them: they refresh the summaries that are due in these logs. */
interface SummarySources {
  readonly store: ServerStore;
  readonly judging: { refresh(logIds: readonly LogId[], part: 'summaries'): Promise<void> };
}

/** Read lists on behalf of a person (`withRowLevelSecurity`), with summaries of the present documents. */
export async function readWithFreshSummaries<T>(
  { store, judging }: SummarySources,
  personId: PersonId,
  read: (ownServerStore: ServerStore) => Promise<T>,
): Promise<T> {
  const dueLogIds = await findLogsWithDueSummaries(
    store,
    readableLogsOf(await rolesByLogOf(store, personId)),
  );
  await judging.refresh(dueLogIds, 'summaries');
  return withRowLevelSecurity(store, personId, read);
}

/** Address of a document in the order of a refresh. */
export interface DueDocument {
  readonly log: LogId;
  readonly doc: DocumentId;
}

/** One step of a refresh. `last`: go on after it; null: nothing is left, or another server computes now. */
export interface DueBatch {
  readonly last: DueDocument | null;
}

/** Documents whose summaries one step refreshes: some tenths of a second at most. */
export const summariesPerStep = 200;

/**
 * Refresh the summary columns of these logs' next changed documents. Packs do not do that: they would have to read each
 * document whole. One document a transaction and a bounded number a step, so that nobody waits for many.
 * @param after last document of the step before; null: from the first
 */
export async function refreshSummaries(
  store: ServerStore,
  logs: readonly LogId[],
  after: DueDocument | null,
): Promise<DueBatch> {
  return refreshNextDue(
    { logs, after, documents: summariesPerStep },
    (logIds, from, limit) =>
      store
        .selectFrom('documents')
        .select(['log', 'doc'])
        .where('log', 'in', logIds)
        .where('summary_due', '=', 1)
        .where(sql<SqlBool>`(log, doc) > (${from?.log ?? ''}, ${from?.doc ?? ''})`)
        .orderBy('log')
        .orderBy('doc')
        .limit(limit)
        .execute(),
    (dueDocument) => store.transaction().execute((tx) => refreshDocumentSummary(tx, dueDocument)),
  );
}

/**
 * Run one step of a refresh.
 * @param step logs, last document of the step before, and number of documents
 * @param find due documents of some of the logs after an address, in order of log and document
 */
export async function refreshNextDue(
  step: { readonly logs: readonly LogId[]; readonly after: DueDocument | null; readonly documents: number },
  find: (
    logIds: readonly LogId[],
    after: DueDocument | null,
    limit: number,
  ) => Promise<readonly DueDocument[]>,
  refresh: (dueDocument: DueDocument) => Promise<void>,
): Promise<DueBatch> {
  const { after, documents } = step;
  const left = step.logs.filter((log) => after === null || log >= after.log).toSorted(compareTexts);
  let lastDueDocument: DueDocument | null = null;
  let done = 0;
  for (const logIds of parameterChunksOf(left)) {
    for (const dueDocument of await find(logIds, after, documents - done)) {
      await refresh(dueDocument);
      lastDueDocument = { log: dueDocument.log, doc: dueDocument.doc };
      done += 1;
    }
    if (done >= documents) return { last: lastDueDocument };
  }
  return { last: null };
}

/** Find those of these logs that have documents with outdated summaries. */
export async function findLogsWithDueSummaries(
  store: ServerStore,
  logIds: readonly LogId[],
): Promise<readonly LogId[]> {
  const dueLogIds: LogId[] = [];
  for (const some of parameterChunksOf(logIds)) {
    const rows = await store
      .selectFrom('documents')
      .select('log')
      .distinct()
      .where('log', 'in', some)
      .where('summary_due', '=', 1)
      .execute();
    dueLogIds.push(...rows.map(({ log }) => log));
  }
  return dueLogIds;
}

/** Refresh the summary columns of one document. */
export async function refreshDocumentSummary(tx: StoreTransaction, { log, doc }: DueDocument): Promise<void> {
  await lockLog(tx, log);
  const document = (await loadDocuments(tx, log, [doc])).get(doc);
  if (document === undefined) return;
  await tx
    .updateTable('documents')
    .set({ ...summaryRowOf(document), summary_due: 0 })
    .where('log', '=', log)
    .where('doc', '=', doc)
    .execute();
}
