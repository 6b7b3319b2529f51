import { columnLetters, type SheetRow } from '#forms/workbook/workbook.ts';
import { DuplicateIndex } from '../participant-duplicates.ts';
import { maximumParticipants, type ParticipantDraft } from '../register.ts';
import type { ImportColumn, ImportHead } from './import-columns.ts';
import {
  comparableCell,
  draftOfRow,
  type FieldColumn,
  type ImportChoices,
  type RefusedCell,
  type RefusedRow,
  type UnreadCell,
} from './import-row.ts';

/** Sheet of a file, or pasted rows, with the cells that could not be read as values. */
export interface ImportSheet {
  /** Empty for pasted text and for CSV. */
  readonly name: string;
  readonly rows: readonly SheetRow[];
  /** Formulas without a result, and errors: their cells are empty. By row and letters of the column. */
  readonly unread: readonly { readonly row: number; readonly column: string; readonly kind: UnreadCell }[];
}

/** Participant in the register, for the search of duplicates. `name` is empty without a card here. */
export interface RegisteredPerson {
  readonly name: string;
  readonly institution: string;
  readonly institutionType: string | null;
  readonly code: string;
}

interface TakenRow {
  readonly row: number;
  readonly draft: ParticipantDraft;
}

/** Word for a function that no list has, and the number of rows with it. */
interface UnknownFunction {
  readonly word: string;
  readonly key: string;
  readonly rows: number;
}

/** Result of an import before anything is written. */
export type ImportPreview =
  | { readonly kind: 'tooManyRows'; readonly rows: number; readonly most: number }
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'preview';
      readonly taken: readonly TakenRow[];
      readonly refused: readonly RefusedRow[];
      readonly cells: readonly RefusedCell[];
      readonly unknownFunctions: readonly UnknownFunction[];
    };

/**
 * Decide for each row below the headings whether it is taken, without writing anything.
 * @param registered participants of the workshop, with removed ones
 */
export function previewImport(
  sheet: ImportSheet,
  head: ImportHead,
  choices: ImportChoices,
  registered: readonly RegisteredPerson[],
): ImportPreview {
  const rows = sheet.rows.filter(
    ({ row, cells }) => row > head.row && cells.some((cell) => cell.trim() !== ''),
  );
  if (rows.length === 0) return { kind: 'empty' };
  const most = maximumParticipants - registered.length;
  // Before any row is read: a list that is too long gets its answer at once.
  if (rows.length > most) return { kind: 'tooManyRows', rows: rows.length, most: Math.max(0, most) };

  const columns = fieldColumnsOf(choices.columns);
  const typeByInstitution = new Map(
    registered.map(({ institution, institutionType }) => [comparableCell(institution), institutionType]),
  );
  const known = new DuplicateIndex(registered);
  const inFile = new DuplicateIndex<RegisteredPerson & { readonly row: number }>();
  const taken: TakenRow[] = [];
  const refused: RefusedRow[] = [];
  const cells: RefusedCell[] = [...unreadCellsOf(sheet, head, columns)];
  const unknown = new Map<string, { word: string; rows: number }>();

  for (const { row, cells: values } of rows) {
    const read = draftOfRow({ row, cells: values }, columns, choices, typeByInstitution);
    if (read.kind === 'refused') {
      refused.push(read.refusal);
      if (read.refusal.reason.kind === 'functionUnknown') {
        const { word } = read.refusal.reason;
        const before = unknown.get(comparableCell(word)) ?? { word, rows: 0 };
        unknown.set(comparableCell(word), { ...before, rows: before.rows + 1 });
      }
      continue;
    }
    const { draft, code } = read;
    const person = {
      row,
      code,
      name: draft.personal.name,
      institution: draft.fields.institution,
      institutionType: draft.fields.institutionType,
    };
    const twin = known.find(person);
    const earlier = inFile.find(person);
    const name = columns.find(({ field }) => field === 'name');
    const place = { row, column: name?.letters ?? null, value: draft.personal.name || code };
    if (twin !== null) refused.push({ ...place, reason: { kind: 'sameAsRegistered', code: twin.code } });
    else if (earlier !== null) refused.push({ ...place, reason: { kind: 'sameAsRow', row: earlier.row } });
    else {
      inFile.add(person);
      taken.push({ row, draft });
      cells.push(...read.cells);
    }
  }
  return {
    kind: 'preview',
    taken,
    refused,
    cells,
    unknownFunctions: [...unknown].map(([key, { word, rows: count }]) => ({ key, word, rows: count })),
  };
}

const fieldColumnsOf = (columns: readonly ImportColumn[]): readonly FieldColumn[] =>
  columns.flatMap(({ at, use }) =>
    use.kind === 'field' ? [{ at, letters: columnLetters(at), field: use.field }] : [],
  );

/** Cells with a formula that gave no value, in columns that are taken. Nothing of a file is ever computed. */
const unreadCellsOf = (
  { unread }: ImportSheet,
  head: ImportHead,
  columns: readonly FieldColumn[],
): readonly RefusedCell[] =>
  unread
    .filter(({ row, column }) => row > head.row && columns.some(({ letters }) => letters === column))
    .map(({ row, column, kind }) => ({ row, column, value: '', reason: kind }));

/**
 * Letters that a wrong encoding leaves: the replacement sign, or bytes of UTF-8 read one by one. Also a Latin letter
 * joined to one of another script.
 */
const garbledLetters = new RegExp(
  [
    '\\uFFFD',
    '[ÂÃÐÑØÙ][\\u0080-\\u00BF\\u0152-\\u0192\\u02C6\\u2013-\\u203A\\u20AC\\u2122]',
    '\\p{Script=Latin}[\\p{Script=Cyrillic}\\p{Script=Arabic}]',
    '[\\p{Script=Cyrillic}\\p{Script=Arabic}]\\p{Script=Latin}',
  ].join('|'),
  'u',
);

/** Numbers of the taken rows with a name or an institution that was read in a wrong encoding. */
export const garbledRowsOf = (taken: readonly TakenRow[]): readonly number[] =>
  taken
    .filter(({ draft: { personal, fields } }) =>
      [personal.name, fields.institution].some((text) => garbledLetters.test(text)),
    )
    .map(({ row }) => row);
