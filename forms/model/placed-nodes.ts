import type { Instrument, NodeDefinition, QuestionId } from './instrument.ts';

/**
 * The questions of a form that people answer in their own words. Codes, days, places and figures have types of their
 * own; a text that asks for digits says so (`numbers`), and one that is calculated is nobody's words.
 */
export const freeTextQuestionIds = (instrument: Pick<Instrument, 'nodes'>): ReadonlySet<QuestionId> =>
  new Set(
    [...placedNodes(instrument).values()].flatMap(({ node }) =>
      node.kind === 'question' &&
      node.type === 'text' &&
      node.calculation === undefined &&
      !(node.appearance ?? []).includes('numbers')
        ? [node.qid]
        : [],
    ),
  );

/** A node with where it stands in its form. */
export interface PlacedNode {
  readonly node: NodeDefinition;
  /** The group or repeat around it; null at the top. */
  readonly parent: QuestionId | null;
  /** The repeats around it, from the outside: an answer stands in a row of each. */
  readonly repeats: readonly QuestionId[];
  /** The author's names from the top, with `/`. */
  readonly path: string;
}

/** All nodes of a form in its order, groups before what is in them. */
export function placedNodes({ nodes }: Pick<Instrument, 'nodes'>): ReadonlyMap<QuestionId, PlacedNode> {
  const placed = new Map<QuestionId, PlacedNode>();
  const place = (some: readonly NodeDefinition[], around: Omit<PlacedNode, 'node'>): void => {
    for (const node of some) {
      const path = around.path === '' ? node.name : `${around.path}/${node.name}`;
      placed.set(node.qid, { ...around, node, path });
      if (node.kind === 'group') place(node.nodes, { ...around, parent: node.qid, path });
      if (node.kind === 'repeat')
        place(node.nodes, { parent: node.qid, repeats: [...around.repeats, node.qid], path });
    }
  };
  place(nodes, { parent: null, repeats: [], path: '' });
  return placed;
}
