import { canonicalJson } from '#base/json.ts';
import type {
  FormAction,
  InitialRow,
  NodeDefinition,
  NoteDefinition,
  QuestionDefinition,
  QuestionId,
  RepeatDefinition,
} from '../model/instrument.ts';
import { questionIdOfPath } from '../model/placed-nodes.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import {
  type BodyControl,
  findHintElement,
  findLabelElement,
  readAppearance,
  type XFormBody,
} from './body.ts';
import type { XFormChoiceReader } from './choices.ts';
import { localAttributeOf, qualifiedNameOf, type XFormDiagnostics } from './elements.ts';
import type { ItextTranslations } from './itext.ts';
import { questionTypeOf } from './question-type.ts';
import { readControlParameters, readExtraColumns, readXFormBind, type XFormBind } from './xform-bind.ts';

/** Paths of the form that are repeats. */
type RepeatPaths = ReadonlyMap<string, unknown>;

/**
 * First rows of a repeat: values that differ from those of its template, and rows of inner repeats.
 * @param rows the elements of the repeat at `path` in the primary instance, without templates
 * @param template the element that new rows are made from
 */
function readInitialRows(
  rows: readonly XmlNode[],
  template: XmlNode,
  path: string,
  repeats: RepeatPaths,
): readonly InitialRow[] {
  const inner = rows.map((row) => readInnerRows(row, template, path, repeats));
  // A repeat begins in every row as in the first one, unless the row has its own.
  const usual = new Map(inner[0]?.map(([name, own]) => [name, canonicalJson(own)]));
  return rows.map((row, at) => {
    const unusual = (inner[at] ?? []).filter(([name, own]) => canonicalJson(own) !== usual.get(name));
    return Object.fromEntries([...readRowValues(row, template, path, repeats), ...unusual]);
  });
}

/** Children by their names as written, in the order of the first of each. */
function groupByQualifiedName(element: XmlNode): ReadonlyMap<string, readonly XmlNode[]> {
  const found = new Map<string, XmlNode[]>();
  for (const child of element.elements()) {
    const name = qualifiedNameOf(child);
    const alike = found.get(name);
    if (alike === undefined) found.set(name, [child]);
    else alike.push(child);
  }
  return found;
}

/** Return whether new rows are made from an element that is no row itself (`jr:template`). */
const isRepeatTemplate = (element: XmlNode): boolean =>
  element.attributes().some(({ name }) => name === 'template');

/** Values of a row that its template does not have, by the names of the questions. */
function readRowValues(
  row: XmlNode,
  template: XmlNode,
  path: string,
  repeats: RepeatPaths,
): readonly (readonly [string, string])[] {
  const models = groupByQualifiedName(template);
  return row.elements().flatMap((child) => {
    const name = qualifiedNameOf(child);
    const below = `${path}/${name}`;
    if (repeats.has(below)) return [];
    const model = models.get(name)?.[0];
    if (child.elements().length > 0)
      return model === undefined ? [] : readRowValues(child, model, below, repeats);
    const text = child.text().trim();
    return text === (model?.text().trim() ?? '') ? [] : [[name, text] as const];
  });
}

/** First rows of the repeats in a row, by their names; also of repeats without any in this row. */
function readInnerRows(
  row: XmlNode,
  template: XmlNode,
  path: string,
  repeats: RepeatPaths,
): readonly (readonly [string, readonly InitialRow[]])[] {
  const own = groupByQualifiedName(row);
  return [...groupByQualifiedName(template)].flatMap(([name, models]) => {
    const below = `${path}/${name}`;
    const alike = own.get(name) ?? [];
    const model = models.find(isRepeatTemplate) ?? models[0];
    if (model === undefined) return [];
    if (repeats.has(below)) {
      const rows = alike.filter((one) => !isRepeatTemplate(one));
      return [[name, readInitialRows(rows, model, below, repeats)] as const];
    }
    const group = alike[0];
    return group === undefined ? [] : readInnerRows(group, model, below, repeats);
  });
}

