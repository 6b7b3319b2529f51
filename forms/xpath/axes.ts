import type { XPathNode } from '../xml/xml-node.ts';
import { type EvaluationFrame, spendBudget } from './compiled.ts';
import type { XPathAxis } from './expression.ts';

/** Give nodes to `take` in the order of the axis: the nearest first. */
type AxisWalk = (node: XPathNode, frame: EvaluationFrame, take: (node: XPathNode) => void) => void;

/** True for axes on which the first position is the last in document order. */
export const isReverseAxis = (xpathAxis: XPathAxis): boolean =>
  xpathAxis === 'ancestor' ||
  xpathAxis === 'ancestor-or-self' ||
  xpathAxis === 'preceding' ||
  xpathAxis === 'preceding-sibling';

const isChildContent = (node: XPathNode): boolean => node.kind !== 'attribute' && node.kind !== 'namespace';

// With a stack of its own: the depth of a tree must not overflow the call stack.
const walkDescendants: AxisWalk = (node, frame, take) => {
  const waitingNodes = [...node.children()].reverse();
  for (let nextNode = waitingNodes.pop(); nextNode !== undefined; nextNode = waitingNodes.pop()) {
    spendBudget(frame, 1);
    take(nextNode);
    const below = nextNode.children();
    for (let at = below.length - 1; at >= 0; at -= 1) {
      const childNode = below[at];
      if (childNode !== undefined) waitingNodes.push(childNode);
    }
  }
};

const walkAncestors: AxisWalk = (node, frame, take) => {
  for (let parentNode = node.parent; parentNode !== null; parentNode = parentNode.parent) {
    spendBudget(frame, 1);
    take(parentNode);
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
    let startNode: XPathNode | null = isChildContent(node) ? node : node.parent;
    startNode !== null;
    startNode = startNode.parent
  ) {
    for (const siblingNode of siblingsOf(startNode, frame, 'following')) {
      take(siblingNode);
      walkDescendants(siblingNode, frame, take);
    }
  }
};

const walkPreceding: AxisWalk = (node, frame, take) => {
  for (
    let startNode: XPathNode | null = isChildContent(node) ? node : node.parent;
    startNode !== null;
    startNode = startNode.parent
  ) {
    for (const siblingNode of siblingsOf(startNode, frame, 'preceding')) {
      const below: XPathNode[] = [];
      walkDescendants(siblingNode, frame, (xpathNode) => below.push(xpathNode));
      for (let at = below.length - 1; at >= 0; at -= 1) {
        const xpathNode = below[at];
        if (xpathNode !== undefined) take(xpathNode);
      }
      take(siblingNode);
    }
  }
};

const includeSelf =
  (axisWalk: AxisWalk): AxisWalk =>
  (node, frame, take) => {
    take(node);
    axisWalk(node, frame, take);
  };

const visitNodes = (
  xpathNodes: readonly XPathNode[],
  frame: EvaluationFrame,
  take: (node: XPathNode) => void,
): void => {
  spendBudget(frame, xpathNodes.length);
  for (const node of xpathNodes) take(node);
};

export const walkByAxis: Readonly<Record<XPathAxis, AxisWalk>> = {
  root: (_node, frame, take) => take(frame.context.root),
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
export function sortInDocumentOrder(xpathNodes: readonly XPathNode[]): readonly XPathNode[] {
  let last = -Infinity;
  for (const node of xpathNodes) {
    const order = node.order();
    if (order <= last) return [...new Set(xpathNodes)].sort((a, b) => a.order() - b.order());
    last = order;
  }
  return xpathNodes;
}
