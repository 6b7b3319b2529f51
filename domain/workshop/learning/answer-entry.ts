import { ok, type Result, refuse } from '#base/result.ts';
import { enumerations } from '#domain/kinds/enumerations.ts';
import { ParticipantSex } from '#domain/workshop/participant.ts';
import { guessColumnUse } from '#domain/workshop/participant-import/import-columns.ts';
import { readInstitutionType, readSex } from '#domain/workshop/participant-import/import-row.ts';
import type { TestAnswer } from '#domain/workshop/workshop-test.ts';
import { columnLetters, type SheetRow } from '#forms/workbook/workbook.ts';
import { type AnswerPage, optionIdsOf, type Questionnaire } from './questionnaire.ts';
import { pairingKeyOf } from './test-results.ts';

/** Optional fact about the person who answered (docs/requirements.md C4). */
export type AnswerFact = Questionnaire['facts'][number];

/** Facts of one person; null where the person did not state them. */
export interface AnswerFacts {
  readonly institutionType: string | null;
  readonly sex: ParticipantSex | null;
}

export const noAnswerFacts: AnswerFacts = { institutionType: null, sex: null };

/** Values of a fact in the order of the printed form; their place is their digit. */
export const factValues: Readonly<Record<AnswerFact, readonly string[]>> = {
  institutionType: enumerations.institutionType,
  sex: ParticipantSex.options,
};

/** Read facts as written on paper, by fact. A value is its place, its code or a known word; empty is not stated. */
const parseFactCell: {
  readonly [F in AnswerFact]: (text: string) => Result<AnswerFacts[F], 'noFact'>;
} = {
  institutionType: (text) => parseFact(text, factValues.institutionType, readInstitutionType),
  sex: (text) => parseFact(text, ParticipantSex.options, readSex),
};

function parseFact<Value extends string>(
  text: string,
  values: readonly Value[],
  readWord: (word: string) => Value | null,
): Result<Value | null, 'noFact'> {
  const typed = text.normalize('NFKC').trim();
  if (typed === '') return ok(null);
  const value = values[Number(westernDigitsOf(typed)) - 1] ?? readWord(typed);
  return value === null ? refuse('noFact') : ok(value);
}

/** Text with Arabic and Persian digits written as 0 to 9. */
const westernDigitsOf = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));

/** Fact that a heading of a file names, in any language of lists; null for another heading. */
function factOfHeading(answerFacts: readonly AnswerFact[], heading: string): AnswerFact | null {
  const columnUse = guessColumnUse(heading);
  return answerFacts.find((fact) => columnUse.kind === 'field' && columnUse.field === fact) ?? null;
}

/** Reason why a typed or imported cell is no answer. */
export type CellProblem =
  | 'noOption'
  | 'onlyOne'
  | 'twice'
  | 'notAll'
  | 'noFact'
  | 'codeMissing'
  | 'codeShort';

/** Sign of "not applicable" on the agreement scale. */
const notApplicable = 'n';

/**
 * Read an answer as written on paper: letters or digits of the options, such as `b`, `acd` or `1 3`. Spaces and
 * commas do not count. An empty cell is no answer.
 */
export function parseAnswerCell(answerPage: AnswerPage, text: string): Result<TestAnswer, CellProblem> {
  const signs = Array.from(
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s,;.-]/g, ''),
  );
  if (signs.length === 0) return ok(null);
  const options = optionIdsOf(answerPage);
  if (answerPage.kind === 'agreement' && (signs.join('') === 'na' || signs.join('') === notApplicable))
    return ok('na');
  const indexes = signs.map(indexOfSign);
  const most = answerPage.kind === 'agreement' ? 5 : options.length;
  const chosen = indexes.flatMap((index) => (index < most ? (options[index] ?? []) : []));
  if (chosen.length < signs.length) return refuse('noOption');
  if (new Set(chosen).size < chosen.length) return refuse('twice');
  if (answerPage.kind === 'multi') return ok(chosen);
  if (answerPage.kind === 'order') return chosen.length < options.length ? refuse('notAll') : ok(chosen);
  return chosen.length > 1 ? refuse('onlyOne') : ok(chosen[0] ?? null);
}

/** Place of an option by its letter or digit: `a`, `1`, and the Arabic digits. */
function indexOfSign(sign: string): number {
  if (/^[a-i]$/.test(sign)) return sign.charCodeAt(0) - 97;
  if (/^[1-9]$/.test(sign)) return Number(sign) - 1;
  if (/^[\u0661-\u0669\u06f1-\u06f9]$/.test(sign)) return ((sign.codePointAt(0) ?? 0) & 0xf) - 1;
  return Number.POSITIVE_INFINITY;
}

/** Answers of one person from paper or a file; `code` is empty for a questionnaire. */
export interface EnteredSheet {
  readonly code: string;
  readonly answers: Readonly<Record<string, TestAnswer>>;
  readonly facts: AnswerFacts;
}

/** Columns of an entry: the pairing code for a test, the questions, and optional facts of a questionnaire. */
export interface EntryForm {
  readonly pages: readonly AnswerPage[];
  readonly hasCode: boolean;
  readonly facts: readonly AnswerFact[];
}

/** Row of cells in the order of the questions and facts, with the pairing code for a test. */
export interface EntryRow {
  readonly code: string;
  readonly cells: readonly string[];
}

/** Problems of a row by column: 0 is the code; the questions follow, then the facts. */
export type RowProblems = ReadonlyMap<number, CellProblem>;

