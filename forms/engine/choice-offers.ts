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
import { type FormCore, type NodePlace, type SignalOwner, textInLanguage } from './form-core.ts';
import type { InputSignal } from './signal-graph.ts';

/** Create the reader of a question's present offers; called within a computation, so its reads are tracked. */
export function createOfferReader(
  core: FormCore,
  place: NodePlace<QuestionDefinition>,
  from: XPathNode,
): () => readonly ChoiceOffer[] {
  const choices = place.definition.choices;
  if (choices === undefined) return () => [];
  if ('nodeset' in choices) return createNodesetReader(core, place, choices, from);
  if (choices.filter === undefined && choices.randomize === undefined)
    return () => core.lists.offersOf(choices.list);

  const nodes = core.expressions.compileAt(listItemsExpression(choices), place);
  const scan = (): readonly ChoiceOffer[] => nodes.nodes(from).map((item) => offerOfItem(core, item));
  return createLookupReader(core, place, choices, from, scan) ?? scan;
}

/** Look up a column where the filter allows it; null where it does not. */
function createLookupReader(
  core: FormCore,
  place: NodePlace<QuestionDefinition>,
  { list, filter, randomize }: Extract<ChoiceSource, { list: string }>,
  from: XPathNode,
  scan: () => readonly ChoiceOffer[],
): (() => readonly ChoiceOffer[]) | null {
  if (filter === undefined || randomize !== undefined) return null;
  const parsed = core.expressions.parsed(filter, place);
  const lookup = parsed === null ? null : findColumnLookup(parsed);
  // A label follows the current language: it is no column to look up.
  if (lookup === null || lookup.column === 'label') return null;
  const wanted = core.expressions.compilePart(lookup.wanted, `wanted by ${filter}`, place);
  const rest =
    lookup.rest === null ? null : core.expressions.compilePart(lookup.rest, `rest of ${filter}`, place);
  return () => {
    const nodes = wanted.nodes(from);
    const [only] = nodes;
    if (only === undefined) return [];
    if (nodes.length > 1) return scan();
    const choices = core.lists.choicesWith(list, lookup.column, only.text());
    const isFitting = (choice: ChoiceDefinition): boolean => {
      const item = core.lists.itemOf(list, choice);
      return rest === null || (item !== null && rest.booleanOf(item, from));
    };
    const fitting = rest === null ? choices : choices.filter(isFitting);
    return fitting.map((choice) => ({ name: choice.name, choice, node: null }));
  };
}

function offerOfItem(core: FormCore, item: XPathNode): ChoiceOffer {
  const choice = core.lists.choiceOf(item);
  return { name: choice?.name ?? '', choice, node: null };
}

/** An offer with its label in the current language; its code when it has none. */
export function labelChoiceOffer(
  core: FormCore,
  place: NodePlace<QuestionDefinition>,
  offer: ChoiceOffer,
  from: XPathNode,
): FormChoice {
  const { name, choice, node } = offer;
  const { choices } = place.definition;
  if (node !== null && choices !== undefined && 'nodeset' in choices)
    return { name, choice, label: core.expressions.compileAt(choices.label, place).textOf(node, from) };
  if (choice === null) return { name, choice, label: name };
  const plain = core.lists.plainChoiceOf(choice);
  if (!hasPlaceholders(plain.label)) return plain;
  return { ...plain, label: core.expressions.fillPlaceholders(plain.label, place, from) };
}

/** Return whether both offer the same codes in the same order. */
export const areSameOffers = (a: readonly ChoiceOffer[], b: readonly ChoiceOffer[]): boolean =>
  a.length === b.length && a.every((one, at) => one.name === b[at]?.name && one.node === b[at].node);

/** Expression that XLSForm's compiler writes for a list with a filter. */
function listItemsExpression(choices: Extract<ChoiceSource, { list: string }>): string {
  const filter = choices.filter === undefined || choices.filter.trim() === '' ? '' : `[${choices.filter}]`;
  const items = `instance('${choices.list.replaceAll("'", '')}')/root/item${filter}`;
  if (choices.randomize === undefined) return items;
  const { seed } = choices.randomize;
  return seed === undefined ? `randomize(${items})` : `randomize(${items}, ${seed})`;
}

