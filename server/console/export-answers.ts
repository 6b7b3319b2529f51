import { setImmediate } from 'node:timers/promises';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { buildExportedAssessment } from '#domain/assessment/exported-assessment.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { isRemovedWithoutConflict } from '#domain/document/removal-conflicts.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import type { ExportedAssessment } from '#forms/export/export-data.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { defaultInstrument } from '#domain/scoring/needs-assessment.ts';
import { instrumentRefOf, readPublishedInstrument } from '#domain/instrument/instrument-edition.ts';
import { sharedDocumentFor } from '#domain/privacy/sharing.ts';
import { readableByPerson } from '../auth/row-level-security.ts';
import { readPublishedDocument } from './instrument-library.ts';
import type { ServerStore, StoreTransaction } from '../db/open-store.ts';
import type { RuntimeDependencies } from '../runtime-dependencies.ts';
import { joinRegisters, parseStoredDocument } from '../projections/load-documents.ts';
import { strToU8, zipSync } from 'fflate';
import { buildDataFiles } from '#forms/export/data-files.ts';
import type { DataExportOptions } from '#forms/export/data-table.ts';
import { createTablesWorkbook } from './write-workbook.ts';

/** Everything that an export consists of, by file name: CSV, SPSS syntax, codebook, JSON, and all tables as one workbook. */
export async function exportAnswerFiles(
  instrument: Instrument,
  assessments: readonly ExportedAssessment[],
  options: DataExportOptions,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const { tables, texts } = buildDataFiles(instrument, assessments, options);
  const bytes = Object.entries(texts).map(([name, text]) => [name, strToU8(text)] as const);
  return { ...Object.fromEntries(bytes), 'data.xlsx': await createTablesWorkbook(tables) };
}

/** One file that a browser can save: the workbook, or everything in an archive. */
export async function exportAnswerFile(
  instrument: Instrument,
  assessments: readonly ExportedAssessment[],
  { format, ...options }: DataExportOptions & { readonly format: 'xlsx' | 'zip' },
): Promise<Uint8Array> {
  if (format === 'zip') return zipSync(await exportAnswerFiles(instrument, assessments, options));
  return createTablesWorkbook(buildDataFiles(instrument, assessments, options).tables);
}

/** The instrument that assessments name: a published version, or the one that every laptop brings along. */
export async function findInstrumentByRef(tx: StoreTransaction, ref: string): Promise<Instrument | null> {
  if (ref === instrumentRefOf(defaultInstrument)) return defaultInstrument;
  const document = await readPublishedDocument(tx, ref);
  const instrument = document && readPublishedInstrument(document);
  return instrument?.ok ? instrument.value : null;
}

/** Which assessments: all that are pinned to this version, or those of one log that a person may read. */
export interface AnswersQuery {
  readonly ref: string;
  readonly of: null | { readonly log: LogId; readonly person: PersonId };
}

/** Assessments with their answers as the database holds them; removed ones are left out. */
export async function loadAnsweredDocuments(
  store: ServerStore,
  { ref, of }: AnswersQuery,
): Promise<readonly Document[]> {
  const rows = await store
    .selectFrom('documents')
    .select(['log', 'doc', 'kind'])
    .where('kind', '=', assessmentKind)
    .$if(of !== null, (query) =>
      query.where((eb) =>
        of === null
          ? eb.lit(true)
          : eb.and([eb('log', '=', of.log), readableByPerson(of.person, eb.ref('documents.log'))]),
      ),
    )
    .orderBy('doc')
    .execute();
  return (await joinRegisters(store, rows))
    .map(parseStoredDocument)
    .filter((document) => valueAt(document, 'instrument') === ref && !isRemovedWithoutConflict(document));
}

/**
 * What of them the State may be given (domain.md E, rule 5): its own drafts and finals, field by field; nothing of a
 * mission that names no State.
 */
export const answersSharedWithState = (
  documents: readonly Document[],
  country: string | null,
): readonly Document[] =>
  country === null
    ? []
    : documents.flatMap(
        (document) => sharedDocumentFor({ kind: 'state', country }, document, { country, plans: [] }) ?? [],
      );

/** Opens the form of each; between two of them others get their turn, for a long form takes a tenth of a second. */
export async function evaluateAnswers(
  documents: readonly Document[],
  instrument: Instrument,
  { nowMs }: RuntimeDependencies,
): Promise<readonly ExportedAssessment[]> {
  const now = { ms: nowMs(), offsetMinutes: 0 };
  const opened: ExportedAssessment[] = [];
  for (const document of documents) {
    const one = buildExportedAssessment(document, instrument, now);
    // It was checked when it was published.
    if (!one.ok) throw new Error(`The instrument cannot be opened: ${one.refusal[0]?.message ?? ''}`);
    opened.push(one.value);
    await setImmediate();
  }
  return opened;
}
