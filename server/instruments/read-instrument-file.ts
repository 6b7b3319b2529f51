import { ok, refuse, type Result } from '#domain/base/result.ts';
import { importInstrument } from '#domain/instrument/import/import-instrument.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { checkInstrument } from '#domain/instrument/published/check-instrument.ts';
import { withVersion } from '#domain/instrument/published/with-version.ts';

/** A questionnaire of any kind that Fieldbook reads, ready to be published. Refuses with a sentence about the first error. */
export function readInstrumentFile(
  bytes: Uint8Array,
  file: string,
  csv: Readonly<Record<string, string>> = {},
): Result<Instrument, string> {
  const { instrument, diagnostics } = importInstrument(bytes, file, csv);
  const found = instrument === null ? diagnostics : checkInstrument(instrument);
  const error = found.find(({ severity }) => severity === 'error');
  if (instrument !== null && error === undefined) return ok(withVersion(instrument));
  const place = [error?.sheet, error?.row && `${error.column ?? ''}${error.row}`].filter(Boolean).join(' ');
  return refuse(`${place === '' ? '' : `${place}: `}${error?.message ?? 'no questionnaire'}`);
}
