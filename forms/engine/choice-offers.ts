import type {
  ChoiceDefinition,
  ChoiceList,
  ChoiceSource,
  Instrument,
  QuestionDefinition,
} from '../model/instrument.ts';
import { hasPlaceholders } from '../model/text-template.ts';
import type { XPathNode } from '../xml/xml-node.ts';
import type { LocationStep, XPathExpression } from '../xpath/expression.ts';
import { buildChoiceTree, buildDataTree } from './build-data-tree.ts';
import type { FormChoice } from './form.ts';
import { type FormCore, type PlannedNode, type SignalOwner, textInLanguage } from './form-core.ts';
import type { InputSignal } from './signal-graph.ts';

/** Create the reader of a question's present offers; called within a computation, so its reads are tracked. */
export function createOfferReader(
  formCore: FormCore,
  plannedNode: PlannedNode<QuestionDefinition>,
  startNode: XPathNode,
): () => readonly ChoiceOffer[] {
  const choices = plannedNode.definition.choices;
  if (choices === undefined) return () => [];
  if ('nodeset' in choices) return createNodesetReader(formCore, plannedNode, choices, startNode);
  if (choices.filter === undefined && choices.randomize === undefined)
    return () => formCore.lists.offersOf(choices.list);

  const nodes = formCore.expressions.compileAt(listItemsExpression(choices), plannedNode);
  const scan = (): readonly ChoiceOffer[] =>
    nodes.nodes(startNode).map((item) => offerOfItem(formCore, item));
  return createLookupReader(formCore, plannedNode, choices, startNode, scan) ?? scan;
}

/** Look up a column where the filter allows it; null where it does not. */
function createLookupReader(
  formCore: FormCore,
  plannedNode: PlannedNode<QuestionDefinition>,
  { list, filter, randomize }: Extract<ChoiceSource, { list: string }>,
  startNode: XPathNode,
  scan: () => readonly ChoiceOffer[],
): (() => readonly ChoiceOffer[]) | null {
  if (filter === undefined || randomize !== undefined) return null;
  const parsed = formCore.expressions.parsed(filter, plannedNode);
  const columnLookup = parsed === null ? null : findColumnLookup(parsed);
  // A label follows the current language: it is no column to look up.
  if (columnLookup === null || columnLookup.column === 'label') return null;
  const wanted = formCore.expressions.compilePart(columnLookup.wanted, `wanted by ${filter}`, plannedNode);
  const rest =
    columnLookup.rest === null
      ? null
      : formCore.expressions.compilePart(columnLookup.rest, `rest of ${filter}`, plannedNode);
  return () => {
    const xpathNodes = wanted.nodes(startNode);
    const [onlyNode] = xpathNodes;
    if (onlyNode === undefined) return [];
    if (xpathNodes.length > 1) return scan();
    const choiceDefinitions = formCore.lists.choicesWith(list, columnLookup.column, onlyNode.text());
    const isFitting = (choiceDefinition: ChoiceDefinition): boolean => {
      const item = formCore.lists.itemOf(list, choiceDefinition);
      return rest === null || (item !== null && rest.booleanOf(item, startNode));
    };
    const fitting = rest === null ? choiceDefinitions : choiceDefinitions.filter(isFitting);
    return fitting.map((choice) => ({ name: choice.name, choice, node: null }));
  };
}

function offerOfItem(formCore: FormCore, item: XPathNode): ChoiceOffer {
  const choiceDefinition = formCore.lists.choiceOf(item);
  return { name: choiceDefinition?.name ?? '', choice: choiceDefinition, node: null };
}

