import type { XPathNode } from '../xml/xml-node.ts';
import { isReverseAxis, sortInDocumentOrder, walkByAxis } from './axes.ts';
import {
  type CompiledExpression,
  createNodeSetResult,
  type EvaluationFrame,
  type ExpressionCompiler,
  spendBudget,
} from './compiled.ts';
import { descendantStep, type LocationStep, type NodeTest, type XPathExpression } from './expression.ts';
import { valueToBoolean } from './value.ts';

type NodeSequence = readonly XPathNode[];
type PathWalk = (from: NodeSequence, frame: EvaluationFrame) => NodeSequence;

/**
 * Spread of a step's first nodes: one node; several, none of which contains another; or any. Sorting is left out
 * where order cannot be lost.
 */
type NodeSpread = 'one' | 'flat' | 'any';

/** Longer ones go step by step, so that no stack grows with them. */
const maximumDirectSteps = 64;

/** A location path from the context node, from `start`, or from the nodes of an expression. */
export function compileLocationPath(
  start: 'node' | 'current' | CompiledExpression,
  written: readonly LocationStep[],
  site: ExpressionCompiler,
): CompiledExpression {
  const steps = mergeDescendantSteps(written);
  const direct = directStepNames(steps);
  if (
    typeof start === 'string' &&
    direct !== null &&
    direct.length <= maximumDirectSteps &&
    site.namespaces === null
  )
    return compileDirectPath(start, direct);

  const isOne = typeof start === 'string' || start.isOne === true;
  const walk = compileStepWalk(steps, isOne ? 'one' : 'any', site);
  if (start === 'node') return createNodeSetResult((frame) => walk([frame.node], frame));
  if (start === 'current') return createNodeSetResult((frame) => walk([frame.current], frame));
  return createNodeSetResult((frame) => walk(start.nodes(frame), frame));
}

/** Nodes of an expression for which predicates hold; positions count in document order. */
export function compileFilterExpression(
  base: CompiledExpression,
  predicates: readonly XPathExpression[],
  site: ExpressionCompiler,
): CompiledExpression {
  const filters = predicates.map((predicate) => compilePredicate(predicate, site));
  return createNodeSetResult((frame) =>
    filters.reduce((nodes, filter) => filter(nodes, frame), base.nodes(frame)),
  );
}

/** `//name` visits each node once when it is read as `descendant::name`. */
function mergeDescendantSteps(steps: readonly LocationStep[]): readonly LocationStep[] {
  const out: LocationStep[] = [];
  for (const step of steps) {
    const last = out.at(-1);
    const isShort = last === descendantStep && step.axis === 'child' && step.predicates.length === 0;
    if (isShort) out[out.length - 1] = { ...step, axis: 'descendant' };
    else out.push(step);
  }
  return out;
}

