import { strToU8, zipSync } from 'fflate';
import { dataFiles } from '#domain/instrument/export/data-files.ts';
import type { DataOptions } from '#domain/instrument/export/data-columns.ts';
import type { ExportedAssessment } from '#domain/instrument/export/export-data.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { workbookOf } from '../instrument/write-workbook.ts';

/** Everything that an export consists of, by file name: CSV, SPSS syntax, codebook, JSON, and all tables as one workbook. */
export async function answerFiles(
  instrument: Instrument,
  assessments: readonly ExportedAssessment[],
  options: DataOptions,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const { tables, texts } = dataFiles(instrument, assessments, options);
  const bytes = Object.entries(texts).map(([name, text]) => [name, strToU8(text)] as const);
  return { ...Object.fromEntries(bytes), 'data.xlsx': await workbookOf(tables) };
}

/** One file that a browser can save: the workbook, or everything in an archive. */
export async function answerFile(
  instrument: Instrument,
  assessments: readonly ExportedAssessment[],
  { format, ...options }: DataOptions & { readonly format: 'xlsx' | 'zip' },
): Promise<Uint8Array> {
  if (format === 'zip') return zipSync(await answerFiles(instrument, assessments, options));
  return workbookOf(dataFiles(instrument, assessments, options).tables);
}
