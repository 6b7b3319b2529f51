import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

/** An element with its content, as far as these tests ask. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

/** Read one part of an Office file. Throws when it is no XML: then no program opens the file either. */
export function partOf(fileBytes: Uint8Array, name: string): Element {
  const bytes = unzipSync(fileBytes)[name];
  if (bytes === undefined) throw new Error(`There is no ${name}`);
  const root: Element = { name: '', attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name: tag, attributes }) => {
    const element: Element = { name: tag, attributes, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (text) => open.at(-1)?.children.push(text));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(strFromU8(bytes)).close();
  return root;
}

/** All elements of a name, in the order of the text; not those within one that was found. */
export const elementsOf = (within: Element, name: string): readonly Element[] =>
  within.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return child.name === name ? [child] : elementsOf(child, name);
  });

const textIn = (element: Element): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('');

/** The tables of a Word document: rows of the texts of their cells. Lines of a cell are joined by a line end. */
export const docxTables = (fileBytes: Uint8Array): readonly (readonly (readonly string[])[])[] =>
  elementsOf(partOf(fileBytes, 'word/document.xml'), 'w:tbl').map((table) =>
    elementsOf(table, 'w:tr').map((row) =>
      elementsOf(row, 'w:tc').map((cell) =>
        elementsOf(cell, 'w:p')
          .map((line) => elementsOf(line, 'w:t').map(textIn).join(''))
          .join('\n'),
      ),
    ),
  );

/** The same as the page shows them: a document keeps a date on one line by spaces that do not break. */
export const docxTablesAsShown = (fileBytes: Uint8Array): ReturnType<typeof docxTables> =>
  docxTables(fileBytes).map((rows) => rows.map((row) => row.map((cell) => cell.replaceAll('\u00a0', ' '))));

/** The sheets of a workbook by name: rows of their cells, numbers as numbers, empty ones null. */
export function xlsxSheets(
  fileBytes: Uint8Array,
): ReadonlyMap<string, readonly (readonly (string | number | null)[])[]> {
  const texts = elementsOf(partOf(fileBytes, 'xl/sharedStrings.xml'), 'si').map(textIn);
  const names = elementsOf(partOf(fileBytes, 'xl/workbook.xml'), 'sheet').map(
    ({ attributes }) => attributes['name'] ?? '',
  );
  return new Map(
    names.map((name, at) => [
      name,
      elementsOf(partOf(fileBytes, `xl/worksheets/sheet${at + 1}.xml`), 'row').map((row) =>
        cellsOf(row, texts),
      ),
    ]),
  );
}

function cellsOf(row: Element, texts: readonly string[]): readonly (string | number | null)[] {
  const cells: (string | number | null)[] = [];
  for (const cell of elementsOf(row, 'c')) {
    const column = columnOf(cell.attributes['r'] ?? '');
    while (cells.length < column) cells.push(null);
    const [value] = elementsOf(cell, 'v');
    if (elementsOf(cell, 'f').length > 0) throw new Error('A cell became a formula');
    if (value === undefined) cells.push(null);
    else
      cells.push(cell.attributes['t'] === 's' ? (texts[Number(textIn(value))] ?? '') : Number(textIn(value)));
  }
  return cells;
}

const columnOf = (name: string): number =>
  Array.from(name.replaceAll(/\d/g, '')).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
