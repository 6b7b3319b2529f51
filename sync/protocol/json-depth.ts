import { wireLimits } from './limits.ts';

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
