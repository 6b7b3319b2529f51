import { fileKind, readWorkbook } from '#domain/instrument/workbook/read-workbook.ts';
import { importInstrument } from '#domain/instrument/import/import-instrument.ts';
import { checkInstrument } from '#domain/instrument/published/check-instrument.ts';
import { withVersion } from '#domain/instrument/published/with-version.ts';
import type { ImportAnswer, ImportAsk } from './import-messages.ts';

/** Reads a questionnaire of any kind that Fieldbook knows: what is in it, and what is wrong with it. */
export function importQuestionnaire(ask: ImportAsk): ImportAnswer {
  const read = readQuestionnaire(ask);
  if (read.instrument === null) return read;
  const problems = checkInstrument(read.instrument);
  const isUsable = !problems.some(({ severity }) => severity === 'error');
  return {
    ...read,
    instrument: isUsable ? withVersion(read.instrument) : null,
    diagnostics: [...read.diagnostics, ...problems],
  };
}

/** The importer says what is wrong; the sheets are read once more for it to be shown in. */
function readQuestionnaire({ file, bytes, csv }: ImportAsk): ImportAnswer {
  const imported = importInstrument(bytes, file, csv);
  const kind = fileKind(bytes);
  const workbook = kind === 'zip' || kind === 'compound' ? readWorkbook(bytes, file) : null;
  const sheets = (workbook?.sheets ?? []).filter(({ rows }) => rows.length > 0);
  return { ...imported, sheets: sheets.map(({ name, rows }) => ({ name, rows })) };
}
