import { csvText } from '#base/csv-text.ts';
import type { ChoiceList, Instrument, LocalizedText, QuestionDefinition } from '../model/instrument.ts';
import {
  type DataColumn,
  type DataExportOptions,
  type DataTable,
  exportedLanguages,
  numericRatingParts,
} from './data-table.ts';
import { answersAsJson, type ExportedAssessment, exportDataTables } from './export-data.ts';

/** Part of a table that its file contains. */
interface NamedColumns extends Pick<DataTable, 'rows'> {
  readonly columns: readonly Pick<DataColumn, 'key'>[];
}

/** Write a table as CSV for spreadsheets. */
export const writeCsv = ({ columns, rows }: NamedColumns): string =>
  csvText([columns.map(({ key }) => key), ...rows]);

/** A valid name of a sheet in Excel: no `[]:*?/\` and at most 31 letters. Names differ in more than case. */
export function uniqueSheetName(name: string, taken: Set<string>): string {
  const plain =
    name
      .replace(/[[\]:*?/\\]/g, '_')
      .replace(/^'+|'+$/g, '')
      .slice(0, 28) || 'sheet';
  let free = plain;
  for (let at = 2; taken.has(free.toLowerCase()); at += 1) free = `${plain}_${at}`.slice(0, 31);
  taken.add(free.toLowerCase());
  return free;
}

/** A table for a file; the codebook is one too. */
export type ExportedTable = Pick<DataTable, 'name' | 'columns' | 'rows'>;

