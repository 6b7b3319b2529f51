import { addToGroup } from '#base/group.ts';
import { findPersonNames, isCommonNameWord } from './find-person-names.ts';
import { findPersonalNumbers } from './find-personal-numbers.ts';
import { comparableText, type PersonalDataHit, type PersonalDataKind } from './personal-data-hit.ts';

/**
 * Find parts that a person should confirm or remove before a text goes anywhere, in six languages. Amounts, counts,
 * dates and the numbers of grants, projects, laws and resolutions are none. The time is linear in the text's length.
 * @returns hits in the order of the text; none overlaps another
 */
export function findPersonalData(text: string, roster: readonly string[] = []): readonly PersonalDataHit[] {
  const foundHits = [
    ...findEmailAddresses(text),
    ...findPersonalNumbers(text),
    ...findPersonNames(text),
    ...findRosterNames(text, roster),
  ].toSorted((a, b) => a.at - b.at || b.text.length - a.text.length);
  const hits: PersonalDataHit[] = [];
  for (const hit of foundHits) {
    const lastHit = hits.at(-1);
    if (lastHit === undefined || lastHit.at + lastHit.text.length <= hit.at) hits.push(hit);
    else if (precedenceOf(hit) < precedenceOf(lastHit)) hits[hits.length - 1] = hit;
  }
  return hits;
}

/** Of two hits in one place the surer kind counts. */
const precedenceOf = ({ kind }: PersonalDataHit): number => kindsByCertainty.indexOf(kind);
const kindsByCertainty: readonly PersonalDataKind[] = [
  'email',
  'account',
  'case',
  'identity',
  'phone',
  'name',
  'institution',
  'digits',
];

const emailPattern =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;

function findEmailAddresses(text: string): readonly PersonalDataHit[] {
  // Without the sign there is no address; a long text is then not searched at all.
  if (!text.includes('@')) return [];
  return [...text.matchAll(emailPattern)].map((match) => ({
    kind: 'email',
    text: match[0],
    at: match.index,
  }));
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
  const textWords = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(
    ({ 0: written, index }): TextWord => ({
      plain: /^[\dA-Za-z]+$/.test(written) ? written.toLowerCase() : comparableText(written),
      written,
      from: index,
      to: index + written.length,
    }),
  );
  const hits: PersonalDataHit[] = [];
  const add = (firstTextWord: TextWord, lastTextWord: TextWord): void => {
    hits.push({
      kind: 'name',
      text: text.slice(firstTextWord.from, lastTextWord.to),
      at: firstTextWord.from,
    });
  };
  for (const [at, textWord] of textWords.entries()) {
    for (const parts of formsOfWord(textWord.plain).flatMap((form) => byFirstPart.get(form) ?? [])) {
      const lastTextWord = textWords[at + parts.length - 1];
      const rest = parts.every((part, n) => n === 0 || textWords[at + n]?.plain === part);
      if (lastTextWord !== undefined && rest) add(textWord, lastTextWord);
    }
    if (
      isWrittenAsName(textWord.written) &&
      formsOfWord(textWord.plain).some((form) => isFamilyName(form, families))
    )
      add(textWord, textWord);
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
  const knownRosterIndex = indexByRoster.get(roster) ?? createRosterIndex(roster);
  indexByRoster.set(roster, knownRosterIndex);
  return knownRosterIndex;
}

function createRosterIndex(roster: readonly string[]): RosterIndex {
  const byFirstPart = new Map<string, (readonly string[])[]>();
  const families = new Set<string>();
  const withoutSpaces: string[] = [];
  for (const name of new Set(roster)) {
    if (/^\p{Script=Han}{2,}$/u.test(name)) withoutSpaces.push(name);
    const written = [...name.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(([part]) => part);
    const parts = written.map(comparableText);
    if (parts.join('').length < minimumNameLetters || parts.every(isCommonNameWord)) continue;
    const orders = parts.length < 2 ? [parts] : [parts, [...parts.slice(-1), ...parts.slice(0, -1)]];
    for (const order of orders) {
      const [first = ''] = order;
      addToGroup(byFirstPart, first, order);
    }
    const family = written.length < 2 ? undefined : (written.find(isAllCapitals) ?? written.at(-1));
    if (family === undefined || !isWrittenAsName(family)) continue;
    const plain = comparableText(family);
    if (plain.length >= minimumNameLetters && !isCommonNameWord(plain)) families.add(plain);
  }
  return { byFirstPart, families, withoutSpaces };
}

/** Shorter names, such as initials and particles, would be found beside half of all words. */
const minimumNameLetters = 4;

/** With a capital; in Arabic with an article, unless the word is a frequent adjective or trade. */
const isWrittenAsName = (word: string): boolean =>
  /^\p{Lu}\p{L}/u.test(word) || (arabicFamily.test(word) && !arabicCommonFamilies.has(arabicBare(word)));
const arabicFamily = /^[وفبك]?ال\p{Script=Arabic}{4,}$|^[وف]?لل\p{Script=Arabic}{4,}$/u;
const arabicBare = (word: string): string => word.replace(/^[وفبك]?(?:ال|لل)/u, '');
const arabicCommonFamilies: ReadonlySet<string> = new Set(
  'مصري عراقي سوري لبناني أردني فلسطيني سعودي كويتي قطري بحريني عماني يمني ليبي تونسي جزائري مغربي سوداني عربي هندي تركي إيراني مهندس قاضي شيخ نجار حداد خطيب مدني عسكري أمين شريف حكيم كاتب عامل شاهد حاكم مدير رئيس خياط طيار بيطار صياد مختار محامي طبيب جنوبي شمالي شرقي غربي أفريقي أوروبي إسلامي كبير صغير صالح طويل جديد قديم أحمر أسود أبيض أخضر منصور سالم زهور ساحلي جبلي بدوي حضري بغدادي دمشقي'.split(
    ' ',
  ),
);
const isAllCapitals = (word: string): boolean => word.length >= minimumNameLetters && /^\p{Lu}+$/u.test(word);

/** An Arabic word with and without the particle that is written with it. */
const formsOfWord = (plain: string): readonly string[] =>
  /^[وفبلك]\p{Script=Arabic}{3}/u.test(plain)
    ? [plain, plain.slice(1), ...(plain.includes('لل') ? [plain.replace('لل', 'ال')] : [])]
    : [plain];

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
