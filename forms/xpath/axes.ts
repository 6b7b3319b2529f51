import type { XPathNode } from '../xml/xml-node.ts';
import { type EvaluationFrame, spendBudget } from './compiled.ts';
import type { XPathAxis } from './expression.ts';

/** Give nodes to `take` in the order of the axis: the nearest first. */
type AxisWalk = (node: XPathNode, frame: EvaluationFrame, take: (node: XPathNode) => void) => void;

/** True for axes on which the first position is the last in document order. */
export const isReverseAxis = (axis: XPathAxis): boolean =>
  axis === 'ancestor' || axis === 'ancestor-or-self' || axis === 'preceding' || axis === 'preceding-sibling';

const isChildContent = (node: XPathNode): boolean => node.kind !== 'attribute' && node.kind !== 'namespace';

// With a stack of its own: the depth of a tree must not overflow the call stack.
const walkDescendants: AxisWalk = (node, frame, take) => {
  const waiting = [...node.children()].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    spendBudget(frame, 1);
    take(next);
    const below = next.children();
    for (let at = below.length - 1; at >= 0; at -= 1) {
      const child = below[at];
      if (child !== undefined) waiting.push(child);
    }
  }
};

const walkAncestors: AxisWalk = (node, frame, take) => {
  for (let above = node.parent; above !== null; above = above.parent) {
    spendBudget(frame, 1);
    take(above);
  }
};

/** Siblings after or before a node; attributes have none. */
function siblingsOf(
  node: XPathNode,
  frame: EvaluationFrame,
  side: 'following' | 'preceding',
): readonly XPathNode[] {
  if (node.parent === null || !isChildContent(node)) return [];
  const all = node.parent.children();
  spendBudget(frame, all.length);
  const at = all.indexOf(node);
  return side === 'following' ? all.slice(at + 1) : all.slice(0, at).reverse();
}

const walkFollowing: AxisWalk = (node, frame, take) => {
  // The nodes after an attribute begin with the content of its element.
  if (!isChildContent(node) && node.parent !== null) walkDescendants(node.parent, frame, take);
  for (
    let from: XPathNode | null = isChildContent(node) ? node : node.parent;
    from !== null;
    from = from.parent
  ) {
    for (const sibling of siblingsOf(from, frame, 'following')) {
      take(sibling);
      walkDescendants(sibling, frame, take);
    }
  }
};

const walkPreceding: AxisWalk = (node, frame, take) => {
  for (
    let from: XPathNode | null = isChildContent(node) ? node : node.parent;
    from !== null;
    from = from.parent
  ) {
    for (const sibling of siblingsOf(from, frame, 'preceding')) {
      const below: XPathNode[] = [];
      walkDescendants(sibling, frame, (one) => below.push(one));
      for (let at = below.length - 1; at >= 0; at -= 1) {
        const one = below[at];
        if (one !== undefined) take(one);
      }
      take(sibling);
    }
  }
};

const includeSelf =
  (walk: AxisWalk): AxisWalk =>
  (node, frame, take) => {
    take(node);
    walk(node, frame, take);
  };

const visitNodes = (
  nodes: readonly XPathNode[],
  frame: EvaluationFrame,
  take: (node: XPathNode) => void,
): void => {
  spendBudget(frame, nodes.length);
  for (const node of nodes) take(node);
};

export const walkByAxis: Readonly<Record<XPathAxis, AxisWalk>> = {
  root: (_node, frame, take) => take(frame.world.root),
  self: (node, _frame, take) => take(node),
  child: (node, frame, take) => visitNodes(node.children(), frame, take),
  parent: (node, _frame, take) => {
    if (node.parent !== null) take(node.parent);
  },
  attribute: (node, frame, take) => visitNodes(node.attributes(), frame, take),
  descendant: walkDescendants,
  'descendant-or-self': includeSelf(walkDescendants),
  ancestor: walkAncestors,
  'ancestor-or-self': includeSelf(walkAncestors),
  'following-sibling': (node, frame, take) => visitNodes(siblingsOf(node, frame, 'following'), frame, take),
  'preceding-sibling': (node, frame, take) => visitNodes(siblingsOf(node, frame, 'preceding'), frame, take),
  following: walkFollowing,
  preceding: walkPreceding,
  // Forms have no use for it, and no engine of the sector has it.
  namespace: () => {},
};

/** Each node once, in document order. Cheap when they are in order already. */
export function sortInDocumentOrder(nodes: readonly XPathNode[]): readonly XPathNode[] {
  let last = -Infinity;
  for (const node of nodes) {
    const order = node.order();
    if (order <= last) return [...new Set(nodes)].sort((a, b) => a.order() - b.order());
    last = order;
  }
  return nodes;
}
