import { checkInstrument } from '#domain/instrument/check-instrument.ts';
import { withDefaultVersion } from '#domain/instrument/instrument-edition.ts';
import { importInstrument } from '#forms/import-instrument.ts';
import { readWorkbook, sniffFileKind } from '#forms/workbook/read-workbook.ts';
import type { ImportRequest, ImportResult } from './import-messages.ts';

/** Read a questionnaire of any kind that Fieldbook knows: its content and its problems. */
export function importQuestionnaire(ask: ImportRequest): ImportResult {
  const read = readQuestionnaireFile(ask);
  if (read.instrument === null) return read;
  const problems = checkInstrument(read.instrument);
  const isUsable = !problems.some(({ severity }) => severity === 'error');
  return {
    ...read,
    instrument: isUsable ? withDefaultVersion(read.instrument) : null,
    diagnostics: [...read.diagnostics, ...problems],
  };
}

/** The importer reports the problems; the sheets are read once more for their view. */
function readQuestionnaireFile({ file, bytes, csv }: ImportRequest): ImportResult {
  const importedInstrumentImport = importInstrument(bytes, file, csv);
  const fileKind = sniffFileKind(bytes);
  const workbook = fileKind === 'zip' || fileKind === 'compound' ? readWorkbook(bytes, file) : null;
  const parsedSheets = (workbook?.sheets ?? []).filter(({ rows }) => rows.length > 0);
  return { ...importedInstrumentImport, sheets: parsedSheets.map(({ name, rows }) => ({ name, rows })) };
}
