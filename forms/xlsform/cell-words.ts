import { isNcName } from '../xml/xml-node.ts';

/** Names of XML without a prefix: a letter or `_`, then letters, digits, `_`, `-`, `.`. */
export const isXmlName = (text: string): boolean => text.length <= 1_000 && isNcName(text);

export const xmlNameRule =
  'Names begin with a letter or underscore; after that they have letters, digits, underscores, hyphens and periods.';

const yesWords = new Set(['yes', 'true', 'true()', 'y']);
const noWords = new Set(['no', 'false', 'false()', 'n']);

/** `yes`, `TRUE`, `true()` and the like; null for anything else. */
export function parseTruthWord(text: string | undefined): boolean | null {
  const word = text?.trim().toLowerCase() ?? '';
  return yesWords.has(word) ? true : noWords.has(word) ? false : null;
}

const trueWords = new Set(['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'true()']);
const falseWords = new Set(['no', 'No', 'NO', 'false', 'False', 'FALSE', 'false()']);

/** An expression with words for true and false replaced; everything else is as written. */
export const conditionExpressionOf = (text: string): string =>
  trueWords.has(text) ? 'true()' : falseWords.has(text) ? 'false()' : text;
