import { PostgresAdapter, type SqlBool, sql } from 'kysely';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { type Document, isItemRemoved } from '#domain/document/document.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import {
  documentFiguresVersion,
  documentKindsWithFigures,
  figuresOfDocument,
  type ScoredModel,
} from '#domain/overview/document-figures.ts';
import { actionPlanKind, entityKeyOf, readPlanItems } from '#domain/plan/action-plan.ts';
import { listPlanItem } from '#domain/plan/plan-table.ts';
import { pinnedInstrumentRef } from '#domain/report/report-sources.ts';
import { defaultMaturityModel, maturityModelRef } from '#domain/scoring/maturity-model.ts';
import { maturityModelOf } from '#domain/scoring/needs-assessment.ts';
import { defaultScoringPolicy, scoringPolicyOf } from '#domain/scoring/scoring-policy.ts';
import { findInstrumentByRef } from '../console/export-answers.ts';
import { lockLog } from '../db/log-lock.ts';
import { parameterChunksOf, type ServerStore, type StoreTransaction } from '../db/open-store.ts';
import {
  type DueBatch,
  type DueDocument,
  loadDocuments,
  refreshDocumentSummary,
  refreshNextDue,
} from './load-documents.ts';

// Figures of documents are a projection beside `documents`, for overviews over many missions. A change of a document
// leaves them at an older place, or of an older version. A reading of overviews computes a few of these again first.
// Many of them, as after an upgrade, are computed in the background (`refreshDueBatch`).

const defaultScoredModel: ScoredModel = { model: defaultMaturityModel, policy: defaultScoringPolicy };

/** Find the instrument of assessments with its numbers; null for one that is not here, or that rates nothing. */
export async function findScoredModel(tx: StoreTransaction, ref: string): Promise<ScoredModel | null> {
  if (ref === '' || ref === maturityModelRef(defaultMaturityModel)) return defaultScoredModel;
  const instrument = await findInstrumentByRef(tx, ref);
  const maturityModel = instrument && maturityModelOf(instrument);
  return instrument && maturityModel ? { model: maturityModel, policy: scoringPolicyOf(instrument) } : null;
}

/** Documents whose figures one step computes. */
const documentsPerBatch = 40;

/**
 * Compute the next due figures of these logs. One document a transaction and a bounded number a step, so that nobody
 * waits for many.
 * @param after last document of the step before; null: from the first
 */
export async function refreshFigures(
  store: ServerStore,
  logs: readonly LogId[],
  after: DueDocument | null,
): Promise<DueBatch> {
  // Published versions never change, so one reading serves all of their assessments.
  const models = new Map<string, ScoredModel | null>();
  return refreshNextDue(
    { logs, after, documents: documentsPerBatch },
    (logIds, from, limit) =>
      selectNextWithFigures(store, from)
        .where('documents.log', 'in', logIds)
        .where(areFiguresDue)
        .limit(limit)
        .execute(),
    ({ log, doc }) => store.transaction().execute((tx) => saveFigures(tx, log, doc, models)),
  );
}

const selectDocumentsWithFigures = (store: ServerStore) =>
  store
    .selectFrom('documents')
    .leftJoin('document_figures', (join) =>
      join
        .onRef('document_figures.log', '=', 'documents.log')
        .onRef('document_figures.doc', '=', 'documents.doc'),
    )
    .select(['documents.log', 'documents.doc', 'documents.kind', 'documents.summary_due'])
    .where('documents.kind', 'in', documentKindsWithFigures);

/** Condition that the figures of a document are missing, at an older place or of another version. */
const areFiguresDue = sql<SqlBool>`(document_figures.place is null
  or document_figures.place <> documents.changed_place or document_figures.version <> ${documentFiguresVersion})`;

/** Select documents after a place, in order of log and document. */
const selectNextWithFigures = (store: ServerStore, after: DueDocument | null) =>
  selectDocumentsWithFigures(store)
    .where(sql<SqlBool>`(documents.log, documents.doc) > (${after?.log ?? ''}, ${after?.doc ?? ''})`)
    .orderBy('documents.log')
    .orderBy('documents.doc');

const findDueFigures = (store: ServerStore, logIds: readonly LogId[]) =>
  selectDocumentsWithFigures(store).where('documents.log', 'in', logIds).where(areFiguresDue).execute();

