import type { Media, Words } from '../instrument.ts';

/** One row on its way to a sheet: texts by the canonical keys of columns. */
export class ExportedRow {
  readonly cells = new Map<string, string>();
  private readonly unnamed: string;

  /** In a form whose default language has a name, columns without one would be read as that language's. */
  constructor(defaultLanguage = '') {
    this.unnamed = defaultLanguage === '' ? '' : '::default';
  }

  /** Longer texts do not fit into a cell; what is missing from the row is carried in `fieldbook::more`. */
  set(key: string, text: string | undefined): void {
    if (text !== undefined && text !== '' && text.length <= 32_000) this.cells.set(key, text);
  }

  words(key: string, words: Words | undefined): void {
    for (const [language, text] of Object.entries(words ?? {}))
      this.set(`${key}${language === '' ? this.unnamed : `::${language}`}`, text);
  }

  media(media: Media | undefined): void {
    this.words('media::image', media?.image);
    this.words('media::big-image', media?.bigImage);
    this.words('media::audio', media?.audio);
    this.words('media::video', media?.video);
  }
}

/** A sheet of texts; the first row names the columns. */
export interface ExportedSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** Headers as authors know them, by the beginning of a canonical key. */
const formHeaders: readonly (readonly [string, string])[] = [
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
export const settingsHeaders: readonly (readonly [string, string])[] = [
  ['title', 'form_title'],
  ['id_string', 'form_id'],
  ['omit_instanceid', 'omit_instanceID'],
];

function headerOf(key: string, headers: readonly (readonly [string, string])[]): string {
  for (const [canonical, header] of headers)
    if (key === canonical || key.startsWith(`${canonical}::`))
      return `${header}${key.slice(canonical.length)}`;
  return key;
}

/** Columns without which a sheet is none. */
const always: ReadonlySet<string> = new Set(['type']);

/**
 * A sheet of rows: the columns of `order` first, each followed by its languages, then all others as they come. A name
 * that no row uses is left out.
 */
export function sheetOf(
  name: string,
  rows: readonly ExportedRow[],
  order: readonly string[],
  languages: readonly string[],
  headers = formHeaders,
): ExportedSheet {
  const used = new Set(rows.flatMap(({ cells }) => [...cells.keys()]));
  const wanted = order.flatMap((key) => [
    key,
    ...languages.filter((language) => language !== '').map((language) => `${key}::${language}`),
  ]);
  const columns = [...new Set([...wanted.filter((key) => used.has(key) || always.has(key)), ...used])];
  return {
    name,
    rows: [
      columns.map((key) => headerOf(key, headers)),
      ...rows.map(({ cells }) => columns.map((key) => cells.get(key) ?? '')),
    ],
  };
}
