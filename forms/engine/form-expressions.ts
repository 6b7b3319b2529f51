import type { Diagnostic, QuestionId } from '../model/instrument.ts';
import { hasPlaceholders, parseTextTemplate, type TemplatePiece } from '../model/text-template.ts';
import type { XPathNode } from '../xml/xml-node.ts';
import {
  compileBoolean,
  compileExpression,
  compileNumber,
  compileText,
} from '../xpath/compile-expression.ts';
import type { EvaluationContext, EvaluationScope, ExpressionBinding } from '../xpath/compiled.ts';
import type { EvaluationProblem, ExpressionProblem } from '../xpath/evaluation-fault.ts';
import {
  createChildStep,
  type LocationStep,
  parentStep,
  rootStep,
  type XPathExpression,
} from '../xpath/expression.ts';
import { parseExpression } from '../xpath/parser.ts';
import {
  isEvaluationProblem,
  valueToBoolean,
  valueToNumber,
  valueToText,
  type XPathValue,
} from '../xpath/value.ts';
import {
  type FormPlan,
  findCommonRepeat,
  findNodeByName,
  isRepeatNode,
  type PlannedNode,
} from './form-core.ts';

/** An expression at its node; `from` is the node that it belongs to. */
interface BoundExpression {
  text(startNode: XPathNode): string;
  number(startNode: XPathNode): number;
  boolean(startNode: XPathNode): boolean;
  /** `boolean` at another node. */
  booleanOf(node: XPathNode, currentNode: XPathNode): boolean;
  nodes(startNode: XPathNode): readonly XPathNode[];
  /** Text at another node, such as the item of a list, for `current`. */
  textOf(node: XPathNode, currentNode: XPathNode): string;
  /** Texts of all nodes together, to detect a change of any. */
  joined(startNode: XPathNode): string;
}

/** Compiles the expressions of one form; each text once for each node. */
export class FormExpressions {
  readonly problems: Diagnostic[] = [];
  readonly #plan: FormPlan;
  readonly #context: EvaluationContext;
  readonly #parsed = new Map<string, XPathExpression | ExpressionProblem>();
  readonly #placed = new Map<PlannedNode, Map<string, BoundExpression>>();
  readonly #pieces = new Map<string, readonly TemplatePiece[]>();

  constructor(formPlan: FormPlan, evaluationContext: EvaluationContext) {
    this.#plan = formPlan;
    this.#context = evaluationContext;
  }

  /** The expression, bound to its node. An invalid one is added to the problems and gives blank. */
  compileAt(text: string, plannedNode: PlannedNode): BoundExpression {
    const knownBoundExpression = this.#placed.get(plannedNode)?.get(text);
    if (knownBoundExpression !== undefined) return knownBoundExpression;
    const parsed = this.#parse(text);
    if ('message' in parsed) {
      this.#note(plannedNode, text, parsed);
      return this.#keep(plannedNode, text, blankExpression);
    }
    visitReferencedNames(parsed, (name) => this.#check(name, plannedNode, text));
    return this.#keep(plannedNode, text, resolveInOwnRows(parsed, plannedNode, this.#plan));
  }

  /** The parsed text at its node; null when it is invalid. */
  parsed(text: string, plannedNode: PlannedNode): XPathExpression | null {
    const parsed = this.#parse(text);
    return 'message' in parsed ? null : resolveInOwnRows(parsed, plannedNode, this.#plan);
  }

  /** A part of an expression alone; `key` distinguishes it from others of that path. */
  compilePart(expression: XPathExpression, key: string, plannedNode: PlannedNode): BoundExpression {
    return this.#placed.get(plannedNode)?.get(key) ?? this.#keep(plannedNode, key, expression);
  }

  /** Path to another question. */
  compilePathTo(questionId: QuestionId, plannedNode: PlannedNode): BoundExpression {
    const key = `to ${questionId}`;
    const knownBoundExpression = this.#placed.get(plannedNode)?.get(key);
    if (knownBoundExpression !== undefined) return knownBoundExpression;
    const target = this.#plan.byQid.get(questionId);
    const steps = target === undefined ? [] : stepsToNode(target, plannedNode, false);
    return this.#keep(
      plannedNode,
      key,
      target === undefined ? blankExpression : { kind: 'path', base: null, steps, at: 0 },
    );
  }

  /** Insert the values into a label. */
  fillPlaceholders(words: string, plannedNode: PlannedNode, startNode: XPathNode): string {
    if (!hasPlaceholders(words)) return words;
    let templatePieces = this.#pieces.get(words);
    if (templatePieces === undefined) {
      templatePieces = parseTextTemplate(words);
      this.#pieces.set(words, templatePieces);
    }
    return templatePieces
      .map((templatePiece) =>
        templatePiece.kind === 'words'
          ? templatePiece.words
          : this.compileAt(templatePiece.expression, plannedNode).text(startNode),
      )
      .join('');
  }

  #parse(text: string): XPathExpression | ExpressionProblem {
    const known = this.#parsed.get(text);
    if (known !== undefined) return known;
    const parsed = parseExpression(text);
    const result = parsed.ok ? parsed.value : parsed.refusal;
    this.#parsed.set(text, result);
    return result;
  }

