import * as z from 'zod';
import { CountryCode } from './mission.ts';
import stateNames from './state-names.json' with { type: 'json' };
import stateRegions from './state-regions.json' with { type: 'json' };

/** Languages with names of States: the official languages of the United Nations. */
type StateNameLanguage = 'en' | 'fr' | 'ar' | 'es' | 'ru' | 'zh';

const name = z.string().min(1);
const StateNames = z.record(
  CountryCode,
  z.strictObject({ en: name, fr: name, ar: name, es: name, ru: name, zh: name }),
);

/** Short names by ISO 3166 code as UNTERM writes them, with articles in brackets. Their source: NOTICE.md. */
const namesByCode = new Map(Object.entries(StateNames.parse(stateNames)));

/** Member States, observers and others that UNTERM names, by their ISO 3166 alpha-2 codes. */
export const stateCodes: readonly string[] = [...namesByCode.keys()];

/**
 * Short name of a State in a language, without an article, for lists and tables. A code without a name stays a code,
 * as those of exercises (XA to XZ).
 */
export const stateNameIn = (code: string, language: StateNameLanguage): string =>
  namesByCode.get(code)?.[language].replace(trailingArticle, '') ?? code;

/** Short names of a State in all languages; none for a code without a name. */
export const stateNamesOf = (code: string): readonly string[] => Object.values(namesByCode.get(code) ?? {});

/** Article at the end. Other words in brackets belong to the name: `Iran (Islamic Republic of)`. */
const trailingArticle = / \((?:the|le|la|les|l'|el|los|las)\)$/;

/** Regions of the United Nations' standard M49. */
export const WorldRegion = z.enum(['africa', 'americas', 'asia', 'europe', 'oceania']);
export type WorldRegion = z.infer<typeof WorldRegion>;

const regionsByCode = new Map(Object.entries(z.record(CountryCode, WorldRegion).parse(stateRegions)));

/** Region of a State; null for a code without one, as those of exercises. */
export const regionOfState = (code: string): WorldRegion | null => regionsByCode.get(code) ?? null;
