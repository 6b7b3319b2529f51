import type { Instrument, Node, Qid } from '../instrument.ts';

/** A node with where it stands in its form. */
export interface PlacedNode {
  readonly node: Node;
  /** The group or repeat around it; null at the top. */
  readonly parent: Qid | null;
  /** The repeats around it, from the outside: an answer stands in a row of each. */
  readonly repeats: readonly Qid[];
  /** The author's names from the top, with `/`. */
  readonly path: string;
}

/** All nodes of a form in its order, groups before what is in them. */
export function placedNodes({ nodes }: Pick<Instrument, 'nodes'>): ReadonlyMap<Qid, PlacedNode> {
  const placed = new Map<Qid, PlacedNode>();
  const place = (some: readonly Node[], around: Omit<PlacedNode, 'node'>): void => {
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
