import { canonicalJson } from '#base/json.ts';
import type {
  ChoiceSource,
  FormAction,
  Instrument,
  NodeDefinition,
  QuestionDefinition,
  QuestionId,
} from '../model/instrument.ts';
import { ncNamePattern } from '../xml/xml-node.ts';
import { isDynamicDefault } from './dynamic-default.ts';
import { ExportedRow, isExternalChoiceList } from './export-sheets.ts';
import { findParameterProblem, findRangeProblem, parseParameters } from './parameters.ts';
import { findTypeMeaning, parseTypeCell } from './question-types.ts';
import { parseColumnHeader } from './table.ts';

/** Survey rows for the nodes of an instrument; `meta` comes from the settings and a row of its own. */
export function exportSurveyRows(instrument: Instrument): readonly ExportedRow[] {
  const names = namesByQuestionId(instrument.nodes);
  const rows: ExportedRow[] = [];
  const write = (nodes: readonly NodeDefinition[]): void => {
    for (const node of nodes) {
      const row = exportedSurveyRow(node, names, instrument);
      rows.push(row);
      if (node.kind !== 'group' && node.kind !== 'repeat') continue;
      write(node.nodes);
      const end = new ExportedRow();
      end.set('type', `end_${node.kind}`);
      end.set('name', node.name);
      rows.push(end);
    }
  };
  write(instrument.nodes.filter((node) => !isMetaGroup(node)));
  rows.push(...exportedFileRows(instrument, rows));
  const audit = instrument.nodes.find(isMetaGroup);
  if (audit && 'nodes' in audit)
    for (const node of audit.nodes)
      if (node.name === 'audit') rows.push(exportedSurveyRow(node, names, instrument));
  return rows;
}

/** Files that no select names get rows of their own. */
function exportedFileRows({ choiceLists }: Instrument, rows: readonly ExportedRow[]): readonly ExportedRow[] {
  const types = new Set(rows.map(({ cells }) => cells.get('type')?.split(' ').at(-1)));
  return choiceLists.flatMap(({ name, file }) => {
    const extension = file === undefined || types.has(file) ? null : /^(.*)\.(csv|xml)$/.exec(file);
    if (extension?.[1] !== name) return [];
    const row = new ExportedRow();
    row.set('type', `${extension[2] ?? 'csv'}-external`);
    row.set('name', name);
    return isExternalChoiceList({ name, file }) ? [] : [row];
  });
}

export const isMetaGroup = (node: NodeDefinition): boolean => node.kind === 'group' && node.name === 'meta';

/** Names for references: those of only one node. */
function namesByQuestionId(nodes: readonly NodeDefinition[]): ReadonlyMap<QuestionId, string> {
  const names = new Map<QuestionId, string>();
  const counts = new Map<string, number>();
  const walk = (some: readonly NodeDefinition[]): void => {
    for (const node of some) {
      names.set(node.qid, node.name);
      counts.set(node.name, (counts.get(node.name) ?? 0) + 1);
      if ('nodes' in node) walk(node.nodes);
    }
  };
  walk(nodes);
  return new Map([...names].filter(([, name]) => counts.get(name) === 1));
}

function exportedSurveyRow(
  node: NodeDefinition,
  names: ReadonlyMap<QuestionId, string>,
  instrument: Instrument,
): ExportedRow {
  const row = new ExportedRow(instrument.defaultLanguage);
  const { type, ...extra } = node.extra ?? {};
  row.set('type', typeCellOf(node, type, instrument));
  row.set('name', node.name);
  row.words('label', node.label);
  row.words('hint', node.hint);
  row.words('guidance_hint', node.guidance);
  row.media(node.media);
  row.set('bind::relevant', node.relevant);
  row.set('control::appearance', node.appearance?.join(' '));

  if (node.kind === 'repeat') row.set('control::jr:count', node.count);
  if (node.kind === 'question') addQuestionCells(row, node, names);
  for (const [key, text] of Object.entries(extra))
    if (isAuthorColumn(key) && !row.cells.has(key)) row.set(key, text);
  row.set('fieldbook::qid', node.qid);
  return row;
}

