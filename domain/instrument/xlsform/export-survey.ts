import { namePattern } from '../xml/xml-name.ts';
import { canonicalJson } from '#domain/base/json.ts';
import type { Action, Choices, Instrument, Node, Qid, Question } from '../instrument.ts';
import { isDynamicDefault } from './dynamic-default.ts';
import { isExternalList } from './export-choices.ts';
import { ExportedRow } from './exported-row.ts';
import { headerMeaning } from './headers.ts';
import { parameterProblem, parseParameters } from './parameters.ts';
import { rangeProblem } from './range-check.ts';
import { typeCell } from './type-cell.ts';
import { typeMeaning } from './question-types.ts';

/** The rows of the survey for the nodes of an instrument; `meta` is told by the settings and by a row of its own. */
export function surveyRows(instrument: Instrument): readonly ExportedRow[] {
  const names = namesByQid(instrument.nodes);
  const rows: ExportedRow[] = [];
  const write = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      const row = rowOf(node, names, instrument);
      rows.push(row);
      if (node.kind !== 'group' && node.kind !== 'repeat') continue;
      write(node.nodes);
      const end = new ExportedRow();
      end.set('type', `end_${node.kind}`);
      end.set('name', node.name);
      rows.push(end);
    }
  };
  write(instrument.nodes.filter((node) => !isMeta(node)));
  rows.push(...fileRows(instrument, rows));
  const audit = instrument.nodes.find(isMeta);
  if (audit && 'nodes' in audit)
    for (const node of audit.nodes) if (node.name === 'audit') rows.push(rowOf(node, names, instrument));
  return rows;
}

/** Files that no select names are named by rows of their own. */
function fileRows({ choiceLists }: Instrument, rows: readonly ExportedRow[]): readonly ExportedRow[] {
  const types = new Set(rows.map(({ cells }) => cells.get('type')?.split(' ').at(-1)));
  return choiceLists.flatMap(({ name, file }) => {
    const extension = file === undefined || types.has(file) ? null : /^(.*)\.(csv|xml)$/.exec(file);
    if (extension?.[1] !== name) return [];
    const row = new ExportedRow();
    row.set('type', `${extension[2] ?? 'csv'}-external`);
    row.set('name', name);
    return isExternalList({ name, file }) ? [] : [row];
  });
}

export const isMeta = (node: Node): boolean => node.kind === 'group' && node.name === 'meta';

/** Names that references can use: those that only one node has. */
function namesByQid(nodes: readonly Node[]): ReadonlyMap<Qid, string> {
  const names = new Map<Qid, string>();
  const counts = new Map<string, number>();
  const walk = (some: readonly Node[]): void => {
    for (const node of some) {
      names.set(node.qid, node.name);
      counts.set(node.name, (counts.get(node.name) ?? 0) + 1);
      if ('nodes' in node) walk(node.nodes);
    }
  };
  walk(nodes);
  return new Map([...names].filter(([, name]) => counts.get(name) === 1));
}

function rowOf(node: Node, names: ReadonlyMap<Qid, string>, instrument: Instrument): ExportedRow {
  const row = new ExportedRow(instrument.defaultLanguage);
  const { type, ...extra } = node.extra ?? {};
  row.set('type', typeOf(node, type, instrument));
  row.set('name', node.name);
  row.words('label', node.label);
  row.words('hint', node.hint);
  row.words('guidance_hint', node.guidance);
  row.media(node.media);
  row.set('bind::relevant', node.relevant);
  row.set('control::appearance', node.appearance?.join(' '));

  if (node.kind === 'repeat') row.set('control::jr:count', node.count);
  if (node.kind === 'question') addQuestion(row, node, names);
  for (const [key, text] of Object.entries(extra))
    if (isOwnColumn(key) && !row.cells.has(key)) row.set(key, text);
  row.set('fieldbook::qid', node.qid);
  return row;
}

/** Columns of the author that mean themselves; under any other name a cell would be read as something else. */
const isOwnColumn = (key: string): boolean =>
  !/^(type|name|label|hint|guidance_hint|disabled|fieldbook)(::|$)/.test(key) &&
  headerMeaning(key, 'survey', true).key === key;

function addQuestion(row: ExportedRow, question: Question, names: ReadonlyMap<Qid, string>): void {
  row.set('bind::required', truth(question.required));
  row.words('bind::jr:requiredMsg', question.requiredMessage);
  row.set('bind::constraint', question.constraint);
  row.words('bind::jr:constraintMsg', question.constraintMessage);
  row.set('bind::readonly', truth(question.readOnly));
  row.set('bind::calculate', question.calculation);
  // A plain value that looks like an expression would be read as one.
  if (question.default !== undefined && !isDynamicDefault(question.default, question.type))
    row.set('default', question.default);
  for (const action of question.actions ?? []) addAction(row, action, names);
  const parameters: Record<string, string> = { ...question.parameters };
  if (question.choices) addChoices(row, question.choices, parameters);
  const text = Object.entries(parameters)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
  if (areUsable(row, parameters, text)) row.set('parameters', text);
}

/** Parameters that the type does not take would have the workbook refused. */
function areUsable(row: ExportedRow, parameters: Readonly<Record<string, string>>, text: string): boolean {
  const type = typeCell(row.cells.get('type') ?? '');
  const appearance = row.cells.get('control::appearance') ?? '';
  const read = parseParameters(text);
  if (!type || !read.ok || canonicalJson(read.value) !== canonicalJson(parameters)) return false;
  const isRange = type.kind === 'plain' && type.word === 'range';
  return (
    parameterProblem(type, parameters, appearance) === null &&
    (!isRange ||
      parameters['tick_labelset'] !== undefined ||
      rangeProblem(parameters, appearance, () => []) === null)
  );
}

