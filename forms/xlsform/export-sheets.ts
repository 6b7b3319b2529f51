import type {
  ChoiceDefinition,
  ChoiceList,
  Instrument,
  LocalizedMedia,
  LocalizedText,
} from '../model/instrument.ts';
import { parseColumnHeader } from './table.ts';

const choiceColumnOrder = [
  'list_name',
  'name',
  'label',
  'media::image',
  'media::big-image',
  'media::audio',
  'media::video',
];

/** The sheets of choices; lists from files become files again (`exportChoiceFiles`). */
export function exportChoiceSheets({
  choiceLists,
  languages,
  defaultLanguage,
}: Instrument): readonly ExportedSheet[] {
  const ownChoiceLists = choiceLists.filter(({ file }) => file === undefined);
  const external = choiceLists.filter(isExternalChoiceList);
  const exportedSheets: ExportedSheet[] = [];
  const rowsOf = (lists: readonly ChoiceList[]): readonly ExportedRow[] =>
    lists.flatMap((choiceList) =>
      choiceList.choices.map((choiceDefinition) =>
        exportedChoiceRow(
          choiceList.name.replace(/^external_choices\./, ''),
          choiceDefinition,
          defaultLanguage,
        ),
      ),
    );
  if (ownChoiceLists.some(({ choices }) => choices.length > 0))
    exportedSheets.push(buildExportedSheet('choices', rowsOf(ownChoiceLists), choiceColumnOrder, languages));
  if (external.some(({ choices }) => choices.length > 0))
    exportedSheets.push(
      buildExportedSheet('external_choices', rowsOf(external), choiceColumnOrder, languages),
    );
  return exportedSheets;
}

/** Return whether it came from the sheet external_choices, which pyxform turns into a file of this name. */
export const isExternalChoiceList = ({ name, file }: Pick<ChoiceList, 'name' | 'file'>): boolean =>
  file === 'itemsets.csv' && name !== 'itemsets';

/** Return whether a list has two choices of one name. Then the settings must allow it. */
export const hasDuplicateChoices = ({ choiceLists }: Instrument): boolean =>
  choiceLists.some(
    ({ file, choices }) =>
      file === undefined && new Set(choices.map(({ name }) => name)).size < choices.length,
  );

function exportedChoiceRow(
  list: string,
  { name, label, media, columns }: ChoiceDefinition,
  defaultLanguage: string,
): ExportedRow {
  const row = new ExportedRow(defaultLanguage);
  row.set('list_name', list);
  row.set('name', name);
  row.words('label', label);
  row.media(media);
  for (const [key, text] of Object.entries(columns ?? {}))
    if (
      !/^(list_name|name|label|media|fieldbook)(::|$)/.test(key) &&
      parseColumnHeader(key, 'choices', true).key === key
    )
      row.set(key, text);
  return row;
}

/** CSV files of lists that were read from files, by file name. */
export function exportChoiceFiles({ choiceLists }: Instrument): Readonly<Record<string, string>> {
  const files = choiceLists.flatMap((choiceList) =>
    choiceList.file !== undefined &&
    !isExternalChoiceList(choiceList) &&
    choiceList.file.endsWith('.csv') &&
    choiceList.choices.length > 0
      ? [[choiceList.file, choiceListCsv(choiceList)] as const]
      : [],
  );
  return Object.fromEntries(files);
}

function choiceListCsv({ choices }: ChoiceList): string {
  const further = [...new Set(choices.flatMap(({ columns }) => Object.keys(columns ?? {})))];
  const hasNames = choices.some(({ name }) => name !== '');
  const hasLabels = choices.some(({ label }) => label !== undefined);
  const columns = [...(hasNames ? ['name'] : []), ...(hasLabels ? ['label'] : []), ...further];
  const cellOf = (choiceDefinition: ChoiceDefinition, column: string): string =>
    column === 'name'
      ? choiceDefinition.name
      : column === 'label'
        ? (choiceDefinition.label?.[''] ?? Object.values(choiceDefinition.label ?? {})[0] ?? '')
        : (choiceDefinition.columns?.[column] ?? '');
  const lines = [columns, ...choices.map((choice) => columns.map((column) => cellOf(choice, column)))];
  return `${lines.map((cells) => cells.map(quoteCsvCell).join(',')).join('\n')}\n`;
}

