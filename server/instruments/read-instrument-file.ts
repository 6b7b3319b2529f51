import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { Imported } from '#domain/instrument/import/diagnostic.ts';
import { Instrument } from '#domain/instrument/instrument.ts';
import { checkInstrument } from '#domain/instrument/published/check-instrument.ts';
import { withVersion } from '#domain/instrument/published/with-version.ts';
import { fileKind, readWorkbook } from '#domain/instrument/workbook/read-workbook.ts';
import { importXlsForm } from '#domain/instrument/xlsform/import-xlsform.ts';

/** A questionnaire of any kind that Fieldbook reads, ready to be published. Refuses with a sentence about the first error. */
export function readInstrumentFile(
  bytes: Uint8Array,
  file: string,
  csv: Readonly<Record<string, string>> = {},
): Result<Instrument, string> {
  const kind = fileKind(bytes);
  const isWorkbook = kind === 'zip' || kind === 'compound';
  const { instrument, diagnostics } = isWorkbook
    ? importXlsForm(readWorkbook(bytes, file), { file, csv })
    : importJson(bytes);
  const found = instrument === null ? diagnostics : checkInstrument(instrument);
  const error = found.find(({ severity }) => severity === 'error');
  if (instrument !== null && error === undefined) return ok(withVersion(instrument));
  const place = [error?.sheet, error?.row && `${error.column ?? ''}${error.row}`].filter(Boolean).join(' ');
  return refuse(`${place === '' ? '' : `${place}: `}${error?.message ?? 'no questionnaire'}`);
}

function importJson(bytes: Uint8Array): Imported {
  const error = (message: string): Imported => ({
    instrument: null,
    diagnostics: [{ severity: 'error', code: 'json', message }],
  });
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return error('neither a workbook nor JSON');
  }
  const instrument = Instrument.safeParse(content);
  if (instrument.success) return { instrument: instrument.data, diagnostics: [] };
  const [issue] = instrument.error.issues;
  return error(`${issue?.path.join('.')}: ${issue?.message}`);
}
