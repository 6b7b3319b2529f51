import type { SheetRow } from '#forms/workbook/workbook.ts';
import {
  type ConsentSubject,
  ParticipantFunction,
  type ParticipantSeniority,
  type ParticipantSex,
} from '../participant.ts';
import { comparableWordsOf } from '../participant-duplicates.ts';
import {
  checkParticipantDraft,
  noConsents,
  type ParticipantConsents,
  type ParticipantDraft,
} from '../register.ts';
import {
  entriesOf,
  functionWords,
  institutionTypeWords,
  noWords,
  seniorityWords,
  sexWords,
  yesWords,
} from './cell-words.ts';
import { type ImportColumn, type ImportField } from './import-columns.ts';

/** Choices of the person about a list, after the guess. */
export interface ImportChoices {
  readonly columns: readonly ImportColumn[];
  /** Institution of rows without one; empty for none. */
  readonly institutionForAll: string;
  /** Function of rows without one. */
  readonly functionForAll: ParticipantFunction | null;
  /** Function by a word that no list has, as `comparableCell` writes it. */
  readonly functions: Readonly<Record<string, ParticipantFunction>>;
  /** Day of the answers of consent. */
  readonly today: string;
}

/** Column with a field, and the letters by which a spreadsheet names it. */
export interface FieldColumn {
  readonly at: number;
  readonly letters: string;
  readonly field: ImportField;
}

/** Cell of a workbook without a value: a formula without a result, or an error. */
export type UnreadCell = 'notCalculated' | 'formulaError';

/** Reason why a row is not taken. */
export type RowReason =
  | { readonly kind: 'institutionMissing' | 'functionMissing' | 'nothingToTake' | 'tooLong' }
  | { readonly kind: 'functionUnknown'; readonly word: string }
  | { readonly kind: 'sameAsRow'; readonly row: number }
  | { readonly kind: 'sameAsRegistered'; readonly code: string };

/** Reason why a cell of a taken row is left out. */
export type CellReason =
  | 'sexUnknown'
  | 'seniorityUnknown'
  | 'institutionTypeUnknown'
  | 'yesOrNoUnknown'
  | 'emailMalformed'
  | 'emailWithoutConsent'
  | 'needsTooLong'
  | UnreadCell;

/** Row that is not taken, with the cell that is the reason. */
export interface RefusedRow {
  readonly row: number;
  /** Letters of the column; null where no single cell is the reason. */
  readonly column: string | null;
  readonly value: string;
  readonly reason: RowReason;
}

/** Cell that is left out of a row that is taken. */
export interface RefusedCell {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly reason: CellReason;
}

/** Cell of a list for comparison: words without case, accents and signs. */
export const comparableCell = (cell: string): string => comparableWordsOf(cell).join(' ');

const byCell = <Value extends string>(table: Readonly<Record<Value, string>>): ReadonlyMap<string, Value> =>
  new Map(
    // The keys of a record in the code are its own.
    (Object.entries(table) as [Value, string][]).flatMap(([value, words]) =>
      entriesOf(words).map((word): [string, Value] => [comparableCell(word), value]),
    ),
  );

const sexByCell = byCell(sexWords);
const seniorityByCell = byCell(seniorityWords);

/** Sex by a cell; null for a word that no list has. */
export const readSex = (cell: string): ParticipantSex | null => sexByCell.get(comparableCell(cell)) ?? null;

/** Band of seniority by a cell; null for a word that no list has. */
const readSeniority = (cell: string): ParticipantSeniority | null =>
  seniorityByCell.get(comparableCell(cell)) ?? null;

/** Answer by a cell; null for a word that is neither. */
function readYesOrNo(cell: string): boolean | null {
  const word = comparableCell(cell);
  if (yesWords.has(word)) return true;
  return noWords.has(word) ? false : null;
}

interface WordBeginning<Value> {
  readonly value: Value;
  readonly words: string;
}