const quoteCsvCell = (text: string): string =>
  /[",\r\n;\t]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;

/** One row for a sheet: texts by the canonical keys of columns. */
export class ExportedRow {
  readonly cells = new Map<string, string>();
  private readonly unnamed: string;

  /** If the default language has a name, columns without one would be read as that language's. */
  constructor(defaultLanguage = '') {
    this.unnamed = defaultLanguage === '' ? '' : '::default';
  }

  /** Longer texts do not fit into a cell; `fieldbook::more` holds them. */
  set(key: string, text: string | undefined): void {
    if (text !== undefined && text !== '' && text.length <= 32_000) this.cells.set(key, text);
  }

  words(key: string, localizedText: LocalizedText | undefined): void {
    for (const [language, text] of Object.entries(localizedText ?? {}))
      this.set(`${key}${language === '' ? this.unnamed : `::${language}`}`, text);
  }

  media(localizedMedia: LocalizedMedia | undefined): void {
    this.words('media::image', localizedMedia?.image);
    this.words('media::big-image', localizedMedia?.bigImage);
    this.words('media::audio', localizedMedia?.audio);
    this.words('media::video', localizedMedia?.video);
  }
}

/** A sheet of texts; the first row names the columns. */
export interface ExportedSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** Headers in authors' terms, by the beginning of a canonical key. */
const formHeaderByKey: readonly (readonly [string, string])[] = [
  ['bind::relevant', 'relevant'],
  ['bind::required', 'required'],
  ['bind::readonly', 'read_only'],
  ['bind::constraint', 'constraint'],
  ['bind::calculate', 'calculation'],
  ['bind::jr:constraintMsg', 'constraint_message'],
  ['bind::jr:requiredMsg', 'required_message'],
  ['bind::entities:saveto', 'save_to'],
  ['control::appearance', 'appearance'],
  ['control::jr:count', 'repeat_count'],
  ['media::image', 'image'],
  ['media::big-image', 'big-image'],
  ['media::audio', 'audio'],
  ['media::video', 'video'],
];

/** Headers of the settings sheet, which has other columns. */
export const settingsHeaderByKey: readonly (readonly [string, string])[] = [
  ['title', 'form_title'],
  ['id_string', 'form_id'],
  ['omit_instanceid', 'omit_instanceID'],
];

function headerOfKey(key: string, headers: readonly (readonly [string, string])[]): string {
  for (const [canonical, header] of headers)
    if (key === canonical || key.startsWith(`${canonical}::`))
      return `${header}${key.slice(canonical.length)}`;
  return key;
}

/** Columns that every sheet needs. */
const alwaysWrittenColumns: ReadonlySet<string> = new Set(['type']);

/**
 * Build a sheet of rows: the columns of `order` first, each followed by its languages, then all others. A column that
 * no row uses is left out.
 */
export function buildExportedSheet(
  name: string,
  exportedRows: readonly ExportedRow[],
  order: readonly string[],
  languages: readonly string[],
  headers = formHeaderByKey,
): ExportedSheet {
  const used = new Set(exportedRows.flatMap(({ cells }) => [...cells.keys()]));
  const wanted = order.flatMap((key) => [
    key,
    ...languages.filter((language) => language !== '').map((language) => `${key}::${language}`),
  ]);
  const columns = [
    ...new Set([...wanted.filter((key) => used.has(key) || alwaysWrittenColumns.has(key)), ...used]),
  ];
  return {
    name,
    rows: [
      columns.map((key) => headerOfKey(key, headers)),
      ...exportedRows.map(({ cells }) => columns.map((key) => cells.get(key) ?? '')),
    ],
  };
}
