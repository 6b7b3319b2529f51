import { ok, refuse, type Result } from '#domain/base/result.ts';
import { Instrument } from '#domain/instrument/instrument.ts';
import { checkInstrument } from '#domain/instrument/published/check-instrument.ts';

/** An instrument as JSON. Refuses with a sentence that names the first problem. */
export function readInstrumentFile(bytes: Uint8Array, file: string): Result<Instrument, string> {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse(`${file} is not JSON`);
  }
  const instrument = Instrument.safeParse(content);
  if (!instrument.success) {
    const [issue] = instrument.error.issues;
    return refuse(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const error = checkInstrument(instrument.data).find(({ severity }) => severity === 'error');
  return error === undefined ? ok(instrument.data) : refuse(error.message);
}