/** Columns of the author that keep their meaning; under any other name a cell would be read differently. */
const isAuthorColumn = (key: string): boolean =>
  !/^(type|name|label|hint|guidance_hint|disabled|fieldbook)(::|$)/.test(key) &&
  parseColumnHeader(key, 'survey', true).key === key;

function addQuestionCells(
  row: ExportedRow,
  question: QuestionDefinition,
  names: ReadonlyMap<QuestionId, string>,
): void {
  row.set('bind::required', truthCellText(question.required));
  row.words('bind::jr:requiredMsg', question.requiredMessage);
  row.set('bind::constraint', question.constraint);
  row.words('bind::jr:constraintMsg', question.constraintMessage);
  row.set('bind::readonly', truthCellText(question.readOnly));
  row.set('bind::calculate', question.calculation);
  // A plain value that looks like an expression would be read as one.
  if (question.default !== undefined && !isDynamicDefault(question.default, question.type))
    row.set('default', question.default);
  for (const action of question.actions ?? []) addActionCells(row, action, names);
  const parameters: Record<string, string> = { ...question.parameters };
  if (question.choices) addChoiceCells(row, question.choices, parameters);
  const text = Object.entries(parameters)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
  if (areUsableParameters(row, parameters, text)) row.set('parameters', text);
}

/** Parameters outside the type would make the importer refuse the workbook. */
function areUsableParameters(
  row: ExportedRow,
  parameters: Readonly<Record<string, string>>,
  text: string,
): boolean {
  const type = parseTypeCell(row.cells.get('type') ?? '');
  const appearance = row.cells.get('control::appearance') ?? '';
  const read = parseParameters(text);
  if (!type || !read.ok || canonicalJson(read.value) !== canonicalJson(parameters)) return false;
  const isRange = type.kind === 'plain' && type.word === 'range';
  return (
    findParameterProblem(type, parameters, appearance) === null &&
    (!isRange ||
      parameters['tick_labelset'] !== undefined ||
      findRangeProblem(parameters, appearance, () => []) === null)
  );
}

const truthCellText = (expression: string | undefined): string | undefined =>
  expression === 'true()' ? 'yes' : expression;

function addActionCells(row: ExportedRow, action: FormAction, names: ReadonlyMap<QuestionId, string>): void {
  if (action.on !== 'changed') {
    if (!row.cells.has('default')) row.set('default', action.value);
    return;
  }
  const triggers = (action.of ?? []).map((qid) => names.get(qid));
  if (row.cells.has('bind::calculate') || triggers.length === 0 || triggers.includes(undefined)) return;
  row.set('trigger', triggers.map((name) => `\${${name ?? ''}}`).join(', '));
  if (action.value !== "''") row.set('bind::calculate', action.value);
}

function addChoiceCells(row: ExportedRow, choices: ChoiceSource, parameters: Record<string, string>): void {
  if ('nodeset' in choices) {
    if (!row.cells.get('control::appearance')?.includes('search('))
      row.set('choice_filter', nodesetFilterOf(choices.nodeset));
    const drawn = randomizePattern.exec(choices.nodeset);
    if (drawn) parameters['randomize'] = 'true';
    if (drawn?.[2] !== undefined) parameters['seed'] = drawn[2];
    return;
  }
  row.set('choice_filter', choices.filter);
  if (!choices.randomize) return;
  parameters['randomize'] = 'true';
  if (choices.randomize.seed !== undefined) parameters['seed'] = choices.randomize.seed;
}