const truth = (expression: string | undefined): string | undefined =>
  expression === 'true()' ? 'yes' : expression;

function addAction(row: ExportedRow, action: Action, names: ReadonlyMap<Qid, string>): void {
  if (action.on !== 'changed') {
    if (!row.cells.has('default')) row.set('default', action.value);
    return;
  }
  const triggers = (action.of ?? []).map((qid) => names.get(qid));
  if (row.cells.has('bind::calculate') || triggers.length === 0 || triggers.includes(undefined)) return;
  row.set('trigger', triggers.map((name) => `\${${name ?? ''}}`).join(', '));
  if (action.value !== "''") row.set('bind::calculate', action.value);
}

function addChoices(row: ExportedRow, choices: Choices, parameters: Record<string, string>): void {
  if ('nodeset' in choices) {
    if (!row.cells.get('control::appearance')?.includes('search('))
      row.set('choice_filter', filterOf(choices.nodeset));
    const drawn = draw.exec(choices.nodeset);
    if (drawn) parameters['randomize'] = 'true';
    if (drawn?.[2] !== undefined) parameters['seed'] = drawn[2];
    return;
  }
  row.set('choice_filter', choices.filter);
  if (!choices.randomize) return;
  parameters['randomize'] = 'true';
  if (choices.randomize.seed !== undefined) parameters['seed'] = choices.randomize.seed;
}

/** The word of the type column; what it cannot say is carried in `fieldbook::more`. */
function typeOf(node: Node, authorType: string | undefined, instrument: Instrument): string {
  if (node.kind === 'group' || node.kind === 'repeat') return `begin_${node.kind}`;
  if (node.kind === 'note') return 'note';
  const isSelect = node.type === 'select_one' || node.type === 'select_multiple' || node.type === 'rank';
  if (isSelect) return selectType(node, instrument);
  if (authorType !== undefined) return authorType;
  if (node.preload !== undefined && typeMeaning(node.preload)?.preload === node.preload) return node.preload;
  return node.type === 'indicator' ? 'text' : node.type;
}

/** A select whose choices no sheet can name is written as a text question. */
function selectType({ type, choices, appearance }: Question, instrument: Instrument): string {
  if (!choices) return 'text';
  if ('nodeset' in choices) {
    const searched = appearance?.some((word) => word.startsWith('search(')) === true;
    const list = searched ? listOfSearch(choices, instrument) : undefined;
    if (list) return `${type} ${list.name}`;
    const source = sourceOf(choices, instrument);
    if (source === null) return 'text';
    return source.startsWith('${') ? `${type} ${source}` : fileType(type, source);
  }
  const list = instrument.choiceLists.find(({ name }) => name === choices.list);
  if (!list || /\s/.test(list.name)) return 'text';
  if (isExternalList(list)) return `select_one_external ${list.name.replace(/^external_choices\./, '')}`;
  if (list.file !== undefined) return fileType(type, list.file);
  const hasSpace = list.choices.some(({ name }) => name.includes(' '));
  return list.choices.length === 0 || (type === 'select_multiple' && hasSpace)
    ? 'text'
    : `${type} ${list.name}`;
}

/** The list whose one choice names the columns of a search. */
const listOfSearch = ({ value, label }: Extract<Choices, { nodeset: string }>, { choiceLists }: Instrument) =>
  choiceLists.find(
    ({ file, choices: [only, ...others] }) =>
      file === undefined &&
      others.length === 0 &&
      only?.name === value &&
      Object.values(only.label ?? {})[0] === label,
  );

const fileType = (type: string, file: string): string =>
  type === 'rank' || /\s/.test(file) ? 'text' : `${type}_from_file ${file}`;

// The two forms of nodes that the importer makes from columns.
const fromRepeat = /^\$\{[^{}]+\}\[\.\/([^ ]+) != ''(?: and \((.*)\))?\]$/s;
const fromFile = /^instance\('([^']+)'\)\/root\/item(?:\[(.*)\])?$/s;

function sourceOf({ nodeset }: Extract<Choices, { nodeset: string }>, instrument: Instrument): string | null {
  const nodes = withoutDraw(nodeset);
  const name = fromRepeat.exec(nodes)?.[1]?.split('/').at(-1);
  if (name !== undefined) return `\${${name}}`;
  const id = fromFile.exec(nodes)?.[1];
  return instrument.choiceLists.find((list) => list.name === id)?.file ?? null;
}

function filterOf(nodeset: string): string | undefined {
  const nodes = withoutDraw(nodeset);
  const inRow = fromRepeat.exec(nodes);
  if (!inRow) return fromFile.exec(nodes)?.[2];
  // Questions of the row that is offered are named by references again.
  return inRow[2]?.replace(ownPath, (_, name: string) => `\${${name}}`);
}

/** A path from the row that is offered; its last name is the question's. */
const ownPath = new RegExp(`\\./(?:${namePattern}/)*(${namePattern})`, 'gu');

const draw = /^randomize\((.*?)(?:, ([^,()[\]]+))?\)$/s;
const withoutDraw = (nodeset: string): string => draw.exec(nodeset)?.[1] ?? nodeset;
