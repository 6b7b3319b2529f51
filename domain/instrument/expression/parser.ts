import { ok, type Result } from '#domain/base/result.ts';
import {
  anywhereStep,
  type Expression,
  nodeTypes,
  type Operation,
  type Operator,
  rootStep,
  type Step,
} from './expression.ts';
import { type Token, tokensOf } from './lexer.ts';
import type { ExpressionProblem } from './problem.ts';
import { StepReader } from './step-reader.ts';
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
  readonly #steps: StepReader;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#cursor = new TokenCursor(tokens);
    this.#steps = new StepReader(this.#cursor, () => this.#expression());
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
      if (this.#steps.begins()) this.#steps.read(steps);
      return { kind: 'path', base: null, steps, at };
    }
    if (this.#cursor.takes('operator', '//')) {
      const steps = [rootStep, anywhereStep];
      this.#steps.read(steps);
      return { kind: 'path', base: null, steps, at };
    }
    const primary = this.#primary();
    if (primary === null) {
      const steps: Step[] = [];
      this.#steps.read(steps);
      return { kind: 'path', base: null, steps, at };
    }
    const predicates = this.#steps.predicates();
    const base: Expression =
      predicates.length === 0 ? primary : { kind: 'filter', base: primary, predicates };
    const steps: Step[] = [];
    if (this.#cursor.takes('operator', '//')) steps.push(anywhereStep);
    else if (!this.#cursor.takes('operator', '/')) return base;
    this.#steps.read(steps);
    return { kind: 'path', base, steps, at };
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
