import { ok, type Result, refuse } from '#base/result.ts';
import { ncNamePattern } from '../xml/xml-node.ts';
import type { ExpressionProblem } from './evaluation-fault.ts';

/** Passes a problem out of the parser's recursion; `parseExpression` turns it into a value. */
export class ExpressionSyntaxStop extends Error {
  readonly problem: ExpressionProblem;

  constructor(expressionProblem: ExpressionProblem) {
    super(expressionProblem.message);
    this.problem = expressionProblem;
  }
}

/** Position of a parser among its tokens; the last of them is the end, and nothing steps over it. */
export class TokenCursor {
  readonly #tokens: readonly ExpressionToken[];
  #next = 0;

  constructor(expressionTokens: readonly ExpressionToken[]) {
    this.#tokens = expressionTokens;
  }

  peek(): ExpressionToken {
    return this.#tokens[Math.min(this.#next, this.#tokens.length - 1)] ?? { kind: 'end', value: '', at: 0 };
  }

  /** The token after the next one. */
  peekSecond(): ExpressionToken | undefined {
    return this.#tokens[this.#next + 1];
  }

  skip(count: number): void {
    this.#next += count;
  }

  /** Step over the next token if it is this one. */
  acceptToken(kind: 'operator' | 'mark', value: string): boolean {
    const expressionToken = this.peek();
    if (expressionToken.kind !== kind || expressionToken.value !== value) return false;
    this.#next += 1;
    return true;
  }

  expectMark(value: string): void {
    if (!this.acceptToken('mark', value)) this.failUnexpected(`“${value}”`);
  }

  failUnexpected(wanted: string): never {
    const { kind, value, at } = this.peek();
    const found = kind === 'end' ? 'the end' : `“${value}”`;
    return this.failAt(`At character ${at + 1}, ${wanted} was expected, but there is ${found}.`);
  }

  failAt(message: string): never {
    throw new ExpressionSyntaxStop({ code: 'expression.syntax', message, at: this.peek().at });
  }
}

export type ExpressionToken =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'text'; readonly value: string; readonly at: number }
  /** `${name}`. */
  | { readonly kind: 'reference'; readonly value: string; readonly at: number }
  /** A name with or without a prefix, or `prefix:*`. */
  | { readonly kind: 'name'; readonly value: string; readonly at: number }
  | { readonly kind: 'operator'; readonly value: string; readonly at: number }
  | { readonly kind: 'mark'; readonly value: string; readonly at: number }
  | { readonly kind: 'end'; readonly value: ''; readonly at: number };

// Sticky and without nested repetition: each reads a character once. The first character selects the pattern.
const numberPattern = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const stickyNamePattern = new RegExp(ncNamePattern, 'uy');
const referencePattern = /\$\{\s*([^\s{}]+)\s*\}/y;
const markPattern = /::|\.\.|[()[\]@,.]/y;
const operatorPattern = /\/\/|!=|<=|>=|[/|+\-=<>*]/y;
// `1or1` is two numbers and an operator, `1 order` is a mistake.
const wordOperatorPattern = /(?:and|or|div|mod)(?![A-Za-z_\u0080-\uffff])/y;

/**
 * Split an expression into tokens. After an operand, `*` and the words `and`, `or`, `div` and `mod` are operators,
 * else names (XPath 1.0, 3.7).
 */
