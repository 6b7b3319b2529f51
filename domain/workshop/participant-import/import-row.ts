import type { SheetRow } from '#forms/workbook/workbook.ts';
import type { ConsentSubject, ParticipantFunction } from '../participant.ts';
import {
  checkParticipantDraft,
  noConsents,
  type ParticipantConsents,
  type ParticipantDraft,
} from '../register.ts';
import type { ImportField } from './import-columns.ts';
import {
  cleanCell,
  comparableCell,
  readFunction,
  readInstitutionType,
  readSeniority,
  readSex,
  readYesOrNo,
} from './import-values.ts';
import type {
  CellReason,
  FieldColumn,
  ImportChoices,
  RefusedCell,
  RefusedRow,
} from './participant-import.ts';

/** Row as a draft with the cells that were left out, or the reason why it is not taken. */
export type ReadRow =
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
  columns: readonly FieldColumn[],
  choices: ImportChoices,
  typeByInstitution: ReadonlyMap<string, string | null>,
): ReadRow {
  const refusedCells: RefusedCell[] = [];
  const columnOf = (field: ImportField): FieldColumn | undefined =>
    columns.find((column) => column.field === field);
  const textOf = (field: ImportField): string => cleanCell(cells[columnOf(field)?.at ?? -1] ?? '');
  const leaveOut = (field: ImportField, reason: CellReason): void => {
    const column = columnOf(field);
    if (column !== undefined)
      refusedCells.push({ row, column: column.letters, value: textOf(field), reason });
  };
  const readOr = <Value>(
    field: ImportField,
    read: (cell: string) => Value | null,
    otherwise: Value,
    reason: CellReason,
  ): Value => {
    const text = textOf(field);
    if (text === '') return otherwise;
    const value = read(text);
    if (value === null) leaveOut(field, reason);
    return value ?? otherwise;
  };
  const refuseRow = (field: ImportField | null, reason: RefusedRow['reason']): ReadRow => ({
    kind: 'refused',
    refusal: {
      row,
      column: (field === null ? undefined : columnOf(field)?.letters) ?? null,
      value: field === null ? '' : textOf(field),
      reason,
    },
  });

  if (columns.every(({ at }) => cleanCell(cells[at] ?? '') === ''))
    return refuseRow(null, { kind: 'nothingToTake' });
  const institution = textOf('institution') || cleanCell(choices.institutionForAll);
  if (institution === '') return refuseRow('institution', { kind: 'institutionMissing' });
  const functionGroup = functionOfCell(textOf('function'), choices);
  if (functionGroup === 'missing') return refuseRow('function', { kind: 'functionMissing' });
  if (functionGroup === 'unknown')
    return refuseRow('function', { kind: 'functionUnknown', word: textOf('function') });

  const consents = consentsOf((field) => readOr(field, readYesOrNo, null, 'yesOrNoUnknown'), choices.today);
  const typeOfInstitution = typeByInstitution.get(comparableCell(institution)) ?? null;
  const draft: ParticipantDraft = {
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
      name: nameOf(cells, columns),
      email: textOf('email'),
      needs: textOf('needs'),
      sex: readOr('sex', readSex, 'not-stated', 'sexUnknown'),
      seniority: readOr('seniority', readSeniority, 'not-stated', 'seniorityUnknown'),
    },
  };
  const problems = checkParticipantDraft(draft);
  if (problems.includes('nameTooLong')) return refuseRow('name', { kind: 'tooLong' });
  if (problems.includes('institutionTooLong')) return refuseRow('institution', { kind: 'tooLong' });
  if (problems.includes('needsTooLong')) leaveOut('needs', 'needsTooLong');
  const emailProblem = problems.find((one) => one === 'emailMalformed' || one === 'emailWithoutConsent');
  if (emailProblem !== undefined) leaveOut('email', emailProblem);
  return {
    kind: 'draft',
    code: textOf('code').toUpperCase(),
    cells: refusedCells,
    draft: {
      ...draft,
      personal: {
        ...draft.personal,
        ...(emailProblem !== undefined && { email: '' }),
        ...(problems.includes('needsTooLong') && { needs: '' }),
      },
    },
  };
}

function functionOfCell(cell: string, choices: ImportChoices): ParticipantFunction | 'missing' | 'unknown' {
  if (cell === '') return choices.functionForAll ?? 'missing';
  const chosen = Object.hasOwn(choices.functions, comparableCell(cell))
    ? choices.functions[comparableCell(cell)]
    : undefined;
  return chosen ?? readFunction(cell) ?? 'unknown';
}

const consentFields = {
  'follow-up': 'followUpConsent',
  photo: 'photoConsent',
  list: 'listConsent',
} as const satisfies Readonly<Record<ConsentSubject, ImportField>>;

function consentsOf(answerOf: (field: ImportField) => boolean | null, today: string): ParticipantConsents {
  const consentTo = (subject: ConsentSubject) => {
    const given = answerOf(consentFields[subject]);
    return given === null ? noConsents[subject] : { given, on: today };
  };
  return { 'follow-up': consentTo('follow-up'), photo: consentTo('photo'), list: consentTo('list') };
}

/** Several columns make one name, in their order: first name and surname. */
const nameOf = (cells: readonly string[], columns: readonly FieldColumn[]): string =>
  columns
    .filter(({ field }) => field === 'name')
    .map(({ at }) => cleanCell(cells[at] ?? ''))
    .filter((part) => part !== '')
    .join(' ');
