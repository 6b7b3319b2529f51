import {
  type EnteredSheet,
  type EntryForm,
  type EntryRow,
  isRowEmpty,
  readEntryRow,
  type RowProblems,
} from '#domain/workshop/learning/answer-entry.ts';

/** Row of the entry from paper: one person. `saved`: its cells as they are on the disk. */
export interface PaperRow extends EntryRow {
  readonly id: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly revision: number;
  readonly saved: string | null;
}

export const emptyPaperRow = (id: string, { pages, facts }: EntryForm): PaperRow => ({
  id,
  code: '',
  cells: [...pages, ...facts].map(() => ''),
  texts: {},
  revision: 0,
  saved: null,
});

const contentOf = ({ code, cells, texts }: PaperRow): string => JSON.stringify([code, cells, texts]);

/** State of a row beside its cells. */
export type PaperRowState = 'empty' | 'typing' | 'wrong' | 'saved';

/** A row as it would be saved, or its wrong cells. */
export function readPaperRow(
  form: EntryForm,
  row: PaperRow,
): {
  readonly state: PaperRowState;
  readonly sheet: EnteredSheet | null;
  readonly problems: RowProblems;
} {
  if (isRowEmpty(row)) return { state: 'empty', sheet: null, problems: new Map() };
  const read = readEntryRow(form, row);
  if (!read.ok) return { state: 'wrong', sheet: null, problems: read.refusal };
  const state = row.saved === contentOf(row) ? 'saved' : 'typing';
  return { state, sheet: read.value, problems: new Map() };
}

/** The row after it was saved as it stands. */
export const markPaperRowSaved = (row: PaperRow): PaperRow => ({
  ...row,
  revision: row.revision + 1,
  saved: contentOf(row),
});

/** Set the cell of a column: 0 is the code; the questions follow, then the facts. */
export const setPaperCell = (row: PaperRow, column: number, text: string): PaperRow =>
  column === 0
    ? { ...row, code: text }
    : { ...row, cells: row.cells.map((cell, at) => (at === column - 1 ? text : cell)) };
