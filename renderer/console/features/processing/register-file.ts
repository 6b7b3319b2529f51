import { csvOf } from '#domain/instrument/export/csv-text.ts';
import type { ProcessingLine } from '#domain/privacy/processing.ts';
import type { Format } from '#renderer/i18n/format.ts';
import type { Say } from '#renderer/i18n/use-say.ts';
import { registerRow } from './register-rows.ts';

/** The register as a file for spreadsheets, in the words of the page. */
export function registerFile(
  lines: readonly ProcessingLine[],
  say: Say,
  format: Format,
): { readonly name: string; readonly content: Blob } {
  const titles = [
    say('processing.group'),
    say('processing.records'),
    say('processing.personal'),
    say('processing.mark'),
    say('processing.leaves'),
    say('processing.kept'),
    say('processing.due'),
    say('processing.carriedOut'),
  ];
  const rows = lines.map((line) => {
    const { group, records, personal, mark, leaves, kept, due, carriedOut } = registerRow(line, say, format);
    return [group, records, personal, mark, leaves, kept, due, carriedOut];
  });
  const text = csvOf({ columns: titles.map((key) => ({ key })), rows });
  return { name: `${say('processing.title')}.csv`, content: new Blob([text], { type: 'text/csv' }) };
}