/** Text of the type column; `fieldbook::more` holds the rest. */
function typeCellOf(node: NodeDefinition, authorType: string | undefined, instrument: Instrument): string {
  if (node.kind === 'group' || node.kind === 'repeat') return `begin_${node.kind}`;
  if (node.kind === 'note') return 'note';
  const isSelect = node.type === 'select_one' || node.type === 'select_multiple' || node.type === 'rank';
  if (isSelect) return selectTypeCellOf(node, instrument);
  if (authorType !== undefined) return authorType;
  if (node.preload !== undefined && findTypeMeaning(node.preload)?.preload === node.preload)
    return node.preload;
  return node.type === 'indicator' ? 'text' : node.type;
}

/** A select with choices that no sheet can name is written as a text question. */
function selectTypeCellOf({ type, choices, appearance }: QuestionDefinition, instrument: Instrument): string {
  if (!choices) return 'text';
  if ('nodeset' in choices) {
    const searched = appearance?.some((word) => word.startsWith('search(')) === true;
    const list = searched ? findSearchedList(choices, instrument) : undefined;
    if (list) return `${type} ${list.name}`;
    const source = nodesetSourceOf(choices, instrument);
    if (source === null) return 'text';
    return source.startsWith('${') ? `${type} ${source}` : fileTypeCellOf(type, source);
  }
  const list = instrument.choiceLists.find(({ name }) => name === choices.list);
  if (!list || /\s/.test(list.name)) return 'text';
  if (isExternalChoiceList(list))
    return `select_one_external ${list.name.replace(/^external_choices\./, '')}`;
  if (list.file !== undefined) return fileTypeCellOf(type, list.file);
  const hasSpace = list.choices.some(({ name }) => name.includes(' '));
  return list.choices.length === 0 || (type === 'select_multiple' && hasSpace)
    ? 'text'
    : `${type} ${list.name}`;
}

/** The list of a search: its one choice names the columns. */
const findSearchedList = (
  { value, label }: Extract<ChoiceSource, { nodeset: string }>,
  { choiceLists }: Instrument,
) =>
  choiceLists.find(
    ({ file, choices: [only, ...others] }) =>
      file === undefined &&
      others.length === 0 &&
      only?.name === value &&
      Object.values(only.label ?? {})[0] === label,
  );

const fileTypeCellOf = (type: string, file: string): string =>
  type === 'rank' || /\s/.test(file) ? 'text' : `${type}_from_file ${file}`;

// The two forms of nodes that the importer makes from columns.
const repeatNodesetPattern = /^\$\{[^{}]+\}\[\.\/([^ ]+) != ''(?: and \((.*)\))?\]$/s;
const fileNodesetPattern = /^instance\('([^']+)'\)\/root\/item(?:\[(.*)\])?$/s;

function nodesetSourceOf(
  { nodeset }: Extract<ChoiceSource, { nodeset: string }>,
  instrument: Instrument,
): string | null {
  const nodes = withoutRandomize(nodeset);
  const name = repeatNodesetPattern.exec(nodes)?.[1]?.split('/').at(-1);
  if (name !== undefined) return `\${${name}}`;
  const id = fileNodesetPattern.exec(nodes)?.[1];
  return instrument.choiceLists.find((list) => list.name === id)?.file ?? null;
}

function nodesetFilterOf(nodeset: string): string | undefined {
  const nodes = withoutRandomize(nodeset);
  const inRow = repeatNodesetPattern.exec(nodes);
  if (!inRow) return fileNodesetPattern.exec(nodes)?.[2];
  // Questions of the offered row become references again.
  return inRow[2]?.replace(ownPathPattern, (_, name: string) => `\${${name}}`);
}

/** A path from the offered row; its last name is the question's. */
const ownPathPattern = new RegExp(`\\./(?:${ncNamePattern}/)*(${ncNamePattern})`, 'gu');

const randomizePattern = /^randomize\((.*?)(?:, ([^,()[\]]+))?\)$/s;
const withoutRandomize = (nodeset: string): string => randomizePattern.exec(nodeset)?.[1] ?? nodeset;
