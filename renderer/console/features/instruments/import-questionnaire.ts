import { fileKind, readWorkbook } from '#domain/instrument/workbook/read-workbook.ts';
import { importXlsForm } from '#domain/instrument/xlsform/import-xlsform.ts';
import { parseInstrument } from '#domain/instrument/published/instrument-content.ts';
import { withVersion } from '#domain/instrument/published/with-version.ts';
import type { ImportAnswer, ImportAsk } from './import-messages.ts';

/** Reads a questionnaire of any kind that Fieldbook knows: what is in it, and what is wrong with it. */
export function importQuestionnaire({ file, bytes, csv }: ImportAsk): ImportAnswer {
  const kind = fileKind(bytes);
  if (kind === 'zip' || kind === 'compound') {
    const workbook = readWorkbook(bytes, file);
    const sheets = workbook.sheets
      .filter(({ rows }) => rows.length > 0)
      .map(({ name, rows }) => ({ name, rows }));
    const { instrument, diagnostics } = importXlsForm(workbook, { file, csv });
    return { instrument: instrument && withVersion(instrument), diagnostics, sheets };
  }
  const instrument = parseInstrument(new TextDecoder().decode(bytes));
  const message = `${file} is no questionnaire that Fieldbook reads: save it as .xlsx and try again.`;
  return {
    instrument,
    sheets: [],
    diagnostics: instrument === null ? [{ severity: 'error', code: 'file.unknown', message }] : [],
  };
}