/** An offer with its label in the current language; its code when it has none. */
export function labelChoiceOffer(
  formCore: FormCore,
  plannedNode: PlannedNode<QuestionDefinition>,
  choiceOffer: ChoiceOffer,
  startNode: XPathNode,
): FormChoice {
  const { name, choice, node } = choiceOffer;
  const { choices } = plannedNode.definition;
  if (node !== null && choices !== undefined && 'nodeset' in choices)
    return {
      name,
      choice,
      label: formCore.expressions.compileAt(choices.label, plannedNode).textOf(node, startNode),
    };
  if (choice === null) return { name, choice, label: name };
  const plain = formCore.lists.plainChoiceOf(choice);
  if (!hasPlaceholders(plain.label)) return plain;
  return { ...plain, label: formCore.expressions.fillPlaceholders(plain.label, plannedNode, startNode) };
}

/** Return whether both offer the same codes in the same order. */
export const areSameOffers = (a: readonly ChoiceOffer[], b: readonly ChoiceOffer[]): boolean =>
  a.length === b.length &&
  a.every((choiceOffer, at) => choiceOffer.name === b[at]?.name && choiceOffer.node === b[at].node);

/** Expression that XLSForm's compiler writes for a list with a filter. */
function listItemsExpression(choices: Extract<ChoiceSource, { list: string }>): string {
  const filter = choices.filter === undefined || choices.filter.trim() === '' ? '' : `[${choices.filter}]`;
  const items = `instance('${choices.list.replaceAll("'", '')}')/root/item${filter}`;
  if (choices.randomize === undefined) return items;
  const { seed } = choices.randomize;
  return seed === undefined ? `randomize(${items})` : `randomize(${items}, ${seed})`;
}

function createNodesetReader(
  formCore: FormCore,
  plannedNode: PlannedNode<QuestionDefinition>,
  choices: Extract<ChoiceSource, { nodeset: string }>,
  startNode: XPathNode,
): () => readonly ChoiceOffer[] {
  const nodes = formCore.expressions.compileAt(choices.nodeset, plannedNode);
  const value = formCore.expressions.compileAt(choices.value, plannedNode);
  return () =>
    nodes.nodes(startNode).map((node) => ({ name: value.textOf(node, startNode), choice: null, node }));
}

/** A filter that allows a lookup: the column that must have the wanted text, and the rest of the condition. */
interface ColumnLookup {
  readonly column: string;
  readonly wanted: XPathExpression;
  readonly rest: XPathExpression | null;
}

/**
 * Find `column = ${question}` in a filter, alone or joined to others by `and`. Some forms filter a list of 2,000
 * villages at each keystroke: a lookup replaces 2,000 comparisons. Null when the filter has no such part, or counts
 * positions.
 */
function findColumnLookup(filter: XPathExpression): ColumnLookup | null {
  if (dependsOnPosition(filter)) return null;
  const parts = conjunctionParts(filter);
  for (const [at, part] of parts.entries()) {
    const equality = columnEqualityOf(part);
    if (equality === null) continue;
    const [firstExpression, ...otherExpressions] = parts.filter((_, index) => index !== at);
    if (firstExpression === undefined) return { ...equality, rest: null };
    const rest = otherExpressions.map((operand) => ({ operator: 'and' as const, operand }));
    return {
      ...equality,
      rest: rest.length === 0 ? firstExpression : { kind: 'operation', first: firstExpression, rest },
    };
  }
  return null;
}

function conjunctionParts(filter: XPathExpression): readonly XPathExpression[] {
  if (filter.kind !== 'operation' || filter.rest.some(({ operator }) => operator !== 'and')) return [filter];
  return [filter.first, ...filter.rest.map(({ operand }) => operand)];
}

function columnEqualityOf(
  part: XPathExpression,
): { readonly column: string; readonly wanted: XPathExpression } | null {
  if (part.kind !== 'operation' || part.rest.length !== 1) return null;
  const [equals] = part.rest;
  if (equals?.operator !== '=') return null;
  const { first } = part;
  const { operand } = equals;
  const left = columnNameOf(first);
  if (left !== null && isItemIndependent(operand)) return { column: left, wanted: operand };
  const right = columnNameOf(operand);
  return right !== null && isItemIndependent(first) ? { column: right, wanted: first } : null;
}