/** Sources of nodes. */
export interface XFormSources {
  readonly binds: ReadonlyMap<string, XmlNode>;
  readonly body: XFormBody;
  readonly actions: ReadonlyMap<string, readonly FormAction[]>;
  readonly qids: ReadonlyMap<string, QuestionId>;
  readonly choices: XFormChoiceReader;
  readonly itext: ItextTranslations;
  readonly findings: XFormDiagnostics;
}

/** An element in new rows, and at the start of the form. */
interface ElementModel {
  readonly template: XmlNode;
  readonly first: XmlNode;
}

/** The nodes below the outermost element of the primary instance, in its order. */
export const buildXFormNodes = (
  root: XmlNode,
  path: string,
  sources: XFormSources,
): readonly NodeDefinition[] =>
  buildNodesBelow({ template: root, first: root }, path, { sources, readOnly: undefined });

interface BuildContext {
  readonly sources: XFormSources;
  /** The parts of a read-only group are read-only too. */
  readonly readOnly: string | undefined;
}

function buildNodesBelow(
  { template, first }: ElementModel,
  path: string,
  around: BuildContext,
): readonly NodeDefinition[] {
  const alike = groupByQualifiedName(template);
  const begun = first === template ? alike : groupByQualifiedName(first);
  return [...alike].map(([name, elements]) =>
    buildXFormNode(elements, begun.get(name) ?? [], `${path}/${name}`, around),
  );
}

function buildXFormNode(
  alike: readonly XmlNode[],
  begun: readonly XmlNode[],
  path: string,
  around: BuildContext,
): NodeDefinition {
  const { sources } = around;
  const [only] = alike;
  if (only === undefined) throw new Error('The node has no element');
  if (sources.body.repeats.has(path)) return buildXFormRepeat(alike, begun, path, around);
  if (alike.length > 1) {
    const message = `${path} is there ${alike.length} times and no repeat: the first counts.`;
    sources.findings.warning('node.twice', message, only);
  }
  if (only.elements().length === 0 && !sources.body.groups.has(path))
    return buildLeafNode(only, path, around);
  return {
    kind: 'group',
    ...namedFieldsOf(only, path, sources.body.groups.get(path), sources),
    nodes: buildNodesBelow({ template: only, first: begun[0] ?? only }, path, contextWithin(path, around)),
  };
}

function buildXFormRepeat(
  alike: readonly XmlNode[],
  begun: readonly XmlNode[],
  path: string,
  around: BuildContext,
): RepeatDefinition {
  const { sources } = around;
  const shown = sources.body.repeats.get(path);
  const template = alike.find(isRepeatTemplate) ?? alike[0];
  if (template === undefined || shown === undefined)
    throw new Error('The repeat lacks its element or its model');
  const rows = begun.filter((one) => !isRepeatTemplate(one));
  const count = sources.findings.expression(localAttributeOf(shown.element, 'count'), shown.element);
  const initial = readInitialRows(rows, template, path, sources.body.repeats);
  const isUsual = initial.length === 1 && Object.keys(initial[0] ?? {}).length === 0;
  const says = !isUsual && (count === undefined || initial.length > 0);
  const labelled =
    findLabelElement(shown.element) === undefined ? (shown.around ?? shown.element) : shown.element;
  const appearance = readAppearance(shown.element) ?? readAppearance(shown.around ?? undefined);
  return {
    kind: 'repeat',
    ...namedFieldsOf(template, path, labelled, sources),
    ...(appearance !== undefined && { appearance }),
    ...(count !== undefined && { count }),
    ...(says && { initial }),
    nodes: buildNodesBelow({ template, first: rows[0] ?? template }, path, contextWithin(path, around)),
  };
}

