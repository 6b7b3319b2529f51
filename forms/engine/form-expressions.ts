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
  findPlaceByName,
  isRepeatPlace,
  type NodePlace,
} from './form-core.ts';

/** An expression at its place; `from` is the node that it belongs to. */
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

/** Compiles the expressions of one form; each text once for each place. */
export class FormExpressions {
  readonly problems: Diagnostic[] = [];
  readonly #plan: FormPlan;
  readonly #context: EvaluationContext;
  readonly #parsed = new Map<string, XPathExpression | ExpressionProblem>();
  readonly #placed = new Map<NodePlace, Map<string, BoundExpression>>();
  readonly #pieces = new Map<string, readonly TemplatePiece[]>();

  constructor(formPlan: FormPlan, evaluationContext: EvaluationContext) {
    this.#plan = formPlan;
    this.#context = evaluationContext;
  }

  /** The expression, bound to its place. An invalid one is added to the problems and gives blank. */
  compileAt(text: string, nodePlace: NodePlace): BoundExpression {
    const knownBoundExpression = this.#placed.get(nodePlace)?.get(text);
    if (knownBoundExpression !== undefined) return knownBoundExpression;
    const parsed = this.#parse(text);
    if ('message' in parsed) {
      this.#note(nodePlace, text, parsed);
      return this.#keep(nodePlace, text, blankExpression);
    }
    visitReferencedNames(parsed, (name) => this.#check(name, nodePlace, text));
    return this.#keep(nodePlace, text, resolveInOwnRows(parsed, nodePlace, this.#plan));
  }

  /** The parsed text at its place; null when it is invalid. */
  parsed(text: string, nodePlace: NodePlace): XPathExpression | null {
    const parsed = this.#parse(text);
    return 'message' in parsed ? null : resolveInOwnRows(parsed, nodePlace, this.#plan);
  }

  /** A part of an expression alone; `key` distinguishes it from others of that place. */
  compilePart(expression: XPathExpression, key: string, nodePlace: NodePlace): BoundExpression {
    return this.#placed.get(nodePlace)?.get(key) ?? this.#keep(nodePlace, key, expression);
  }

  /** Path to another question. */
  compilePathTo(questionId: QuestionId, nodePlace: NodePlace): BoundExpression {
    const key = `to ${questionId}`;
    const knownBoundExpression = this.#placed.get(nodePlace)?.get(key);
    if (knownBoundExpression !== undefined) return knownBoundExpression;
    const target = this.#plan.byQid.get(questionId);
    const steps = target === undefined ? [] : stepsToPlace(target, nodePlace, false);
    return this.#keep(
      nodePlace,
      key,
      target === undefined ? blankExpression : { kind: 'path', base: null, steps, at: 0 },
    );
  }

  /** Insert the values into a label. */
  fillPlaceholders(words: string, nodePlace: NodePlace, startNode: XPathNode): string {
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
          : this.compileAt(templatePiece.expression, nodePlace).text(startNode),
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

  #check(name: string, nodePlace: NodePlace, text: string): void {
    if (findPlaceByName(this.#plan, name, nodePlace) !== null) return;
    const message = `There is no question called "${name}". Correct the name in \${${name}}.`;
    this.#note(nodePlace, text, { code: 'reference.unknown', message, at: 0 });
  }

  #note(nodePlace: NodePlace, text: string, { code, message }: ExpressionProblem): void {
    const where = `/${nodePlace.path.join('/')}`;
    this.problems.push({
      severity: 'error',
      code,
      message: `${where}, in "${text.slice(0, 200)}": ${message}`,
    });
  }

  #keep(nodePlace: NodePlace, key: string, expression: XPathExpression): BoundExpression {
    const expressionBinding: ExpressionBinding = {
      reference: (name, every) => {
        const target = findPlaceByName(this.#plan, name, nodePlace);
        return target === null ? null : stepsToPlace(target, nodePlace, every);
      },
    };
    const placed = new LazyBoundExpression(expression, expressionBinding, this.#context);
    const here = this.#placed.get(nodePlace) ?? new Map<string, BoundExpression>();
    this.#placed.set(nodePlace, here.set(key, placed));
    return placed;
  }
}

/**
 * Steps from a node to its target. Within the innermost repeat around both they go up to the shared row and down
 * again; else from the root. `every` means all nodes of that place, in any row.
 */
function stepsToPlace(target: NodePlace, nodePlace: NodePlace, every: boolean): readonly LocationStep[] {
  const shared = every ? null : findCommonRepeat(target, nodePlace);
  if (shared === null) return [rootStep, ...target.path.map(namedChildStep)];
  const up = nodePlace.path.slice(shared.path.length).map(() => parentStep);
  return [...up, ...target.path.slice(shared.path.length).map(namedChildStep)];
}

/**
 * Absolute paths refer to the expression's own rows: `/data/person/age` within `person` is the age of that person. A
 * path that ends at the repeat refers to all its rows.
 */
function resolveInOwnRows(
  expression: XPathExpression,
  nodePlace: NodePlace,
  formPlan: FormPlan,
): XPathExpression {
  if (nodePlace.repeats.length === 0 && !isRepeatPlace(nodePlace)) return expression;
  const visit = (xpathExpression: XPathExpression): XPathExpression =>
    resolveInOwnRows(xpathExpression, nodePlace, formPlan);
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
      const keeps = (place: number): boolean =>
        expression.name === 'indexed-repeat' && (place === 0 || place % 2 === 1);
      return { ...expression, args: expression.args.map((arg, place) => (keeps(place) ? arg : visit(arg))) };
    }
    case 'path': {
      const steps = expression.steps.map((step) => ({ ...step, predicates: step.predicates.map(visit) }));
      if (expression.base !== null) return { ...expression, base: visit(expression.base), steps };
      const ownLocationSteps = stepsFromOwnRow(steps, nodePlace, formPlan);
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
  nodePlace: NodePlace,
  formPlan: FormPlan,
): readonly LocationStep[] | null {
  if (steps[0]?.axis !== 'root') return null;
  const around = isRepeatPlace(nodePlace) ? [...nodePlace.repeats, nodePlace] : nodePlace.repeats;
  let place: NodePlace = formPlan.root;
  let own: { readonly repeat: NodePlace; readonly rest: readonly LocationStep[] } | null = null;
  for (const [index, locationStep] of steps.entries()) {
    if (index === 0) continue;
    const nextNodePlace =
      index === 1
        ? isPlaceNamedBy(locationStep, formPlan.root)
          ? formPlan.root
          : null
        : childMatchingStep(place, locationStep);
    if (nextNodePlace === null) break;
    place = nextNodePlace;
    if (isRepeatPlace(place) && around.includes(place) && index < steps.length - 1)
      own = { repeat: place, rest: steps.slice(index + 1) };
  }
  if (own === null) return null;
  const up = nodePlace.path.slice(own.repeat.path.length).map(() => parentStep);
  return [...up, ...own.rest];
}

const childMatchingStep = (nodePlace: NodePlace, locationStep: LocationStep): NodePlace | null =>
  nodePlace.children.find((child) => isPlaceNamedBy(locationStep, child)) ?? null;

function isPlaceNamedBy({ axis, test, predicates }: LocationStep, nodePlace: NodePlace): boolean {
  if (axis !== 'child' || predicates.length > 0 || test.kind !== 'name') return false;
  return test.name === localNameOf(nodePlace.path.at(-1) ?? '');
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
