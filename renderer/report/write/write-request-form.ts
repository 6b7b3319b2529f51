import {
  CheckBox,
  HeadingLevel,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import writeExcelFile from 'write-excel-file/universal';
import { compareTexts } from '#base/json.ts';
import type { ReportTextKey } from '#domain/report/report-text-key.ts';
import { RequestArea, RequestChannel, type RequestField, RequestSupport } from '#domain/request/request.ts';
import { requestListSheet } from '#domain/request/request-file.ts';
import {
  type RequestFileKind,
  type RequestFormRow,
  requestFormMarker,
  requestFormRows,
  requestFormVersion,
} from '#domain/request/request-form-rows.ts';
import type { RequestFormWords } from '#domain/request/request-import.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { stateCodes, stateNameIn } from '#domain/states/state-names.ts';
import { languageFacts, ReportLanguage } from '#renderer/i18n/language.ts';
import { createReportLabels, type ReportLabels } from '../report-labels.ts';
import { docxTextWidth, packDocx } from './docx-document.ts';
import { createDocxPartMaker, documentFonts } from './docx-parts.ts';

const fieldLabels: { readonly [F in RequestField]: ReportTextKey } = {
  state: 'path.country',
  authority: 'path.request.authority',
  contact: 'path.request.contact',
  reference: 'path.request.reference',
  'received-on': 'report.requestForm.day',
  channel: 'path.request.channel',
  areas: 'path.request.areas',
  support: 'path.request.support',
  purpose: 'report.requestForm.purpose',
  'has-recommendation': 'path.request.hasRecommendation',
  recommendation: 'path.request.recommendation',
  'other-support': 'path.request.otherSupport',
  'wanted-from': 'path.request.wantedFrom',
  'wanted-to': 'path.request.wantedTo',
  languages: 'path.languages',
  attachments: 'path.request.attachments',
  remarks: 'path.request.remarks',
};

const choiceLabels: Readonly<Record<string, ReportTextKey>> = Object.fromEntries([
  ...RequestChannel.options.map(
    (requestChannel) => [`channel.${requestChannel}`, `value.requestChannel.${requestChannel}`] as const,
  ),
  ...RequestArea.options.map(
    (requestArea) => [`areas.${requestArea}`, `value.requestArea.${requestArea}`] as const,
  ),
  ...RequestSupport.options.map(
    (requestSupport) => [`support.${requestSupport}`, `value.requestSupport.${requestSupport}`] as const,
  ),
]);

const fixedKeys = [
  'report.requestForm.title',
  'report.requestForm.text',
  'report.requestForm.marker',
  'report.requestForm.question',
  'report.requestForm.answer',
  'report.requestForm.help',
  'report.requestForm.help.state',
  'report.requestForm.help.contact',
  'report.requestForm.help.day',
  'report.requestForm.help.mark',
  'report.requestForm.help.choose',
  'report.requestForm.help.one',
  'report.requestForm.help.recommendation',
  'report.requestForm.help.lines',
] as const satisfies readonly ReportTextKey[];

const defaultScale = defaultMaturityModel.scale.map(({ label }) => label);

const labelsIn = (language: ReportLanguage): ReportLabels => createReportLabels(language, defaultScale);

const versionText = ({ translate }: ReportLabels): string =>
  translate('report.requestForm.version', { version: requestFormVersion });

/** Words of the form in one language, for the import. */
export function requestFormWordsIn(language: ReportLanguage): RequestFormWords {
  const labels = labelsIn(language);
  const named = { ...fieldLabels, ...choiceLabels };
  return {
    labels: Object.fromEntries(Object.entries(named).map(([marker, key]) => [marker, labels.word(key)])),
    yes: labels.word('report.requestForm.yes'),
    no: labels.word('report.requestForm.no'),
    fixed: [...fixedKeys.map(labels.word), versionText(labels)],
  };
}

/** Words of the form in all languages, the one of the screen first. */
export const allRequestFormWords = (
  firstReportLanguage: ReportLanguage,
): readonly [RequestFormWords, ...RequestFormWords[]] => [
  requestFormWordsIn(firstReportLanguage),
  ...ReportLanguage.options
    .filter((nameLanguage) => nameLanguage !== firstReportLanguage)
    .map(requestFormWordsIn),
];

/** Form for a State to fill in, in its language. */
export const writeRequestForm = (
  fileKind: RequestFileKind,
  language: ReportLanguage,
): Promise<Uint8Array<ArrayBuffer>> =>
  fileKind === 'docx' ? writeRequestDocx(labelsIn(language)) : writeRequestXlsx(labelsIn(language));

const labelOf = ({ marker, field }: RequestFormRow): ReportTextKey =>
  choiceLabels[marker] ?? fieldLabels[field];

/** First row of each file: form, version and language, for the program that reads it. */
const versionRow = (labels: ReportLabels): readonly [string, string] => [
  `${requestFormMarker} ${requestFormVersion} ${labels.language}`,
  versionText(labels),
];

function helpOf({ field, answer }: RequestFormRow): ReportTextKey | null {
  if (answer === 'day') return 'report.requestForm.help.day';
  if (answer === 'lines') return 'report.requestForm.help.lines';
  if (answer === 'state') return 'report.requestForm.help.state';
  if (answer === 'choice') return 'report.requestForm.help.one';
  if (field === 'contact') return 'report.requestForm.help.contact';
  return field === 'recommendation' ? 'report.requestForm.help.recommendation' : null;
}

/** Rows with a heading before the first choice of a field. */
function titledRows(fileKind: RequestFileKind): readonly (RequestFormRow | RequestField)[] {
  const rows = requestFormRows(fileKind);
  return rows.flatMap((requestFormRow, at) =>
    requestFormRow.choice !== null && rows[at - 1]?.field !== requestFormRow.field
      ? [requestFormRow.field, requestFormRow]
      : [requestFormRow],
  );
}

const headingHelpOf = (requestField: RequestField, fileKind: RequestFileKind): ReportTextKey =>
  requestField === 'channel'
    ? 'report.requestForm.help.one'
    : fileKind === 'docx'
      ? 'report.requestForm.help.mark'
      : 'report.requestForm.help.choose';

const docxShares = [13, 30, 37, 20] as const;

/** Form as a Word document: a table with a marker in each row, and boxes to mark. */
async function writeRequestDocx(labels: ReportLabels): Promise<Uint8Array<ArrayBuffer>> {
  const { word, direction, language } = labels;
  const isRtl = direction === 'rtl';
  const width = docxTextWidth(false);
  const partMaker = createDocxPartMaker(labels, width);
  const widths = docxShares.map((share) => Math.floor((width * share) / 100));
  const run = (text: string, look: object = {}): TextRun =>
    new TextRun({ ...documentFonts, size: 19, ...look, text, rightToLeft: isRtl });
  const cell = (at: number, child: TextRun | CheckBox, fill?: string): TableCell =>
    new TableCell({
      width: { size: widths[at] ?? 1_000, type: WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 80, right: 80 },
      ...(fill !== undefined && { shading: { fill } }),
      children: [new Paragraph({ bidirectional: isRtl, children: [child] })],
    });
  const rowOf = (
    [marker, label, help]: readonly [string, string, string],
    answer: TextRun | CheckBox,
    isHead = false,
  ): TableRow =>
    new TableRow({
      cantSplit: true,
      children: [
        cell(0, run(marker, { size: 12, color: '8A949E', noProof: true }), isHead ? 'F1F2EF' : undefined),
        cell(1, run(label, { bold: isHead }), isHead ? 'F1F2EF' : undefined),
        cell(2, answer, isHead ? 'F1F2EF' : undefined),
        cell(3, run(help, { size: 16, color: '465462' }), isHead ? 'F1F2EF' : undefined),
      ],
    });
  const titles = ['marker', 'question', 'answer', 'help'] as const;
  const [markerTitle, question, answerTitle, help] = titles.map((one) => word(`report.requestForm.${one}`));
  const [version, shownVersion] = versionRow(labels);
  const rows = titledRows('docx').map((row) => {
    if (typeof row === 'string')
      return rowOf(['', word(fieldLabels[row]), word(headingHelpOf(row, 'docx'))], run(''), true);
    const reportTextKey = helpOf(row);
    const isBox = row.answer === 'mark' || row.answer === 'yes-no';
    const box = new CheckBox({ checkedState: { value: '2612' }, uncheckedState: { value: '2610' } });
    return rowOf(
      [row.marker, word(labelOf(row)), reportTextKey === null ? '' : word(reportTextKey)],
      isBox ? box : run(''),
    );
  });
  const table = new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    visuallyRightToLeft: isRtl,
    rows: [
      rowOf([markerTitle ?? '', question ?? '', help ?? ''], run(answerTitle ?? '', { bold: true }), true),
      rowOf([version, shownVersion, ''], run('')),
      ...rows,
    ],
  });
  const title = word('report.requestForm.title');
  return packDocx({ title, head: title, language, isLandscape: false }, [
    partMaker.heading(title, HeadingLevel.TITLE),
    partMaker.note(word('report.requestForm.text')),
    table,
  ]);
}