/** Read-only is inherited where it does not depend on the place of its evaluation. */
function contextWithin(path: string, { sources, readOnly }: BuildContext): BuildContext {
  const bind = sources.binds.get(path);
  const own = bind && readXFormBind(bind).readOnly;
  if (bind === undefined || own === undefined) return { sources, readOnly };
  if (/(^|[^\w)\]])\.\.?([^\d]|$)|current\(/.test(own)) {
    const message =
      'Read-only of a group by a relative path is not passed on to its questions. Name the question fully.';
    sources.findings.warning('readonly.relative', message, bind);
    return { sources, readOnly };
  }
  return { sources, readOnly: anyConditionOf(readOnly, own) };
}

/** The expression that holds when any of two does. */
function anyConditionOf(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (isTrueExpression(a) || isTrueExpression(b)) return 'true()';
  return `(${a}) or (${b})`;
}

const isTrueExpression = (expression: string): boolean => expression.replaceAll(/\s/g, '') === 'true()';

function buildLeafNode(
  element: XmlNode,
  path: string,
  { sources, readOnly }: BuildContext,
): QuestionDefinition | NoteDefinition {
  const control = sources.body.controls.get(path);
  const bindElement = sources.binds.get(path);
  const bind = bindElement && readXFormBind(bindElement);
  const named = namedFieldsOf(element, path, control?.element, sources);
  if (!sources.actions.has(path) && isNoteElement(control, bind, element, named))
    return { kind: 'note', ...named };

  const { findings, itext } = sources;
  const at = bindElement ?? element;
  const expression = (text: string | undefined): string | undefined => findings.expression(text, at);
  const type = questionTypeOf(control, bind?.type ?? 'string');
  const choices =
    control !== undefined && ['select_one', 'select_multiple', 'rank'].includes(type)
      ? sources.choices.choicesOf(control.element, `choices.${named.qid}`)
      : undefined;
  const value = element.text().trim();
  const optional = {
    preload: bind?.preload,
    choices,
    required: expression(bind?.required),
    requiredMessage: itext.message(bind?.requiredMessage),
    constraint: expression(bind?.constraint),
    constraintMessage: itext.message(bind?.constraintMessage),
    readOnly: anyConditionOf(readOnly, expression(bind?.readOnly)),
    calculation: expression(bind?.calculation),
    default: value === '' ? undefined : value,
    actions: sources.actions.get(path),
    parameters: readControlParameters(control, bind),
    extra: readExtraColumns(bind, type),
  };
  return { kind: 'question', ...named, type, ...definedFieldsOf(optional) };
}

/** Shown, never asked, and without a value: a note in XLSForm. */
function isNoteElement(
  control: BodyControl | undefined,
  bind: XFormBind | undefined,
  element: XmlNode,
  named: { readonly label?: unknown; readonly hint?: unknown },
): boolean {
  if (control?.name !== 'input' || !isTrueExpression(bind?.readOnly ?? '')) return false;
  if (bind?.type !== 'string' || bind.calculation !== undefined || bind.preload !== undefined) return false;
  // A required question without an input keeps a form from being finished: authors do that on purpose.
  if (bind.required !== undefined || bind.constraint !== undefined) return false;
  return element.text().trim() === '' && (named.label !== undefined || named.hint !== undefined);
}

function namedFieldsOf(element: XmlNode, path: string, shown: XmlNode | undefined, sources: XFormSources) {
  const bindElement = sources.binds.get(path);
  const label = sources.itext.readLabel(findLabelElement(shown));
  const hint = sources.itext.readLabel(findHintElement(shown));
  const relevant =
    bindElement && sources.findings.expression(readXFormBind(bindElement).relevant, bindElement);
  return {
    qid: sources.qids.get(path) ?? questionIdOfPath(path.split('/').slice(2)),
    name: qualifiedNameOf(element),
    ...definedFieldsOf({
      label: label.words,
      hint: hint.words,
      guidance: hint.guidance ?? label.guidance,
      media: label.media,
      relevant,
      appearance: readAppearance(shown),
    }),
  };
}

/** Drop undefined fields: an optional field is present or absent. */
const definedFieldsOf = <T extends object>(fields: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  }; // fromEntries forgets the names