/** `null` is the parent, `''` the root; null as a whole when there is another step than up and down. */
function directStepNames(steps: readonly LocationStep[]): readonly (string | null)[] | null {
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

/** Compile the path of nearly all references: by names, without a set of nodes until there are several. */
function compileDirectPath(start: 'node' | 'current', names: readonly (string | null)[]): CompiledExpression {
  const isRooted = names[0] === '';
  const begin = (frame: EvaluationFrame): XPathNode =>
    isRooted ? frame.world.root : start === 'node' ? frame.node : frame.current;
  const path = isRooted ? names.slice(1) : names;

  const firstFrom = (node: XPathNode, at: number, frame: EvaluationFrame): XPathNode | null => {
    const name = path[at];
    if (name === undefined) return node;
    spendBudget(frame, 1);
    if (name === null) return node.parent === null ? null : firstFrom(node.parent, at + 1, frame);
    for (const child of node.childrenNamed(name)) {
      const found = firstFrom(child, at + 1, frame);
      if (found !== null) return found;
    }
    return null;
  };

  const all = (frame: EvaluationFrame): NodeSequence => {
    let nodes: NodeSequence = [begin(frame)];
    for (const name of path) {
      spendBudget(frame, nodes.length);
      const [only] = nodes;
      if (only === undefined) return nodes;
      if (nodes.length > 1) nodes = name === null ? distinctParentsOf(nodes) : childrenOfAll(nodes, name);
      else if (name !== null) nodes = only.childrenNamed(name);
      else nodes = only.parent === null ? [] : [only.parent];
    }
    return nodes;
  };
  return createNodeSetResult(all, (frame) => firstFrom(begin(frame), 0, frame));
}

// A loop, because rows come by the hundred and each change of one runs this.
function childrenOfAll(nodes: NodeSequence, name: string): NodeSequence {
  const found: XPathNode[] = [];
  for (const node of nodes) for (const child of node.childrenNamed(name)) found.push(child);
  return found;
}

const distinctParentsOf = (nodes: NodeSequence): NodeSequence =>
  sortInDocumentOrder(nodes.flatMap(({ parent }) => (parent === null ? [] : [parent])));

function compileStepWalk(
  steps: readonly LocationStep[],
  start: NodeSpread,
  site: ExpressionCompiler,
): PathWalk {
  let spread = start;
  const walks: PathWalk[] = [];
  for (const step of steps) {
    walks.push(compileLocationStep(step, spread, site));
    spread = spreadAfterStep(step, spread);
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

function spreadAfterStep({ axis }: LocationStep, spread: NodeSpread): NodeSpread {
  if (axis === 'root') return 'one';
  if (axis === 'self') return spread;
  if (axis === 'parent') return spread === 'one' ? 'one' : 'any';
  return (axis === 'child' || axis === 'attribute') && spread !== 'any' ? 'flat' : 'any';
}

function compileLocationStep(step: LocationStep, spread: NodeSpread, site: ExpressionCompiler): PathWalk {
  const select = compileAxisSelection(step, site);
  const filters = step.predicates.map((predicate) => compilePredicate(predicate, site));
  const turns = isReverseAxis(step.axis);
  const keepsOrder = spreadAfterStep(step, spread) !== 'any';

  const from = (node: XPathNode, frame: EvaluationFrame): NodeSequence => {
    let nodes = select(node, frame);
    for (const filter of filters) nodes = filter(nodes, frame);
    return turns ? [...nodes].reverse() : nodes;
  };
  return (nodes, frame) => {
    const [only] = nodes;
    if (nodes.length === 1 && only !== undefined) return from(only, frame);
    const all: XPathNode[] = [];
    for (const node of step.axis === 'root' ? nodes.slice(0, 1) : nodes)
      for (const one of from(node, frame)) all.push(one);
    return keepsOrder ? all : sortInDocumentOrder(all);
  };
}

/** The nodes of the axis that pass the test, in the order of the axis. */
function compileAxisSelection(
  { axis, test }: LocationStep,
  site: ExpressionCompiler,
): (node: XPathNode, frame: EvaluationFrame) => NodeSequence {
  const passes = compileNodeTest(test, axis === 'attribute' ? 'attribute' : 'element', site);
  if (axis === 'child' && test.kind === 'name' && test.name !== '*') {
    const { name } = test;
    return (node, frame) => {
      const named = node.childrenNamed(name);
      spendBudget(frame, named.length + 1);
      return named.every(passes) ? named : named.filter(passes);
    };
  }
  const walk = walkByAxis[axis];
  return (node, frame) => {
    const found: XPathNode[] = [];
    walk(node, frame, (one) => {
      if (passes(one)) found.push(one);
    });
    return found;
  };
}

/**
 * Without a table of namespaces, as in forms, prefixes are compared as they are written. A name without one is then
 * found in every namespace.
 */
function compileNodeTest(
  test: NodeTest,
  principal: 'element' | 'attribute',
  site: ExpressionCompiler,
): (node: XPathNode) => boolean {
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
  const isNamed = (node: XPathNode): boolean =>
    node.kind === principal && (name === '*' || node.name === name);
  if (namespace !== null) return (node) => isNamed(node) && node.namespace === namespace;
  return prefix === null ? isNamed : (node) => isNamed(node) && node.prefix === prefix;
}

function compilePredicate(
  predicate: XPathExpression,
  site: ExpressionCompiler,
): (nodes: NodeSequence, frame: EvaluationFrame) => NodeSequence {
  const compiled = site.compile(predicate);
  if (typeof compiled.constant === 'number') {
    const at = compiled.constant - 1;
    return (nodes) => {
      const node = nodes[at];
      return node === undefined ? [] : [node];
    };
  }
  const holds: (frame: EvaluationFrame) => boolean =
    compiled.type === 'number'
      ? (frame) => compiled.number(frame) === frame.position
      : compiled.type === 'any'
        ? (frame) => {
            const value = compiled.value(frame);
            return typeof value === 'number' ? value === frame.position : valueToBoolean(value);
          }
        : (frame) => compiled.truth(frame);
  return (nodes, frame) => {
    if (nodes.length === 0) return nodes;
    const { current, world, budget } = frame;
    const inner: EvaluationFrame = {
      node: frame.node,
      current,
      position: 0,
      size: nodes.length,
      world,
      budget,
    };
    return nodes.filter((node) => {
      spendBudget(frame, 1);
      inner.node = node;
      inner.position += 1;
      return holds(inner);
    });
  };
}
