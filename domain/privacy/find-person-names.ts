import { comparableText, type PersonalDataHit } from './personal-data-hit.ts';
import {
  arabicNamePattern,
  arabicRolePattern,
  chineseNamePattern,
  commonNameWords,
  cyrillicNamePattern,
  isArabicName,
  latinNamePattern,
  rolePattern,
} from './personal-name-words.ts';

/** Find names of people: of the roster, behind a title, or behind a word such as "suspect". */
export const findPersonNames = (text: string, roster: readonly string[]): readonly PersonalDataHit[] => [
  ...findTitledNames(text),
  ...findRosterNames(text, roster),
];

function findTitledNames(text: string): readonly PersonalDataHit[] {
  const hits: PersonalDataHit[] = [];
  const add = (found: string, at: number): void => {
    hits.push({ kind: 'name', text: found, at });
  };
  for (const pattern of [latinNamePattern, cyrillicNamePattern])
    for (const { 0: whole, 1: title = '', 2: name = '', index } of text.matchAll(pattern)) {
      const kept = nameWithoutCommonWords(name);
      if (kept !== '') add(whole.slice(0, title.length + kept.length), index);
    }
  for (const { 0: whole, 1: role = '', 2: name = '', index } of text.matchAll(rolePattern)) {
    const kept = nameWithoutCommonWords(name);
    // One capital may begin a title or a sentence; two are a name.
    if (/\s/.test(kept)) add(whole.slice(role.length, role.length + kept.length), index + role.length);
  }
  for (const { 0: whole, 2: title = '', 3: name = '', index } of text.matchAll(arabicNamePattern))
    if (isArabicName(title, name)) add(whole, index);
  for (const { 0: whole, 1: role = '', 2: name = '', index } of text.matchAll(arabicRolePattern))
    if (isArabicName(role, name))
      add(whole.slice(role.length).trimStart(), index + whole.length - name.length);
  for (const { 0: whole, index } of text.matchAll(chineseNamePattern)) add(whole, index);
  return hits;
}

/** The words of a name up to the first that names an office or begins a sentence. */
function nameWithoutCommonWords(name: string): string {
  const words = [...name.matchAll(/\S+/gu)];
  // An initial is no article: `A. NAME`.
  const common = words.findIndex(
    ([word]) => !word.endsWith('.') && commonNameWords.has(comparableText(word)),
  );
  return common < 0 ? name : name.slice(0, words[common]?.index).trimEnd();
}

interface TextWord {
  readonly plain: string;
  readonly written: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Names of the roster: whole, in either order, and the family name alone where it is written as a name. Case, accents
 * and Arabic vowel marks do not matter for a whole name.
 */
function findRosterNames(text: string, roster: readonly string[]): readonly PersonalDataHit[] {
  if (roster.length === 0) return [];
  const { byFirstPart, families, withoutSpaces } = rosterIndexOf(roster);
  const words = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(
    ({ 0: written, index }): TextWord => ({
      plain: /^[\dA-Za-z]+$/.test(written) ? written.toLowerCase() : comparableText(written),
      written,
      from: index,
      to: index + written.length,
    }),
  );
  const hits: PersonalDataHit[] = [];
  const add = (first: TextWord, last: TextWord): void => {
    hits.push({ kind: 'name', text: text.slice(first.from, last.to), at: first.from });
  };
  for (const [at, word] of words.entries()) {
    for (const parts of formsOfWord(word.plain).flatMap((form) => byFirstPart.get(form) ?? [])) {
      const last = words[at + parts.length - 1];
      const rest = parts.every((part, n) => n === 0 || words[at + n]?.plain === part);
      if (last !== undefined && rest) add(word, last);
    }
    if (isWrittenAsName(word.written) && isFamilyName(word.plain, families)) add(word, word);
  }
  for (const name of withoutSpaces)
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      hits.push({ kind: 'name', text: name, at });
  return hits;
}

interface RosterIndex {
  /** Parts of whole names by their first. */
  readonly byFirstPart: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly families: ReadonlySet<string>;
  /** Names in scripts without spaces between words. */
  readonly withoutSpaces: readonly string[];
}

/** A list of 500 participants is checked against 500 names: each is read once. */
const indexByRoster = new WeakMap<readonly string[], RosterIndex>();

function rosterIndexOf(roster: readonly string[]): RosterIndex {
  const known = indexByRoster.get(roster) ?? createRosterIndex(roster);
  indexByRoster.set(roster, known);
  return known;
}

function createRosterIndex(roster: readonly string[]): RosterIndex {
  const byFirstPart = new Map<string, (readonly string[])[]>();
  const families = new Set<string>();
  const withoutSpaces: string[] = [];
  for (const name of new Set(roster)) {
    if (/^\p{Script=Han}{2,}$/u.test(name)) withoutSpaces.push(name);
    const written = [...name.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(([part]) => part);
    const parts = written.map(comparableText);
    if (parts.join('').length < minimumNameLetters || parts.every((part) => commonNameWords.has(part)))
      continue;
    const orders = parts.length < 2 ? [parts] : [parts, [...parts.slice(-1), ...parts.slice(0, -1)]];
    for (const order of orders) {
      const [first = ''] = order;
      byFirstPart.set(first, [...(byFirstPart.get(first) ?? []), order]);
    }
    const family = written.length < 2 ? undefined : (written.find(isAllCapitals) ?? written.at(-1));
    if (family === undefined || !isWrittenAsName(family)) continue;
    const plain = comparableText(family);
    if (plain.length >= minimumNameLetters && !commonNameWords.has(plain)) families.add(plain);
  }
  return { byFirstPart, families, withoutSpaces };
}

/** Shorter names, such as initials and particles, would be found beside half of all words. */
const minimumNameLetters = 4;

const isWrittenAsName = (word: string): boolean => /^\p{Lu}\p{L}/u.test(word);
const isAllCapitals = (word: string): boolean => word.length >= minimumNameLetters && /^\p{Lu}+$/u.test(word);

/** An Arabic word with and without the particle that is written with it. */
const formsOfWord = (plain: string): readonly string[] =>
  /^[وفبلك]\p{Script=Arabic}{3}/u.test(plain) ? [plain, plain.slice(1)] : [plain];

/** A family name; in Russian with its endings too. */
function isFamilyName(plain: string, families: ReadonlySet<string>): boolean {
  if (families.has(plain)) return true;
  if (!/^\p{Script=Cyrillic}{5,}$/u.test(plain)) return false;
  for (let cut = 0; cut <= 3; cut += 1)
    for (const ending of russianEndings)
      if (families.has(`${plain.slice(0, plain.length - cut)}${ending}`)) return true;
  return false;
}
const russianEndings = ['', 'а', 'ии', 'ая'];
