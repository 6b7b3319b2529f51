import type { Workbook } from '../workbook/workbook.ts';
import { isXmlName, parseTruthWord, xmlNameRule } from './cell-words.ts';
import type { ChoiceTable } from './choices.ts';
import type { SelectKind, TypeMeaning } from './question-types.ts';
import { columnLanguageOf, type DiagnosticCollector, type KeyedRow, type SheetCell } from './sheet-cell.ts';
import type { SheetTable } from './table.ts';

interface FormLanguages {
  readonly languages: readonly string[];
  readonly defaultLanguage: string;
  /** Language of the columns without one. */
  readonly unnamed: string;
}

const localizedColumnPattern =
  /^(label|hint|guidance_hint|media::(?:image|big-image|audio|video)|bind::jr:(?:constraintMsg|requiredMsg))(?:::(.+))?$/;

/** Languages of a form, in the order of their columns; a column without any text does not count. */
export function readFormLanguages(
  sheetTables: readonly SheetTable[],
  formSettings: FormSettings,
  diagnostics: DiagnosticCollector,
): FormLanguages {
  const found: string[] = [];
  let hasUnnamed = false;
  for (const sheetTable of sheetTables) {
    const used = new Set(sheetTable.rows.flatMap(({ cells }) => [...cells.keys()]));
    for (const { key } of sheetTable.columns) {
      const match = used.has(key) ? localizedColumnPattern.exec(key) : null;
      if (!match) continue;
      const language =
        match[2] === undefined ? (formSettings.defaultLanguage ?? '') : columnLanguageOf(match[2]);
      hasUnnamed ||= match[2] === undefined;
      // A hint without a language adds none where all labels have one: it is shown in each.
      const isLabel =
        match[1] === 'label' ||
        match[1]?.startsWith('media::') === true ||
        sheetTable.columns.some(
          (otherSheetColumn) => used.has(otherSheetColumn.key) && otherSheetColumn.key.startsWith(`${key}::`),
        );
      if (!found.includes(language) && (match[2] !== undefined || isLabel)) found.push(language);
    }
  }
  const listed = listedLanguages(formSettings);
  const languages = listed ?? (found.length > 0 ? found : [formSettings.defaultLanguage ?? '']);
  const wanted = formSettings.defaultLanguage;
  if (wanted !== null && !languages.includes(wanted)) {
    const sheetCell = formSettings.cell('default_language');
    diagnostics.warning(
      { sheet: 'settings', row: 2, ...(sheetCell && { column: sheetCell.column }) },
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

/** The order that our own export writes. */
function listedLanguages(formSettings: FormSettings): readonly string[] | null {
  const text = formSettings.cell('fieldbook::languages')?.text;
  return text === undefined ? null : text.split('\n').map((name) => columnLanguageOf(name.trim()));
}

/** Parts of the workbook that the survey's importer needs. */
export interface SurveyContext {
  readonly sheets: Workbook['sheets'];
  readonly settings: FormSettings;
  readonly choices: ChoiceTable;
  readonly externalChoices: ChoiceTable;
  readonly survey: SheetTable;
  readonly diagnostics: DiagnosticCollector;
  readonly unnamedLanguage: string;
}

/** Settings of the sheet, with pyxform's defaults for missing ones. */
export interface FormSettings {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** The author's own choice, if there is one. */
  readonly defaultLanguage: string | null;
  readonly rootName: string;
  readonly allowDuplicates: boolean;
  readonly cleanTexts: boolean;
  readonly omitInstanceId: boolean;
  readonly instanceName: string | null;
  /** All other settings, by canonical key; kept for export. */
  readonly rest: Readonly<Record<string, string>>;
  cell(key: string): SheetCell | undefined;
}

/** Only Android's apps and their servers use these. */
const androidSettingKeys = [
  'public_key',
  'submission_url',
  'auto_send',
  'auto_delete',
  'sms_keyword',
  'compact_prefix',
  'compact_delimiter',
];

/**
 * Read the first row of the settings sheet.
 * @param file name of the workbook
 * @param rootName root name from the caller
 */
export function readFormSettings(
  sheetTable: SheetTable | null,
  { file, rootName }: { readonly file: string; readonly rootName: string | undefined },
  diagnostics: DiagnosticCollector,
): FormSettings {
  const cells = sheetTable?.rows[0]?.cells ?? new Map<string, SheetCell>();
  const row = sheetTable?.rows[0]?.row ?? 2;
  const text = (key: string): string | undefined => cells.get(key)?.text;
  const sheet = sheetTable?.sheet ?? 'settings';

  const named = text('name') ?? rootName ?? 'data';
  if (!isXmlName(named)) {
    const message = `The form's name "${named.slice(0, 100)}" cannot be used. ${xmlNameRule}`;
    const column = cells.get('name')?.column;
    diagnostics.error(column === undefined ? {} : { sheet, row, column }, 'settings.name', message);
  }
  const id = text('id_string') ?? (fileNameStem(file) || 'form');
  const omitInstanceId = parseTruthWord(text('omit_instanceid')) === true;
  if (omitInstanceId && text('public_key') !== undefined)
    diagnostics.error(
      { sheet, row },
      'settings.encryption',
      'A form with a public key needs its instance id: leave omit_instanceID empty.',
    );
  for (const key of androidSettingKeys) {
    const sheetCell = cells.get(key);
    if (sheetCell)
      diagnostics.warning(
        { sheet, row, column: sheetCell.column },
        'android.setting',
        `"${sheetCell.header}" only works in apps for Android; it is kept for export. Fieldbook seals and sends records by itself.`,
      );
  }
  if (parseTruthWord(text('flat')) === true)
    diagnostics.warning(
      { sheet, row, column: cells.get('flat')?.column ?? '' },
      'settings.flat',
      'The setting "flat" is for ODK Tables. It is kept for export; groups stay groups here.',
    );
  const rest = Object.fromEntries(
    [...cells].filter(([key]) => !consumedSettingKeys.has(key)).map(([key, cell]) => [key, cell.text]),
  );
  const language = text('default_language');
  return {
    id: id.slice(0, 200),
    title: text('title') ?? id,
    version: (text('version') ?? '').slice(0, 100),
    defaultLanguage: language === undefined ? null : columnLanguageOf(language),
    rootName: isXmlName(named) ? named : 'data',
    allowDuplicates: parseTruthWord(text('allow_choice_duplicates')) === true,
    cleanTexts: parseTruthWord(text('clean_text_values')) !== false,
    omitInstanceId,
    instanceName: text('instance_name') ?? null,
    rest,
    cell: (key) => cells.get(key),
  };
}

const consumedSettingKeys = new Set([
  'id_string',
  'title',
  'version',
  'default_language',
  'name',
  'omit_instanceid',
  'instance_name',
]);

/** Settings that are part of the instrument itself, and those that only our own workbooks have. */
export const isReadSetting = (key: string): boolean =>
  consumedSettingKeys.has(key) || key.startsWith('fieldbook');

const fileNameStem = (file: string): string =>
  file.replace(/^.*[\\/]/, '').replace(/\.[A-Za-z0-9]{1,5}$/, '');

/** A node of the form by its name, with the containers around it. */
interface NamedDraft {
  readonly draft: DraftNode;
  readonly around: readonly DraftContainer[];
}

/** All nodes by name, for references. Names that the importer adds to every form are known too. */
export class DraftNameIndex {
  private readonly byName = new Map<string, NamedDraft[]>();
  private readonly reserved: ReadonlySet<string>;

  constructor(draftNodes: readonly DraftNode[], reserved: ReadonlySet<string>) {
    this.reserved = reserved;
    for (const named of walkDrafts(draftNodes)) {
      const alike = this.byName.get(named.draft.name) ?? [];
      alike.push(named);
      this.byName.set(named.draft.name, alike);
    }
  }

  count(name: string): number {
    const found = this.byName.get(name)?.length ?? 0;
    return found === 0 && this.reserved.has(name) ? 1 : found;
  }

  find(name: string): NamedDraft | undefined {
    const foundDrafts = this.byName.get(name);
    return foundDrafts?.length === 1 ? foundDrafts[0] : undefined;
  }

  names(): readonly string[] {
    return [...this.byName.keys()];
  }
}

/** A question of the survey before its references are bound; that needs all rows. */
export interface DraftQuestion {
  readonly kind: 'question';
  readonly name: string;
  readonly row: KeyedRow;
  readonly asks:
    | {
        readonly kind: 'select';
        readonly select: SelectKind;
        readonly from: 'choices' | 'file' | 'external';
        readonly list: string;
      }
    | { readonly kind: 'plain'; readonly word: string; readonly meaning: TypeMeaning };
  readonly parameters: Readonly<Record<string, string>>;
}

export interface DraftContainer {
  readonly kind: 'group' | 'repeat';
  readonly name: string;
  readonly row: KeyedRow;
  readonly children: DraftNode[];
}

export type DraftNode = DraftQuestion | DraftContainer;

/** Walk drafts with the containers around them, outermost first. */
export function* walkDrafts(
  draftNodes: readonly DraftNode[],
  draftContainers: readonly DraftContainer[] = [],
): Generator<{ readonly draft: DraftNode; readonly around: readonly DraftContainer[] }> {
  for (const draftNode of draftNodes) {
    yield { draft: draftNode, around: draftContainers };
    if (draftNode.kind !== 'question') yield* walkDrafts(draftNode.children, [...draftContainers, draftNode]);
  }
}