/** Exported answers. */
interface DataFiles {
  /** The sheets of a workbook: the form, its repeats, the codebook. */
  readonly tables: readonly ExportedTable[];
  /** Text files by name: CSV and SPSS syntax of each table, the codebook, JSON. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Build all files of an export of these assessments; a caller with the library writes the workbook. */
export function buildDataFiles(
  instrument: Instrument,
  exportedAssessments: readonly ExportedAssessment[],
  exportOptions: DataExportOptions,
): DataFiles {
  const dataTables = exportDataTables(instrument, exportedAssessments, exportOptions);
  const codebookVariables = buildCodebook(instrument, dataTables);
  const codebook = {
    name: 'codebook',
    ...buildCodebookTable(codebookVariables, exportedLanguages(instrument)),
  };
  const taken = new Set(['data', 'codebook']);
  const texts = dataTables.flatMap((dataTable) => {
    const name = uniqueSheetName(dataTable.name, taken);
    const ownCodebookVariables = codebookVariables.filter((variable) => variable.table === dataTable.name);
    return [
      [`${name}.csv`, writeCsv(dataTable)],
      [`${name}.sps`, writeSpssSyntax(ownCodebookVariables, instrument.defaultLanguage)],
    ] as const;
  });
  return {
    tables: [...dataTables, codebook],
    texts: {
      ...Object.fromEntries(texts),
      'codebook.csv': writeCsv(codebook),
      'data.json': `${JSON.stringify(answersAsJson(exportedAssessments), null, 1)}\n`,
    },
  };
}

/** One column of a table, for statistics programs. */
interface CodebookVariable {
  readonly table: string;
  readonly column: string;
  /**
   * A valid name in SPSS, Stata and R: begins with a letter, then letters, digits and `_`. At most 32 long, unique in
   * its table.
   */
  readonly variable: string;
  readonly type: 'numeric' | 'string';
  readonly questionType: string;
  readonly labels: LocalizedText;
  readonly values: readonly { readonly code: string; readonly labels: LocalizedText }[];
  readonly question: QuestionDefinition | null;
}

/** Describe every column of exported tables. */
export function buildCodebook(
  instrument: Instrument,
  dataTables: readonly Pick<DataTable, 'name' | 'columns'>[],
): readonly CodebookVariable[] {
  const lists = new Map(instrument.choiceLists.map((list) => [list.name, list]));
  return dataTables.flatMap(({ name: table, columns }) => {
    const taken = new Set<string>();
    return columns.map((dataColumn): CodebookVariable => {
      const { question, part, key } = dataColumn;
      const choiceList =
        question?.choices && 'list' in question.choices ? lists.get(question.choices.list) : undefined;
      return {
        table,
        column: key,
        variable: uniqueVariableName(key, taken),
        type: isNumericColumn(dataColumn) ? 'numeric' : 'string',
        questionType: question?.type ?? '',
        labels: columnLabelsOf(
          dataColumn,
          choiceList?.choices.find(({ name }) => part.kind === 'option' && name === part.code)?.label,
        ),
        values:
          question !== null && part.kind === 'value' ? codedValuesOf(question, choiceList, instrument) : [],
        question,
      };
    });
  });
}

/** Possible values of a cell's one code: a choice, or the level of an indicator with its descriptor. */
function codedValuesOf(
  questionDefinition: QuestionDefinition,
  choiceList: ChoiceList | undefined,
  { defaultLanguage }: Instrument,
): CodebookVariable['values'] {
  if (questionDefinition.indicator)
    return questionDefinition.indicator.levels.map((text, at) => ({
      code: String(at + 1),
      labels: { [defaultLanguage]: text },
    }));
  const labels = new Map(choiceList?.choices.map(({ name, label }) => [name, label ?? {}]));
  return questionDefinition.type === 'select_one'
    ? [...labels].map(([code, ownText]) => ({ code, labels: ownText }))
    : [];
}

/** Codebook as a table of its own: a row for each variable, and one for each of its values. */
export function buildCodebookTable(
  codebookVariables: readonly CodebookVariable[],
  languages: readonly string[],
): Pick<DataTable, 'columns' | 'rows'> {
  const fact = (key: string): DataColumn => ({ key, question: null, part: { kind: 'fact' } });
  const labelKeys = languages.map((language) => `label${language === '' ? '' : `::${language}`}`);
  const columns = [
    'table',
    'column',
    'variable',
    'type',
    'question_type',
    'value',
    ...labelKeys,
    'required',
    'relevant',
    'constraint',
  ].map(fact);
  const words = (labels: LocalizedText): readonly string[] =>
    languages.map((language) => labels[language] ?? labels[''] ?? '');
  const rows = codebookVariables.flatMap(
    ({ table, column, variable, type, questionType, labels, values, question }) => [
      [
        table,
        column,
        variable,
        type,
        questionType,
        '',
        ...words(labels),
        question?.required ?? '',
        question?.relevant ?? '',
        question?.constraint ?? '',
      ],
      ...values.map(({ code, labels: ownText }) => [
        table,
        column,
        variable,
        '',
        '',
        code,
        ...words(ownText),
        '',
        '',
        '',
      ]),
    ],
  );
  return { columns, rows };
}

/** Labels of variables and values as SPSS syntax, for one table and language. */
export function writeSpssSyntax(codebookVariables: readonly CodebookVariable[], language: string): string {
  const label = (labels: LocalizedText): string =>
    quoteSpssText((labels[language] ?? Object.values(labels)[0] ?? '').replace(/\s+/g, ' ').slice(0, 250));
  const named = codebookVariables.filter(({ labels }) => Object.keys(labels).length > 0);
  const valued = codebookVariables.filter(({ values }) => values.length > 0);
  return [
    ...named.map(({ variable, labels }) => `VARIABLE LABELS ${variable} ${label(labels)}.`),
    ...valued.map(
      ({ variable, type, values }) =>
        `VALUE LABELS ${variable}\n${values.map(({ code, labels }) => `  ${type === 'numeric' ? code : quoteSpssText(code)} ${label(labels)}`).join('\n')}.`,
    ),
    'EXECUTE.',
    '',
  ].join('\n');
}

const quoteSpssText = (text: string): string => `'${text.replaceAll("'", "''").replace(/[\r\n]+/g, ' ')}'`;

function isNumericColumn({ key, question, part }: DataColumn): boolean {
  if (part.kind === 'option' || part.kind === 'coordinate' || part.kind === 'result') return true;
  if (part.kind === 'rating') return numericRatingParts.has(part.of);
  if (part.kind === 'fact') return key === '_index' || key === '_parent_index';
  return (
    part.kind === 'value' &&
    question !== null &&
    ['integer', 'decimal', 'range', 'indicator'].includes(question.type)
  );
}

function columnLabelsOf({ question, part }: DataColumn, option: LocalizedText | undefined): LocalizedText {
  const ownText = question?.label ?? {};
  if (part.kind === 'rating')
    return Object.fromEntries(
      Object.entries(ownText).map(([language, text]) => [language, `${text} (${part.of})`]),
    );
  if (part.kind !== 'option' || !option) return ownText;
  return Object.fromEntries(
    Object.keys({ ...ownText, ...option }).map((language) => [
      language,
      `${ownText[language] ?? ownText[''] ?? ''}: ${option[language] ?? option[''] ?? part.code}`,
    ]),
  );
}

function uniqueVariableName(key: string, taken: Set<string>): string {
  const plain = key
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const base = (/^[A-Za-z]/.test(plain) ? plain : `v_${plain}`).slice(0, 28);
  let name = base;
  for (let at = 2; taken.has(name.toLowerCase()); at += 1) name = `${base}_${at}`;
  taken.add(name.toLowerCase());
  return name;
}
