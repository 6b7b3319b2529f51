import { ok, type Result } from '#domain/base/result.ts';
import {
  anywhereStep,
  axes,
  type Axis,
  type Expression,
  type NodeTest,
  type NodeType,
  nodeTypes,
  type Operation,
  type Operator,
  parentStep,
  rootStep,
  selfStep,
  type Step,
} from './expression.ts';
import { type Token, tokensOf } from './lexer.ts';
import type { ExpressionProblem } from './problem.ts';

/** Longer than every expression of a real form; the schema of an instrument allows no more either. */
export const maxExpressionLength = 50_000;
/** How deep brackets, arguments and predicates may stand in each other: what keeps every stack from overflowing. */
export const maxExpressionDepth = 200;

/** Reads an expression. Any text gives either a tree or a problem with its place; nothing is thrown. */
export function parseExpression(text: string): Result<Expression, ExpressionProblem> {
  if (text.length > maxExpressionLength)
    return problemAt(
      'expression.tooLong',
      `The expression has ${text.length} characters; at most ${maxExpressionLength} are read. Divide it into calculations.`,
      maxExpressionLength,
    );
  const tokens = tokensOf(text);
  if (!tokens.ok) return tokens;
  try {
    return ok(new Parser(tokens.value).whole());
  } catch (stop) {
    if (stop instanceof Stop) return { ok: false, refusal: stop.problem };
    throw stop;
  }
}

const problemAt = (
  code: ExpressionProblem['code'],
  message: string,
  at: number,
): { readonly ok: false; readonly refusal: ExpressionProblem } => ({
  ok: false,
  refusal: { code, message, at },
});

/** Carries a problem out of the recursion; it does not leave this file. */
class Stop extends Error {
  readonly problem: ExpressionProblem;
  constructor(problem: ExpressionProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** From loose to tight (XPath 1.0, 3). */
const levels: readonly (readonly Operator[])[] = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', 'div', 'mod'],
];

/** Longer than other files here, because the rules of a grammar call each other and are read together. */
class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    if (this.#peek().kind === 'end')
      this.#stop('The expression is empty. Write one, or leave the cell blank.');
    const expression = this.#expression();
    if (this.#peek().kind !== 'end') this.#unexpected('an operator or the end');
    return expression;
  }

  #expression(): Expression {
    this.#depth += 1;
    if (this.#depth > maxExpressionDepth)
      throw new Stop({
        code: 'expression.tooDeep',
        message: `Brackets stand more than ${maxExpressionDepth} deep in each other. Divide the expression into calculations.`,
        at: this.#peek().at,
      });
    const expression = this.#level(0);
    this.#depth -= 1;
    return expression;
  }

  #level(index: number): Expression {
    const operators = levels[index];
    if (operators === undefined) return this.#unary();
    const first = this.#level(index + 1);
    return this.#row(first, operators, () => this.#level(index + 1));
  }

