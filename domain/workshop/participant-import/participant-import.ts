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
 * @param registeredPersons participants of the workshop, with removed ones
 */
export function previewImport(
  importSheet: ImportSheet,
  importHead: ImportHead,
  importChoices: ImportChoices,
  registeredPersons: readonly RegisteredPerson[],
): ImportPreview {
  const sheetRows = importSheet.rows.filter(
    ({ row, cells }) => row > importHead.row && cells.some((cell) => cell.trim() !== ''),
  );
  if (sheetRows.length === 0) return { kind: 'empty' };
  const most = maximumParticipants - registeredPersons.length;
  // Before any row is read: a list that is too long gets its answer at once.
  if (sheetRows.length > most)
    return { kind: 'tooManyRows', rows: sheetRows.length, most: Math.max(0, most) };

  const fieldColumns = fieldColumnsOf(importChoices.columns);
  const typeByInstitution = new Map(
    registeredPersons.map(({ institution, institutionType }) => [
      comparableCell(institution),
      institutionType,
    ]),
  );
  const knownDuplicateIndex = new DuplicateIndex(registeredPersons);
  const inFile = new DuplicateIndex<RegisteredPerson & { readonly row: number }>();
  const takenRows: TakenRow[] = [];
  const refusedRows: RefusedRow[] = [];
  const refusedCells: RefusedCell[] = [...unreadCellsOf(importSheet, importHead, fieldColumns)];
  const unknown = new Map<string, { word: string; rows: number }>();

  for (const { row, cells: values } of sheetRows) {
    const readRow = draftOfRow({ row, cells: values }, fieldColumns, importChoices, typeByInstitution);
    if (readRow.kind === 'refused') {
      refusedRows.push(readRow.refusal);
      if (readRow.refusal.reason.kind === 'functionUnknown') {
        const { word } = readRow.refusal.reason;
        const before = unknown.get(comparableCell(word)) ?? { word, rows: 0 };
        unknown.set(comparableCell(word), { ...before, rows: before.rows + 1 });
      }
      continue;
    }
    const { draft, code } = readRow;
    const person = {
      row,
      code,
      name: draft.personal.name,
      institution: draft.fields.institution,
      institutionType: draft.fields.institutionType,
    };
    const twin = knownDuplicateIndex.find(person);
    const earlier = inFile.find(person);
    const name = fieldColumns.find(({ field }) => field === 'name');
    const rowAddress = { row, column: name?.letters ?? null, value: draft.personal.name || code };
    if (twin !== null)
      refusedRows.push({ ...rowAddress, reason: { kind: 'sameAsRegistered', code: twin.code } });
    else if (earlier !== null)
      refusedRows.push({ ...rowAddress, reason: { kind: 'sameAsRow', row: earlier.row } });
    else {
      inFile.add(person);
      takenRows.push({ row, draft });
      refusedCells.push(...readRow.cells);
    }
  }
  return {
    kind: 'preview',
    taken: takenRows,
    refused: refusedRows,
    cells: refusedCells,
    unknownFunctions: [...unknown].map(([key, { word, rows: count }]) => ({ key, word, rows: count })),
  };
}

const fieldColumnsOf = (importColumns: readonly ImportColumn[]): readonly FieldColumn[] =>
  importColumns.flatMap(({ at, use }) =>
    use.kind === 'field' ? [{ at, letters: columnLetters(at), field: use.field }] : [],
  );

/** Cells with a formula that gave no value, in columns that are taken. Nothing of a file is ever computed. */
const unreadCellsOf = (
  { unread }: ImportSheet,
  importHead: ImportHead,
  fieldColumns: readonly FieldColumn[],
): readonly RefusedCell[] =>
  unread
    .filter(
      ({ row, column }) => row > importHead.row && fieldColumns.some(({ letters }) => letters === column),
    )
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
export const garbledRowsOf = (takenRows: readonly TakenRow[]): readonly number[] =>
  takenRows
    .filter(({ draft: { personal, fields } }) =>
      [personal.name, fields.institution].some((text) => garbledLetters.test(text)),
    )
    .map(({ row }) => row);
