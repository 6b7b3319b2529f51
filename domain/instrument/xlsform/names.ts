import { boundedNamePattern, isName } from '../xml/xml-name.ts';

/** Names of XML without a prefix: a letter or `_`, then letters, digits, `_`, `-`, `.`. */
export const isXmlName = (text: string): boolean => text.length <= 1_000 && isName(text);

export const nameRule =
  'Names begin with a letter or underscore; after that they have letters, digits, underscores, hyphens and periods.';

/** One `${name}` in a text. */
export interface Reference {
  readonly name: string;
  /** `${last-saved#name}`: the value of the assessment before. */
  readonly isLastSaved: boolean;
}

const reference = new RegExp(`^\\$\\{\\s*(last-saved#)?(${boundedNamePattern})\\s*\\}`, 'u');

/** The references in a text; null when one of them is not written as it must be. */
export function referencesIn(text: string): readonly Reference[] | null {
  const found: Reference[] = [];
  for (let at = text.indexOf('${'); at >= 0; at = text.indexOf('${', at)) {
    const match = reference.exec(text.slice(at, at + 1_100));
    if (!match?.[2]) return null;
    found.push({ name: match[2], isLastSaved: match[1] !== undefined });
    at += match[0].length;
  }
  return found;
}

/** Is the whole text one reference? Then its name. */
export function soleReference(text: string): string | null {
  const match = reference.exec(text.trim());
  return match?.[2] !== undefined && match[1] === undefined && match[0].length === text.trim().length
    ? match[2]
    : null;
}

const yes = new Set(['yes', 'true', 'true()', 'y']);
const no = new Set(['no', 'false', 'false()', 'n']);

/** `yes`, `TRUE`, `true()` and the like; null for anything else. */
export function truthOf(text: string | undefined): boolean | null {
  const word = text?.trim().toLowerCase() ?? '';
  return yes.has(word) ? true : no.has(word) ? false : null;
}

const trueWords = new Set(['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'true()']);
const falseWords = new Set(['no', 'No', 'NO', 'false', 'False', 'FALSE', 'false()']);

/** An expression in which a word stands for a truth; everything else is as written. */
export const conditionOf = (text: string): string =>
  trueWords.has(text) ? 'true()' : falseWords.has(text) ? 'false()' : text;