/** Return those of these logs in which the figures of a plan are due. */
export async function findLogsWithDuePlans(
  store: ServerStore,
  logIds: readonly LogId[],
): Promise<readonly LogId[]> {
  const due = new Set<LogId>();
  for (const some of parameterChunksOf(logIds))
    for (const { log } of recordsOfKind(await findDueFigures(store, some), 'action-plan')) due.add(log);
  return [...due];
}

/**
 * Compute the due summaries and figures of the next documents over all logs. One server at a time does it; another one
 * gets an empty batch.
 * @param after last document of the batch before; null: from the first
 */
export async function refreshDueBatch(store: ServerStore, after: DueDocument | null): Promise<DueBatch> {
  // The embedded store has one server and one connection.
  if (!(store.getExecutor().adapter instanceof PostgresAdapter)) return computeDueBatch(store, after);
  return store.transaction().execute(async (tx) => {
    const { rows } = await sql<{ held: boolean }>`
      select pg_try_advisory_xact_lock(${figuresLock}) as held`.execute(tx);
    return rows[0]?.held === true ? computeDueBatch(store, after) : { last: null };
  });
}

/** "figure" in bytes; no other lock uses it. */
const figuresLock = 0x66_69_67_75_72_65;

async function computeDueBatch(store: ServerStore, after: DueDocument | null): Promise<DueBatch> {
  const due = await selectNextWithFigures(store, after)
    .where((eb) => eb.or([eb('documents.summary_due', '=', 1), areFiguresDue]))
    .limit(documentsPerBatch)
    .execute();
  const models = new Map<string, ScoredModel | null>();
  for (const one of due)
    await store.transaction().execute(async (tx) => {
      if (one.summary_due === 1) await refreshDocumentSummary(tx, one);
      await saveFigures(tx, one.log, one.doc, models);
    });
  return { last: due.at(-1) ?? null };
}

async function saveFigures(
  tx: StoreTransaction,
  logId: LogId,
  documentId: DocumentId,
  models: Map<string, ScoredModel | null>,
): Promise<void> {
  await lockLog(tx, logId);
  const row = await tx
    .selectFrom('documents')
    .select('changed_place')
    .where('log', '=', logId)
    .where('doc', '=', documentId)
    .executeTakeFirst();
  const document = (await loadDocuments(tx, logId, [documentId])).get(documentId);
  if (row === undefined || document === undefined) return;
  const documentFigures = figuresOfDocument(document, await scoredModelOf(tx, document, models));
  const columns = {
    place: row.changed_place,
    version: documentFiguresVersion,
    figures: JSON.stringify(documentFigures),
  };
  await tx
    .insertInto('document_figures')
    .values({ log: logId, doc: documentId, ...columns })
    .onConflict((conflict) => conflict.columns(['log', 'doc']).doUpdateSet(columns))
    .execute();
  if (document.kind === actionPlanKind) await savePlanItems(tx, logId, document);
}

/** Items of a plan as rows; a removed plan has none. */
async function savePlanItems(tx: StoreTransaction, logId: LogId, document: Document): Promise<void> {
  const { doc } = document;
  await tx.deleteFrom('plan_items').where('log', '=', logId).where('doc', '=', doc).execute();
  const rows = isItemRemoved(document)
    ? []
    : readPlanItems(document).map((planItem, ordinal) => ({
        log: logId,
        doc,
        item: planItem.id,
        ordinal,
        entities: entityColumnOf([planItem.lead, ...planItem.supporting]),
        listed: JSON.stringify(listPlanItem(logId, doc, planItem)),
      }));
  for (const some of parameterChunksOf(rows)) await tx.insertInto('plan_items').values(some).execute();
}

/** Keys of entities as a text, in which each is between line feeds. No key has one. */
const entityColumnOf = (names: readonly string[]): string =>
  `\n${names
    .map(entityKeyOf)
    .filter((key) => key !== '')
    .join('\n')}\n`;

async function scoredModelOf(
  tx: StoreTransaction,
  document: Document,
  models: Map<string, ScoredModel | null>,
): Promise<ScoredModel | null> {
  if (document.kind !== assessmentKind) return null;
  const ref = pinnedInstrumentRef(document);
  const knownModel = models.get(ref);
  if (knownModel !== undefined) return knownModel;
  const foundModel = await findScoredModel(tx, ref);
  models.set(ref, foundModel);
  return foundModel;
}
