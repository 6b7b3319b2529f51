import { limits } from './limits.ts';

/** Nesting of a request body (security.md 5); a value inside a payload may be as deep. */
export const largestDepth = limits.valueDepth;

/** Is a value in this payload nested too deeply? Ops, their column and the payload itself stand around it. */
export const isTooDeep = (payload: string): boolean => jsonDepth(payload) > largestDepth + 3;

/** How deep arrays and objects nest in a JSON text. Told before parsing, so that depth cannot exhaust the stack. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === backslash) at += 1;
      else if (code === quote) inString = false;
    } else if (code === quote) inString = true;
    else if (code === openBracket || code === openBrace) deepest = Math.max(deepest, (depth += 1));
    else if (code === closeBracket || code === closeBrace) depth -= 1;
  }
  return deepest;
}

const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
