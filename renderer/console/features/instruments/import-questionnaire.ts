import { fileKind, readWorkbook } from '#domain/instrument/workbook/read-workbook.ts';
import { importXForm } from '#domain/instrument/xform/import-xform.ts';
import { importXlsForm } from '#domain/instrument/xlsform/import-xlsform.ts';
import { checkInstrument } from '#domain/instrument/published/check-instrument.ts';
import { parseInstrument } from '#domain/instrument/published/instrument-content.ts';
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

function readQuestionnaire({ file, bytes, csv }: ImportAsk): ImportAnswer {
  const kind = fileKind(bytes);
  if (kind === 'zip' || kind === 'compound') {
    const workbook = readWorkbook(bytes, file);
    const sheets = workbook.sheets
      .filter(({ rows }) => rows.length > 0)
      .map(({ name, rows }) => ({ name, rows }));
    return { ...importXlsForm(workbook, { file, csv }), sheets };
  }
  const text = new TextDecoder().decode(bytes);
  if (kind === 'xml') return { ...importXForm(text, file), sheets: [] };
  const instrument = parseInstrument(text);
  const message = `${file} is no questionnaire that Fieldbook reads: save it as .xlsx and try again.`;
  return {
    instrument,
    sheets: [],
    diagnostics: instrument === null ? [{ severity: 'error', code: 'file.unknown', message }] : [],
  };
}
