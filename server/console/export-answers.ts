import { setImmediate } from 'node:timers/promises';
import { strToU8, zipSync } from 'fflate';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { buildExportedAssessment, type ExportedMission } from '#domain/assessment/exported-assessment.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { isRemovedWithoutConflict } from '#domain/document/removal-conflicts.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { instrumentRefOf, readPublishedInstrument } from '#domain/instrument/instrument-edition.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { sharedDocumentFor } from '#domain/privacy/sharing.ts';
import { withInstitutionNames } from '#domain/report/report-sources.ts';
import { defaultInstrument } from '#domain/scoring/needs-assessment.ts';
import { buildDataFiles } from '#forms/export/data-files.ts';
import type { DataExportOptions } from '#forms/export/data-table.ts';
import type { ExportedAssessment } from '#forms/export/export-data.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { readableByPerson } from '../auth/read-conditions.ts';
import type { RuntimeDependencies, ServerStore, StoreTransaction } from '../db/open-store.ts';
import { joinRegisters, parseStoredDocument } from '../projections/load-documents.ts';
import { documentFactsOf } from './documents.ts';
import type { InstitutionNameOf } from './institutions.ts';
import { readPublishedDocument } from './instrument-library.ts';
import { createTablesWorkbook } from './write-workbook.ts';

/** Build all files of an export by name: CSV, SPSS syntax, codebook, JSON, and all tables as one workbook. */
export async function exportAnswerFiles(
  instrument: Instrument,
  exportedAssessments: readonly ExportedAssessment[],
  exportOptions: DataExportOptions,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const { tables, texts } = buildDataFiles(instrument, exportedAssessments, exportOptions);
  const bytes = Object.entries(texts).map(([name, text]) => [name, strToU8(text)] as const);
  return { ...Object.fromEntries(bytes), 'data.xlsx': await createTablesWorkbook(tables) };
}

/** Build one file for a browser to save: the workbook, or all files in an archive. */
export async function exportAnswerFile(
  instrument: Instrument,
  exportedAssessments: readonly ExportedAssessment[],
  { format, ...options }: DataExportOptions & { readonly format: 'xlsx' | 'zip' },
): Promise<Uint8Array> {
  if (format === 'zip') return zipSync(await exportAnswerFiles(instrument, exportedAssessments, options));
  return createTablesWorkbook(buildDataFiles(instrument, exportedAssessments, options).tables);
}

/** Find the instrument of an assessment: a published version, or one built into every laptop. */
export async function findInstrumentByRef(tx: StoreTransaction, ref: string): Promise<Instrument | null> {
  if (ref === instrumentRefOf(defaultInstrument)) return defaultInstrument;
  const document = await readPublishedDocument(tx, ref);
  const instrument = document && readPublishedInstrument(document);
  return instrument?.ok ? instrument.value : null;
}

/** Choice of assessments: all under this version, or those of one log that a person may read. */
interface AnswersQuery {
  readonly ref: string;
  readonly of: null | { readonly log: LogId; readonly person: PersonId };
}

/** An assessment with the mission that it belongs to. */
interface AnsweredDocument {
  readonly document: Document;
  readonly mission: ExportedMission;
}

/** Load assessments with their answers, missions and present names; removed ones are left out. */
export async function loadAnsweredDocuments(
  store: ServerStore,
  { ref, of }: AnswersQuery,
  nameOf: InstitutionNameOf,
): Promise<readonly AnsweredDocument[]> {
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
  const missions = await readExportedMissions(store, [...new Set(rows.map(({ log }) => log))]);
  return (await joinRegisters(store, rows)).flatMap((row): readonly AnsweredDocument[] => {
    const document = parseStoredDocument(row);
    if (valueAt(document, 'instrument') !== ref || isRemovedWithoutConflict(document)) return [];
    const exportedMission = missions.get(row.log) ?? { title: '', country: '' };
    return [
      {
        document: withInstitutionNames(document, exportedMission.country || null, nameOf),
        mission: exportedMission,
      },
    ];
  });
}

/** Read title and State of missions: those that people wrote, else those of the directory. */
async function readExportedMissions(
  store: ServerStore,
  wanted: readonly LogId[],
): Promise<ReadonlyMap<LogId, ExportedMission>> {
  if (wanted.length === 0) return new Map();
  const logs = await store
    .selectFrom('logs')
    .select(['log', 'title', 'country'])
    .where('log', 'in', wanted)
    .execute();
  const documents = await store
    .selectFrom('documents')
    .select(['log', 'title', 'facts'])
    .where('log', 'in', wanted)
    .where('kind', '=', missionKind)
    .where('removed', '=', 0)
    .orderBy('doc', 'desc')
    .execute();
  // The oldest mission document of a log counts; ids are in order of time.
  const written = new Map(documents.map((one) => [one.log, one]));
  return new Map(
    logs.map(({ log, title, country }) => {
      const own = written.get(log);
      const consoleDocumentFacts = own === undefined ? null : documentFactsOf(own.facts);
      return [log, { title: own?.title || title, country: consoleDocumentFacts?.country ?? country ?? '' }];
    }),
  );
}

/**
 * Select the answers that the State may get (docs/requirements.md E5): its own drafts and finals, field by field.
 * Nothing of a mission that names no State.
 */
export const answersSharedWithState = (
  answeredDocuments: readonly AnsweredDocument[],
  country: string | null,
): readonly AnsweredDocument[] =>
  country === null
    ? []
    : answeredDocuments.flatMap(({ document, mission }) => {
        const shared = sharedDocumentFor({ kind: 'state', country }, document, { country, plans: [] });
        return shared === null ? [] : [{ document: shared, mission }];
      });

/** Open the form of each. Other work runs in between, since a long form takes a tenth of a second. */
export async function evaluateAnswers(
  answeredDocuments: readonly AnsweredDocument[],
  instrument: Instrument,
  { nowMs }: RuntimeDependencies,
): Promise<readonly ExportedAssessment[]> {
  const now = { ms: nowMs(), offsetMinutes: 0 };
  const openedAssessments: ExportedAssessment[] = [];
  for (const { document, mission } of answeredDocuments) {
    const one = buildExportedAssessment(document, instrument, mission, now);
    // It was checked at its publication.
    if (!one.ok) throw new Error(`The instrument cannot be opened: ${one.refusal[0]?.message ?? ''}`);
    openedAssessments.push(one.value);
    await setImmediate();
  }
  return openedAssessments;
}
