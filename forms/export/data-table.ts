import type {
  ChoiceList,
  Instrument,
  NodeDefinition,
  QuestionDefinition,
  QuestionId,
  RepeatDefinition,
} from '../model/instrument.ts';

export interface DataColumn {
  /** The author's names, groups by `/`: `home/age`, `likes/fig`, `likes::label::French (fr)`. */
  readonly key: string;
  /** Null for columns without a question: `_id`, `_index`. */
  readonly question: QuestionDefinition | null;
  readonly part: ColumnPart;
}

/** The rows of the form itself, or of one of its repeats. */
export interface DataTable {
  /** The id of the form, or the name of the repeat. */
  readonly name: string;
  readonly columns: readonly DataColumn[];
  readonly rows: readonly (readonly DataCell[])[];
}

export interface DataExportOptions {
  /** Columns with the labels of choices beside their codes, one for each language. */
  readonly labels: boolean;
}

/** A table before it has rows. */
export interface DataTablePlan {
  readonly name: string;
  /** Null for the form itself. */
  readonly repeat: RepeatDefinition | null;
  readonly columns: readonly DataColumn[];
}

/** Columns for the parts of a geopoint, as KoboToolbox names them. */
const geopointParts = ['latitude', 'longitude', 'altitude', 'precision'] as const;

/**
 * Tables of a form by XLSForm's convention: one for the form, one for each repeat. Rows of a repeat name the row
 * around them by `_parent_index`.
 * @param facts of each assessment besides its answers, in every table: a row says where and when it belongs
 * @param results numbers of each assessment, in the table of the form alone
 */
export function planDataTables(
  instrument: Instrument,
  { facts, results }: { readonly facts: readonly string[]; readonly results: readonly string[] },
  exportOptions: DataExportOptions,
): readonly DataTablePlan[] {
  const dataTablePlans: DataTablePlan[] = [];
  const names = new Set<string>();
  const lists = new Map(instrument.choiceLists.map((list) => [list.name, list]));

  const plan = (
    name: string,
    repeatDefinition: RepeatDefinition | null,
    nodeDefinitions: readonly NodeDefinition[],
  ): void => {
    const table = claimUniqueName(name, names);
    const index = repeatDefinition ? ['_index', '_parent_index', '_id'] : ['_index', '_id'];
    const dataColumns: DataColumn[] = [
      ...[...index, ...facts].map((key): DataColumn => ({ key, question: null, part: { kind: 'fact' } })),
      ...(repeatDefinition ? [] : results).map(
        (key): DataColumn => ({ key, question: null, part: { kind: 'result' } }),
      ),
    ];
    const repeatDefinitions: RepeatDefinition[] = [];
    const walk = (some: readonly NodeDefinition[], path: string): void => {
      for (const nodeDefinition of some) {
        const key = `${path}${nodeDefinition.name}`;
        if (nodeDefinition.kind === 'question')
          dataColumns.push(
            ...questionColumns(nodeDefinition, key, lists, exportedLanguages(instrument), exportOptions),
          );
        if (nodeDefinition.kind === 'group') walk(nodeDefinition.nodes, `${key}/`);
        if (nodeDefinition.kind === 'repeat') repeatDefinitions.push(nodeDefinition);
      }
    };
    walk(nodeDefinitions, '');
    dataTablePlans.push({ name: table, repeat: repeatDefinition, columns: withUniqueKeys(dataColumns) });
    for (const one of repeatDefinitions) plan(one.name, one, one.nodes);
  };
  plan(instrument.id, null, instrument.nodes);
  return dataTablePlans;
}