export function tokenizeExpression(text: string): Result<readonly ExpressionToken[], ExpressionProblem> {
  const expressionTokens: ExpressionToken[] = [];
  let at = 0;

  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const take = (expressionToken: ExpressionToken, length: number): void => {
    expressionTokens.push(expressionToken);
    at += length;
  };

  while (at < text.length) {
    if (isSpaceCode(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const afterOperand = endsOperand(expressionTokens.at(-1));
    const found = afterOperand
      ? match(wordOperatorPattern)
      : text[at] === '*'
        ? match(operatorPattern)
        : null;
    if (found) {
      take({ kind: afterOperand ? 'operator' : 'name', value: found[0], at }, found[0].length);
      continue;
    }
    const token = nextToken(text, at, match);
    if (token === null) return refuse(unreadableTokenProblem(text, at));
    take(token.token, token.length);
  }
  expressionTokens.push({ kind: 'end', value: '', at });
  return ok(expressionTokens);
}

function nextToken(
  text: string,
  at: number,
  match: (pattern: RegExp) => RegExpExecArray | null,
): { readonly token: ExpressionToken; readonly length: number } | null {
  const first = text[at];
  if (first === '"' || first === "'") {
    const end = text.indexOf(first, at + 1);
    if (end < 0) return null;
    return { token: { kind: 'text', value: text.slice(at + 1, end), at }, length: end + 1 - at };
  }
  const digits = isDigitOrPoint(text.charCodeAt(at)) ? match(numberPattern) : null;
  if (digits) return { token: { kind: 'number', value: Number(digits[0]), at }, length: digits[0].length };
  const asked = first === '$' ? match(referencePattern) : null;
  if (asked?.[1] !== undefined)
    return { token: { kind: 'reference', value: asked[1], at }, length: asked[0].length };
  const end = endOfName(text, at);
  if (end > at) {
    const whole = text.slice(at, end) + restOfName(text, end);
    return { token: { kind: 'name', value: whole, at }, length: whole.length };
  }
  const sign = match(markPattern);
  if (sign) return { token: { kind: 'mark', value: sign[0], at }, length: sign[0].length };
  const done = match(operatorPattern);
  return done && { token: { kind: 'operator', value: done[0], at }, length: done[0].length };
}

/** `:local` or `:*` after a prefix; nothing when it is an axis (`child::`). */
function restOfName(text: string, at: number): string {
  if (text[at] !== ':' || text[at + 1] === ':') return '';
  if (text[at + 1] === '*') return ':*';
  const end = endOfName(text, at + 1);
  return end > at + 1 ? text.slice(at, end) : '';
}

/** End of the name that begins at an offset; the offset itself when none begins there. */
function endOfName(text: string, at: number): number {
  let end = at;
  while (isAsciiNameStart(text.charCodeAt(end)) || (end > at && isAsciiNameRest(text.charCodeAt(end))))
    end += 1;
  if (end === text.length || text.charCodeAt(end) < 0x80) return end;
  // Only names in other letters need the tables of Unicode, which are slow.
  stickyNamePattern.lastIndex = at;
  return at + (stickyNamePattern.exec(text)?.[0].length ?? 0);
}

const isSpaceCode = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13;
const isDigitOrPoint = (code: number): boolean => (code >= 48 && code <= 57) || code === 46;
/** `A` to `Z`, `a` to `z`, `_`. */
const isAsciiNameStart = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
/** `0` to `9`, `-`, `.`. */
const isAsciiNameRest = (code: number): boolean => (code >= 48 && code <= 57) || code === 45 || code === 46;

/** Return whether a token ends an operand, so that the next one is an operator. */
const endsOperand = (expressionToken: ExpressionToken | undefined): boolean =>
  expressionToken !== undefined &&
  expressionToken.kind !== 'operator' &&
  !(
    expressionToken.kind === 'mark' &&
    (expressionToken.value === '@' ||
      expressionToken.value === '::' ||
      expressionToken.value === '(' ||
      expressionToken.value === '[' ||
      expressionToken.value === ',')
  );

function unreadableTokenProblem(text: string, at: number): ExpressionProblem {
  const sign = text[at] ?? '';
  const message =
    sign === '"' || sign === "'"
      ? `The text that begins at character ${at + 1} has no closing ${sign}.`
      : sign === '$'
        ? `At character ${at + 1}, write a reference as \${name}.`
        : `At character ${at + 1}, “${sign}” means nothing in an expression. Remove it.`;
  return { code: 'expression.syntax', message, at };
}