  #check(name: string, plannedNode: PlannedNode, text: string): void {
    if (findNodeByName(this.#plan, name, plannedNode) !== null) return;
    const message = `There is no question called "${name}". Correct the name in \${${name}}.`;
    this.#note(plannedNode, text, { code: 'reference.unknown', message, at: 0 });
  }

  #note(plannedNode: PlannedNode, text: string, { code, message }: ExpressionProblem): void {
    const where = `/${plannedNode.path.join('/')}`;
    this.problems.push({
      severity: 'error',
      code,
      message: `${where}, in "${text.slice(0, 200)}": ${message}`,
    });
  }

  #keep(plannedNode: PlannedNode, key: string, expression: XPathExpression): BoundExpression {
    const expressionBinding: ExpressionBinding = {
      reference: (name, every) => {
        const target = findNodeByName(this.#plan, name, plannedNode);
        return target === null ? null : stepsToNode(target, plannedNode, every);
      },
    };
    const placed = new LazyBoundExpression(expression, expressionBinding, this.#context);
    const here = this.#placed.get(plannedNode) ?? new Map<string, BoundExpression>();
    this.#placed.set(plannedNode, here.set(key, placed));
    return placed;
  }
}

/**
 * Steps from a node to its target. Within the innermost repeat around both they go up to the shared row and down
 * again; else from the root. `every` means all nodes of that path, in any row.
 */
function stepsToNode(target: PlannedNode, plannedNode: PlannedNode, every: boolean): readonly LocationStep[] {
  const shared = every ? null : findCommonRepeat(target, plannedNode);
  if (shared === null) return [rootStep, ...target.path.map(namedChildStep)];
  const up = plannedNode.path.slice(shared.path.length).map(() => parentStep);
  return [...up, ...target.path.slice(shared.path.length).map(namedChildStep)];
}

/**
 * Absolute paths refer to the expression's own rows: `/data/person/age` within `person` is the age of that person. A
 * path that ends at the repeat refers to all its rows.
 */
function resolveInOwnRows(
  expression: XPathExpression,
  plannedNode: PlannedNode,
  formPlan: FormPlan,
): XPathExpression {
  if (plannedNode.repeats.length === 0 && !isRepeatNode(plannedNode)) return expression;
  const visit = (xpathExpression: XPathExpression): XPathExpression =>
    resolveInOwnRows(xpathExpression, plannedNode, formPlan);
  switch (expression.kind) {
    case 'text':
    case 'number':
    case 'reference':
      return expression;
    case 'negate':
      return { ...expression, operand: visit(expression.operand) };
    case 'operation':
      return {
        ...expression,
        first: visit(expression.first),
        rest: expression.rest.map((part) => ({ ...part, operand: visit(part.operand) })),
      };
    case 'filter':
      return {
        ...expression,
        base: visit(expression.base),
        predicates: expression.predicates.map(visit),
      };
    case 'call': {
      // Its own arguments select the rows: repeats are at 1, 3, 5, ..., their numbers after them.
      const keeps = (index: number): boolean =>
        expression.name === 'indexed-repeat' && (index === 0 || index % 2 === 1);
      return { ...expression, args: expression.args.map((arg, index) => (keeps(index) ? arg : visit(arg))) };
    }
    case 'path': {
      const steps = expression.steps.map((step) => ({ ...step, predicates: step.predicates.map(visit) }));
      if (expression.base !== null) return { ...expression, base: visit(expression.base), steps };
      const ownLocationSteps = stepsFromOwnRow(steps, plannedNode, formPlan);
      if (ownLocationSteps === null) return { ...expression, steps };
      return {
        ...expression,
        base: { kind: 'call', name: 'current', args: [], at: expression.at },
        steps: ownLocationSteps,
      };
    }
  }
}

/** Report the names that an expression refers to by `${name}`. */
function visitReferencedNames(expression: XPathExpression, tell: (name: string) => void): void {
  switch (expression.kind) {
    case 'text':
    case 'number':
      return;
    case 'reference':
      tell(expression.name);
      return;
    case 'negate':
      visitReferencedNames(expression.operand, tell);
      return;
    case 'operation':
      visitReferencedNames(expression.first, tell);
      for (const { operand } of expression.rest) visitReferencedNames(operand, tell);
      return;
    case 'filter':
      visitReferencedNames(expression.base, tell);
      for (const predicateExpression of expression.predicates)
        visitReferencedNames(predicateExpression, tell);
      return;
    case 'call':
      for (const arg of expression.args) visitReferencedNames(arg, tell);
      return;
    case 'path':
      if (expression.base !== null) visitReferencedNames(expression.base, tell);
      for (const { predicates } of expression.steps)
        for (const xpathExpression of predicates) visitReferencedNames(xpathExpression, tell);
  }
}

/** The steps from the expression's own node; null when the path does not lead through a row around it. */
function stepsFromOwnRow(
  steps: readonly LocationStep[],
  plannedNode: PlannedNode,
  formPlan: FormPlan,
): readonly LocationStep[] | null {
  if (steps[0]?.axis !== 'root') return null;
  const around = isRepeatNode(plannedNode) ? [...plannedNode.repeats, plannedNode] : plannedNode.repeats;
  let reachedNode: PlannedNode = formPlan.root;
  let own: { readonly repeat: PlannedNode; readonly rest: readonly LocationStep[] } | null = null;
  for (const [index, locationStep] of steps.entries()) {
    if (index === 0) continue;
    const nextNode =
      index === 1
        ? isNodeNamedBy(locationStep, formPlan.root)
          ? formPlan.root
          : null
        : childMatchingStep(reachedNode, locationStep);
    if (nextNode === null) break;
    reachedNode = nextNode;
    if (isRepeatNode(reachedNode) && around.includes(reachedNode) && index < steps.length - 1)
      own = { repeat: reachedNode, rest: steps.slice(index + 1) };
  }
  if (own === null) return null;
  const up = reachedNode.path.slice(own.repeat.path.length).map(() => parentStep);
  return [...up, ...own.rest];
}

const childMatchingStep = (plannedNode: PlannedNode, locationStep: LocationStep): PlannedNode | null =>
  plannedNode.children.find((child) => isNodeNamedBy(locationStep, child)) ?? null;

function isNodeNamedBy({ axis, test, predicates }: LocationStep, plannedNode: PlannedNode): boolean {
  if (axis !== 'child' || predicates.length > 0 || test.kind !== 'name') return false;
  return test.name === localNameOf(plannedNode.path.at(-1) ?? '');
}

const namedChildStep = (name: string): LocationStep => createChildStep(localNameOf(name));
const localNameOf = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Compiles for each kind of value on first use: most expressions are used for one. */
class LazyBoundExpression implements BoundExpression {
  readonly #expression: XPathExpression;
  readonly #bind: ExpressionBinding;
  readonly #context: EvaluationContext;
  #text: ((evaluationScope: EvaluationScope) => XPathValue | EvaluationProblem) | null = null;
  #number: ((evaluationScope: EvaluationScope) => XPathValue | EvaluationProblem) | null = null;
  #truth: ((evaluationScope: EvaluationScope) => XPathValue | EvaluationProblem) | null = null;
  #value: ((evaluationScope: EvaluationScope) => XPathValue | EvaluationProblem) | null = null;

