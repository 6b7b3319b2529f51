import { inDocumentOrder, isReverse, walks } from './axes.ts';
import { type Compiled, type Frame, ofNodes, spend } from './compiled.ts';
import { anywhereStep, type Expression, type NodeTest, type Step } from './expression.ts';
import type { Site } from './site.ts';
import type { TreeNode } from './tree-node.ts';
import { toBoolean } from './value.ts';

type Nodes = readonly TreeNode[];
type Walk = (from: Nodes, frame: Frame) => Nodes;

/**
 * What is known of the nodes that a step begins with, so that sorting is left out where order cannot be lost:
 * one node; several, none of which stands in another; or anything.
 */
type Spread = 'one' | 'flat' | 'any';

/** Longer ones go step by step, so that no stack grows with them. */
const longestDirect = 64;

/** A location path from the context node, from `start`, or from the nodes of an expression. */
export function compileSteps(
  start: 'node' | 'current' | Compiled,
  written: readonly Step[],
  site: Site,
): Compiled {
  const steps = merged(written);
  const direct = directNames(steps);
  if (
    typeof start === 'string' &&
    direct !== null &&
    direct.length <= longestDirect &&
    site.namespaces === null
  )
    return compileDirect(start, direct);

  const isOne = typeof start === 'string' || start.isOne === true;
  const walk = compileWalk(steps, isOne ? 'one' : 'any', site);
  if (start === 'node') return ofNodes((frame) => walk([frame.node], frame));
  if (start === 'current') return ofNodes((frame) => walk([frame.current], frame));
  return ofNodes((frame) => walk(start.nodes(frame), frame));
}

/** Nodes of an expression for which predicates hold; positions count in document order. */
export function compileFilter(base: Compiled, predicates: readonly Expression[], site: Site): Compiled {
  const filters = predicates.map((predicate) => compilePredicate(predicate, site));
  return ofNodes((frame) => filters.reduce((nodes, filter) => filter(nodes, frame), base.nodes(frame)));
}

/** `//name` looks at each node once when it is read as `descendant::name`. */
function merged(steps: readonly Step[]): readonly Step[] {
  const out: Step[] = [];
  for (const step of steps) {
    const last = out.at(-1);
    const isShort = last === anywhereStep && step.axis === 'child' && step.predicates.length === 0;
    if (isShort) out[out.length - 1] = { ...step, axis: 'descendant' };
    else out.push(step);
  }
  return out;
}

/** `null` stands for the parent, `''` for the root; null as a whole when there is another step than up and down. */
function directNames(steps: readonly Step[]): readonly (string | null)[] | null {
  const names: (string | null)[] = [];
  for (const { axis, test, predicates } of steps) {
    if (predicates.length > 0) return null;
    if (axis === 'child' && test.kind === 'name' && test.name !== '*' && test.prefix === null)
      names.push(test.name);
    else if (test.kind !== 'type' || test.type !== 'node') return null;
    else if (axis === 'parent') names.push(null);
    else if (axis === 'root' && names.length === 0) names.push('');
    else if (axis !== 'self') return null;
  }
  return names;
}

/** The road that nearly all references go: by names, without a set of nodes until there are several. */
function compileDirect(start: 'node' | 'current', names: readonly (string | null)[]): Compiled {
  const isRooted = names[0] === '';
  const begin = (frame: Frame): TreeNode =>
    isRooted ? frame.world.root : start === 'node' ? frame.node : frame.current;
  const path = isRooted ? names.slice(1) : names;

  const firstFrom = (node: TreeNode, at: number, frame: Frame): TreeNode | null => {
    const name = path[at];
    if (name === undefined) return node;
    spend(frame, 1);
    if (name === null) return node.parent === null ? null : firstFrom(node.parent, at + 1, frame);
    for (const child of node.childrenNamed(name)) {
      const found = firstFrom(child, at + 1, frame);
      if (found !== null) return found;
    }
    return null;
  };

  const all = (frame: Frame): Nodes => {
    let nodes: Nodes = [begin(frame)];
    for (const name of path) {
      spend(frame, nodes.length);
      const [only] = nodes;
      if (only === undefined) return nodes;
      if (nodes.length > 1) nodes = name === null ? parentsOf(nodes) : childrenOfAll(nodes, name);
      else if (name !== null) nodes = only.childrenNamed(name);
      else nodes = only.parent === null ? [] : [only.parent];
    }
    return nodes;
  };
  return ofNodes(all, (frame) => firstFrom(begin(frame), 0, frame));
}

// A loop, because rows come by the hundred and this is asked for each change of one.
function childrenOfAll(nodes: Nodes, name: string): Nodes {
  const found: TreeNode[] = [];
  for (const node of nodes) for (const child of node.childrenNamed(name)) found.push(child);
  return found;
}

