import {
  type CompiledExpression,
  createNumberResult,
  createTextResult,
  type EvaluationFrame,
  spendTextBudget,
} from './compiled.ts';
import {
  argumentAt,
  argumentOrContextText,
  argumentTexts,
  defineBooleanFunction,
  defineTextFunction,
  type FunctionDefinitions,
} from './function-definition.ts';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import { EvaluationFault } from './expression.ts';

/** XPath 1.0, 4.2, and ODK's additions. */
export const textFunctions: FunctionDefinitions = {
  string: {
    minimumArguments: 0,
    maximumArguments: 1,
    build: (args) => createTextResult((frame) => argumentOrContextText(args, frame)),
  },
  concat: {
    minimumArguments: 0,
    maximumArguments: Infinity,
    build: (args) => compileTextJoin(args, () => ''),
  },
  join: {
    minimumArguments: 1,
    maximumArguments: Infinity,
    build: ([glue, ...parts]) => compileTextJoin(parts, (frame) => glue?.text(frame) ?? ''),
  },
  'starts-with': defineBooleanFunction((text, beginning) => text.startsWith(beginning)),
  'ends-with': defineBooleanFunction((text, end) => text.endsWith(end)),
  contains: defineBooleanFunction((text, part) => text.includes(part)),
  'substring-before': defineTextFunction(
    (text = '', part = '') => text.slice(0, Math.max(0, text.indexOf(part))),
    2,
  ),
  'substring-after': defineTextFunction(
    (text = '', part = '') => (text.includes(part) ? text.slice(text.indexOf(part) + part.length) : ''),
    2,
  ),
  substring: {
    minimumArguments: 2,
    maximumArguments: 3,
    build: (args) => {
      const [text, start, length] = [argumentAt(args, 0), argumentAt(args, 1), args[2]];
      return createTextResult((frame) =>
        xpathSubstring(text.text(frame), start.number(frame), length?.number(frame)),
      );
    },
  },
  substr: {
    minimumArguments: 2,
    maximumArguments: 3,
    build: (args) => {
      const [text, start, end] = [argumentAt(args, 0), argumentAt(args, 1), args[2]];
      return createTextResult((frame) =>
        odkSubstring(text.text(frame), start.number(frame), end?.number(frame)),
      );
    },
  },
  'string-length': {
    minimumArguments: 0,
    maximumArguments: 1,
    build: (args) => createNumberResult((frame) => argumentOrContextText(args, frame).length),
  },
  'normalize-space': {
    minimumArguments: 0,
    maximumArguments: 1,
    build: (args) => createTextResult((frame) => normalizeSpace(argumentOrContextText(args, frame))),
  },
  translate: defineTextFunction((text = '', from = '', to = '') => translateLetters(text, from, to), 3),
};

const digestByName: ReadonlyMap<string, (bytes: Uint8Array) => Uint8Array> = new Map([
  ['MD5', md5],
  ['SHA-1', sha1],
  ['SHA-256', sha256],
  ['SHA-384', sha384],
  ['SHA-512', sha512],
]);

/** Texts as bytes. `digest` is for pseudonyms and random draws; nothing is protected by its weak kinds. */
export const encodingFunctions: FunctionDefinitions = {
  digest: {
    minimumArguments: 2,
    maximumArguments: 3,
    build: (args) =>
      createTextResult((frame) => {
        const [kind, form] = [argumentAt(args, 1).text(frame), args[2]?.text(frame) ?? 'base64'];
        const digest = digestByName.get(kind);
        if (digest === undefined || (form !== 'base64' && form !== 'hex'))
          throw new EvaluationFault(
            'function.arguments',
            `digest() knows ${[...digestByName.keys()].join(', ')} and the forms base64 and hex, not ${kind} and ${form}.`,
          );
        const bytes = digest(utf8ToBytes(argumentAt(args, 0).text(frame)));
        return form === 'hex' ? bytesToHex(bytes) : encodeBase64(bytes);
      }),
  },
  'base64-decode': defineTextFunction((text = '') => decodeBase64Text(text), 1),
};

/** Decode base64; blank for another text. White space and a missing end are accepted, as in ODK. */
function decodeBase64Text(text: string): string {
  const letters = text.replace(/[\s=]/g, '');
  if (letters.length % 4 === 1 || !/^[A-Za-z0-9+/]*$/.test(letters)) return '';
  return decodeUtf8(decodeBase64(letters.padEnd(Math.ceil(letters.length / 4) * 4, '=')));
}

/** Own decoder, because some places where a form runs have none. Bytes that are not UTF-8 become U+FFFD. */
function decodeUtf8(bytes: Uint8Array): string {
  const letters: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0;
    let code = length <= 1 ? first : first & (0x7f >> length);
    const rest = bytes.subarray(at + 1, at + Math.max(1, length));
    const isWhole = length > 0 && rest.length === length - 1 && rest.every((byte) => (byte & 0xc0) === 0x80);
    if (isWhole) for (const byte of rest) code = (code << 6) | (byte & 0x3f);
    const isLetter = isWhole && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    letters.push(isLetter ? String.fromCodePoint(code) : '\uFFFD');
    at += isWhole ? length : 1;
  }
  return letters.join('');
}

/** `substring()` of XPath 1.0: positions from 1, rounded, and NaN is outside of every text. */
function xpathSubstring(text: string, start: number, length: number | undefined): string {
  const from = roundXPathPosition(start);
  const to = length === undefined ? Infinity : from + roundXPathPosition(length);
  if (Number.isNaN(from) || Number.isNaN(to)) return '';
  return text.slice(Math.max(0, from - 1), Math.max(0, to - 1));
}

const roundXPathPosition = (value: number): number => Math.floor(value + 0.5);

/** `substr()` of ODK: positions from 0, the end is not included, negative ones count from the end. */
function odkSubstring(text: string, start: number, end: number | undefined): string {
  const from = clampTextPosition(text, start);
  const to = end === undefined ? text.length : clampTextPosition(text, end);
  return from < to ? text.slice(from, to) : '';
}

function clampTextPosition(text: string, at: number): number {
  const whole = Number.isNaN(at) ? 0 : Math.trunc(at);
  return Math.min(Math.max(0, whole < 0 ? text.length + whole : whole), text.length);
}

/** White space of XML at the ends removed, elsewhere a single blank. */
const normalizeSpace = (text: string): string =>
  text
    .split(/[ \t\r\n]/)
    .filter((word) => word !== '')
    .join(' ');

/** `translate()`: each letter of `from` by the one at its place in `to`; the first place of a letter counts. */
function translateLetters(text: string, from: string, to: string): string {
  const letters = new Map<string, string>();
  const targets = Array.from(to);
  for (const [at, letter] of Array.from(from).entries())
    if (!letters.has(letter)) letters.set(letter, targets[at] ?? '');
  return Array.from(text, (letter) => letters.get(letter) ?? letter).join('');
}

/** Texts of all arguments, one for each node. */
function compileTextJoin(
  args: readonly CompiledExpression[],
  glue: (frame: EvaluationFrame) => string,
): CompiledExpression {
  return createTextResult((frame) => {
    const between = glue(frame);
    let joined = '';
    let isFirst = true;
    for (const text of argumentTexts(args, frame)) {
      joined += isFirst ? text : between + text;
      isFirst = false;
      if (joined.length > 100_000) spendTextBudget(frame, joined); // before it grows further
    }
    return spendTextBudget(frame, joined);
  });
}
