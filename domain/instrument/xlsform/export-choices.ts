import type { Choice, ChoiceList, Instrument } from '../instrument.ts';
import { headerMeaning } from './headers.ts';
import { ExportedRow, sheetOf, type ExportedSheet } from './exported-row.ts';

const order = [
  'list_name',
  'name',
  'label',
  'media::image',
  'media::big-image',
  'media::audio',
  'media::video',
];

/** The sheets of choices; lists that were read from files are files again (`filesOf`). */
export function choiceSheets({
  choiceLists,
  languages,
  defaultLanguage,
}: Instrument): readonly ExportedSheet[] {
  const own = choiceLists.filter(({ file }) => file === undefined);
  const external = choiceLists.filter(isExternalList);
  const sheets: ExportedSheet[] = [];
  const rowsOf = (lists: readonly ChoiceList[]): readonly ExportedRow[] =>
    lists.flatMap((list) =>
      list.choices.map((choice) =>
        rowOf(list.name.replace(/^external_choices\./, ''), choice, defaultLanguage),
      ),
    );
  if (own.some(({ choices }) => choices.length > 0))
    sheets.push(sheetOf('choices', rowsOf(own), order, languages));
  if (external.some(({ choices }) => choices.length > 0))
    sheets.push(sheetOf('external_choices', rowsOf(external), order, languages));
  return sheets;
}

/** Was it read from the sheet external_choices, which pyxform makes a file of this name of? */
export const isExternalList = ({ name, file }: Pick<ChoiceList, 'name' | 'file'>): boolean =>
  file === 'itemsets.csv' && name !== 'itemsets';

/** Has a list two choices of one name? Then the settings must allow it. */
export const hasDuplicates = ({ choiceLists }: Instrument): boolean =>
  choiceLists.some(
    ({ file, choices }) =>
      file === undefined && new Set(choices.map(({ name }) => name)).size < choices.length,
  );

function rowOf(list: string, { name, label, media, columns }: Choice, defaultLanguage: string): ExportedRow {
  const row = new ExportedRow(defaultLanguage);
  row.set('list_name', list);
  row.set('name', name);
  row.words('label', label);
  row.media(media);
  for (const [key, text] of Object.entries(columns ?? {}))
    if (
      !/^(list_name|name|label|media|fieldbook)(::|$)/.test(key) &&
      headerMeaning(key, 'choices', true).key === key
    )
      row.set(key, text);
  return row;
}

/** CSV files of lists that were read from such, by file name. */
export function filesOf({ choiceLists }: Instrument): Readonly<Record<string, string>> {
  const files = choiceLists.flatMap((list) =>
    list.file !== undefined && !isExternalList(list) && list.file.endsWith('.csv') && list.choices.length > 0
      ? [[list.file, csvOf(list)] as const]
      : [],
  );
  return Object.fromEntries(files);
}

function csvOf({ choices }: ChoiceList): string {
  const further = [...new Set(choices.flatMap(({ columns }) => Object.keys(columns ?? {})))];
  const hasNames = choices.some(({ name }) => name !== '');
  const hasLabels = choices.some(({ label }) => label !== undefined);
  const columns = [...(hasNames ? ['name'] : []), ...(hasLabels ? ['label'] : []), ...further];
  const cellOf = (choice: Choice, column: string): string =>
    column === 'name'
      ? choice.name
      : column === 'label'
        ? (choice.label?.[''] ?? Object.values(choice.label ?? {})[0] ?? '')
        : (choice.columns?.[column] ?? '');
  const lines = [columns, ...choices.map((choice) => columns.map((column) => cellOf(choice, column)))];
  return `${lines.map((cells) => cells.map(quoted).join(',')).join('\n')}\n`;
}

const quoted = (text: string): string =>
  /[",\r\n;\t]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
