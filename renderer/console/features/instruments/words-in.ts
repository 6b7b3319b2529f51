import type { Words } from '#domain/instrument/instrument.ts';

/** The words in a language, or in another one that they are in; null when there are none. */
export function wordsIn(words: Words | undefined, language: string): string | null {
  if (words === undefined) return null;
  return words[language] ?? words[''] ?? Object.values(words).find((text) => text !== '') ?? null;
}

/** Of the languages of a form the one that this code (`fr`) means: forms write it `fr`, `French (fr)` or not at all. */
export const languageFor = (languages: readonly string[], code: string, fallback: string): string =>
  languages.find((one) => one === code || new RegExp(`\\(${code}(-[A-Za-z]+)?\\)$`, 'i').test(one)) ??
  fallback;