/** Return whether nothing is typed in a row. */
export const isRowEmpty = ({ code, cells }: EntryRow): boolean =>
  [code, ...cells].every((cell) => cell.trim() === '');

/** Read a row whole, or name each cell that is no answer. */
export function readEntryRow(
  { pages, hasCode, facts }: EntryForm,
  entryRow: EntryRow,
): Result<EnteredSheet, RowProblems> {
  const problems = new Map<number, CellProblem>();
  const code = entryRow.code.trim();
  if (hasCode && code === '') problems.set(0, 'codeMissing');
  else if (hasCode && (code.length < 3 || code.length > 40)) problems.set(0, 'codeShort');
  const answers: Record<string, TestAnswer> = {};
  pages.forEach((answerPage, at) => {
    const answer = parseAnswerCell(answerPage, entryRow.cells[at] ?? '');
    if (answer.ok) answers[answerPage.id] = answer.value;
    else problems.set(at + 1, answer.refusal);
  });
  let stated = noAnswerFacts;
  facts.forEach((answerFact, at) => {
    const column = pages.length + at;
    const value = parseFactCell[answerFact](entryRow.cells[column] ?? '');
    if (value.ok) stated = { ...stated, [answerFact]: value.value };
    else problems.set(column + 1, value.refusal);
  });
  return problems.size > 0 ? refuse(problems) : ok({ code, answers, facts: stated });
}

/** Cell of a file that was not taken, such as `C7`, and its row with it. */
interface RefusedCell {
  readonly cell: string;
  readonly text: string;
  readonly problem: CellProblem;
}

/** Rows of a file under one pairing code, of which one at most is the person's answer. */
interface RepeatedRows {
  /** As the first of them writes it. */
  readonly code: string;
  readonly rows: readonly number[];
}

/** Preview of an import: nothing is written yet. */
export interface AnswerImport {
  readonly taken: readonly EnteredSheet[];
  /** Taken rows with one code. All of them are kept, and a person decides which one counts. */
  readonly repeated: readonly RepeatedRows[];
  readonly refused: readonly RefusedCell[];
  /** Rows that are not taken, because a cell of theirs is no answer. */
  readonly refusedRows: number;
  /** Questions without a column; nobody answered them. */
  readonly missing: readonly string[];
  /** Headings that are no question; their columns are not read. */
  readonly unread: readonly { readonly cell: string; readonly text: string }[];
}

/**
 * Read answers from the rows of a sheet. The first row names the questions by id or number, in any order; a column
 * `code` has the pairing codes, and facts have their names. A row is taken whole or not at all.
 */
export function previewAnswerImport(entryForm: EntryForm, sheetRows: readonly SheetRow[]): AnswerImport {
  const { pages, facts } = entryForm;
  const [head, ...rest] = sheetRows;
  const headings = (head?.cells ?? []).map((cell) => columnOfHeading(entryForm, cell));
  const columnOf = (index: number): number => headings.indexOf(index);
  const taken: EnteredSheet[] = [];
  const rowsByCode = new Map<string, { readonly code: string; readonly rows: number[] }>();
  const refusedCells: RefusedCell[] = [];
  let refusedRows = 0;
  for (const { row, cells } of rest) {
    const cellAt = (index: number): string => cells[columnOf(index)] ?? '';
    const entry = { code: cellAt(0), cells: [...pages, ...facts].map((_, at) => cellAt(at + 1)) };
    if (isRowEmpty(entry)) continue;
    const read = readEntryRow(entryForm, entry);
    if (read.ok) {
      taken.push(read.value);
      const { code } = read.value;
      const known = rowsByCode.get(pairingKeyOf(code)) ?? { code, rows: [] };
      rowsByCode.set(pairingKeyOf(code), { ...known, rows: [...known.rows, row] });
    } else refusedRows += 1;
    for (const [index, problem] of read.ok ? [] : read.refusal)
      refusedCells.push({
        cell: `${columnLetters(Math.max(0, columnOf(index)))}${row}`,
        text: cellAt(index),
        problem,
      });
  }
  return {
    taken,
    repeated: entryForm.hasCode ? [...rowsByCode.values()].filter(({ rows }) => rows.length > 1) : [],
    refused: refusedCells,
    refusedRows,
    missing: pages.filter((_, at) => columnOf(at + 1) < 0).map(({ id }) => id),
    unread: headings.flatMap((index, at) =>
      index === null && head !== undefined && (head.cells[at] ?? '').trim() !== ''
        ? [{ cell: `${columnLetters(at)}${head.row}`, text: head.cells[at] ?? '' }]
        : [],
    ),
  };
}

/** Column of a heading: 0 for the code, from 1 the questions, then the facts; null for another heading. */
function columnOfHeading({ pages, hasCode, facts }: EntryForm, heading: string): number | null {
  const name = heading.trim().toLowerCase();
  if (hasCode && codeHeadings.has(name)) return 0;
  const byId = pages.findIndex(({ id }) => id.toLowerCase() === name);
  if (byId >= 0) return byId + 1;
  const number = /^q?(\d{1,2})$/.exec(name)?.[1];
  if (number !== undefined && Number(number) >= 1 && Number(number) <= pages.length) return Number(number);
  const answerFact = factOfHeading(facts, heading);
  return answerFact === null ? null : pages.length + facts.indexOf(answerFact) + 1;
}

const codeHeadings: ReadonlySet<string> = new Set(['code', 'pairing code', 'الرمز', 'رمز']);
