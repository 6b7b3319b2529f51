import { languageOf } from './cells.ts';
import type { Complaints } from './complaints.ts';
import type { Settings } from './settings.ts';
import type { Table } from './table.ts';

export interface Languages {
  readonly languages: readonly string[];
  readonly defaultLanguage: string;
  /** Whose words the columns without a language are. */
  readonly unnamed: string;
}

const worded =
  /^(label|hint|guidance_hint|media::(?:image|big-image|audio|video)|bind::jr:(?:constraintMsg|requiredMsg))(?:::(.+))?$/;

/** The languages of a form, in the order of their columns; a column without any text counts for nothing. */
export function languagesOf(tables: readonly Table[], settings: Settings, complaints: Complaints): Languages {
  const found: string[] = [];
  let hasUnnamed = false;
  for (const table of tables) {
    const used = new Set(table.rows.flatMap(({ cells }) => [...cells.keys()]));
    for (const { key } of table.columns) {
      const match = used.has(key) ? worded.exec(key) : null;
      if (!match) continue;
      const language = match[2] === undefined ? (settings.defaultLanguage ?? '') : languageOf(match[2]);
      hasUnnamed ||= match[2] === undefined;
      // A hint without a language makes none where all labels have one: it is shown in each.
      const isLabel =
        match[1] === 'label' ||
        match[1]?.startsWith('media::') === true ||
        table.columns.some((other) => used.has(other.key) && other.key.startsWith(`${key}::`));
      if (!found.includes(language) && (match[2] !== undefined || isLabel)) found.push(language);
    }
  }
  const listed = listedLanguages(settings);
  const languages = listed ?? (found.length > 0 ? found : [settings.defaultLanguage ?? '']);
  const wanted = settings.defaultLanguage;
  if (wanted !== null && !languages.includes(wanted)) {
    const cell = settings.cell('default_language');
    complaints.warning(
      { sheet: 'settings', row: 2, ...(cell && { column: cell.column }) },
      'settings.language',
      `No column is written in the default language "${wanted}". Write it as in the columns: ${languages
        .map((one) => `"${one}"`)
        .slice(0, 10)
        .join(', ')}.`,
    );
  }
  const [first = ''] = languages;
  const defaultLanguage =
    wanted !== null && languages.includes(wanted) ? wanted : languages.includes('') ? '' : first;
  return { languages, defaultLanguage, unnamed: hasUnnamed ? (wanted ?? '') : defaultLanguage };
}

/** The order that our own export notes. */
function listedLanguages(settings: Settings): readonly string[] | null {
  const text = settings.cell('fieldbook::languages')?.text;
  return text === undefined ? null : text.split('\n').map((name) => languageOf(name.trim()));
}
