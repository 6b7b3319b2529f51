import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Document } from '#domain/document/document.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import {
  documentFiguresVersion,
  documentKindsWithFigures,
  figuresOfDocument,
  type ScoredModel,
} from '#domain/overview/document-figures.ts';
import { pinnedInstrumentRef } from '#domain/report/report-sources.ts';
import {
  defaultMaturityModel,
  defaultScoringPolicy,
  maturityModelRef,
  scoringPolicyOf,
} from '#domain/scoring/maturity-model.ts';
import { maturityModelOf } from '#domain/scoring/needs-assessment.ts';
import { findInstrumentByRef } from '../console/export-answers.ts';
import { parameterChunksOf, type ServerStore, type StoreTransaction } from '../db/open-store.ts';
import { lockLog } from '../log/stored-packs.ts';
import { loadDocuments } from './load-documents.ts';

// Figures of documents are a projection beside `documents`, for pictures over many missions. A change of a document
// leaves them at an older place, or of an older version. A reading of pictures computes these again first.

const defaultScoredModel: ScoredModel = { model: defaultMaturityModel, policy: defaultScoringPolicy };

/** Find the instrument of assessments with its numbers; null for one that is not here, or that rates nothing. */
export async function findScoredModel(tx: StoreTransaction, ref: string): Promise<ScoredModel | null> {
  if (ref === '' || ref === maturityModelRef(defaultMaturityModel)) return defaultScoredModel;
  const instrument = await findInstrumentByRef(tx, ref);
  const model = instrument && maturityModelOf(instrument);
  return instrument && model ? { model, policy: scoringPolicyOf(instrument) } : null;
}

/** Compute the due figures of these logs. One document a transaction, so that nobody waits for many. */
export async function refreshFigures(store: ServerStore, logs: readonly LogId[]): Promise<void> {
  // Published versions never change, so one reading serves all of their assessments.
  const models = new Map<string, ScoredModel | null>();
  for (const some of parameterChunksOf(logs))
    for (const { log, doc } of await findDueFigures(store, some))
      await store.transaction().execute((tx) => saveFigures(tx, log, doc, models));
}

const findDueFigures = (store: ServerStore, logs: readonly LogId[]) =>
  store
    .selectFrom('documents')
    .leftJoin('document_figures', (join) =>
      join
        .onRef('document_figures.log', '=', 'documents.log')
        .onRef('document_figures.doc', '=', 'documents.doc'),
    )
    .select(['documents.log', 'documents.doc'])
    .where('documents.log', 'in', logs)
    .where('documents.kind', 'in', documentKindsWithFigures)
    .where((eb) =>
      eb.or([
        eb('document_figures.place', 'is', null),
        eb('document_figures.place', '!=', eb.ref('documents.changed_place')),
        eb('document_figures.version', '!=', documentFiguresVersion),
      ]),
    )
    .execute();

async function saveFigures(
  tx: StoreTransaction,
  log: LogId,
  doc: DocumentId,
  models: Map<string, ScoredModel | null>,
): Promise<void> {
  await lockLog(tx, log);
  const row = await tx
    .selectFrom('documents')
    .select('changed_place')
    .where('log', '=', log)
    .where('doc', '=', doc)
    .executeTakeFirst();
  const document = (await loadDocuments(tx, log, [doc])).get(doc);
  if (row === undefined || document === undefined) return;
  const figures = figuresOfDocument(document, await scoredModelOf(tx, document, models));
  const columns = {
    place: row.changed_place,
    version: documentFiguresVersion,
    figures: JSON.stringify(figures),
  };
  await tx
    .insertInto('document_figures')
    .values({ log, doc, ...columns })
    .onConflict((conflict) => conflict.columns(['log', 'doc']).doUpdateSet(columns))
    .execute();
}

async function scoredModelOf(
  tx: StoreTransaction,
  document: Document,
  models: Map<string, ScoredModel | null>,
): Promise<ScoredModel | null> {
  if (document.kind !== assessmentKind) return null;
  const ref = pinnedInstrumentRef(document);
  const known = models.get(ref);
  if (known !== undefined) return known;
  const found = await findScoredModel(tx, ref);
  models.set(ref, found);
  return found;
}
