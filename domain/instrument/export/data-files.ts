import type { Instrument } from '../instrument.ts';
import { codebookOf, codebookTable, spssSyntax } from './codebook.ts';
import { csvOf } from './csv-text.ts';
import { type DataOptions, writtenLanguages } from './data-columns.ts';
import type { DataTable } from './data-table.ts';
import { type ExportedAssessment, exportData } from './export-data.ts';
import { jsonOf } from './json-data.ts';
import { sheetName } from './sheet-name.ts';

/** A table as it is written; the codebook is one too. */
export type WrittenTable = Pick<DataTable, 'name' | 'columns' | 'rows'>;

/** Answers as people take them away. */
export interface DataFiles {
  /** The sheets of a workbook: the form, its repeats, the codebook. */
  readonly tables: readonly WrittenTable[];
  /** Text files by name: CSV and SPSS syntax of each table, the codebook, JSON. */
  readonly texts: Readonly<Record<string, string>>;
}

/** All that an export of these assessments consists of; the workbook itself is written where there are libraries for it. */
export function dataFiles(
  instrument: Instrument,
  assessments: readonly ExportedAssessment[],
  options: DataOptions,
): DataFiles {
  const tables = exportData(instrument, assessments, options);
  const variables = codebookOf(instrument, tables);
  const codebook = { name: 'codebook', ...codebookTable(variables, writtenLanguages(instrument)) };
  const taken = new Set(['data', 'codebook']);
  const texts = tables.flatMap((table) => {
    const name = sheetName(table.name, taken);
    const own = variables.filter((variable) => variable.table === table.name);
    return [
      [`${name}.csv`, csvOf(table)],
      [`${name}.sps`, spssSyntax(own, instrument.defaultLanguage)],
    ] as const;
  });
  return {
    tables: [...tables, codebook],
    texts: {
      ...Object.fromEntries(texts),
      'codebook.csv': csvOf(codebook),
      'data.json': `${JSON.stringify(jsonOf(assessments), null, 1)}\n`,
    },
  };
}
