import type {
  CellReason,
  ImportPreview,
  RowReason,
} from '#domain/workshop/participant-import/participant-import.ts';
import type { Message, PlainMessageKey, Translate } from '#renderer/i18n';

/** Reason why a row is not taken, in words. */
export function rowReasonMessage(reason: RowReason): Message {
  switch (reason.kind) {
    case 'functionUnknown':
      return { key: 'register.import.row.functionUnknown', values: { word: reason.word } };
    case 'sameAsRow':
      return { key: 'register.import.row.sameAsRow', values: { row: reason.row } };
    case 'sameAsRegistered':
      return { key: 'register.import.row.sameAsRegistered', values: { code: reason.code } };
    case 'institutionMissing':
      return { key: 'register.import.row.institutionMissing' };
    case 'functionMissing':
      return { key: 'register.import.row.functionMissing' };
    case 'nothingToTake':
      return { key: 'register.import.row.nothingToTake' };
    case 'tooLong':
      return { key: 'register.import.row.tooLong' };
  }
}

/** Reason why a cell is left out, in words. */
export const cellReasonKeys: Readonly<Record<CellReason, PlainMessageKey>> = {
  sexUnknown: 'register.import.cell.sexUnknown',
  seniorityUnknown: 'register.import.cell.seniorityUnknown',
  institutionTypeUnknown: 'register.import.cell.institutionTypeUnknown',
  yesOrNoUnknown: 'register.import.cell.yesOrNoUnknown',
  emailMalformed: 'register.problem.emailMalformed',
  emailWithoutConsent: 'register.problem.emailWithoutConsent',
  needsTooLong: 'register.problem.tooLong',
  notCalculated: 'register.import.cell.notCalculated',
  formulaError: 'register.import.cell.formulaError',
};

/** Name of a cell as spreadsheets write it; of a row without a column its number. */
export const cellNameOf = (column: string | null, row: number): string => `${column ?? ''}${row}`;

/** All that is not taken as lines of a file: sheet, row, column, value and reason. */
export function problemLines(
  { refused, cells }: ImportPreview & { readonly kind: 'preview' },
  sheet: string,
  translate: Translate,
): readonly (readonly (string | number)[])[] {
  const all = [
    ...refused.map((one) => ({ ...one, text: translate(rowReasonMessage(one.reason)) })),
    ...cells.map((one) => ({ ...one, text: translate(cellReasonKeys[one.reason]) })),
  ].toSorted((a, b) => a.row - b.row);
  return [
    [
      translate('register.import.sheet'),
      translate('register.import.rowNumber'),
      translate('register.import.column'),
      translate('register.import.value'),
      translate('register.import.reason'),
    ],
    ...all.map(({ row, column, value, text }) => [sheet, row, column ?? '', value, text]),
  ];
}
