import { parseTemplateJson } from '#domain/workshop/templates/publish-template.ts';
import { type ReadTemplateSheet, readTemplateSheet } from '#domain/workshop/templates/template-sheet.ts';
import { readWorkbook, sniffFileKind } from '#forms/workbook/read-workbook.ts';

/** Content of a chosen file. `unread`: neither a workbook nor a template as JSON. */
export type ReadTemplateFile = ReadTemplateSheet | { readonly kind: 'unread' };

/** Largest file that is read, in bytes. */
const maximumFileBytes = 5 * 1024 * 1024;

/** File as a person chooses it; the browser's `File` is one. */
interface ChosenTemplateFile {
  readonly name: string;
  readonly size: number;
  readonly arrayBuffer: () => Promise<ArrayBuffer>;
}

/** Read a template from a workbook or JSON file. */
export async function readTemplateFile(chosenTemplateFile: ChosenTemplateFile): Promise<ReadTemplateFile> {
  if (chosenTemplateFile.size > maximumFileBytes) return { kind: 'unread' };
  const bytes = new Uint8Array(await chosenTemplateFile.arrayBuffer());
  const fileKind = sniffFileKind(bytes);
  if (fileKind === 'json') {
    const workshopTemplate = parseTemplateJson(new TextDecoder().decode(bytes));
    return workshopTemplate === null ? { kind: 'unread' } : { kind: 'read', template: workshopTemplate };
  }
  if (fileKind !== 'zip' && fileKind !== 'compound') return { kind: 'unread' };
  const [parsedSheet] = readWorkbook(bytes, chosenTemplateFile.name, () => true).sheets.filter(
    ({ rows }) => rows.length > 0,
  );
  if (parsedSheet === undefined) return { kind: 'unread' };
  // Blank rows are not listed, and still count.
  const rows: string[][] = [];
  for (const { row, cells } of parsedSheet.rows) {
    while (rows.length < row - 1) rows.push([]);
    rows.push([...cells]);
  }
  return readTemplateSheet(rows);
}
