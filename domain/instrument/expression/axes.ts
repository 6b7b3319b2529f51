import { type Frame, spend } from './compiled.ts';
import type { Axis } from './expression.ts';
import type { TreeNode } from './tree-node.ts';

/** Gives nodes to `take` in the order of the axis: those nearest to the node first. */
type Walk = (node: TreeNode, frame: Frame, take: (node: TreeNode) => void) => void;

/** On these, the first position is the last in document order. */
export const isReverse = (axis: Axis): boolean =>
  axis === 'ancestor' || axis === 'ancestor-or-self' || axis === 'preceding' || axis === 'preceding-sibling';

const isInside = (node: TreeNode): boolean => node.kind !== 'attribute' && node.kind !== 'namespace';

// With a stack of their own: how deep a tree is must not decide whether the evaluation survives.
const descendants: Walk = (node, frame, take) => {
  const waiting = [...node.children()].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    spend(frame, 1);
    take(next);
    const below = next.children();
    for (let at = below.length - 1; at >= 0; at -= 1) {
      const child = below[at];
      if (child !== undefined) waiting.push(child);
    }
  }
};

const ancestors: Walk = (node, frame, take) => {
  for (let above = node.parent; above !== null; above = above.parent) {
    spend(frame, 1);
    take(above);
  }
};

/** Siblings behind or before a node; attributes have none. */
function siblings(node: TreeNode, frame: Frame, side: 'following' | 'preceding'): readonly TreeNode[] {
  if (node.parent === null || !isInside(node)) return [];
  const all = node.parent.children();
  spend(frame, all.length);
  const at = all.indexOf(node);
  return side === 'following' ? all.slice(at + 1) : all.slice(0, at).reverse();
}

const following: Walk = (node, frame, take) => {
  // What follows an attribute begins with what its element holds.
  if (!isInside(node) && node.parent !== null) descendants(node.parent, frame, take);
  for (let from: TreeNode | null = isInside(node) ? node : node.parent; from !== null; from = from.parent) {
    for (const sibling of siblings(from, frame, 'following')) {
      take(sibling);
      descendants(sibling, frame, take);
    }
  }
};

const preceding: Walk = (node, frame, take) => {
  for (let from: TreeNode | null = isInside(node) ? node : node.parent; from !== null; from = from.parent) {
    for (const sibling of siblings(from, frame, 'preceding')) {
      const below: TreeNode[] = [];
      descendants(sibling, frame, (one) => below.push(one));
      for (let at = below.length - 1; at >= 0; at -= 1) {
        const one = below[at];
        if (one !== undefined) take(one);
      }
      take(sibling);
    }
  }
};

const withSelf =
  (walk: Walk): Walk =>
  (node, frame, take) => {
    take(node);
    walk(node, frame, take);
  };

const each = (nodes: readonly TreeNode[], frame: Frame, take: (node: TreeNode) => void): void => {
  spend(frame, nodes.length);
  for (const node of nodes) take(node);
};

export const walks: Readonly<Record<Axis, Walk>> = {
  root: (_node, frame, take) => take(frame.world.root),
  self: (node, _frame, take) => take(node),
  child: (node, frame, take) => each(node.children(), frame, take),
  parent: (node, _frame, take) => {
    if (node.parent !== null) take(node.parent);
  },
  attribute: (node, frame, take) => each(node.attributes(), frame, take),
  descendant: descendants,
  'descendant-or-self': withSelf(descendants),
  ancestor: ancestors,
  'ancestor-or-self': withSelf(ancestors),
  'following-sibling': (node, frame, take) => each(siblings(node, frame, 'following'), frame, take),
  'preceding-sibling': (node, frame, take) => each(siblings(node, frame, 'preceding'), frame, take),
  following,
  preceding,
  // Forms have no use for it, and no engine of the sector has it.
  namespace: () => {},
};

/** Each node once, in document order. Cheap when they are so already. */
export function inDocumentOrder(nodes: readonly TreeNode[]): readonly TreeNode[] {
  let last = -Infinity;
  for (const node of nodes) {
    const order = node.order();
    if (order <= last) return [...new Set(nodes)].sort((a, b) => a.order() - b.order());
    last = order;
  }
  return nodes;
}