const beginningsOf = <Value extends string>(
  table: Readonly<Record<Value, string>>,
): readonly WordBeginning<Value>[] =>
  // The keys of a record in the code are its own.
  (Object.entries(table) as [Value, string][]).flatMap(([value, words]) =>
    entriesOf(words).map((word) => ({ value, words: ` ${comparableCell(word)}` })),
  );

const functionBeginnings = beginningsOf(functionWords);
const typeBeginnings = beginningsOf(institutionTypeWords);

/** Value with words that begin a word of the cell. Null for none, and for a cell that names several. */
function readByBeginning<Value>(cell: string, wordBeginnings: readonly WordBeginning<Value>[]): Value | null {
  const text = ` ${comparableCell(cell)}`;
  const found = new Set(wordBeginnings.filter(({ words }) => text.includes(words)).map(({ value }) => value));
  const [value] = found;
  return found.size === 1 && value !== undefined ? value : null;
}

/** Function group by a cell; null for a function that no list has. */
function readFunction(cell: string): ParticipantFunction | null {
  const stored = ParticipantFunction.safeParse(cell.trim().toLowerCase());
  return stored.success ? stored.data : readByBeginning(cell, functionBeginnings);
}

/** Institution type by a cell: its code, or a word that names it; null for none. */
export function readInstitutionType(cell: string): string | null {
  const code = cell.trim().toUpperCase();
  return Object.hasOwn(institutionTypeWords, code) ? code : readByBeginning(cell, typeBeginnings);
}

// Signs that direct a line of text, and other control characters; a name keeps its letters.
const controlSigns = /[\p{Cc}\p{Cf}]/gu;

/** Text of a cell as it is stored: composed letters, single spaces, no control characters. */
const cleanCell = (cell: string): string =>
  cell.normalize('NFC').replaceAll(/\s+/gu, ' ').replaceAll(controlSigns, '').trim();

/** Row as a draft with the cells that were left out, or the reason why it is not taken. */
type ReadRow =
  | {
      readonly kind: 'draft';
      readonly draft: ParticipantDraft;
      /** Code of the list, which only finds people who are registered already. */
      readonly code: string;
      readonly cells: readonly RefusedCell[];
    }
  | { readonly kind: 'refused'; readonly refusal: RefusedRow };

