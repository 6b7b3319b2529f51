import type { PersonalDataHit, PersonalDataKind } from './personal-data-hit.ts';
import {
  accountCue,
  caseNumberPattern,
  countCue,
  currencyAfter,
  currencyBefore,
  identityCue,
  phoneCue,
  referenceCue,
  unitAfter,
} from './personal-number-words.ts';

/** Find numbers that lead to a person: telephones, documents, cases, accounts, and long numbers without a reason. */
export function findPersonalNumbers(text: string): readonly PersonalDataHit[] {
  const plain = withLatinDigits(text);
  if (!/\d/.test(plain)) return [];
  const hitOf = (kind: PersonalDataKind, at: number, length: number): PersonalDataHit => ({
    kind,
    text: text.slice(at, at + length),
    at,
  });
  const accounts = [...plain.matchAll(ibanPattern)]
    .filter(([iban]) => (iban.match(/\d/g)?.length ?? 0) >= 10)
    .map((match) => hitOf('account', match.index, match[0].length));
  const cases = [...plain.matchAll(caseNumberPattern)].map((match) =>
    hitOf('case', match.index, match[0].length),
  );
  const numbers = [...plain.matchAll(numberPattern)].flatMap((match): readonly PersonalDataHit[] => {
    const groups = withoutDates(match[0]);
    // Most numbers are short, and the words around them need not be read.
    if (digitCountOf(groups) < minimumCuedDigits) return [];
    const number = numberInText(plain, match.index, match[0], groups);
    const kind = kindOfNumber(number);
    return kind === null ? [] : [hitOf(kind, number.at, number.text.length)];
  });
  const documents = [...plain.matchAll(mixedDocumentPattern)].map((match) =>
    hitOf('identity', match.index, match[0].length),
  );
  return [...accounts, ...cases, ...documents, ...numbers];
}

/** Digits of all scripts as 0 to 9, every other sign in its place. */
const withLatinDigits = (text: string): string =>
  text.replaceAll(/(?!\d)\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = zeroDigits.find((first) => code >= first && code < first + 10);
    // Digits of other scripts count, and their value does not matter.
    return zero === undefined ? '1'.repeat(digit.length) : String(code - zero);
  });

/** Zeros of Arabic, Persian, Devanagari and full-width digits. */
const zeroDigits = [0x06_60, 0x06_f0, 0x09_66, 0xff_10];

const ibanPattern = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{1,4}(?![\p{L}\p{N}])/gu;

/** A passport with letters in the middle: `12AB34567`. */
const mixedDocumentPattern = /(?<![\p{L}\p{N}])\d{2}[A-Z]{2}\d{5}(?![\p{L}\p{N}])/gu;

/** Groups of digits with the signs that people write between them. */
const numberPattern = /\+?\(?\d+(?:(?: ?[-–/] ?|[ \u00A0\u202F.,'’٬٫]|\) ?-?|[ -]?\(| № )\d+)*/g;

/** One number with the letters that belong to it, and the words around. */
interface NumberInText {
  readonly at: number;
  /** With letters that are attached, as in `P4521987`. */
  readonly text: string;
  /** Groups of digits without dates and years. */
  readonly groups: string;
  readonly digits: string;
  /** Letters and signs that are attached before it. */
  readonly prefix: string;
  readonly before: string;
  readonly after: string;
}

const digitCountOf = (groups: string): number => groups.replaceAll(/\D/g, '').length;

/** Characters around a number in which a word says its meaning. */
const contextLength = 36;

function numberInText(plain: string, at: number, found: string, groups: string): NumberInText {
  const end = at + found.length;
  const before = plain.slice(Math.max(0, at - contextLength), at);
  const prefix = attachedPattern.exec(before.slice(-longestPrefix))?.[0] ?? '';
  const suffix = /^[A-Z](?![\p{L}\p{N}])/u.exec(plain.slice(end, end + 2))?.[0] ?? '';
  return {
    at: at - prefix.length,
    text: plain.slice(at - prefix.length, end + suffix.length),
    groups,
    digits: groups.replaceAll(/\D/g, ''),
    prefix,
    before: before.slice(0, before.length - prefix.length),
    after: plain.slice(end, end + contextLength),
  };
}

/** Letters of a code or document before its digits; not an abbreviation of "number" or "telephone". */
const attachedPattern =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\d/_.-])(?!(?:[Nn][orº]?|[Nn]os|[Nn]ro|[Tt][eé]l|[Тт]ел|[Mm]ob|[Ff]ax)[.º]*$)(?:[\p{Script=Latin}\p{Script=Cyrillic}][\p{Script=Latin}\p{Script=Cyrillic}\d/_.-]*|(?!ID|NO|UN|EU)[A-Z]{1,2} )$/u;
const longestPrefix = 24;

/** 2026-11-24, 24.11.2026, 24/11/26, and single years, as in 2024-2026. */
const datePattern =
  /(?<!\d[-./]?)(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2}))(?![-.]?\d)|(?<!\d)(?:19|20)\d{2}(?!\d)/g;
