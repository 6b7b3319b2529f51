import { languageOf, type Cell } from './cells.ts';
import type { Complaints } from './complaints.ts';
import { isXmlName, nameRule, truthOf } from './names.ts';
import type { Table } from './table.ts';

/** What the settings sheet says, with what pyxform takes when it is silent. */
export interface Settings {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** The author's own word, if there is one. */
  readonly defaultLanguage: string | null;
  readonly rootName: string;
  readonly allowDuplicates: boolean;
  readonly cleanTexts: boolean;
  readonly omitInstanceId: boolean;
  readonly instanceName: string | null;
  /** All else, by canonical key; it is kept for export. */
  readonly rest: Readonly<Record<string, string>>;
  cell(key: string): Cell | undefined;
}

/** Only Android's apps and their servers do something with these. */
const android = [
  'public_key',
  'submission_url',
  'auto_send',
  'auto_delete',
  'sms_keyword',
  'compact_prefix',
  'compact_delimiter',
];

/** Reads the first row of the settings sheet; `file` is the name of the workbook, `rootName` what the caller says. */
export function readSettings(
  table: Table | null,
  { file, rootName }: { readonly file: string; readonly rootName: string | undefined },
  complaints: Complaints,
): Settings {
  const cells = table?.rows[0]?.cells ?? new Map<string, Cell>();
  const row = table?.rows[0]?.row ?? 2;
  const text = (key: string): string | undefined => cells.get(key)?.text;
  const sheet = table?.sheet ?? 'settings';

  const named = text('name') ?? rootName ?? 'data';
  if (!isXmlName(named)) {
    const message = `The form's name "${named.slice(0, 100)}" cannot be used. ${nameRule}`;
    const column = cells.get('name')?.column;
    complaints.error(column === undefined ? {} : { sheet, row, column }, 'settings.name', message);
  }
  const id = text('id_string') ?? (fileStem(file) || 'form');
  const omitInstanceId = truthOf(text('omit_instanceid')) === true;
  if (omitInstanceId && text('public_key') !== undefined)
    complaints.error(
      { sheet, row },
      'settings.encryption',
      'A form with a public key needs its instance id: leave omit_instanceID empty.',
    );
  for (const key of android) {
    const cell = cells.get(key);
    if (cell)
      complaints.warning(
        { sheet, row, column: cell.column },
        'android.setting',
        `"${cell.header}" only works in apps for Android; it is kept for export. Fieldbook seals and sends records by itself.`,
      );
  }
  if (truthOf(text('flat')) === true)
    complaints.warning(
      { sheet, row, column: cells.get('flat')?.column ?? '' },
      'settings.flat',
      'The setting "flat" is for ODK Tables. It is kept for export; groups stay groups here.',
    );
  const rest = Object.fromEntries(
    [...cells].filter(([key]) => !read.has(key)).map(([key, cell]) => [key, cell.text]),
  );
  const language = text('default_language');
  return {
    id: id.slice(0, 200),
    title: text('title') ?? id,
    version: (text('version') ?? '').slice(0, 100),
    defaultLanguage: language === undefined ? null : languageOf(language),
    rootName: isXmlName(named) ? named : 'data',
    allowDuplicates: truthOf(text('allow_choice_duplicates')) === true,
    cleanTexts: truthOf(text('clean_text_values')) !== false,
    omitInstanceId,
    instanceName: text('instance_name') ?? null,
    rest,
    cell: (key) => cells.get(key),
  };
}

const read = new Set([
  'id_string',
  'title',
  'version',
  'default_language',
  'name',
  'omit_instanceid',
  'instance_name',
]);

/** Settings that are part of the instrument itself, and those that only our own workbooks have. */
export const isReadSetting = (key: string): boolean => read.has(key) || key.startsWith('fieldbook');

const fileStem = (file: string): string => file.replace(/^.*[\\/]/, '').replace(/\.[A-Za-z0-9]{1,5}$/, '');
