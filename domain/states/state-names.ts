import * as z from 'zod';
import { CountryCode } from '../mission/mission.ts';
import { foldSearchText } from '../search/search-words.ts';
import stateNames from './state-names.json' with { type: 'json' };
import stateRegions from './state-regions.json' with { type: 'json' };

/** Languages with names of States: the official languages of the United Nations. */
export const stateNameLanguages = ['en', 'fr', 'ar', 'es', 'ru', 'zh'] as const;
export type StateNameLanguage = (typeof stateNameLanguages)[number];

/** The language of names for a reader of any language: English where there are none. */
export const stateNameLanguageOf = (language: string): StateNameLanguage =>
  stateNameLanguages.find((nameLanguage) => nameLanguage === language) ?? 'en';

const name = z.string().min(1);
const StateNames = z.record(
  CountryCode,
  z.strictObject({ en: name, fr: name, ar: name, es: name, ru: name, zh: name }),
);

/** Short names by ISO 3166 code as UNTERM writes them, with articles in brackets. Their source: NOTICE.md. */
const namesByCode = new Map(Object.entries(StateNames.parse(stateNames)));

/** Member States, observers and others that UNTERM names, by their ISO 3166 alpha-2 codes. */
export const stateCodes: readonly string[] = [...namesByCode.keys()];

/** Names of the fictional State of the demonstration: no screen and no report shows a code in its place. */
const fictionalNames: Readonly<Record<string, Readonly<Record<StateNameLanguage, string>>>> = {
  XA: {
    en: 'Arlandia',
    fr: 'Arlandie',
    ar: 'أرلانديا',
    es: 'Arlandia',
    ru: 'Арландия',
    zh: '阿兰迪亚',
  },
};

/**
 * Short name of a State in a language, without an article, for lists and tables. A code without a name stays a code,
 * as those of other exercises (XB to XZ).
 */
export const stateNameIn = (code: string, stateNameLanguage: StateNameLanguage): string =>
  namesByCode.get(code)?.[stateNameLanguage].replace(trailingArticle, '') ??
  fictionalNames[code]?.[stateNameLanguage] ??
  code;

/** Short names of a State in all languages; none for a code without a name. */
export const stateNamesOf = (code: string): readonly string[] => Object.values(namesByCode.get(code) ?? {});

/** Article at the end. Other words in brackets belong to the name: `Iran (Islamic Republic of)`. */
const trailingArticle = / \((?:the|le|la|les|l'|el|los|las)\)$/;

/** Key under which spellings of a name are the same: without case, accents, articles and punctuation. */
export const nameKeyOf = (name: string): string =>
  foldSearchText(name.replace(trailingArticle, ''))
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** States by the keys of their names in all languages, made at the first search. */
let statesByKey: ReadonlyMap<string, string> | null = null;
const stateKeys = (): ReadonlyMap<string, string> =>
  (statesByKey ??= new Map(
    [...namesByCode].flatMap(([code, names]) =>
      [code, ...Object.values(names)].map((one) => [nameKeyOf(one), code] as const),
    ),
  ));

/** Find the State of this name in any of the languages, or of this code; null for another spelling. */
export const findStateByName = (text: string): string | null => stateKeys().get(nameKeyOf(text)) ?? null;

/** Most names that a person is offered. */
const maximumSuggestions = 5;

/** Words that several names have, such as "republic" and "islands": they tell no State from another. */
let sharedWords: ReadonlySet<string> | null = null;
function findSharedWords(): ReadonlySet<string> {
  const states = new Map<string, Set<string>>();
  for (const [name, code] of stateKeys())
    for (const word of name.split(' ')) states.set(word, (states.get(word) ?? new Set()).add(code));
  return new Set([...states].flatMap(([word, { size }]) => (size > 2 ? [word] : [])));
}

/** States by other names that people write, and whose letters lead to none. Proposed only: a person decides. */
const statesByOtherName: ReadonlyMap<string, string> = new Map([
  ['ivory coast', 'CI'],
  ['costa de marfil', 'CI'],
  ['burma', 'MM'],
  ['birmanie', 'MM'],
  ['birmania', 'MM'],
  ['swaziland', 'SZ'],
  ['holland', 'NL'],
  ['hollande', 'NL'],
]);

/** Find States with a name like this one, best first. A person decides which of them it is. */
export function suggestStates(text: string): readonly string[] {
  const shared = (sharedWords ??= findSharedWords());
  const key = nameKeyOf(text.slice(0, 200));
  const own = key.split(' ').filter((word) => !shared.has(word));
  const otherNamed = statesByOtherName.get(key);
  const likeness = new Map<string, number>(otherNamed === undefined ? [] : [[otherNamed, 1]]);
  for (const [name, code] of stateKeys()) {
    // A longer form of a name contains it whole: "the Republic of Kenya". An adjective begins as the name does.
    const isWithin = name.length > 3 && ` ${key} `.includes(` ${name} `);
    const isBegun = own.some((word) => word.length > 4 && name.startsWith(word.slice(0, 5)));
    const like = isWithin ? 0.9 + name.length / 1_000 : isBegun ? 0.8 : likenessOf(name, own.join(' '));
    if (like >= 0.5) likeness.set(code, Math.max(like, likeness.get(code) ?? 0));
  }
  return [...likeness]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, maximumSuggestions)
    .map(([code]) => code);
}

/** Share of the pairs of letters that two texts have in common, from 0 to 1. */
function likenessOf(one: string, other: string): number {
  const [pairs, others] = [letterPairsOf(one), letterPairsOf(other)];
  const common = [...pairs].filter((pair) => others.has(pair)).length;
  return (2 * common) / Math.max(1, pairs.size + others.size);
}

const letterPairsOf = (text: string): ReadonlySet<string> =>
  new Set(Array.from(text, (letter, at) => letter + text.charAt(at + 1)));

/** Regions of the United Nations' standard M49. */
export const WorldRegion = z.enum(['africa', 'americas', 'asia', 'europe', 'oceania']);
export type WorldRegion = z.infer<typeof WorldRegion>;

const regionsByCode = new Map(Object.entries(z.record(CountryCode, WorldRegion).parse(stateRegions)));

/** Region of a State; null for a code without one, as those of exercises. */
export const regionOfState = (code: string): WorldRegion | null => regionsByCode.get(code) ?? null;
