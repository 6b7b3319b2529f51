import type { Choices, Question } from '../instrument.ts';
import type { TreeNode } from '../expression/tree-node.ts';
import type { Offer } from './choice-lists.ts';
import { type Core, inLanguage } from './core.ts';
import type { Place } from './plan.ts';

/** Reads what a question offers now; called within a computation, so that what it reads is noted. */
export function offerReader(core: Core, place: Place<Question>, from: TreeNode): () => readonly Offer[] {
  const choices = place.definition.choices;
  if (choices === undefined) return () => [];
  if ('nodeset' in choices) return nodesetReader(core, place, choices, from);
  if (choices.filter === undefined && choices.randomize === undefined)
    return () => core.lists.offersOf(choices.list);

  const nodes = core.expressions.at(itemsOf(choices), place);
  return () =>
    nodes.nodes(from).map((node) => {
      const choice = core.lists.choiceOf(node);
      return { name: choice?.name ?? '', choice, node: null };
    });
}

/** The label of an offer in the language that is set; its code when it has none. */
export function labelOf(core: Core, place: Place<Question>, offer: Offer, from: TreeNode): string {
  const { choices } = place.definition;
  if (offer.node !== null && choices !== undefined && 'nodeset' in choices)
    return core.expressions.at(choices.label, place).textOf(offer.node, from);
  const words = offer.choice?.label;
  if (words === undefined) return offer.name;
  const text = inLanguage(words, core.language.read(), core.plan.instrument.defaultLanguage) ?? '';
  return core.expressions.fill(text, place, from);
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
