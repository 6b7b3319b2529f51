import type { Instrument } from '../model/instrument.ts';
import { buildCodebook, buildCodebookTable, writeSpssSyntax } from './codebook.ts';
import { writeCsv } from './write-csv.ts';
import { type DataExportOptions, type DataTable, exportedLanguages } from './data-table.ts';
import { answersAsJson, exportDataTables, type ExportedAssessment } from './export-data.ts';

/** A valid name of a sheet in Excel: no `[]:*?/\` and at most 31 letters. Names differ in more than case. */
export function uniqueSheetName(name: string, taken: Set<string>): string {
  const plain =
    name
      .replace(/[[\]:*?/\\]/g, '_')
      .replace(/^'+|'+$/g, '')
      .slice(0, 28) || 'sheet';
  let free = plain;
  for (let at = 2; taken.has(free.toLowerCase()); at += 1) free = `${plain}_${at}`.slice(0, 31);
  taken.add(free.toLowerCase());
  return free;
}

/** A table for a file; the codebook is one too. */
export type ExportedTable = Pick<DataTable, 'name' | 'columns' | 'rows'>;

/** Exported answers. */
export interface DataFiles {
  /** The sheets of a workbook: the form, its repeats, the codebook. */
  readonly tables: readonly ExportedTable[];
  /** Text files by name: CSV and SPSS syntax of each table, the codebook, JSON. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Build all files of an export of these assessments; a caller with the library writes the workbook. */
export function buildDataFiles(
  instrument: Instrument,
  assessments: readonly ExportedAssessment[],
  options: DataExportOptions,
): DataFiles {
  const tables = exportDataTables(instrument, assessments, options);
  const variables = buildCodebook(instrument, tables);
  const codebook = { name: 'codebook', ...buildCodebookTable(variables, exportedLanguages(instrument)) };
  const taken = new Set(['data', 'codebook']);
  const texts = tables.flatMap((table) => {
    const name = uniqueSheetName(table.name, taken);
    const own = variables.filter((variable) => variable.table === table.name);
    return [
      [`${name}.csv`, writeCsv(table)],
      [`${name}.sps`, writeSpssSyntax(own, instrument.defaultLanguage)],
    ] as const;
  });
  return {
    tables: [...tables, codebook],
    texts: {
      ...Object.fromEntries(texts),
      'codebook.csv': writeCsv(codebook),
      'data.json': `${JSON.stringify(answersAsJson(assessments), null, 1)}\n`,
    },
  };
}
