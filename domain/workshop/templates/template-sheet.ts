import { SessionKind } from '../workshop-schema.ts';
import { type LocalText, templateLanguagesOf, WorkshopTemplate } from './workshop-template.ts';

/** Texts of a template by the name of their columns; each has a column per language, `title:en`. */
const textNames = ['title', 'audience', 'outputs', 'method', 'lead', 'materials', 'output'] as const;

/** Columns without a language. */
const plainColumns = [
  'row',
  'code',
  'version',
  'days',
  'test',
  'questionnaire',
  'level',
  'day',
  'block',
  'minutes',
  'objectives',
  'noteTypes',
] as const;

/**
 * A template as one sheet. After the titles of the columns comes a row for the template, one for each objective, and
 * one for each session, break and lunch.
 */
export function templateSheetOf(workshopTemplate: WorkshopTemplate): readonly (readonly string[])[] {
  const languages = templateLanguagesOf(workshopTemplate);
  const columns = [
    ...plainColumns,
    ...textNames.flatMap((name) => languages.map((language) => `${name}:${language}`)),
  ];
  const { code, version, days, test, questionnaire, title, audience, outputs } = workshopTemplate;
  const about = { row: 'template', code, version, days, test, questionnaire };
  const rows = [
    { ...about, ...textCells({ title, audience, outputs }) },
    ...workshopTemplate.objectives.map(({ id, level, text }) => ({
      row: 'objective',
      code: id,
      level,
      ...textCells({ title: text }),
    })),
    ...workshopTemplate.sessions.map((templateSession) => ({
      row: templateSession.kind,
      day: templateSession.day,
      block: templateSession.block,
      minutes: templateSession.minutes,
      objectives: templateSession.objectives.join(', '),
      noteTypes: templateSession.noteTypes.join(', '),
      ...textCells({
        title: templateSession.title,
        method: templateSession.method,
        lead: templateSession.lead,
        materials: templateSession.materials,
        output: templateSession.output,
      }),
    })),
  ];
  return [
    columns,
    ...rows.map((row: { readonly [column: string]: string | number | null | undefined }) =>
      columns.map((column) => String(row[column] ?? '')),
    ),
  ];
}

const textCells = (texts: { readonly [name: string]: LocalText | null }): { [column: string]: string } =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([name, localizedText]) =>
      Object.entries(localizedText ?? {}).map(([language, words]) => [`${name}:${language}`, words]),
    ),
  );

/** A cell, or a row, that is not taken. `column` is empty where the whole row is meant; rows count from 1. */
export interface TemplateSheetProblem {
  readonly row: number;
  readonly column: string;
  readonly kind: 'missing' | 'notAccepted' | 'unknownRow' | 'unknownColumn';
}

/** Result of reading a sheet: the template, or every cell that prevents it. */
export type ReadTemplateSheet =
  | { readonly kind: 'read'; readonly template: WorkshopTemplate }
  | { readonly kind: 'refused'; readonly problems: readonly TemplateSheetProblem[] };

