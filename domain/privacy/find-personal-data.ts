/** A part of a free text that may name or reach a person (docs/requirements.md E2). */
export interface PersonalDataHit {
  readonly kind: 'email' | 'digits' | 'name';
  /** Exact words of the text. */
  readonly text: string;
  /** Offset in the text, in UTF-16 units. */
  readonly at: number;
}

/**
 * Find parts that a person should confirm or remove before a text goes anywhere. These are e-mail addresses, names of
 * the roster, and long runs of digits (a telephone, an account, an identity card). Dates, years and article numbers
 * are no such runs.
 * @returns hits in the order of the text; none inside an address
 */
export function findPersonalData(text: string, roster: readonly string[] = []): readonly PersonalDataHit[] {
  const found = [...findEmailAddresses(text), ...findDigitRuns(text), ...findRosterNames(text, roster)];
  return found
    .filter((hit) => !found.some((other) => other !== hit && coversHit(other, hit)))
    .toSorted((a, b) => a.at - b.at);
}

/**
 * Key of a confirmed hit: two bytes. They distinguish the hits of one record, and do not give back a removed number
 * or name.
 */
export function personalDataHitKey({ kind, text }: PersonalDataHit): string {
  let hash = 0x811c9dc5;
  for (const char of `${kind} ${comparableText(text)}`)
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (((hash >>> 16) ^ hash) & 0xffff).toString(16).padStart(4, '0');
}

/** Smallest number of digits of a long run: the shortest telephone numbers with their area. */
const minimumRunDigits = 7;

const emailPattern = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;

function findEmailAddresses(text: string): readonly PersonalDataHit[] {
  // Without the sign there is no address; a long text is then not searched at all.
  if (!text.includes('@')) return [];
  return [...text.matchAll(emailPattern)].map((match) => ({
    kind: 'email',
    text: match[0],
    at: match.index,
  }));
}

/** Digits of any script with the signs that people write between them. */
const digitRunPattern = /\+?\(?\p{Nd}(?:[\p{Nd}\s().\-–/]{0,40}\p{Nd})?/gu;
/** 2026-11-24, 24.11.2026, 24/11/26. */
const datePattern =
  /(?<!\p{Nd})(?:\p{Nd}{4}[-./]\p{Nd}{1,2}[-./]\p{Nd}{1,2}|\p{Nd}{1,2}[-./]\p{Nd}{1,2}[-./](?:\p{Nd}{4}|\p{Nd}{2}))(?!\p{Nd})/gu;
/** A single year, as in 2024-2026 or 2024, 2025. */
const yearPattern = /(?<!\p{Nd})(?:19|20|١٩|٢٠)\p{Nd}{2}(?!\p{Nd})/gu;

function findDigitRuns(text: string): readonly PersonalDataHit[] {
  return [...text.matchAll(digitRunPattern)].flatMap((match): readonly PersonalDataHit[] => {
    const rest = match[0].replaceAll(datePattern, ' ').replaceAll(yearPattern, ' ');
    const count = [...rest.matchAll(/\p{Nd}/gu)].length;
    return count >= minimumRunDigits ? [{ kind: 'digits', text: match[0], at: match.index }] : [];
  });
}

/** Whole names only: a part of one is too often a common word. Case, accents and Arabic vowel marks do not matter. */
function findRosterNames(text: string, roster: readonly string[]): readonly PersonalDataHit[] {
  const words = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((match) => ({
    plain: comparableText(match[0]),
    from: match.index,
    to: match.index + match[0].length,
  }));
  const names = namesInRoster(roster);
  return words.flatMap((first, at) =>
    (names.get(first.plain) ?? []).flatMap((parts): readonly PersonalDataHit[] => {
      const last = words[at + parts.length - 1];
      const isHere = last !== undefined && parts.every((part, n) => words[at + n]?.plain === part);
      return isHere ? [{ kind: 'name', text: text.slice(first.from, last.to), at: first.from }] : [];
    }),
  );
}

/** Words of each name, by the first. A list of 500 participants is checked against 500 names: each is read once. */
type NamesByFirstWord = ReadonlyMap<string, readonly (readonly string[])[]>;

function namesInRoster(roster: readonly string[]): NamesByFirstWord {
  const known = namesByRoster.get(roster);
  if (known !== undefined) return known;
  const names = new Map<string, (readonly string[])[]>();
  for (const name of new Set(roster)) {
    const parts = [...name.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(([part]) => comparableText(part));
    const [first] = parts;
    if (first === undefined || parts.join('').length < minimumNameLetters) continue;
    names.set(first, [...(names.get(first) ?? []), parts]);
  }
  namesByRoster.set(roster, names);
  return names;
}

const namesByRoster = new WeakMap<readonly string[], NamesByFirstWord>();

/** Shorter names, such as initials and particles, would be found beside half of all words. */
const minimumNameLetters = 4;

/** A text for comparison: without case, accents and vowel marks. */
export const comparableText = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

const coversHit = (outer: PersonalDataHit, inner: PersonalDataHit): boolean =>
  outer.at <= inner.at &&
  outer.at + outer.text.length >= inner.at + inner.text.length &&
  (outer.text.length > inner.text.length || outer.kind === 'email');
