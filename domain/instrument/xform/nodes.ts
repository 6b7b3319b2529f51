import { qidOfPath } from '../import/qid-of-path.ts';
import type { Action, Node, Note, Qid, Question, Repeat } from '../instrument.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { type Bind, bindOf } from './binds.ts';
import { appearanceOf, type Body, type Control, hintElement, labelElement } from './body.ts';
import type { ChoiceReader } from './choices.ts';
import type { Findings } from './findings.ts';
import { byWrittenName, initialRows, isTemplate } from './initial-rows.ts';
import type { Itext } from './itext.ts';
import { extraOf, parametersOf, typeOf } from './question-type.ts';
import { attributeOf, writtenName } from './xml-parts.ts';

/** What nodes are made from. */
export interface Sources {
  readonly binds: ReadonlyMap<string, XmlNode>;
  readonly body: Body;
  readonly actions: ReadonlyMap<string, readonly Action[]>;
  readonly qids: ReadonlyMap<string, Qid>;
  readonly choices: ChoiceReader;
  readonly itext: Itext;
  readonly findings: Findings;
}

/** An element as it is in new rows, and as the form begins with it. */
interface Model {
  readonly template: XmlNode;
  readonly first: XmlNode;
}

/** The nodes below the outermost element of the primary instance, in its order. */
export const nodesOf = (root: XmlNode, path: string, sources: Sources): readonly Node[] =>
  nodesBelow({ template: root, first: root }, path, { sources, readOnly: undefined });

interface Around {
  readonly sources: Sources;
  /** What is read-only as a whole is so in all its parts. */
  readonly readOnly: string | undefined;
}

function nodesBelow({ template, first }: Model, path: string, around: Around): readonly Node[] {
  const alike = byWrittenName(template);
  const begun = first === template ? alike : byWrittenName(first);
  return [...alike].map(([name, elements]) =>
    nodeOf(elements, begun.get(name) ?? [], `${path}/${name}`, around),
  );
}

function nodeOf(alike: readonly XmlNode[], begun: readonly XmlNode[], path: string, around: Around): Node {
  const { sources } = around;
  const [only] = alike;
  if (only === undefined) throw new Error('A node is made from an element');
  if (sources.body.repeats.has(path)) return repeatOf(alike, begun, path, around);
  if (alike.length > 1) {
    const message = `${path} is there ${alike.length} times and no repeat: the first counts.`;
    sources.findings.warning('node.twice', message, only);
  }
  if (only.elements().length === 0 && !sources.body.groups.has(path)) return leafOf(only, path, around);
  return {
    kind: 'group',
    ...namedOf(only, path, sources.body.groups.get(path), sources),
    nodes: nodesBelow({ template: only, first: begun[0] ?? only }, path, within(path, around)),
  };
}

function repeatOf(
  alike: readonly XmlNode[],
  begun: readonly XmlNode[],
  path: string,
  around: Around,
): Repeat {
  const { sources } = around;
  const shown = sources.body.repeats.get(path);
  const template = alike.find(isTemplate) ?? alike[0];
  if (template === undefined || shown === undefined)
    throw new Error('A repeat is made from its element and its model');
  const rows = begun.filter((one) => !isTemplate(one));
  const count = sources.findings.expression(attributeOf(shown.element, 'count'), shown.element);
  const initial = initialRows(rows, template, path, sources.body.repeats);
  const isUsual = initial.length === 1 && Object.keys(initial[0] ?? {}).length === 0;
  const says = !isUsual && (count === undefined || initial.length > 0);
  const labelled =
    labelElement(shown.element) === undefined ? (shown.around ?? shown.element) : shown.element;
  const appearance = appearanceOf(shown.element) ?? appearanceOf(shown.around ?? undefined);
  return {
    kind: 'repeat',
    ...namedOf(template, path, labelled, sources),
    ...(appearance !== undefined && { appearance }),
    ...(count !== undefined && { count }),
    ...(says && { initial }),
    nodes: nodesBelow({ template, first: rows[0] ?? template }, path, within(path, around)),
  };
}

/** Read-only goes down where it does not depend on from where it is asked. */
function within(path: string, { sources, readOnly }: Around): Around {
  const bind = sources.binds.get(path);
  const own = bind && bindOf(bind).readOnly;
  if (bind === undefined || own === undefined) return { sources, readOnly };
  if (/(^|[^\w)\]])\.\.?([^\d]|$)|current\(/.test(own)) {
    const message =
      'Read-only of a group by a relative path is not passed on to its questions. Name the question fully.';
    sources.findings.warning('readonly.relative', message, bind);
    return { sources, readOnly };
  }
  return { sources, readOnly: anyOf(readOnly, own) };
}

/** The expression that holds when any of two does. */
function anyOf(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (isTrue(a) || isTrue(b)) return 'true()';
  return `(${a}) or (${b})`;
}

const isTrue = (expression: string): boolean => expression.replaceAll(/\s/g, '') === 'true()';

function leafOf(element: XmlNode, path: string, { sources, readOnly }: Around): Question | Note {
  const control = sources.body.controls.get(path);
  const bindElement = sources.binds.get(path);
  const bind = bindElement && bindOf(bindElement);
  const named = namedOf(element, path, control?.element, sources);
  if (!sources.actions.has(path) && isNote(control, bind, element, named)) return { kind: 'note', ...named };

  const { findings, itext } = sources;
  const at = bindElement ?? element;
  const expression = (text: string | undefined): string | undefined => findings.expression(text, at);
  const type = typeOf(control, bind?.type ?? 'string');
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
    readOnly: anyOf(readOnly, expression(bind?.readOnly)),
    calculation: expression(bind?.calculation),
    default: value === '' ? undefined : value,
    actions: sources.actions.get(path),
    parameters: parametersOf(control, bind),
    extra: extraOf(bind, type),
  };
  return { kind: 'question', ...named, type, ...present(optional) };
}

/** Shown, never asked, and without a value: what XLSForm calls a note. */
function isNote(
  control: Control | undefined,
  bind: Bind | undefined,
  element: XmlNode,
  named: { readonly label?: unknown; readonly hint?: unknown },
): boolean {
  if (control?.name !== 'input' || !isTrue(bind?.readOnly ?? '')) return false;
  if (bind?.type !== 'string' || bind.calculation !== undefined || bind.preload !== undefined) return false;
  // What is required and cannot be answered keeps a form from being finished: authors do that on purpose.
  if (bind.required !== undefined || bind.constraint !== undefined) return false;
  return element.text().trim() === '' && (named.label !== undefined || named.hint !== undefined);
}

function namedOf(element: XmlNode, path: string, shown: XmlNode | undefined, sources: Sources) {
  const bindElement = sources.binds.get(path);
  const label = sources.itext.said(labelElement(shown));
  const hint = sources.itext.said(hintElement(shown));
  const relevant = bindElement && sources.findings.expression(bindOf(bindElement).relevant, bindElement);
  return {
    qid: sources.qids.get(path) ?? qidOfPath(path.split('/').slice(2)),
    name: writtenName(element),
    ...present({
      label: label.words,
      hint: hint.words,
      guidance: hint.guidance ?? label.guidance,
      media: label.media,
      relevant,
      appearance: appearanceOf(shown),
    }),
  };
}

/** Leaves out what is undefined: an optional field is there or it is not. */
const present = <T extends object>(fields: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  }; // fromEntries forgets the names