  #row(first: Expression, operators: readonly Operator[], next: () => Expression): Expression {
    const rest: Operation['rest'][number][] = [];
    for (;;) {
      const token = this.#peek();
      const operator = token.kind === 'operator' ? operators.find((one) => one === token.value) : undefined;
      if (operator === undefined) return rest.length === 0 ? first : { kind: 'operation', first, rest };
      this.#next += 1;
      rest.push({ operator, operand: next() });
    }
  }

  #unary(): Expression {
    let isNegative = false;
    let signs = 0;
    while (this.#takes('operator', '-')) {
      isNegative = !isNegative;
      signs += 1;
    }
    const operand = this.#row(this.#path(), ['|'], () => this.#path());
    if (signs === 0) return operand;
    if (operand.kind === 'number') return { ...operand, value: isNegative ? -operand.value : operand.value };
    const negated: Expression = { kind: 'negate', operand };
    return isNegative ? negated : { kind: 'negate', operand: negated };
  }

  #path(): Expression {
    const { at } = this.#peek();
    if (this.#takes('operator', '/')) {
      const steps = [rootStep];
      if (this.#beginsStep()) this.#steps(steps);
      return { kind: 'path', base: null, steps, at };
    }
    if (this.#takes('operator', '//')) {
      const steps = [rootStep, anywhereStep];
      this.#steps(steps);
      return { kind: 'path', base: null, steps, at };
    }
    const primary = this.#primary();
    if (primary === null) {
      const steps: Step[] = [];
      this.#steps(steps);
      return { kind: 'path', base: null, steps, at };
    }
    const predicates = this.#predicates();
    const base: Expression =
      predicates.length === 0 ? primary : { kind: 'filter', base: primary, predicates };
    const steps: Step[] = [];
    if (this.#takes('operator', '//')) steps.push(anywhereStep);
    else if (!this.#takes('operator', '/')) return base;
    this.#steps(steps);
    return { kind: 'path', base, steps, at };
  }

  #steps(steps: Step[]): void {
    for (;;) {
      steps.push(this.#step());
      if (this.#takes('operator', '//')) steps.push(anywhereStep);
      else if (!this.#takes('operator', '/')) return;
    }
  }

  #beginsStep(): boolean {
    const { kind, value } = this.#peek();
    return kind === 'name' || (kind === 'mark' && (value === '.' || value === '..' || value === '@'));
  }

  #step(): Step {
    if (this.#takes('mark', '.')) return { ...selfStep, predicates: this.#predicates() };
    if (this.#takes('mark', '..')) return { ...parentStep, predicates: this.#predicates() };
    const axis = this.#axis();
    const test = this.#test();
    return { axis, test, predicates: this.#predicates() };
  }

  #axis(): Axis {
    if (this.#takes('mark', '@')) return 'attribute';
    const token = this.#peek();
    const behind = this.#tokens[this.#next + 1];
    if (token.kind !== 'name' || behind?.kind !== 'mark' || behind.value !== '::') return 'child';
    const axis = axes.find((one) => one === token.value && one !== 'root');
    if (axis === undefined)
      return this.#stop(`“${token.value}::” is not an axis of XPath. Write for example child::name.`);
    this.#next += 2;
    return axis;
  }

  #test(): NodeTest {
    const token = this.#peek();
    if (token.kind !== 'name') return this.#unexpected('a name, a number, a text or “(”');
    this.#next += 1;
    const type = nodeTypes.find((one) => one === token.value);
    if (type !== undefined && this.#takes('mark', '(')) return this.#typeTest(type);
    const colon = token.value.indexOf(':');
    return colon < 0
      ? { kind: 'name', prefix: null, name: token.value }
      : { kind: 'name', prefix: token.value.slice(0, colon), name: token.value.slice(colon + 1) };
  }

  #typeTest(type: NodeType): NodeTest {
    const token = this.#peek();
    const hasTarget = type === 'processing-instruction' && token.kind === 'text';
    if (hasTarget) this.#next += 1;
    this.#expect(')');
    return { kind: 'type', type, target: hasTarget ? token.value : null };
  }

  #predicates(): readonly Expression[] {
    const predicates: Expression[] = [];
    while (this.#takes('mark', '[')) {
      predicates.push(this.#expression());
      this.#expect(']');
    }
    return predicates;
  }

  /** Null when a step begins here. */
  #primary(): Expression | null {
    const token = this.#peek();
    switch (token.kind) {
      case 'number':
        this.#next += 1;
        return { kind: 'number', value: token.value, at: token.at };
      case 'text':
        this.#next += 1;
        return { kind: 'text', value: token.value, at: token.at };
      case 'reference':
        this.#next += 1;
        return { kind: 'reference', name: token.value, at: token.at };
      case 'name':
        return this.#call(token);
      default:
        if (!this.#takes('mark', '(')) return null;
    }
    const within = this.#expression();
    this.#expect(')');
    return within;
  }

  #call(token: Token & { readonly kind: 'name' }): Expression | null {
    const behind = this.#tokens[this.#next + 1];
    if (behind?.kind !== 'mark' || behind.value !== '(') return null;
    if (nodeTypes.some((one) => one === token.value)) return null;
    this.#next += 2;
    const args: Expression[] = [];
    if (!this.#takes('mark', ')')) {
      do args.push(this.#expression());
      while (this.#takes('mark', ','));
      this.#expect(')');
    }
    return { kind: 'call', name: token.value, args, at: token.at };
  }

  #peek(): Token {
    // The last token is the end, and nothing steps over it.
    return this.#tokens[Math.min(this.#next, this.#tokens.length - 1)] ?? { kind: 'end', value: '', at: 0 };
  }

  #takes(kind: 'operator' | 'mark', value: string): boolean {
    const token = this.#peek();
    if (token.kind !== kind || token.value !== value) return false;
    this.#next += 1;
    return true;
  }

  #expect(value: string): void {
    if (!this.#takes('mark', value)) this.#unexpected(`“${value}”`);
  }

  #unexpected(wanted: string): never {
    const { kind, value, at } = this.#peek();
    const found = kind === 'end' ? 'the end' : `“${value}”`;
    return this.#stop(`At character ${at + 1}, ${wanted} was expected, but there is ${found}.`);
  }

  #stop(message: string): never {
    throw new Stop({ code: 'expression.syntax', message, at: this.#peek().at });
  }
}
