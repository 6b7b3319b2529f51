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
  text(from: XPathNode): string;
  number(from: XPathNode): number;
  boolean(from: XPathNode): boolean;
  /** `boolean` at another node. */
  booleanOf(node: XPathNode, current: XPathNode): boolean;
  nodes(from: XPathNode): readonly XPathNode[];
  /** Text at another node, such as the item of a list, for `current`. */
  textOf(node: XPathNode, current: XPathNode): string;
  /** Texts of all nodes together, to detect a change of any. */
  joined(from: XPathNode): string;
}

/** Compiles the expressions of one form; each text once for each place. */
export class FormExpressions {
  readonly problems: Diagnostic[] = [];
  readonly #plan: FormPlan;
  readonly #world: EvaluationContext;
  readonly #parsed = new Map<string, XPathExpression | ExpressionProblem>();
  readonly #placed = new Map<NodePlace, Map<string, BoundExpression>>();
  readonly #pieces = new Map<string, readonly TemplatePiece[]>();

  constructor(plan: FormPlan, world: EvaluationContext) {
    this.#plan = plan;
    this.#world = world;
  }

  /** The expression, bound to its place. An invalid one is added to the problems and gives blank. */
  compileAt(text: string, place: NodePlace): BoundExpression {
    const known = this.#placed.get(place)?.get(text);
    if (known !== undefined) return known;
    const parsed = this.#parse(text);
    if ('message' in parsed) {
      this.#note(place, text, parsed);
      return this.#keep(place, text, blankExpression);
    }
    visitReferencedNames(parsed, (name) => this.#check(name, place, text));
    return this.#keep(place, text, resolveInOwnRows(parsed, place, this.#plan));
  }

  /** The parsed text at its place; null when it is invalid. */
  parsed(text: string, place: NodePlace): XPathExpression | null {
    const parsed = this.#parse(text);
    return 'message' in parsed ? null : resolveInOwnRows(parsed, place, this.#plan);
  }

  /** A part of an expression alone; `key` distinguishes it from others of that place. */
  compilePart(expression: XPathExpression, key: string, place: NodePlace): BoundExpression {
    return this.#placed.get(place)?.get(key) ?? this.#keep(place, key, expression);
  }

  /** Path to another question. */
  compilePathTo(qid: QuestionId, place: NodePlace): BoundExpression {
    const key = `to ${qid}`;
    const known = this.#placed.get(place)?.get(key);
    if (known !== undefined) return known;
    const target = this.#plan.byQid.get(qid);
    const steps = target === undefined ? [] : stepsToPlace(target, place, false);
    return this.#keep(
      place,
      key,
      target === undefined ? blankExpression : { kind: 'path', base: null, steps, at: 0 },
    );
  }

  /** Insert the values into a label. */
  fillPlaceholders(words: string, place: NodePlace, from: XPathNode): string {
    if (!hasPlaceholders(words)) return words;
    let pieces = this.#pieces.get(words);
    if (pieces === undefined) {
      pieces = parseTextTemplate(words);
      this.#pieces.set(words, pieces);
    }
    return pieces
      .map((piece) =>
        piece.kind === 'words' ? piece.words : this.compileAt(piece.expression, place).text(from),
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

  #check(name: string, place: NodePlace, text: string): void {
    if (findPlaceByName(this.#plan, name, place) !== null) return;
    const message = `There is no question called "${name}". Correct the name in \${${name}}.`;
    this.#note(place, text, { code: 'reference.unknown', message, at: 0 });
  }

  #note(place: NodePlace, text: string, { code, message }: ExpressionProblem): void {
    const where = `/${place.path.join('/')}`;
    this.problems.push({
      severity: 'error',
      code,
      message: `${where}, in "${text.slice(0, 200)}": ${message}`,
    });
  }

  #keep(place: NodePlace, key: string, expression: XPathExpression): BoundExpression {
    const bind: ExpressionBinding = {
      reference: (name, every) => {
        const target = findPlaceByName(this.#plan, name, place);
        return target === null ? null : stepsToPlace(target, place, every);
      },
    };
    const placed = new LazyBoundExpression(expression, bind, this.#world);
    const here = this.#placed.get(place) ?? new Map<string, BoundExpression>();
    this.#placed.set(place, here.set(key, placed));
    return placed;
  }
}

/**
 * Steps from a node to its target. Within the innermost repeat around both they go up to the shared row and down
 * again; else from the root. `every` means all nodes of that place, in any row.
 */
function stepsToPlace(target: NodePlace, at: NodePlace, every: boolean): readonly LocationStep[] {
  const shared = every ? null : findCommonRepeat(target, at);
  if (shared === null) return [rootStep, ...target.path.map(namedChildStep)];
  const up = at.path.slice(shared.path.length).map(() => parentStep);
  return [...up, ...target.path.slice(shared.path.length).map(namedChildStep)];
}

/**
 * Absolute paths refer to the expression's own rows: `/data/person/age` within `person` is the age of that person. A
 * path that ends at the repeat refers to all its rows.
 */
function resolveInOwnRows(expression: XPathExpression, at: NodePlace, plan: FormPlan): XPathExpression {
  if (at.repeats.length === 0 && !isRepeatPlace(at)) return expression;
  const visit = (one: XPathExpression): XPathExpression => resolveInOwnRows(one, at, plan);
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
      const own = stepsFromOwnRow(steps, at, plan);
      if (own === null) return { ...expression, steps };
      return {
        ...expression,
        base: { kind: 'call', name: 'current', args: [], at: expression.at },
        steps: own,
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
      for (const predicate of expression.predicates) visitReferencedNames(predicate, tell);
      return;
    case 'call':
      for (const arg of expression.args) visitReferencedNames(arg, tell);
      return;
    case 'path':
      if (expression.base !== null) visitReferencedNames(expression.base, tell);
      for (const { predicates } of expression.steps)
        for (const one of predicates) visitReferencedNames(one, tell);
  }
}

/** The steps from the expression's own node; null when the path does not lead through a row around it. */
function stepsFromOwnRow(
  steps: readonly LocationStep[],
  at: NodePlace,
  plan: FormPlan,
): readonly LocationStep[] | null {
  if (steps[0]?.axis !== 'root') return null;
  const around = isRepeatPlace(at) ? [...at.repeats, at] : at.repeats;
  let place: NodePlace = plan.root;
  let own: { readonly repeat: NodePlace; readonly rest: readonly LocationStep[] } | null = null;
  for (const [index, step] of steps.entries()) {
    if (index === 0) continue;
    const next =
      index === 1 ? (isPlaceNamedBy(step, plan.root) ? plan.root : null) : childMatchingStep(place, step);
    if (next === null) break;
    place = next;
    if (isRepeatPlace(place) && around.includes(place) && index < steps.length - 1)
      own = { repeat: place, rest: steps.slice(index + 1) };
  }
  if (own === null) return null;
  const up = at.path.slice(own.repeat.path.length).map(() => parentStep);
  return [...up, ...own.rest];
}

const childMatchingStep = (place: NodePlace, step: LocationStep): NodePlace | null =>
  place.children.find((child) => isPlaceNamedBy(step, child)) ?? null;

function isPlaceNamedBy({ axis, test, predicates }: LocationStep, place: NodePlace): boolean {
  if (axis !== 'child' || predicates.length > 0 || test.kind !== 'name') return false;
  return test.name === localNameOf(place.path.at(-1) ?? '');
}

const namedChildStep = (name: string): LocationStep => createChildStep(localNameOf(name));
const localNameOf = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Compiles for each kind of value on first use: most expressions are used for one. */
class LazyBoundExpression implements BoundExpression {
  readonly #expression: XPathExpression;
  readonly #bind: ExpressionBinding;
  readonly #world: EvaluationContext;
  #text: ((scope: EvaluationScope) => XPathValue | EvaluationProblem) | null = null;
  #number: ((scope: EvaluationScope) => XPathValue | EvaluationProblem) | null = null;
  #truth: ((scope: EvaluationScope) => XPathValue | EvaluationProblem) | null = null;
  #value: ((scope: EvaluationScope) => XPathValue | EvaluationProblem) | null = null;

  constructor(expression: XPathExpression, bind: ExpressionBinding, world: EvaluationContext) {
    this.#expression = expression;
    this.#bind = bind;
    this.#world = world;
  }

  text(from: XPathNode): string {
    return this.textOf(from, from);
  }

  textOf(node: XPathNode, current: XPathNode): string {
    this.#text ??= compileText(this.#expression, this.#bind);
    const text = valueToText(this.#text(this.#scope(node, current)));
    // NaN is no answer: ODK leaves the question blank.
    return text === 'NaN' ? '' : text;
  }

  number(from: XPathNode): number {
    this.#number ??= compileNumber(this.#expression, this.#bind);
    return valueToNumber(this.#number(this.#scope(from, from)), this.#world);
  }

  boolean(from: XPathNode): boolean {
    return this.booleanOf(from, from);
  }

  booleanOf(node: XPathNode, current: XPathNode): boolean {
    this.#truth ??= compileBoolean(this.#expression, this.#bind);
    return valueToBoolean(this.#truth(this.#scope(node, current)));
  }

  nodes(from: XPathNode): readonly XPathNode[] {
    this.#value ??= compileExpression(this.#expression, this.#bind);
    const value = this.#value(this.#scope(from, from));
    return typeof value === 'object' && !isEvaluationProblem(value) ? value : [];
  }

  joined(from: XPathNode): string {
    return this.nodes(from)
      .map((node) => node.text())
      .join('\n');
  }

  #scope(node: XPathNode, current: XPathNode): EvaluationScope {
    return { node, current, position: 1, size: 1, world: this.#world };
  }
}

const blankExpression: XPathExpression = { kind: 'text', value: '', at: 0 };
