import { wireLimits } from './limits.ts';

/** Write a column of equal numbers as that one number. */
export function compactColumn<T>(column: readonly T[]): T | readonly T[] {
  const [first] = column;
  return typeof first === 'number' && column.every((cell) => cell === first) ? first : column;
}

/**
 * Expand a column to `count` entries.
 * @throws when it has another number of entries.
 */
export function expandColumn<T>(column: T | number | readonly T[], count: number): readonly (T | number)[] {
  const cells = Array.isArray(column) ? (column as readonly T[]) : null;
  if (cells === null) return Array.from({ length: count }, () => column as number);
  if (cells.length !== count) throw new Error('columns differ in length');
  return cells;
}

/**
 * Return the entry at an index.
 * @throws when there is none.
 */
export function entryAt<T>(list: readonly T[], at: number): T {
  const item = list[at];
  if (item === undefined) throw new Error(`index ${at} points nowhere`);
  return item;
}

/** Index that gives each distinct entry a small number, in the order of first appearance. */
export class ColumnIndex<T> {
  readonly values: T[] = [];
  readonly #places = new Map<T, number>();

  of(value: T): number {
    const known = this.#places.get(value);
    if (known !== undefined) return known;
    this.#places.set(value, this.values.length);
    return this.values.push(value) - 1;
  }
}

/** Nesting limit of a request body (docs/security-requirements.md 5); a value in a payload may be as deep. */
export const maximumJsonDepth = wireLimits.valueDepth;

/** True when a value of this payload nests too deeply. Ops, their column and the payload add three levels. */
export const isNestedTooDeep = (payload: string): boolean => jsonDepth(payload) > maximumJsonDepth + 3;

/** Nesting of arrays and objects in a JSON text. Counted before parsing, so that depth cannot exhaust the stack. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === backslashCode) at += 1;
      else if (code === quoteCode) inString = false;
    } else if (code === quoteCode) inString = true;
    else if (code === openBracketCode || code === openBraceCode) deepest = Math.max(deepest, (depth += 1));
    else if (code === closeBracketCode || code === closeBraceCode) depth -= 1;
  }
  return deepest;
}

const quoteCode = 0x22;
const backslashCode = 0x5c;
const openBracketCode = 0x5b;
const closeBracketCode = 0x5d;
const openBraceCode = 0x7b;
const closeBraceCode = 0x7d;
