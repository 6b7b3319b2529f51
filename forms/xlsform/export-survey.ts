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
  const exportedRows: ExportedRow[] = [];
  const write = (nodeDefinitions: readonly NodeDefinition[]): void => {
    for (const nodeDefinition of nodeDefinitions) {
      const row = exportedSurveyRow(nodeDefinition, names, instrument);
      exportedRows.push(row);
      if (nodeDefinition.kind !== 'group' && nodeDefinition.kind !== 'repeat') continue;
      write(nodeDefinition.nodes);
      const end = new ExportedRow();
      end.set('type', `end_${nodeDefinition.kind}`);
      end.set('name', nodeDefinition.name);
      exportedRows.push(end);
    }
  };
  write(instrument.nodes.filter((node) => !isMetaGroup(node)));
  exportedRows.push(...exportedFileRows(instrument, exportedRows));
  const audit = instrument.nodes.find(isMetaGroup);
  if (audit && 'nodes' in audit)
    for (const nodeDefinition of audit.nodes)
      if (nodeDefinition.name === 'audit')
        exportedRows.push(exportedSurveyRow(nodeDefinition, names, instrument));
  return exportedRows;
}

/** Files that no select names get rows of their own. */
function exportedFileRows(
  { choiceLists }: Instrument,
  exportedRows: readonly ExportedRow[],
): readonly ExportedRow[] {
  const types = new Set(exportedRows.map(({ cells }) => cells.get('type')?.split(' ').at(-1)));
  return choiceLists.flatMap(({ name, file }) => {
    const extension = file === undefined || types.has(file) ? null : /^(.*)\.(csv|xml)$/.exec(file);
    if (extension?.[1] !== name) return [];
    const row = new ExportedRow();
    row.set('type', `${extension[2] ?? 'csv'}-external`);
    row.set('name', name);
    return isExternalChoiceList({ name, file }) ? [] : [row];
  });
}

export const isMetaGroup = (nodeDefinition: NodeDefinition): boolean =>
  nodeDefinition.kind === 'group' && nodeDefinition.name === 'meta';

/** Names for references: those of only one node. */
function namesByQuestionId(nodeDefinitions: readonly NodeDefinition[]): ReadonlyMap<QuestionId, string> {
  const names = new Map<QuestionId, string>();
  const counts = new Map<string, number>();
  const walk = (some: readonly NodeDefinition[]): void => {
    for (const nodeDefinition of some) {
      names.set(nodeDefinition.qid, nodeDefinition.name);
      counts.set(nodeDefinition.name, (counts.get(nodeDefinition.name) ?? 0) + 1);
      if ('nodes' in nodeDefinition) walk(nodeDefinition.nodes);
    }
  };
  walk(nodeDefinitions);
  return new Map([...names].filter(([, name]) => counts.get(name) === 1));
}

function exportedSurveyRow(
  nodeDefinition: NodeDefinition,
  names: ReadonlyMap<QuestionId, string>,
  instrument: Instrument,
): ExportedRow {
  const row = new ExportedRow(instrument.defaultLanguage);
  const { type, ...extra } = nodeDefinition.extra ?? {};
  row.set('type', typeCellOf(nodeDefinition, type, instrument));
  row.set('name', nodeDefinition.name);
  row.words('label', nodeDefinition.label);
  row.words('hint', nodeDefinition.hint);
  row.words('guidance_hint', nodeDefinition.guidance);
  row.media(nodeDefinition.media);
  row.set('bind::relevant', nodeDefinition.relevant);
  row.set('control::appearance', nodeDefinition.appearance?.join(' '));

  if (nodeDefinition.kind === 'repeat') row.set('control::jr:count', nodeDefinition.count);
  if (nodeDefinition.kind === 'question') addQuestionCells(row, nodeDefinition, names);
  for (const [key, text] of Object.entries(extra))
    if (isAuthorColumn(key) && !row.cells.has(key)) row.set(key, text);
  row.set('fieldbook::qid', nodeDefinition.qid);
  return row;
}

/** Columns of the author that keep their meaning; under any other name a cell would be read differently. */
const isAuthorColumn = (key: string): boolean =>
  !/^(type|name|label|hint|guidance_hint|disabled|fieldbook)(::|$)/.test(key) &&
  parseColumnHeader(key, 'survey', true).key === key;

