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
 * @param rowElements the elements of the repeat at `path` in the primary instance, without templates
 * @param templateElement the element that new rows are made from
 */
function readInitialRows(
  rowElements: readonly XmlNode[],
  templateElement: XmlNode,
  path: string,
  repeats: RepeatPaths,
): readonly InitialRow[] {
  const inner = rowElements.map((rowElement) => readInnerRows(rowElement, templateElement, path, repeats));
  // A repeat begins in every row as in the first one, unless the row has its own.
  const usual = new Map(inner[0]?.map(([name, ownRowValueses]) => [name, canonicalJson(ownRowValueses)]));
  return rowElements.map((rowElement, at) => {
    const unusual = (inner[at] ?? []).filter(
      ([name, ownRowValueses]) => canonicalJson(ownRowValueses) !== usual.get(name),
    );
    return Object.fromEntries([...readRowValues(rowElement, templateElement, path, repeats), ...unusual]);
  });
}

/** Children by their names as written, in the order of the first of each. */
function groupByQualifiedName(element: XmlNode): ReadonlyMap<string, readonly XmlNode[]> {
  const found = new Map<string, XmlNode[]>();
  for (const childElement of element.elements()) {
    const name = qualifiedNameOf(childElement);
    const alike = found.get(name);
    if (alike === undefined) found.set(name, [childElement]);
    else alike.push(childElement);
  }
  return found;
}

/** Return whether new rows are made from an element that is no row itself (`jr:template`). */
const isRepeatTemplate = (element: XmlNode): boolean =>
  element.attributes().some(({ name }) => name === 'template');

/** Values of a row that its template does not have, by the names of the questions. */
function readRowValues(
  rowElement: XmlNode,
  templateElement: XmlNode,
  path: string,
  repeats: RepeatPaths,
): readonly (readonly [string, string])[] {
  const models = groupByQualifiedName(templateElement);
  return rowElement.elements().flatMap((childElement) => {
    const name = qualifiedNameOf(childElement);
    const below = `${path}/${name}`;
    if (repeats.has(below)) return [];
    const modelElement = models.get(name)?.[0];
    if (childElement.elements().length > 0)
      return modelElement === undefined ? [] : readRowValues(childElement, modelElement, below, repeats);
    const text = childElement.text().trim();
    return text === (modelElement?.text().trim() ?? '') ? [] : [[name, text] as const];
  });
}