function questionColumns(
  questionDefinition: QuestionDefinition,
  key: string,
  lists: ReadonlyMap<string, ChoiceList>,
  languages: readonly string[],
  exportOptions: DataExportOptions,
): readonly DataColumn[] {
  const value: DataColumn = { key, question: questionDefinition, part: { kind: 'value' } };
  const labels: readonly DataColumn[] =
    questionDefinition.choices && exportOptions.labels
      ? languages.map((language) => ({
          key: `${key}::label${language === '' ? '' : `::${language}`}`,
          question: questionDefinition,
          part: { kind: 'label', language },
        }))
      : [];
  switch (questionDefinition.type) {
    case 'select_multiple':
      return [
        value,
        ...labels,
        ...optionCodesOf(questionDefinition, lists).map(
          (code): DataColumn => ({
            key: `${key}/${code}`,
            question: questionDefinition,
            part: { kind: 'option', code },
          }),
        ),
      ];
    case 'geopoint':
      return [
        value,
        ...geopointParts.map(
          (part, at): DataColumn => ({
            key: `_${key}_${part}`,
            question: questionDefinition,
            part: { kind: 'coordinate', at },
          }),
        ),
      ];
    case 'indicator':
      return [
        value,
        ...ratingParts.map(
          (of): DataColumn => ({
            key: `${key}/${of}`,
            question: questionDefinition,
            part: { kind: 'rating', of },
          }),
        ),
      ];
    default:
      return [value, ...labels];
  }
}

/** Languages of columns; a form without named languages has labels all the same. */
export const exportedLanguages = ({ languages, defaultLanguage }: Instrument): readonly string[] =>
  languages.length > 0 ? languages : [defaultLanguage];

/**
 * Nobody reads more columns for one question, and a workbook has room for 16,384 in all. All codes are in one column
 * as well.
 */
const maximumOptionColumns = 500;

/** Codes of a list with a column of their own. */
function optionCodesOf(
  { choices }: QuestionDefinition,
  lists: ReadonlyMap<string, ChoiceList>,
): readonly string[] {
  const choiceList = choices && 'list' in choices ? lists.get(choices.list) : undefined;
  const codes = new Set(choiceList?.choices.map(({ name }) => name));
  return codes.size > maximumOptionColumns ? [] : [...codes];
}

function claimUniqueName(name: string, taken: Set<string>): string {
  let free = name;
  for (let at = 2; taken.has(free); at += 1) free = `${name}_${at}`;
  taken.add(free);
  return free;
}

function withUniqueKeys(dataColumns: readonly DataColumn[]): readonly DataColumn[] {
  const taken = new Set<string>();
  return dataColumns.map((column) => ({ ...column, key: claimUniqueName(column.key, taken) }));
}

/** Questions by id with the column of their values, for rows. */
export const columnsByQuestionId = (
  dataColumns: readonly DataColumn[],
): ReadonlyMap<QuestionId, readonly number[]> => {
  const found = new Map<QuestionId, number[]>();
  for (const [at, { question }] of dataColumns.entries()) {
    if (!question) continue;
    const indexes = found.get(question.qid) ?? [];
    indexes.push(at);
    found.set(question.qid, indexes);
  }
  return found;
};

/** Value of a cell: numbers stay numbers, so nobody has to guess the decimal sign. */
export type DataCell = string | number | null;

/** Part of an answer in a column. */
export type ColumnPart =
  | { readonly kind: 'fact' }
  /** A number of the assessment, such as a reported level. */
  | { readonly kind: 'result' }
  | { readonly kind: 'value' }
  /** Labels of the chosen options, in one language. */
  | { readonly kind: 'label'; readonly language: string }
  /** 1 when this code is chosen, else 0. */
  | { readonly kind: 'option'; readonly code: string }
  | { readonly kind: 'coordinate'; readonly at: number }
  /** A value beside the level of an indicator. */
  | { readonly kind: 'rating'; readonly of: RatingPart };

const ratingParts = ['state', 'evidence', 'confidence', 'rationale', 'target', 'gap'] as const;
/** Parts of a rating that are numbers. */
export const numericRatingParts: ReadonlySet<RatingPart> = new Set(['target', 'gap']);
export type RatingPart = (typeof ratingParts)[number];
