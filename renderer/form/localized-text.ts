import type { LocalizedText } from '#forms/model/instrument.ts';

/** Words in a language, or in another available one; null when there are none. */
export function localizedTextIn(words: LocalizedText | undefined, language: string): string | null {
  if (words === undefined) return null;
  return words[language] ?? words[''] ?? Object.values(words).find((text) => text !== '') ?? null;
}