/** The name, when the expression is a path of one step to a child of the item. */
function columnNameOf(expression: XPathExpression): string | null {
  if (expression.kind !== 'path' || expression.base !== null) return null;
  const [locationStep, ...more] = expression.steps;
  return locationStep === undefined || more.length > 0 ? null : childStepName(locationStep);
}

const childStepName = ({ axis, test, predicates }: LocationStep): string | null =>
  axis === 'child' && test.kind === 'name' && test.name !== '*' && predicates.length === 0 ? test.name : null;

/** Return whether a path gives the same nodes for every item: both sides are nodes then, compared by their texts. */
function isItemIndependent(expression: XPathExpression): boolean {
  if (expression.kind === 'reference') return true;
  if (expression.kind !== 'path' || expression.steps.some(({ predicates }) => predicates.length > 0))
    return false;
  const { base, steps } = expression;
  return base === null ? steps[0]?.axis === 'root' : base.kind === 'call' && base.name === 'current';
}

function dependsOnPosition(expression: XPathExpression): boolean {
  switch (expression.kind) {
    case 'text':
    case 'number':
    case 'reference':
      return false;
    case 'negate':
      return dependsOnPosition(expression.operand);
    case 'operation':
      return (
        dependsOnPosition(expression.first) ||
        expression.rest.some(({ operand }) => dependsOnPosition(operand))
      );
    case 'call':
      return (
        expression.name === 'position' ||
        expression.name === 'last' ||
        expression.args.some(dependsOnPosition)
      );
    case 'filter':
    case 'path':
      return false; // positions inside are those of other nodes
  }
}

/** One offer of a question: a code, and its source. */
export interface ChoiceOffer {
  readonly name: string;
  readonly choice: ChoiceDefinition | null;
  /** Node of the form or of secondary data, for offers from there: it gives the label. */
  readonly node: XPathNode | null;
}

/** Choice lists and secondary data of a form, as lists and as trees; each is built on first use. */
export class ChoiceLists {
  readonly #instrument: Instrument;
  readonly #language: InputSignal<string, SignalOwner>;
  readonly #lists: ReadonlyMap<string, ChoiceList>;
  readonly #offers = new Map<string, readonly ChoiceOffer[]>();
  readonly #codes = new Map<string, ReadonlySet<string>>();
  readonly #trees = new Map<string, XPathNode>();
  readonly #choiceOfItem = new Map<XPathNode, ChoiceDefinition>();
  readonly #plain = new Map<string, Map<ChoiceDefinition, FormChoice>>();
  readonly #itemOfChoice = new Map<XPathNode, Map<ChoiceDefinition, XPathNode>>();
  readonly #columns = new Map<string, ReadonlyMap<string, readonly ChoiceDefinition[]>>();

  constructor(instrument: Instrument, language: InputSignal<string, SignalOwner>) {
    this.#instrument = instrument;
    this.#language = language;
    this.#lists = new Map(instrument.choiceLists.map((list) => [list.name, list]));
  }

  /** All choices of a list, in its order. */
  offersOf(name: string): readonly ChoiceOffer[] {
    const knownChoiceOffers = this.#offers.get(name);
    if (knownChoiceOffers !== undefined) return knownChoiceOffers;
    const choiceOffers = (this.#lists.get(name)?.choices ?? []).map(
      (choice): ChoiceOffer => ({ name: choice.name, choice, node: null }),
    );
    this.#offers.set(name, choiceOffers);
    return choiceOffers;
  }

  /** The codes of a whole list. */
  codesOf(name: string): ReadonlySet<string> {
    const known = this.#codes.get(name);
    if (known !== undefined) return known;
    const codes = new Set(this.offersOf(name).map((offer) => offer.name));
    this.#codes.set(name, codes);
    return codes;
  }

