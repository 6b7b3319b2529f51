import type { Instrument } from '#forms/model/instrument.ts';

/** Languages by the names that authors give them where they give no code. */
const languageCodeByName: Readonly<Record<string, string>> = {
  english: 'en',
  french: 'fr',
  français: 'fr',
  francais: 'fr',
  arabic: 'ar',
  العربية: 'ar',
  عربي: 'ar',
  spanish: 'es',
  español: 'es',
  espanol: 'es',
  portuguese: 'pt',
  russian: 'ru',
  chinese: 'zh',
  hindi: 'hi',
  urdu: 'ur',
  persian: 'fa',
  farsi: 'fa',
  dari: 'prs',
  pashto: 'ps',
  hebrew: 'he',
  swahili: 'sw',
  nepali: 'ne',
};

const rightToLeftCodes: ReadonlySet<string> = new Set([
  'ar',
  'fa',
  'prs',
  'ps',
  'ur',
  'he',
  'dv',
  'ckb',
  'sd',
  'ug',
  'yi',
]);

/** The BCP 47 code in an author's name of a language: `French (fr)`, `fr`, `Français`; null when nothing tells. */
export function languageCodeOf(name: string): string | null {
  const inBrackets = /\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})\)\s*$/.exec(name)?.[1];
  if (inBrackets !== undefined) return inBrackets;
  if (/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(name.trim()) && name.trim().length <= 6)
    return name.trim();
  return languageCodeByName[name.trim().toLocaleLowerCase()] ?? null;
}

/**
 * Direction of a form's words in this language; null when it is unknown, and each text decides for itself.
 */
export function formDirectionOf(name: string): 'ltr' | 'rtl' | null {
  const code = languageCodeOf(name);
  return code === null ? null : rightToLeftCodes.has(code.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

/** First language of the form: the screen's where the form has it, else the author's first. */
export function initialFormLanguage({ languages, defaultLanguage }: Instrument, screen: string): string {
  const same = languages.find((name) => languageCodeOf(name)?.toLowerCase().split('-')[0] === screen);
  return same ?? (languages.includes(defaultLanguage) ? defaultLanguage : (languages[0] ?? defaultLanguage));
}
