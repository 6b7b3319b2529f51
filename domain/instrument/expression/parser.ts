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
import { Stop, TokenCursor } from './token-cursor.ts';

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

/** How tight an operator binds (XPath 1.0, 3); `|` binds paths only. */
const tightness: ReadonlyMap<string, number> = new Map([
  ['or', 0],
  ['and', 1],
  ['=', 2],
  ['!=', 2],
  ['<', 3],
  ['<=', 3],
  ['>', 3],
  ['>=', 3],
  ['+', 4],
  ['-', 4],
  ['*', 5],
  ['div', 5],
  ['mod', 5],
]);

/** The rules of the grammar, which call each other. */
class Parser {
  readonly #cursor: TokenCursor;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#cursor = new TokenCursor(tokens);
  }

  whole(): Expression {
    if (this.#cursor.peek().kind === 'end')
      this.#cursor.stop('The expression is empty. Write one, or leave the cell blank.');
    const expression = this.#expression();
    if (this.#cursor.peek().kind !== 'end') this.#cursor.unexpected('an operator or the end');
    return expression;
  }

  #expression(): Expression {
    this.#depth += 1;
    if (this.#depth > maxExpressionDepth)
      throw new Stop({
        code: 'expression.tooDeep',
        message: `Brackets stand more than ${maxExpressionDepth} deep in each other. Divide the expression into calculations.`,
        at: this.#cursor.peek().at,
      });
    const expression = this.#operation(0);
    this.#depth -= 1;
    return expression;
  }

  /** An operand and all operators behind it that bind at least so tight. */
  #operation(loosest: number): Expression {
    let first = this.#unary();
    for (;;) {
      const level = this.#tightness();
      if (level < loosest) return first;
      const rest: Operation['rest'][number][] = [];
      while (this.#tightness() === level)
        rest.push({ operator: this.#operator(), operand: this.#operation(level + 1) });
      first = { kind: 'operation', first, rest };
    }
  }

  /** Of the next token; -1 when it is no operator between two operands. */
  #tightness(): number {
    const { kind, value } = this.#cursor.peek();
    return kind === 'operator' ? (tightness.get(value) ?? -1) : -1;
  }

  #operator(): Operator {
    const { value } = this.#cursor.peek();
    this.#cursor.skip(1);
    return value as Operator; // the keys of `tightness` are operators
  }

  #unary(): Expression {
    let isNegative = false;
    let signs = 0;
    while (this.#cursor.takes('operator', '-')) {
      isNegative = !isNegative;
      signs += 1;
    }
    const operand = this.#union();
    if (signs === 0) return operand;
    if (operand.kind === 'number') return { ...operand, value: isNegative ? -operand.value : operand.value };
    const negated: Expression = { kind: 'negate', operand };
    return isNegative ? negated : { kind: 'negate', operand: negated };
  }

  #union(): Expression {
    const first = this.#path();
    const rest: Operation['rest'][number][] = [];
    while (this.#cursor.takes('operator', '|')) rest.push({ operator: '|', operand: this.#path() });
    return rest.length === 0 ? first : { kind: 'operation', first, rest };
  }

  #path(): Expression {
    const { at } = this.#cursor.peek();
    if (this.#cursor.takes('operator', '/')) {
      const steps = [rootStep];
      if (this.#beginsStep()) this.#steps(steps);
      return { kind: 'path', base: null, steps, at };
    }
    if (this.#cursor.takes('operator', '//')) {
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
    if (this.#cursor.takes('operator', '//')) steps.push(anywhereStep);
    else if (!this.#cursor.takes('operator', '/')) return base;
    this.#steps(steps);
    return { kind: 'path', base, steps, at };
  }

  #steps(steps: Step[]): void {
    for (;;) {
      steps.push(this.#step());
      if (this.#cursor.takes('operator', '//')) steps.push(anywhereStep);
      else if (!this.#cursor.takes('operator', '/')) return;
    }
  }

  #beginsStep(): boolean {
    const { kind, value } = this.#cursor.peek();
    return kind === 'name' || (kind === 'mark' && (value === '.' || value === '..' || value === '@'));
  }

  #step(): Step {
    if (this.#cursor.takes('mark', '.')) return { ...selfStep, predicates: this.#predicates() };
    if (this.#cursor.takes('mark', '..')) return { ...parentStep, predicates: this.#predicates() };
    const axis = this.#axis();
    const test = this.#test();
    return { axis, test, predicates: this.#predicates() };
  }

  #axis(): Axis {
    if (this.#cursor.takes('mark', '@')) return 'attribute';
    const token = this.#cursor.peek();
    const behind = this.#cursor.behind();
    if (token.kind !== 'name' || behind?.kind !== 'mark' || behind.value !== '::') return 'child';
    const axis = axes.find((one) => one === token.value && one !== 'root');
    if (axis === undefined)
      return this.#cursor.stop(`“${token.value}::” is not an axis of XPath. Write for example child::name.`);
    this.#cursor.skip(2);
    return axis;
  }

  #test(): NodeTest {
    const token = this.#cursor.peek();
    if (token.kind !== 'name') return this.#cursor.unexpected('a name, a number, a text or “(”');
    this.#cursor.skip(1);
    const type = nodeTypes.find((one) => one === token.value);
    if (type !== undefined && this.#cursor.takes('mark', '(')) return this.#typeTest(type);
    const colon = token.value.indexOf(':');
    return colon < 0
      ? { kind: 'name', prefix: null, name: token.value }
      : { kind: 'name', prefix: token.value.slice(0, colon), name: token.value.slice(colon + 1) };
  }

  #typeTest(type: NodeType): NodeTest {
    const token = this.#cursor.peek();
    const hasTarget = type === 'processing-instruction' && token.kind === 'text';
    if (hasTarget) this.#cursor.skip(1);
    this.#cursor.expect(')');
    return { kind: 'type', type, target: hasTarget ? token.value : null };
  }

  #predicates(): readonly Expression[] {
    const predicates: Expression[] = [];
    while (this.#cursor.takes('mark', '[')) {
      predicates.push(this.#expression());
      this.#cursor.expect(']');
    }
    return predicates;
  }

  /** Null when a step begins here. */
  #primary(): Expression | null {
    const token = this.#cursor.peek();
    switch (token.kind) {
      case 'number':
        this.#cursor.skip(1);
        return { kind: 'number', value: token.value, at: token.at };
      case 'text':
        this.#cursor.skip(1);
        return { kind: 'text', value: token.value, at: token.at };
      case 'reference':
        this.#cursor.skip(1);
        return { kind: 'reference', name: token.value, at: token.at };
      case 'name':
        return this.#call(token);
      default:
        if (!this.#cursor.takes('mark', '(')) return null;
    }
    const within = this.#expression();
    this.#cursor.expect(')');
    return within;
  }

  #call(token: Token & { readonly kind: 'name' }): Expression | null {
    const behind = this.#cursor.behind();
    if (behind?.kind !== 'mark' || behind.value !== '(') return null;
    if (nodeTypes.some((one) => one === token.value)) return null;
    this.#cursor.skip(2);
    const args: Expression[] = [];
    if (!this.#cursor.takes('mark', ')')) {
      do args.push(this.#expression());
      while (this.#cursor.takes('mark', ','));
      this.#cursor.expect(')');
    }
    return { kind: 'call', name: token.value, args, at: token.at };
  }
}