const parentsOf = (nodes: Nodes): Nodes =>
  inDocumentOrder(nodes.flatMap(({ parent }) => (parent === null ? [] : [parent])));

function compileWalk(steps: readonly Step[], start: Spread, site: Site): Walk {
  let spread = start;
  const walks: Walk[] = [];
  for (const step of steps) {
    walks.push(compileStep(step, spread, site));
    spread = spreadAfter(step, spread);
  }
  return (from, frame) => {
    let nodes = from;
    for (const walk of walks) {
      if (nodes.length === 0) return nodes;
      nodes = walk(nodes, frame);
    }
    return nodes;
  };
}

function spreadAfter({ axis }: Step, spread: Spread): Spread {
  if (axis === 'root') return 'one';
  if (axis === 'self') return spread;
  if (axis === 'parent') return spread === 'one' ? 'one' : 'any';
  return (axis === 'child' || axis === 'attribute') && spread !== 'any' ? 'flat' : 'any';
}

function compileStep(step: Step, spread: Spread, site: Site): Walk {
  const select = compileSelect(step, site);
  const filters = step.predicates.map((predicate) => compilePredicate(predicate, site));
  const turns = isReverse(step.axis);
  const keepsOrder = spreadAfter(step, spread) !== 'any';

  const from = (node: TreeNode, frame: Frame): Nodes => {
    let nodes = select(node, frame);
    for (const filter of filters) nodes = filter(nodes, frame);
    return turns ? [...nodes].reverse() : nodes;
  };
  return (nodes, frame) => {
    const [only] = nodes;
    if (nodes.length === 1 && only !== undefined) return from(only, frame);
    const all: TreeNode[] = [];
    for (const node of step.axis === 'root' ? nodes.slice(0, 1) : nodes)
      for (const one of from(node, frame)) all.push(one);
    return keepsOrder ? all : inDocumentOrder(all);
  };
}

/** The nodes of the axis that pass the test, in the order of the axis. */
function compileSelect({ axis, test }: Step, site: Site): (node: TreeNode, frame: Frame) => Nodes {
  const passes = compileTest(test, axis === 'attribute' ? 'attribute' : 'element', site);
  if (axis === 'child' && test.kind === 'name' && test.name !== '*') {
    const { name } = test;
    return (node, frame) => {
      const named = node.childrenNamed(name);
      spend(frame, named.length + 1);
      return named.every(passes) ? named : named.filter(passes);
    };
  }
  const walk = walks[axis];
  return (node, frame) => {
    const found: TreeNode[] = [];
    walk(node, frame, (one) => {
      if (passes(one)) found.push(one);
    });
    return found;
  };
}

/**
 * Without a table of namespaces, as in forms, prefixes are compared as they are written, and a name without one is
 * found in every namespace.
 */
function compileTest(
  test: NodeTest,
  principal: 'element' | 'attribute',
  site: Site,
): (node: TreeNode) => boolean {
  if (test.kind === 'type') {
    const { type, target } = test;
    if (type === 'node') return () => true;
    if (type === 'processing-instruction')
      return (node) => node.kind === 'instruction' && (target === null || node.name === target);
    return (node) => node.kind === type;
  }
  const { name, prefix } = test;
  const namespace =
    site.namespaces === null
      ? null
      : prefix === null
        ? ((principal === 'element' ? site.namespaces.get('') : undefined) ?? '')
        : (site.namespaces.get(prefix) ?? null);
  if (name === '*' && prefix === null) return (node) => node.kind === principal;
  const isNamed = (node: TreeNode): boolean =>
    node.kind === principal && (name === '*' || node.name === name);
  if (namespace !== null) return (node) => isNamed(node) && node.namespace === namespace;
  return prefix === null ? isNamed : (node) => isNamed(node) && node.prefix === prefix;
}

function compilePredicate(predicate: Expression, site: Site): (nodes: Nodes, frame: Frame) => Nodes {
  const compiled = site.compile(predicate);
  if (typeof compiled.constant === 'number') {
    const at = compiled.constant - 1;
    return (nodes) => {
      const node = nodes[at];
      return node === undefined ? [] : [node];
    };
  }
  const holds: (frame: Frame) => boolean =
    compiled.type === 'number'
      ? (frame) => compiled.number(frame) === frame.position
      : compiled.type === 'any'
        ? (frame) => {
            const value = compiled.value(frame);
            return typeof value === 'number' ? value === frame.position : toBoolean(value);
          }
        : (frame) => compiled.truth(frame);
  return (nodes, frame) => {
    if (nodes.length === 0) return nodes;
    const { current, world, budget } = frame;
    const inner: Frame = { node: frame.node, current, position: 0, size: nodes.length, world, budget };
    return nodes.filter((node) => {
      spend(frame, 1);
      inner.node = node;
      inner.position += 1;
      return holds(inner);
    });
  };
}