interface SheetLine {
  /** Number of the row in the file, from 1. */
  readonly number: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** Read a sheet as `templateSheetOf` writes it. Empty rows are left out; the order of the columns is free. */
export function readTemplateSheet(rows: readonly (readonly string[])[]): ReadTemplateSheet {
  const [head = [], ...rest] = rows;
  const columns = head.map((name) => name.trim());
  const sheetLines = rest.flatMap((row, at): readonly SheetLine[] => {
    const cells = new Map(columns.map((column, index) => [column, (row[index] ?? '').trim()] as const));
    return [...cells.values()].every((text) => text === '') ? [] : [{ number: at + 2, cells }];
  });
  const unknown: readonly TemplateSheetProblem[] = [
    ...columns
      .filter((column) => column !== '' && !isTemplateColumn(column))
      .map((column) => ({ row: 1, column, kind: 'unknownColumn' as const })),
    ...sheetLines
      .filter(({ cells }) => !knownRows.includes(cells.get('row') ?? ''))
      .map(({ number }) => ({ row: number, column: 'row', kind: 'unknownRow' as const })),
  ];
  const about = sheetLines.find(({ cells }) => cells.get('row') === 'template');
  if (about === undefined)
    return { kind: 'refused', problems: [...unknown, { row: 2, column: 'row', kind: 'missing' }] };
  if (unknown.length > 0) return { kind: 'refused', problems: unknown };

  const objectives = sheetLines.filter(({ cells }) => cells.get('row') === 'objective');
  const sessions = sheetLines.filter(({ cells }) => SessionKind.safeParse(cells.get('row')).success);
  const parsed = WorkshopTemplate.safeParse({
    code: textIn(about, 'code'),
    version: textIn(about, 'version'),
    days: numberIn(about, 'days'),
    test: textIn(about, 'test') || null,
    questionnaire: textIn(about, 'questionnaire') || null,
    title: localTextIn(about, 'title'),
    audience: localTextIn(about, 'audience'),
    outputs: localTextIn(about, 'outputs'),
    objectives: objectives.map((sheetLine) => ({
      id: textIn(sheetLine, 'code'),
      level: textIn(sheetLine, 'level'),
      text: localTextIn(sheetLine, 'title'),
    })),
    sessions: sessions.map((sheetLine) => ({
      kind: textIn(sheetLine, 'row'),
      day: numberIn(sheetLine, 'day'),
      block: textIn(sheetLine, 'block') === '' ? null : numberIn(sheetLine, 'block'),
      minutes: numberIn(sheetLine, 'minutes'),
      title: localTextIn(sheetLine, 'title'),
      method: localTextIn(sheetLine, 'method'),
      lead: localTextIn(sheetLine, 'lead'),
      materials: localTextIn(sheetLine, 'materials'),
      output: localTextIn(sheetLine, 'output'),
      objectives: listIn(sheetLine, 'objectives'),
      noteTypes: listIn(sheetLine, 'noteTypes'),
    })),
  });
  if (parsed.success) return { kind: 'read', template: parsed.data };
  const problems = parsed.error.issues.map(({ path }) => problemAt(path, { about, objectives, sessions }));
  return { kind: 'refused', problems };
}

const knownRows: readonly string[] = ['template', 'objective', ...SessionKind.options];

const isTemplateColumn = (column: string): boolean =>
  plainColumns.some((name) => name === column) ||
  textNames.some((name) => column.startsWith(`${name}:`) && column.length > name.length + 1);

const textIn = ({ cells }: SheetLine, column: string): string => cells.get(column) ?? '';

/** Undefined for an empty cell, and not a number for another text: the schema refuses both. */
function numberIn(sheetLine: SheetLine, column: string): number | undefined {
  const text = textIn(sheetLine, column);
  return text === '' ? undefined : Number(text);
}

const listIn = (sheetLine: SheetLine, column: string): readonly string[] =>
  textIn(sheetLine, column)
    .split(/[,;،؛]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

function localTextIn({ cells }: SheetLine, name: string): LocalText | null {
  const texts = [...cells].flatMap(([column, text]) =>
    column.startsWith(`${name}:`) && text !== '' ? [[column.slice(name.length + 1), text] as const] : [],
  );
  return texts.length === 0 ? null : Object.fromEntries(texts);
}

/** Cell of an issue by its place in the template. */
function problemAt(
  path: readonly PropertyKey[],
  {
    about,
    objectives,
    sessions,
  }: {
    readonly about: SheetLine;
    readonly objectives: readonly SheetLine[];
    readonly sessions: readonly SheetLine[];
  },
): TemplateSheetProblem {
  const [area, index] = path;
  const isListed = area === 'objectives' || area === 'sessions';
  const sheetLine = isListed ? (area === 'objectives' ? objectives : sessions)[Number(index)] : about;
  const [name = '', language] = path.slice(isListed ? 2 : 0).map(String);
  const column = columnNames.get(`${String(area)} ${name}`) ?? name;
  const cell = textNames.some((text) => text === column) && language ? `${column}:${language}` : column;
  const texts = [...(sheetLine?.cells ?? [])].filter(([key]) => key === cell || key.startsWith(`${cell}:`));
  const isEmpty = texts.every(([, text]) => text === '');
  return { row: sheetLine?.number ?? 2, column: cell, kind: isEmpty ? 'missing' : 'notAccepted' };
}

/** Columns with another name than their field. */
const columnNames: ReadonlyMap<string, string> = new Map([
  ['objectives id', 'code'],
  ['objectives text', 'title'],
  ['sessions kind', 'row'],
]);
