import { ok, type Result } from '#base/result.ts';
import type { ExpressionProblem } from './evaluation-fault.ts';
import {
  axisNames,
  descendantStep,
  type LocationStep,
  type NodeTest,
  type NodeTypeName,
  nodeTypeNames,
  type OperatorChain,
  parentStep,
  rootStep,
  selfStep,
  type XPathAxis,
  type XPathExpression,
  type XPathOperator,
} from './expression.ts';
import { ExpressionSyntaxStop, type ExpressionToken, TokenCursor, tokenizeExpression } from './lexer.ts';

/** Parses the steps of paths (XPath 1.0, 2) and the predicates after them and after other operands. */
class StepParser {
  readonly #cursor: TokenCursor;
  readonly #inside: () => XPathExpression;

  /** `inside`: parses the expression in a predicate. */
  constructor(tokenCursor: TokenCursor, inside: () => XPathExpression) {
    this.#cursor = tokenCursor;
    this.#inside = inside;
  }

  /** Add one step or several. */
  parseSteps(steps: LocationStep[]): void {
    for (;;) {
      steps.push(this.#step());
      if (this.#cursor.acceptToken('operator', '//')) steps.push(descendantStep);
      else if (!this.#cursor.acceptToken('operator', '/')) return;
    }
  }

  startsStep(): boolean {
    const { kind, value } = this.#cursor.peek();
    return kind === 'name' || (kind === 'mark' && (value === '.' || value === '..' || value === '@'));
  }

  #step(): LocationStep {
    if (this.#cursor.acceptToken('mark', '.')) return { ...selfStep, predicates: this.parsePredicates() };
    if (this.#cursor.acceptToken('mark', '..')) return { ...parentStep, predicates: this.parsePredicates() };
    const axis = this.#axis();
    const test = this.#test();
    return { axis, test, predicates: this.parsePredicates() };
  }

  #axis(): XPathAxis {
    if (this.#cursor.acceptToken('mark', '@')) return 'attribute';
    const expressionToken = this.#cursor.peek();
    const behind = this.#cursor.peekSecond();
    if (expressionToken.kind !== 'name' || behind?.kind !== 'mark' || behind.value !== '::') return 'child';
    const xpathAxis = axisNames.find((one) => one === expressionToken.value && one !== 'root');
    if (xpathAxis === undefined)
      return this.#cursor.failAt(
        `“${expressionToken.value}::” is not an axis of XPath. Write for example child::name.`,
      );
    this.#cursor.skip(2);
    return xpathAxis;
  }

  #test(): NodeTest {
    const expressionToken = this.#cursor.peek();
    if (expressionToken.kind !== 'name')
      return this.#cursor.failUnexpected('a name, a number, a text or “(”');
    this.#cursor.skip(1);
    const nodeTypeName = nodeTypeNames.find((one) => one === expressionToken.value);
    if (nodeTypeName !== undefined && this.#cursor.acceptToken('mark', '('))
      return this.#typeTest(nodeTypeName);
    const colon = expressionToken.value.indexOf(':');
    return colon < 0
      ? { kind: 'name', prefix: null, name: expressionToken.value }
      : {
          kind: 'name',
          prefix: expressionToken.value.slice(0, colon),
          name: expressionToken.value.slice(colon + 1),
        };
  }

  #typeTest(nodeTypeName: NodeTypeName): NodeTest {
    const expressionToken = this.#cursor.peek();
    const hasTarget = nodeTypeName === 'processing-instruction' && expressionToken.kind === 'text';
    if (hasTarget) this.#cursor.skip(1);
    this.#cursor.expectMark(')');
    return { kind: 'type', type: nodeTypeName, target: hasTarget ? expressionToken.value : null };
  }

  parsePredicates(): readonly XPathExpression[] {
    const predicates: XPathExpression[] = [];
    while (this.#cursor.acceptToken('mark', '[')) {
      predicates.push(this.#inside());
      this.#cursor.expectMark(']');
    }
    return predicates;
  }
}

/** Longer than every expression of a real form; the schema of an instrument allows no more either. */
export const maximumExpressionLength = 50_000;
/** Largest depth of nested brackets, arguments and predicates: it keeps every stack from overflowing. */
export const maximumExpressionDepth = 200;

/** Parse an expression. Any text gives either a tree or a problem with its place; nothing is thrown. */
export function parseExpression(text: string): Result<XPathExpression, ExpressionProblem> {
  if (text.length > maximumExpressionLength)
    return refuseExpressionAt(
      'expression.tooLong',
      `The expression has ${text.length} characters; at most ${maximumExpressionLength} are read. Divide it into calculations.`,
      maximumExpressionLength,
    );
  const tokens = tokenizeExpression(text);
  if (!tokens.ok) return tokens;
  try {
    return ok(new ExpressionParser(tokens.value).parseWhole());
  } catch (stop) {
    if (stop instanceof ExpressionSyntaxStop) return { ok: false, refusal: stop.problem };
    throw stop;
  }
}

const refuseExpressionAt = (
  code: ExpressionProblem['code'],
  message: string,
  at: number,
): { readonly ok: false; readonly refusal: ExpressionProblem } => ({
  ok: false,
  refusal: { code, message, at },
});

/** Precedence of operators (XPath 1.0, 3); `|` joins paths only. */
const precedenceByOperator: ReadonlyMap<string, number> = new Map([
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
class ExpressionParser {
  readonly #cursor: TokenCursor;
  readonly #steps: StepParser;
  #depth = 0;

  constructor(expressionTokens: readonly ExpressionToken[]) {
    this.#cursor = new TokenCursor(expressionTokens);
    this.#steps = new StepParser(this.#cursor, () => this.#expression());
  }

  parseWhole(): XPathExpression {
    if (this.#cursor.peek().kind === 'end')
      this.#cursor.failAt('The expression is empty. Write one, or leave the cell blank.');
    const expression = this.#expression();
    if (this.#cursor.peek().kind !== 'end') this.#cursor.failUnexpected('an operator or the end');
    return expression;
  }

  #expression(): XPathExpression {
    this.#depth += 1;
    if (this.#depth > maximumExpressionDepth)
      throw new ExpressionSyntaxStop({
        code: 'expression.tooDeep',
        message: `Brackets are nested more than ${maximumExpressionDepth} deep. Divide the expression into several calculations.`,
        at: this.#cursor.peek().at,
      });
    const expression = this.#operation(0);
    this.#depth -= 1;
    return expression;
  }

  /** An operand and all operators after it of at least this precedence. */
  #operation(loosest: number): XPathExpression {
    let firstExpression = this.#unary();
    for (;;) {
      const level = this.#tightness();
      if (level < loosest) return firstExpression;
      const rest: OperatorChain['rest'][number][] = [];
      while (this.#tightness() === level)
        rest.push({ operator: this.#operator(), operand: this.#operation(level + 1) });
      firstExpression = { kind: 'operation', first: firstExpression, rest };
    }
  }

  /** Precedence of the next token; -1 when it is no operator between two operands. */
  #tightness(): number {
    const { kind, value } = this.#cursor.peek();
    return kind === 'operator' ? (precedenceByOperator.get(value) ?? -1) : -1;
  }

  #operator(): XPathOperator {
    const { value } = this.#cursor.peek();
    this.#cursor.skip(1);
    return value as XPathOperator; // the keys of `precedenceByOperator` are operators
  }

  #unary(): XPathExpression {
    let isNegative = false;
    let signs = 0;
    while (this.#cursor.acceptToken('operator', '-')) {
      isNegative = !isNegative;
      signs += 1;
    }
    const operand = this.#union();
    if (signs === 0) return operand;
    if (operand.kind === 'number') return { ...operand, value: isNegative ? -operand.value : operand.value };
    const negated: XPathExpression = { kind: 'negate', operand };
    return isNegative ? negated : { kind: 'negate', operand: negated };
  }

  #union(): XPathExpression {
    const firstExpression = this.#path();
    const rest: OperatorChain['rest'][number][] = [];
    while (this.#cursor.acceptToken('operator', '|')) rest.push({ operator: '|', operand: this.#path() });
    return rest.length === 0 ? firstExpression : { kind: 'operation', first: firstExpression, rest };
  }

  #path(): XPathExpression {
    const { at } = this.#cursor.peek();
    if (this.#cursor.acceptToken('operator', '/')) {
      const steps = [rootStep];
      if (this.#steps.startsStep()) this.#steps.parseSteps(steps);
      return { kind: 'path', base: null, steps, at };
    }
    if (this.#cursor.acceptToken('operator', '//')) {
      const steps = [rootStep, descendantStep];
      this.#steps.parseSteps(steps);
      return { kind: 'path', base: null, steps, at };
    }
    const primary = this.#primary();
    if (primary === null) {
      const steps: LocationStep[] = [];
      this.#steps.parseSteps(steps);
      return { kind: 'path', base: null, steps, at };
    }
    const predicates = this.#steps.parsePredicates();
    const base: XPathExpression =
      predicates.length === 0 ? primary : { kind: 'filter', base: primary, predicates };
    const steps: LocationStep[] = [];
    if (this.#cursor.acceptToken('operator', '//')) steps.push(descendantStep);
    else if (!this.#cursor.acceptToken('operator', '/')) return base;
    this.#steps.parseSteps(steps);
    return { kind: 'path', base, steps, at };
  }

  /** Null when a step begins here. */
  #primary(): XPathExpression | null {
    const expressionToken = this.#cursor.peek();
    switch (expressionToken.kind) {
      case 'number':
        this.#cursor.skip(1);
        return { kind: 'number', value: expressionToken.value, at: expressionToken.at };
      case 'text':
        this.#cursor.skip(1);
        return { kind: 'text', value: expressionToken.value, at: expressionToken.at };
      case 'reference':
        this.#cursor.skip(1);
        return { kind: 'reference', name: expressionToken.value, at: expressionToken.at };
      case 'name':
        return this.#call(expressionToken);
      default:
        if (!this.#cursor.acceptToken('mark', '(')) return null;
    }
    const within = this.#expression();
    this.#cursor.expectMark(')');
    return within;
  }

  #call(token: ExpressionToken & { readonly kind: 'name' }): XPathExpression | null {
    const behind = this.#cursor.peekSecond();
    if (behind?.kind !== 'mark' || behind.value !== '(') return null;
    if (nodeTypeNames.some((nodeTypeName) => nodeTypeName === token.value)) return null;
    this.#cursor.skip(2);
    const args: XPathExpression[] = [];
    if (!this.#cursor.acceptToken('mark', ')')) {
      do args.push(this.#expression());
      while (this.#cursor.acceptToken('mark', ','));
      this.#cursor.expectMark(')');
    }
    return { kind: 'call', name: token.value, args, at: token.at };
  }
}