type SheetCell = {
  readonly value?: string;
  readonly type: StringConstructor | DateConstructor;
  readonly format?: string;
  readonly fontWeight?: 'bold';
  readonly wrap?: boolean;
  readonly alignVertical?: 'top';
  readonly textColor?: string;
  readonly backgroundColor?: string;
} | null;

/** Form as a workbook: a hidden column of markers, lists to choose from, and a hidden sheet that has them. */
async function writeRequestXlsx(labels: ReportLabels): Promise<Uint8Array<ArrayBuffer>> {
  const { word, language, direction } = labels;
  const text = (value: string, look: object = {}): SheetCell =>
    value === '' ? null : { value, type: String, wrap: true, alignVertical: 'top', ...look };
  const heading = { fontWeight: 'bold', backgroundColor: '#F1F2EF' } as const;
  const titled = titledRows('xlsx');
  const [version, shownVersion] = versionRow(labels);
  const data: SheetCell[][] = [
    [
      text(version),
      text(word('report.requestForm.title'), { fontWeight: 'bold' }),
      text(word('report.requestForm.text')),
      text(shownVersion),
    ],
    (['marker', 'question', 'answer', 'help'] as const).map((one) =>
      text(word(`report.requestForm.${one}`), heading),
    ),
    ...titled.map((row): SheetCell[] => {
      if (typeof row === 'string')
        return [null, text(word(fieldLabels[row]), heading), null, text(word(headingHelpOf(row, 'xlsx')))];
      const reportTextKey = helpOf(row);
      return [
        text(row.marker),
        text(word(labelOf(row))),
        row.answer === 'day'
          ? { type: Date, format: 'yyyy-mm-dd', alignVertical: 'top' }
          : { type: String, format: '@', wrap: true, alignVertical: 'top' },
        text(reportTextKey === null ? '' : word(reportTextKey), { textColor: '#465462' }),
      ];
    }),
  ];
  const lists = [
    stateCodes
      .map((code) => stateNameIn(code, language))
      .toSorted(new Intl.Collator(languageFacts[language].locale).compare),
    RequestChannel.options.map((requestChannel) => word(`value.requestChannel.${requestChannel}`)),
    [word('report.requestForm.yes'), word('report.requestForm.no')],
  ];
  const listData = (lists[0] ?? []).map((_, at) => lists.map((list) => text(list[at] ?? '')));
  const validations = titled.flatMap((row, at) => {
    const list = typeof row === 'string' ? undefined : listOfAnswer[row.answer];
    if (list === undefined) return [];
    const column = 'ABC'.charAt(list);
    const range = `'${requestListSheet}'!$${column}$1:$${column}$${lists[list]?.length ?? 1}`;
    // Another name of a State may be written; a person decides at the import.
    const isStrict = list > 0 ? ' showErrorMessage="1" errorStyle="warning"' : '';
    return `<dataValidation type="list" allowBlank="1"${isStrict} sqref="C${at + 3}"><formula1>${range}</formula1></dataValidation>`;
  });
  const sheets = [
    {
      sheet: word('report.requestForm.title').slice(0, 31),
      rightToLeft: direction === 'rtl',
      stickyRowsCount: 2,
      columns: [{ width: 12 }, { width: 44 }, { width: 60 }, { width: 40 }],
      data,
    },
    { sheet: requestListSheet, columns: [{ width: 40 }, { width: 40 }, { width: 12 }], data: listData },
  ];
  const file = await writeExcelFile(sheets, {
    features: [formFeature(validations.toSorted(compareTexts))],
  }).toBlob();
  return new Uint8Array(await file.arrayBuffer());
}

/** Lists of the hidden sheet, by the way in which a row is answered. */
const listOfAnswer: Partial<Readonly<Record<RequestFormRow['answer'], number>>> = {
  state: 0,
  choice: 1,
  mark: 2,
  'yes-no': 2,
};

/** Parts that the writer of workbooks has no options for: lists of choices, a hidden column and a hidden sheet. */
const formFeature = (validations: readonly string[]) => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (content: string, _options: unknown, { sheetIndex }: { readonly sheetIndex: number }) =>
          sheetIndex > 0
            ? content
            : content.replace(
                '</sheetData>',
                `</sheetData><dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`,
              ),
        transformElementAttributes: (
          tagName: string,
          attributes: Record<string, string | number>,
          index: number | undefined,
          _options: unknown,
          { sheetIndex }: { readonly sheetIndex: number },
        ) =>
          sheetIndex === 0 && tagName === 'col' && index === 0 ? { ...attributes, hidden: 1 } : attributes,
      },
      'xl/workbook.xml': {
        transformElementAttributes: (
          tagName: string,
          attributes: Record<string, string | number>,
          index: number | undefined,
        ) => (tagName === 'sheet' && index === 1 ? { ...attributes, state: 'hidden' } : attributes),
      },
    },
  },
});