function createNodesetReader(
  core: FormCore,
  place: NodePlace<QuestionDefinition>,
  choices: Extract<ChoiceSource, { nodeset: string }>,
  from: XPathNode,
): () => readonly ChoiceOffer[] {
  const nodes = core.expressions.compileAt(choices.nodeset, place);
  const value = core.expressions.compileAt(choices.value, place);
  return () => nodes.nodes(from).map((node) => ({ name: value.textOf(node, from), choice: null, node }));
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
    const [first, ...others] = parts.filter((_, place) => place !== at);
    if (first === undefined) return { ...equality, rest: null };
    const rest = others.map((operand) => ({ operator: 'and' as const, operand }));
    return { ...equality, rest: rest.length === 0 ? first : { kind: 'operation', first, rest } };
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
  const [step, ...more] = expression.steps;
  return step === undefined || more.length > 0 ? null : childStepName(step);
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
    const known = this.#offers.get(name);
    if (known !== undefined) return known;
    const offers = (this.#lists.get(name)?.choices ?? []).map(
      (choice): ChoiceOffer => ({ name: choice.name, choice, node: null }),
    );
    this.#offers.set(name, offers);
    return offers;
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
  plainChoiceOf(choice: ChoiceDefinition): FormChoice {
    const language = this.#language.read();
    const known = this.#plain.get(language) ?? new Map<ChoiceDefinition, FormChoice>();
    this.#plain.set(language, known);
    let plain = known.get(choice);
    if (plain === undefined) {
      const words = choice.label && textInLanguage(choice.label, language, this.#instrument.defaultLanguage);
      plain = { name: choice.name, label: words ?? choice.name, choice };
      known.set(choice, plain);
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
  itemOf(list: string, choice: ChoiceDefinition): XPathNode | null {
    const tree = this.treeOf(list);
    return tree === null ? null : (this.#itemOfChoice.get(tree)?.get(choice) ?? null);
  }

  /** The tree of `instance(id)`; null when the form has none of that name. */
  treeOf(id: string): XPathNode | null {
    const data = this.#instrument.instances?.[id];
    if (data !== undefined) return this.#tree(`data ${id}`, () => buildDataTree(data));
    const list = this.#lists.get(id);
    if (list === undefined) return null;
    const language = this.#language.read();
    return this.#tree(`list ${language} ${id}`, () => this.#treeOfList(list, language));
  }

  #treeOfList(list: ChoiceList, language: string): XPathNode {
    const fallback = this.#instrument.defaultLanguage;
    const tree = buildChoiceTree(list, (words) =>
      words === undefined ? null : textInLanguage(words, language, fallback),
    );
    const items = tree.childrenNamed('root').flatMap((root) => root.childrenNamed('item'));
    const itemOfChoice = new Map<ChoiceDefinition, XPathNode>();
    this.#itemOfChoice.set(tree, itemOfChoice);
    for (const [at, item] of items.entries()) {
      const choice = list.choices[at];
      if (choice === undefined) continue;
      this.#choiceOfItem.set(item, choice);
      itemOfChoice.set(choice, item);
    }
    return tree;
  }

  #tree(key: string, build: () => XPathNode): XPathNode {
    const known = this.#trees.get(key);
    if (known !== undefined) return known;
    const tree = build();
    this.#trees.set(key, tree);
    return tree;
  }
}

function choicesByText(
  choices: readonly ChoiceDefinition[],
  column: string,
): ReadonlyMap<string, readonly ChoiceDefinition[]> {
  const found = new Map<string, ChoiceDefinition[]>();
  for (const choice of choices) {
    const text = choice.columns?.[column] ?? (column === 'name' ? choice.name : undefined);
    if (text === undefined) continue;
    const alike = found.get(text);
    if (alike === undefined) found.set(text, [choice]);
    else alike.push(choice);
  }
  return found;
}