const withoutDates = (found: string): string =>
  found.replaceAll(datePattern, ' ').replaceAll(/^[\s/–-]+|[\s/–-]+$/g, '');

/** Kind of a number; null where it leads to nobody. */
function kindOfNumber(number: NumberInText): PersonalDataKind | null {
  const { digits, groups, prefix, before } = number;
  const count = digits.length;
  if (groups.startsWith('+') && count >= minimumLongDigits && count <= 15) return 'phone';
  if (isAmount(number)) return null;
  if (identityCue.test(before)) return 'identity';
  if (accountCue.test(before) && count >= minimumPhoneDigits) return 'account';
  const hasPhoneCue = phoneCue.test(before) && count >= minimumPhoneDigits && prefix === '';
  if (hasPhoneCue && count <= 15) return 'phone';
  if (spacedThousands.test(groups) || isReference(number)) return null;
  if (documentPrefix.test(prefix)) return count >= 6 && count <= 9 ? 'identity' : null;
  if (count < minimumLongDigits) return null;
  if (isTelephone(groups, count)) return 'phone';
  return isRoundCount(number) ? null : 'digits';
}

/** Fewest digits of a number that a word before it names as a document. */
const minimumCuedDigits = 5;
const minimumPhoneDigits = 6;
/** Fewest digits of a long number: the shortest telephone numbers with their area. */
const minimumLongDigits = 7;

/** Letters of a passport: `P4521987`, `AB 1234567`. */
const documentPrefix = /^[A-Z]{1,2} ?$/;

/** Thousands with commas, points or apostrophes: no telephone is written so. */
const punctuatedThousands = /^[1-9]\d{0,2}(?:,\d{2,3})*(?:([.,'’٬])\d{3})(?:\1\d{3})*(?:[.,٫]\d{1,2})?$/;
const spacedThousands = /^[1-9]\d{0,2}(?:[ \u00A0\u202F]\d{3})+(?:[.,]\d{1,2})?$/;

const isAmount = ({ groups, digits, before, after, prefix }: NumberInText): boolean =>
  prefix === ''
    ? punctuatedThousands.test(groups) ||
      currencyBefore.test(before) ||
      (!groups.startsWith('0') &&
        (currencyAfter.test(after) || (digits.length <= 10 && unitAfter.test(after))))
    : currencyBefore.test(before + prefix);

/** A number of a document, project, grant or law: within a code, or after a word that says so. */
const isReference = ({ prefix, before }: NumberInText): boolean =>
  (prefix !== '' && !documentPrefix.test(prefix)) || referenceCue.test(before);

/** National numbers: with the zero in front, an area in brackets, 3-3-4 digits, mobiles of China, of Russia. */
const telephoneShapes = [
  /^\(?0\d{1,4}\)?[ .\-–/]?\d[\d .\-–/]{4,13}\d$/,
  /^\(\d{2,5}\)[ -]?\d[\d -]{4,9}\d$/,
  /^(?:8 ?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{2}-?\d{2}$/,
  /^1[3-9]\d{9}$/,
  /^0\d{8,11}$/,
];
const isTelephone = (groups: string, count: number): boolean =>
  count >= 8 && count <= 15 && groups.length <= 24 && telephoneShapes.some((shape) => shape.test(groups));

/** A count without separators: rounded, or after a word for an estimate. */
const isRoundCount = ({ digits, before }: NumberInText): boolean =>
  (/^[1-9]\d*000$/.test(digits) && digits.length <= 10) || (digits.length <= 10 && countCue.test(before));