  /** A choice in the current language, with nothing filled in; the same object for all questions that offer it. */
  plainChoiceOf(choiceDefinition: ChoiceDefinition): FormChoice {
    const language = this.#language.read();
    const known = this.#plain.get(language) ?? new Map<ChoiceDefinition, FormChoice>();
    this.#plain.set(language, known);
    let plain = known.get(choiceDefinition);
    if (plain === undefined) {
      const words =
        choiceDefinition.label &&
        textInLanguage(choiceDefinition.label, language, this.#instrument.defaultLanguage);
      plain = {
        name: choiceDefinition.name,
        label: words ?? choiceDefinition.name,
        choice: choiceDefinition,
      };
      known.set(choiceDefinition, plain);
    }
    return plain;
  }

  /** The choice behind an item of a list's tree. */
  choiceOf(item: XPathNode): ChoiceDefinition | null {
    return this.#choiceOfItem.get(item) ?? null;
  }

  /** Choices of a list that have this text in a column, in the order of the list. */
  choicesWith(name: string, column: string, text: string): readonly ChoiceDefinition[] {
    const key = `${column} of ${name}`;
    let choices = this.#columns.get(key);
    if (choices === undefined) {
      choices = choicesByText(this.#lists.get(name)?.choices ?? [], column);
      this.#columns.set(key, choices);
    }
    return choices.get(text) ?? [];
  }

  /** The item of a choice in the tree of its list. */
  itemOf(list: string, choiceDefinition: ChoiceDefinition): XPathNode | null {
    const tree = this.treeOf(list);
    return tree === null ? null : (this.#itemOfChoice.get(tree)?.get(choiceDefinition) ?? null);
  }

  /** The tree of `instance(id)`; null when the form has none of that name. */
  treeOf(id: string): XPathNode | null {
    const data = this.#instrument.instances?.[id];
    if (data !== undefined) return this.#tree(`data ${id}`, () => buildDataTree(data));
    const choiceList = this.#lists.get(id);
    if (choiceList === undefined) return null;
    const language = this.#language.read();
    return this.#tree(`list ${language} ${id}`, () => this.#treeOfList(choiceList, language));
  }

  #treeOfList(choiceList: ChoiceList, language: string): XPathNode {
    const fallback = this.#instrument.defaultLanguage;
    const staticTreeNode = buildChoiceTree(choiceList, (localizedText) =>
      localizedText === undefined ? null : textInLanguage(localizedText, language, fallback),
    );
    const items = staticTreeNode.childrenNamed('root').flatMap((root) => root.childrenNamed('item'));
    const itemOfChoice = new Map<ChoiceDefinition, XPathNode>();
    this.#itemOfChoice.set(staticTreeNode, itemOfChoice);
    for (const [at, item] of items.entries()) {
      const choiceDefinition = choiceList.choices[at];
      if (choiceDefinition === undefined) continue;
      this.#choiceOfItem.set(item, choiceDefinition);
      itemOfChoice.set(choiceDefinition, item);
    }
    return staticTreeNode;
  }

  #tree(key: string, build: () => XPathNode): XPathNode {
    const knownNode = this.#trees.get(key);
    if (knownNode !== undefined) return knownNode;
    const tree = build();
    this.#trees.set(key, tree);
    return tree;
  }
}

function choicesByText(
  choiceDefinitions: readonly ChoiceDefinition[],
  column: string,
): ReadonlyMap<string, readonly ChoiceDefinition[]> {
  const found = new Map<string, ChoiceDefinition[]>();
  for (const choiceDefinition of choiceDefinitions) {
    const text =
      choiceDefinition.columns?.[column] ?? (column === 'name' ? choiceDefinition.name : undefined);
    if (text === undefined) continue;
    const alike = found.get(text);
    if (alike === undefined) found.set(text, [choiceDefinition]);
    else alike.push(choiceDefinition);
  }
  return found;
}