/** Read one row of a list. A doubtful optional cell is left out; without institution and function there is no row. */
export function draftOfRow(
  { row, cells }: SheetRow,
  fieldColumns: readonly FieldColumn[],
  importChoices: ImportChoices,
  typeByInstitution: ReadonlyMap<string, string | null>,
): ReadRow {
  const refusedCells: RefusedCell[] = [];
  const columnOf = (importField: ImportField): FieldColumn | undefined =>
    fieldColumns.find((column) => column.field === importField);
  const textOf = (importField: ImportField): string =>
    cleanCell(cells[columnOf(importField)?.at ?? -1] ?? '');
  const leaveOut = (importField: ImportField, reason: CellReason): void => {
    const fieldColumn = columnOf(importField);
    if (fieldColumn !== undefined)
      refusedCells.push({ row, column: fieldColumn.letters, value: textOf(importField), reason });
  };
  const readOr = <Value>(
    importField: ImportField,
    read: (cell: string) => Value | null,
    otherwise: Value,
    cellReason: CellReason,
  ): Value => {
    const text = textOf(importField);
    if (text === '') return otherwise;
    const value = read(text);
    if (value === null) leaveOut(importField, cellReason);
    return value ?? otherwise;
  };
  const refuseRow = (importField: ImportField | null, reason: RefusedRow['reason']): ReadRow => ({
    kind: 'refused',
    refusal: {
      row,
      column: (importField === null ? undefined : columnOf(importField)?.letters) ?? null,
      value: importField === null ? '' : textOf(importField),
      reason,
    },
  });

  if (fieldColumns.every(({ at }) => cleanCell(cells[at] ?? '') === ''))
    return refuseRow(null, { kind: 'nothingToTake' });
  const institution = textOf('institution') || cleanCell(importChoices.institutionForAll);
  if (institution === '') return refuseRow('institution', { kind: 'institutionMissing' });
  const functionGroup = functionOfCell(textOf('function'), importChoices);
  if (functionGroup === 'missing') return refuseRow('function', { kind: 'functionMissing' });
  if (functionGroup === 'unknown')
    return refuseRow('function', { kind: 'functionUnknown', word: textOf('function') });

  const consents = consentsOf(
    (field) => readOr(field, readYesOrNo, null, 'yesOrNoUnknown'),
    importChoices.today,
  );
  const typeOfInstitution = typeByInstitution.get(comparableCell(institution)) ?? null;
  const participantDraft: ParticipantDraft = {
    fields: {
      institution,
      institutionType:
        typeOfInstitution ??
        readOr(
          'institutionType',
          readInstitutionType,
          readInstitutionType(institution),
          'institutionTypeUnknown',
        ),
      function: functionGroup,
      isNominated: readOr('nominated', readYesOrNo, false, 'yesOrNoUnknown'),
      consents,
    },
    personal: {
      name: nameOf(cells, fieldColumns),
      email: textOf('email'),
      needs: textOf('needs'),
      sex: readOr('sex', readSex, 'not-stated', 'sexUnknown'),
      seniority: readOr('seniority', readSeniority, 'not-stated', 'seniorityUnknown'),
    },
  };
  const participantProblems = checkParticipantDraft(participantDraft);
  if (participantProblems.includes('nameTooLong')) return refuseRow('name', { kind: 'tooLong' });
  if (participantProblems.includes('institutionTooLong'))
    return refuseRow('institution', { kind: 'tooLong' });
  if (participantProblems.includes('needsTooLong')) leaveOut('needs', 'needsTooLong');
  const emailProblem = participantProblems.find(
    (participantProblem) =>
      participantProblem === 'emailMalformed' || participantProblem === 'emailWithoutConsent',
  );
  if (emailProblem !== undefined) leaveOut('email', emailProblem);
  return {
    kind: 'draft',
    code: textOf('code').toUpperCase(),
    cells: refusedCells,
    draft: {
      ...participantDraft,
      personal: {
        ...participantDraft.personal,
        ...(emailProblem !== undefined && { email: '' }),
        ...(participantProblems.includes('needsTooLong') && { needs: '' }),
      },
    },
  };
}

function functionOfCell(
  cell: string,
  importChoices: ImportChoices,
): ParticipantFunction | 'missing' | 'unknown' {
  if (cell === '') return importChoices.functionForAll ?? 'missing';
  const chosen = Object.hasOwn(importChoices.functions, comparableCell(cell))
    ? importChoices.functions[comparableCell(cell)]
    : undefined;
  return chosen ?? readFunction(cell) ?? 'unknown';
}

const consentFields = {
  'follow-up': 'followUpConsent',
  photo: 'photoConsent',
  list: 'listConsent',
} as const satisfies Readonly<Record<ConsentSubject, ImportField>>;

function consentsOf(
  answerOf: (importField: ImportField) => boolean | null,
  today: string,
): ParticipantConsents {
  const consentTo = (consentSubject: ConsentSubject) => {
    const given = answerOf(consentFields[consentSubject]);
    return given === null ? noConsents[consentSubject] : { given, on: today };
  };
  return { 'follow-up': consentTo('follow-up'), photo: consentTo('photo'), list: consentTo('list') };
}

/** Several columns make one name, in their order: first name and surname. */
const nameOf = (cells: readonly string[], fieldColumns: readonly FieldColumn[]): string =>
  fieldColumns
    .filter(({ field }) => field === 'name')
    .map(({ at }) => cleanCell(cells[at] ?? ''))
    .filter((part) => part !== '')
    .join(' ');