function addQuestionCells(
  row: ExportedRow,
  questionDefinition: QuestionDefinition,
  names: ReadonlyMap<QuestionId, string>,
): void {
  row.set('bind::required', truthCellText(questionDefinition.required));
  row.words('bind::jr:requiredMsg', questionDefinition.requiredMessage);
  row.set('bind::constraint', questionDefinition.constraint);
  row.words('bind::jr:constraintMsg', questionDefinition.constraintMessage);
  row.set('bind::readonly', truthCellText(questionDefinition.readOnly));
  row.set('bind::calculate', questionDefinition.calculation);
  // A plain value that looks like an expression would be read as one.
  if (
    questionDefinition.default !== undefined &&
    !isDynamicDefault(questionDefinition.default, questionDefinition.type)
  )
    row.set('default', questionDefinition.default);
  for (const formAction of questionDefinition.actions ?? []) addActionCells(row, formAction, names);
  const parameters: Record<string, string> = { ...questionDefinition.parameters };
  if (questionDefinition.choices) addChoiceCells(row, questionDefinition.choices, parameters);
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
  const typeCell = parseTypeCell(row.cells.get('type') ?? '');
  const appearance = row.cells.get('control::appearance') ?? '';
  const read = parseParameters(text);
  if (!typeCell || !read.ok || canonicalJson(read.value) !== canonicalJson(parameters)) return false;
  const isRange = typeCell.kind === 'plain' && typeCell.word === 'range';
  return (
    findParameterProblem(typeCell, parameters, appearance) === null &&
    (!isRange ||
      parameters['tick_labelset'] !== undefined ||
      findRangeProblem(parameters, appearance, () => []) === null)
  );
}

const truthCellText = (expression: string | undefined): string | undefined =>
  expression === 'true()' ? 'yes' : expression;

function addActionCells(
  row: ExportedRow,
  formAction: FormAction,
  names: ReadonlyMap<QuestionId, string>,
): void {
  if (formAction.on !== 'changed') {
    if (!row.cells.has('default')) row.set('default', formAction.value);
    return;
  }
  const triggers = (formAction.of ?? []).map((questionId) => names.get(questionId));
  if (row.cells.has('bind::calculate') || triggers.length === 0 || triggers.includes(undefined)) return;
  row.set('trigger', triggers.map((name) => `\${${name ?? ''}}`).join(', '));
  if (formAction.value !== "''") row.set('bind::calculate', formAction.value);
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
function typeCellOf(
  nodeDefinition: NodeDefinition,
  authorType: string | undefined,
  instrument: Instrument,
): string {
  if (nodeDefinition.kind === 'group' || nodeDefinition.kind === 'repeat')
    return `begin_${nodeDefinition.kind}`;
  if (nodeDefinition.kind === 'note') return 'note';
  const isSelect =
    nodeDefinition.type === 'select_one' ||
    nodeDefinition.type === 'select_multiple' ||
    nodeDefinition.type === 'rank';
  if (isSelect) return selectTypeCellOf(nodeDefinition, instrument);
  if (authorType !== undefined) return authorType;
  if (
    nodeDefinition.preload !== undefined &&
    findTypeMeaning(nodeDefinition.preload)?.preload === nodeDefinition.preload
  )
    return nodeDefinition.preload;
  return nodeDefinition.type === 'indicator' ? 'text' : nodeDefinition.type;
}

/** A select with choices that no sheet can name is written as a text question. */
function selectTypeCellOf({ type, choices, appearance }: QuestionDefinition, instrument: Instrument): string {
  if (!choices) return 'text';
  if ('nodeset' in choices) {
    const searched = appearance?.some((word) => word.startsWith('search(')) === true;
    const choiceList = searched ? findSearchedList(choices, instrument) : undefined;
    if (choiceList) return `${type} ${choiceList.name}`;
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
    ({ file, choices: [onlyChoiceDefinition, ...otherChoiceDefinitions] }) =>
      file === undefined &&
      otherChoiceDefinitions.length === 0 &&
      onlyChoiceDefinition?.name === value &&
      Object.values(onlyChoiceDefinition.label ?? {})[0] === label,
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