  constructor(
    expression: XPathExpression,
    expressionBinding: ExpressionBinding,
    evaluationContext: EvaluationContext,
  ) {
    this.#expression = expression;
    this.#bind = expressionBinding;
    this.#context = evaluationContext;
  }

  text(startNode: XPathNode): string {
    return this.textOf(startNode, startNode);
  }

  textOf(node: XPathNode, currentNode: XPathNode): string {
    this.#text ??= compileText(this.#expression, this.#bind);
    const text = valueToText(this.#text(this.#scope(node, currentNode)));
    // NaN is no answer: ODK leaves the question blank.
    return text === 'NaN' ? '' : text;
  }

  number(startNode: XPathNode): number {
    this.#number ??= compileNumber(this.#expression, this.#bind);
    return valueToNumber(this.#number(this.#scope(startNode, startNode)), this.#context);
  }

  boolean(startNode: XPathNode): boolean {
    return this.booleanOf(startNode, startNode);
  }

  booleanOf(node: XPathNode, currentNode: XPathNode): boolean {
    this.#truth ??= compileBoolean(this.#expression, this.#bind);
    return valueToBoolean(this.#truth(this.#scope(node, currentNode)));
  }

  nodes(startNode: XPathNode): readonly XPathNode[] {
    this.#value ??= compileExpression(this.#expression, this.#bind);
    const value = this.#value(this.#scope(startNode, startNode));
    return typeof value === 'object' && !isEvaluationProblem(value) ? value : [];
  }

  joined(startNode: XPathNode): string {
    return this.nodes(startNode)
      .map((node) => node.text())
      .join('\n');
  }

  #scope(node: XPathNode, current: XPathNode): EvaluationScope {
    return { node, current, position: 1, size: 1, context: this.#context };
  }
}

const blankExpression: XPathExpression = { kind: 'text', value: '', at: 0 };
