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
  expressionCompiler: ExpressionCompiler,
): CompiledExpression {
  const steps = mergeDescendantSteps(written);
  const direct = directStepNames(steps);
  if (
    typeof start === 'string' &&
    direct !== null &&
    direct.length <= maximumDirectSteps &&
    expressionCompiler.namespaces === null
  )
    return compileDirectPath(start, direct);

  const isOne = typeof start === 'string' || start.isOne === true;
  const pathWalk = compileStepWalk(steps, isOne ? 'one' : 'any', expressionCompiler);
  if (start === 'node') return createNodeSetResult((frame) => pathWalk([frame.node], frame));
  if (start === 'current') return createNodeSetResult((frame) => pathWalk([frame.current], frame));
  return createNodeSetResult((frame) => pathWalk(start.nodes(frame), frame));
}

/** Nodes of an expression for which predicates hold; positions count in document order. */
export function compileFilterExpression(
  base: CompiledExpression,
  predicates: readonly XPathExpression[],
  expressionCompiler: ExpressionCompiler,
): CompiledExpression {
  const filters = predicates.map((predicateExpression) =>
    compilePredicate(predicateExpression, expressionCompiler),
  );
  return createNodeSetResult((frame) =>
    filters.reduce((nodes, filter) => filter(nodes, frame), base.nodes(frame)),
  );
}

