import type { Token } from './lexer.ts';
import type { ExpressionProblem } from './problem.ts';

/** Carries a problem out of the parser's recursion; `parseExpression` turns it into a value. */
export class Stop extends Error {
  readonly problem: ExpressionProblem;

  constructor(problem: ExpressionProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Where a parser stands among its tokens; the last of them is the end, and nothing steps over it. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(): Token {
    return this.#tokens[Math.min(this.#next, this.#tokens.length - 1)] ?? { kind: 'end', value: '', at: 0 };
  }

  /** The token after the next one. */
  behind(): Token | undefined {
    return this.#tokens[this.#next + 1];
  }

  skip(count: number): void {
    this.#next += count;
  }

  /** Steps over the next token if it is this one. */
  takes(kind: 'operator' | 'mark', value: string): boolean {
    const token = this.peek();
    if (token.kind !== kind || token.value !== value) return false;
    this.#next += 1;
    return true;
  }

  expect(value: string): void {
    if (!this.takes('mark', value)) this.unexpected(`“${value}”`);
  }

  unexpected(wanted: string): never {
    const { kind, value, at } = this.peek();
    const found = kind === 'end' ? 'the end' : `“${value}”`;
    return this.stop(`At character ${at + 1}, ${wanted} was expected, but there is ${found}.`);
  }

  stop(message: string): never {
    throw new Stop({ code: 'expression.syntax', message, at: this.peek().at });
  }
}
