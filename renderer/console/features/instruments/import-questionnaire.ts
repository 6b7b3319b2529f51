import { parseInstrument } from '#domain/instrument/published/instrument-content.ts';
import type { ImportAnswer, ImportAsk } from './import-messages.ts';

/** Reads a questionnaire of any kind that Fieldbook knows: what is in it, and what is wrong with it. */
export function importQuestionnaire({ file, bytes }: ImportAsk): ImportAnswer {
  const instrument = parseInstrument(new TextDecoder().decode(bytes));
  const message = `${file} is no questionnaire that Fieldbook reads: save it as .xlsx and try again.`;
  return {
    instrument,
    sheets: [],
    diagnostics: instrument === null ? [{ severity: 'error', code: 'file.unknown', message }] : [],
  };
}
