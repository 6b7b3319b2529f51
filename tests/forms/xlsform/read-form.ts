import { Instrument, type InstrumentImport, type NodeDefinition } from '#forms/model/instrument.ts';
import { importXlsForm } from '#forms/xlsform/import-xlsform.ts';
import { workbookOf } from '#tests/support/files/markdown-sheets.ts';

/** Read a form from tables in Markdown, with its other files. */
export const read = (markdown: string, csv?: Record<string, string>): InstrumentImport =>
  importXlsForm(workbookOf(markdown), { file: 'form.xlsx', ...(csv && { csv }) });

/** The instrument of a form that must be accepted. */
export function instrumentOf(markdown: string, csv?: Record<string, string>): Instrument {
  const { instrument, diagnostics } = read(markdown, csv);
  if (!instrument) throw new Error(JSON.stringify(diagnostics));
  return Instrument.parse(instrument);
}
/** Its nodes, without those that every form has. */
export const nodesOf = (markdown: string): readonly NodeDefinition[] =>
  instrumentOf(markdown).nodes.filter(({ name }) => name !== 'meta');
/** Its problems with their cells: `error name.duplicate survey!B3`. */
export const problemsOf = (markdown: string) =>
  read(markdown).diagnostics.map(
    ({ severity, code, sheet, row, column }) =>
      `${severity} ${code} ${sheet ?? ''}!${column ?? ''}${row ?? ''}`,
  );