/** `//name` visits each node once when it is read as `descendant::name`. */
function mergeDescendantSteps(steps: readonly LocationStep[]): readonly LocationStep[] {
  const out: LocationStep[] = [];
  for (const locationStep of steps) {
    const lastLocationStep = out.at(-1);
    const isShort =
      lastLocationStep === descendantStep &&
      locationStep.axis === 'child' &&
      locationStep.predicates.length === 0;
    if (isShort) out[out.length - 1] = { ...locationStep, axis: 'descendant' };
    else out.push(locationStep);
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
    isRooted ? frame.context.root : start === 'node' ? frame.node : frame.current;
  const path = isRooted ? names.slice(1) : names;

  const firstFrom = (node: XPathNode, at: number, frame: EvaluationFrame): XPathNode | null => {
    const name = path[at];
    if (name === undefined) return node;
    spendBudget(frame, 1);
    if (name === null) return node.parent === null ? null : firstFrom(node.parent, at + 1, frame);
    for (const childNode of node.childrenNamed(name)) {
      const foundNode = firstFrom(childNode, at + 1, frame);
      if (foundNode !== null) return foundNode;
    }
    return null;
  };

  const all = (frame: EvaluationFrame): NodeSequence => {
    let nodeSequence: NodeSequence = [begin(frame)];
    for (const name of path) {
      spendBudget(frame, nodeSequence.length);
      const [onlyNode] = nodeSequence;
      if (onlyNode === undefined) return nodeSequence;
      if (nodeSequence.length > 1)
        nodeSequence = name === null ? distinctParentsOf(nodeSequence) : childrenOfAll(nodeSequence, name);
      else if (name !== null) nodeSequence = onlyNode.childrenNamed(name);
      else nodeSequence = onlyNode.parent === null ? [] : [onlyNode.parent];
    }
    return nodeSequence;
  };
  return createNodeSetResult(all, (frame) => firstFrom(begin(frame), 0, frame));
}

// A loop, because rows come by the hundred and each change of one runs this.
function childrenOfAll(nodeSequence: NodeSequence, name: string): NodeSequence {
  const foundNodes: XPathNode[] = [];
  for (const node of nodeSequence)
    for (const childNode of node.childrenNamed(name)) foundNodes.push(childNode);
  return foundNodes;
}

const distinctParentsOf = (nodeSequence: NodeSequence): NodeSequence =>
  sortInDocumentOrder(nodeSequence.flatMap(({ parent }) => (parent === null ? [] : [parent])));

function compileStepWalk(
  steps: readonly LocationStep[],
  start: NodeSpread,
  expressionCompiler: ExpressionCompiler,
): PathWalk {
  let nodeSpread = start;
  const pathWalks: PathWalk[] = [];
  for (const locationStep of steps) {
    pathWalks.push(compileLocationStep(locationStep, nodeSpread, expressionCompiler));
    nodeSpread = spreadAfterStep(locationStep, nodeSpread);
  }
  return (from, frame) => {
    let nodeSequence = from;
    for (const pathWalk of pathWalks) {
      if (nodeSequence.length === 0) return nodeSequence;
      nodeSequence = pathWalk(nodeSequence, frame);
    }
    return nodeSequence;
  };
}

function spreadAfterStep({ axis }: LocationStep, nodeSpread: NodeSpread): NodeSpread {
  if (axis === 'root') return 'one';
  if (axis === 'self') return nodeSpread;
  if (axis === 'parent') return nodeSpread === 'one' ? 'one' : 'any';
  return (axis === 'child' || axis === 'attribute') && nodeSpread !== 'any' ? 'flat' : 'any';
}

function compileLocationStep(
  locationStep: LocationStep,
  nodeSpread: NodeSpread,
  expressionCompiler: ExpressionCompiler,
): PathWalk {
  const select = compileAxisSelection(locationStep, expressionCompiler);
  const filters = locationStep.predicates.map((predicateExpression) =>
    compilePredicate(predicateExpression, expressionCompiler),
  );
  const turns = isReverseAxis(locationStep.axis);
  const keepsOrder = spreadAfterStep(locationStep, nodeSpread) !== 'any';

  const from = (node: XPathNode, frame: EvaluationFrame): NodeSequence => {
    let nodeSequence = select(node, frame);
    for (const filter of filters) nodeSequence = filter(nodeSequence, frame);
    return turns ? [...nodeSequence].reverse() : nodeSequence;
  };
  return (nodeSequence, frame) => {
    const [onlyNode] = nodeSequence;
    if (nodeSequence.length === 1 && onlyNode !== undefined) return from(onlyNode, frame);
    const all: XPathNode[] = [];
    for (const node of locationStep.axis === 'root' ? nodeSequence.slice(0, 1) : nodeSequence)
      for (const xpathNode of from(node, frame)) all.push(xpathNode);
    return keepsOrder ? all : sortInDocumentOrder(all);
  };
}

/** The nodes of the axis that pass the test, in the order of the axis. */
function compileAxisSelection(
  { axis, test }: LocationStep,
  expressionCompiler: ExpressionCompiler,
): (node: XPathNode, frame: EvaluationFrame) => NodeSequence {
  const passes = compileNodeTest(test, axis === 'attribute' ? 'attribute' : 'element', expressionCompiler);
  if (axis === 'child' && test.kind === 'name' && test.name !== '*') {
    const { name } = test;
    return (node, frame) => {
      const named = node.childrenNamed(name);
      spendBudget(frame, named.length + 1);
      return named.every(passes) ? named : named.filter(passes);
    };
  }
  const axisWalk = walkByAxis[axis];
  return (node, frame) => {
    const foundNodes: XPathNode[] = [];
    axisWalk(node, frame, (xpathNode) => {
      if (passes(xpathNode)) foundNodes.push(xpathNode);
    });
    return foundNodes;
  };
}

/**
 * Without a table of namespaces, as in forms, prefixes are compared as they are written. A name without one is then
 * found in every namespace.
 */
function compileNodeTest(
  nodeTest: NodeTest,
  principal: 'element' | 'attribute',
  expressionCompiler: ExpressionCompiler,
): (node: XPathNode) => boolean {
  if (nodeTest.kind === 'type') {
    const { type, target } = nodeTest;
    if (type === 'node') return () => true;
    if (type === 'processing-instruction')
      return (node) => node.kind === 'instruction' && (target === null || node.name === target);
    return (node) => node.kind === type;
  }
  const { name, prefix } = nodeTest;
  const namespace =
    expressionCompiler.namespaces === null
      ? null
      : prefix === null
        ? ((principal === 'element' ? expressionCompiler.namespaces.get('') : undefined) ?? '')
        : (expressionCompiler.namespaces.get(prefix) ?? null);
  if (name === '*' && prefix === null) return (node) => node.kind === principal;
  const isNamed = (node: XPathNode): boolean =>
    node.kind === principal && (name === '*' || node.name === name);
  if (namespace !== null) return (node) => isNamed(node) && node.namespace === namespace;
  return prefix === null ? isNamed : (node) => isNamed(node) && node.prefix === prefix;
}

function compilePredicate(
  predicateExpression: XPathExpression,
  expressionCompiler: ExpressionCompiler,
): (nodeSequence: NodeSequence, frame: EvaluationFrame) => NodeSequence {
  const compiledExpression = expressionCompiler.compile(predicateExpression);
  if (typeof compiledExpression.constant === 'number') {
    const at = compiledExpression.constant - 1;
    return (nodeSequence) => {
      const node = nodeSequence[at];
      return node === undefined ? [] : [node];
    };
  }
  const holds: (frame: EvaluationFrame) => boolean =
    compiledExpression.type === 'number'
      ? (frame) => compiledExpression.number(frame) === frame.position
      : compiledExpression.type === 'any'
        ? (frame) => {
            const value = compiledExpression.value(frame);
            return typeof value === 'number' ? value === frame.position : valueToBoolean(value);
          }
        : (frame) => compiledExpression.truth(frame);
  return (nodeSequence, frame) => {
    if (nodeSequence.length === 0) return nodeSequence;
    const { current, context, budget } = frame;
    const inner: EvaluationFrame = {
      node: frame.node,
      current,
      position: 0,
      size: nodeSequence.length,
      context,
      budget,
    };
    return nodeSequence.filter((node) => {
      spendBudget(frame, 1);
      inner.node = node;
      inner.position += 1;
      return holds(inner);
    });
  };
}