/** First rows of the repeats in a row, by their names; also of repeats without any in this row. */
function readInnerRows(
  rowElement: XmlNode,
  templateElement: XmlNode,
  path: string,
  repeats: RepeatPaths,
): readonly (readonly [string, readonly InitialRow[]])[] {
  const own = groupByQualifiedName(rowElement);
  return [...groupByQualifiedName(templateElement)].flatMap(([name, models]) => {
    const below = `${path}/${name}`;
    const alike = own.get(name) ?? [];
    const modelElement = models.find(isRepeatTemplate) ?? models[0];
    if (modelElement === undefined) return [];
    if (repeats.has(below)) {
      const rowElements = alike.filter((xmlElement) => !isRepeatTemplate(xmlElement));
      return [[name, readInitialRows(rowElements, modelElement, below, repeats)] as const];
    }
    const group = alike[0];
    return group === undefined ? [] : readInnerRows(group, modelElement, below, repeats);
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
  rootElement: XmlNode,
  path: string,
  sources: XFormSources,
): readonly NodeDefinition[] =>
  buildNodesBelow({ template: rootElement, first: rootElement }, path, { sources, readOnly: undefined });

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
  const [onlyNode] = alike;
  if (onlyNode === undefined) throw new Error('The node has no element');
  if (sources.body.repeats.has(path)) return buildXFormRepeat(alike, begun, path, around);
  if (alike.length > 1) {
    const message = `${path} is there ${alike.length} times and no repeat: the first counts.`;
    sources.findings.warning('node.twice', message, onlyNode);
  }
  if (onlyNode.elements().length === 0 && !sources.body.groups.has(path))
    return buildLeafNode(onlyNode, path, around);
  return {
    kind: 'group',
    ...namedFieldsOf(onlyNode, path, sources.body.groups.get(path), sources),
    nodes: buildNodesBelow(
      { template: onlyNode, first: begun[0] ?? onlyNode },
      path,
      contextWithin(path, around),
    ),
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
  const templateElement = alike.find(isRepeatTemplate) ?? alike[0];
  if (templateElement === undefined || shown === undefined)
    throw new Error('The repeat lacks its element or its model');
  const rowElements = begun.filter((xmlElement) => !isRepeatTemplate(xmlElement));
  const count = sources.findings.expression(localAttributeOf(shown.element, 'count'), shown.element);
  const initial = readInitialRows(rowElements, templateElement, path, sources.body.repeats);
  const isUsual = initial.length === 1 && Object.keys(initial[0] ?? {}).length === 0;
  const says = !isUsual && (count === undefined || initial.length > 0);
  const labelled =
    findLabelElement(shown.element) === undefined ? (shown.around ?? shown.element) : shown.element;
  const appearance = readAppearance(shown.element) ?? readAppearance(shown.around ?? undefined);
  return {
    kind: 'repeat',
    ...namedFieldsOf(templateElement, path, labelled, sources),
    ...(appearance !== undefined && { appearance }),
    ...(count !== undefined && { count }),
    ...(says && { initial }),
    nodes: buildNodesBelow(
      { template: templateElement, first: rowElements[0] ?? templateElement },
      path,
      contextWithin(path, around),
    ),
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
  const bodyControl = sources.body.controls.get(path);
  const bindElement = sources.binds.get(path);
  const xformBind = bindElement && readXFormBind(bindElement);
  const named = namedFieldsOf(element, path, bodyControl?.element, sources);
  if (!sources.actions.has(path) && isNoteElement(bodyControl, xformBind, element, named))
    return { kind: 'note', ...named };

  const { findings, itext } = sources;
  const at = bindElement ?? element;
  const expression = (text: string | undefined): string | undefined => findings.expression(text, at);
  const questionType = questionTypeOf(bodyControl, xformBind?.type ?? 'string');
  const choices =
    bodyControl !== undefined && ['select_one', 'select_multiple', 'rank'].includes(questionType)
      ? sources.choices.choicesOf(bodyControl.element, `choices.${named.qid}`)
      : undefined;
  const value = element.text().trim();
  const optional = {
    preload: xformBind?.preload,
    choices,
    required: expression(xformBind?.required),
    requiredMessage: itext.message(xformBind?.requiredMessage),
    constraint: expression(xformBind?.constraint),
    constraintMessage: itext.message(xformBind?.constraintMessage),
    readOnly: anyConditionOf(readOnly, expression(xformBind?.readOnly)),
    calculation: expression(xformBind?.calculation),
    default: value === '' ? undefined : value,
    actions: sources.actions.get(path),
    parameters: readControlParameters(bodyControl, xformBind),
    extra: readExtraColumns(xformBind, questionType),
  };
  return { kind: 'question', ...named, type: questionType, ...definedFieldsOf(optional) };
}

/** Shown, never asked, and without a value: a note in XLSForm. */
function isNoteElement(
  bodyControl: BodyControl | undefined,
  xformBind: XFormBind | undefined,
  element: XmlNode,
  named: { readonly label?: unknown; readonly hint?: unknown },
): boolean {
  if (bodyControl?.name !== 'input' || !isTrueExpression(xformBind?.readOnly ?? '')) return false;
  if (xformBind?.type !== 'string' || xformBind.calculation !== undefined || xformBind.preload !== undefined)
    return false;
  // A required question without an input keeps a form from being finished: authors do that on purpose.
  if (xformBind.required !== undefined || xformBind.constraint !== undefined) return false;
  return element.text().trim() === '' && (named.label !== undefined || named.hint !== undefined);
}

function namedFieldsOf(
  element: XmlNode,
  path: string,
  shownNode: XmlNode | undefined,
  xformSources: XFormSources,
) {
  const bindElement = xformSources.binds.get(path);
  const labelContent = xformSources.itext.readLabel(findLabelElement(shownNode));
  const hint = xformSources.itext.readLabel(findHintElement(shownNode));
  const relevant =
    bindElement && xformSources.findings.expression(readXFormBind(bindElement).relevant, bindElement);
  return {
    qid: xformSources.qids.get(path) ?? questionIdOfPath(path.split('/').slice(2)),
    name: qualifiedNameOf(element),
    ...definedFieldsOf({
      label: labelContent.words,
      hint: hint.words,
      guidance: hint.guidance ?? labelContent.guidance,
      media: labelContent.media,
      relevant,
      appearance: readAppearance(shownNode),
    }),
  };
}

/** Drop undefined fields: an optional field is present or absent. */
const definedFieldsOf = <T extends object>(fields: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  }; // fromEntries forgets the names
