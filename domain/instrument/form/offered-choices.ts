import type { Choice, Choices, Question } from '../instrument.ts';
import type { TreeNode } from '../expression/tree-node.ts';
import type { Offer } from './choice-lists.ts';
import { columnLookup } from './column-lookup.ts';
import type { Core } from './core.ts';
import type { FormChoice } from './form.ts';
import { hasValues } from './text-template.ts';
import type { Place } from './plan.ts';

/** Reads what a question offers now; called within a computation, so that what it reads is noted. */
export function offerReader(core: Core, place: Place<Question>, from: TreeNode): () => readonly Offer[] {
  const choices = place.definition.choices;
  if (choices === undefined) return () => [];
  if ('nodeset' in choices) return nodesetReader(core, place, choices, from);
  if (choices.filter === undefined && choices.randomize === undefined)
    return () => core.lists.offersOf(choices.list);

  const nodes = core.expressions.at(itemsOf(choices), place);
  const scan = (): readonly Offer[] => nodes.nodes(from).map((item) => offerOf(core, item));
  return lookupReader(core, place, choices, from, scan) ?? scan;
}

/** Looks a column up where the filter allows it; null where it does not. */
function lookupReader(
  core: Core,
  place: Place<Question>,
  { list, filter, randomize }: Extract<Choices, { list: string }>,
  from: TreeNode,
  scan: () => readonly Offer[],
): (() => readonly Offer[]) | null {
  if (filter === undefined || randomize !== undefined) return null;
  const parsed = core.expressions.parsed(filter, place);
  const lookup = parsed === null ? null : columnLookup(parsed);
  // A label is in the language that is set: it is no column to look up.
  if (lookup === null || lookup.column === 'label') return null;
  const wanted = core.expressions.part(lookup.wanted, `wanted by ${filter}`, place);
  const rest = lookup.rest === null ? null : core.expressions.part(lookup.rest, `rest of ${filter}`, place);
  return () => {
    const nodes = wanted.nodes(from);
    const [only] = nodes;
    if (only === undefined) return [];
    if (nodes.length > 1) return scan();
    const choices = core.lists.choicesWith(list, lookup.column, only.text());
    const isFitting = (choice: Choice): boolean => {
      const item = core.lists.itemOf(list, choice);
      return rest === null || (item !== null && rest.booleanOf(item, from));
    };
    const fitting = rest === null ? choices : choices.filter(isFitting);
    return fitting.map((choice) => ({ name: choice.name, choice, node: null }));
  };
}

function offerOf(core: Core, item: TreeNode): Offer {
  const choice = core.lists.choiceOf(item);
  return { name: choice?.name ?? '', choice, node: null };
}

/** An offer with its label in the language that is set; its code when it has none. */
export function labelled(core: Core, place: Place<Question>, offer: Offer, from: TreeNode): FormChoice {
  const { name, choice, node } = offer;
  const { choices } = place.definition;
  if (node !== null && choices !== undefined && 'nodeset' in choices)
    return { name, choice, label: core.expressions.at(choices.label, place).textOf(node, from) };
  if (choice === null) return { name, choice, label: name };
  const plain = core.lists.plainly(choice);
  if (!hasValues(plain.label)) return plain;
  return { ...plain, label: core.expressions.fill(plain.label, place, from) };
}

/** True when both offer the same codes in the same order. */
export const isSameOffer = (a: readonly Offer[], b: readonly Offer[]): boolean =>
  a.length === b.length && a.every((one, at) => one.name === b[at]?.name && one.node === b[at].node);

/** A list with a filter is the expression that XLSForm's compiler writes for it. */
function itemsOf(choices: Extract<Choices, { list: string }>): string {
  const filter = choices.filter === undefined || choices.filter.trim() === '' ? '' : `[${choices.filter}]`;
  const items = `instance('${choices.list.replaceAll("'", '')}')/root/item${filter}`;
  if (choices.randomize === undefined) return items;
  const { seed } = choices.randomize;
  return seed === undefined ? `randomize(${items})` : `randomize(${items}, ${seed})`;
}

function nodesetReader(
  core: Core,
  place: Place<Question>,
  choices: Extract<Choices, { nodeset: string }>,
  from: TreeNode,
): () => readonly Offer[] {
  const nodes = core.expressions.at(choices.nodeset, place);
  const value = core.expressions.at(choices.value, place);
  return () => nodes.nodes(from).map((node) => ({ name: value.textOf(node, from), choice: null, node }));
}
