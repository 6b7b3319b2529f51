import { describe, expect, test } from 'vitest';
import { argumentsOf, readCatalogue } from './message-catalogues.ts';

const english = readCatalogue('en');
const everywhere = 'frame.';

test('English, the complete language, has messages and they all parse', () => {
  expect(english.size).toBeGreaterThan(0);
  for (const text of english.values()) argumentsOf(text, 'en');
});

describe.each(['fr', 'ar'])('the language %s', (language) => {
  const catalogue = readCatalogue(language);

  test('has every message of the frame', () => {
    const needed = [...english.keys()].filter((key) => key.startsWith(everywhere));
    expect(needed.filter((key) => !catalogue.has(key))).toEqual([]);
  });

  test('has no message that English does not know', () => {
    expect([...catalogue.keys()].filter((key) => !english.has(key))).toEqual([]);
  });

  test('asks for the same values as English in every message', () => {
    const needs = (key: string, text: string, spoken: string) =>
      `${key}: ${argumentsOf(text, spoken).join(', ')}`;
    const translated = [...catalogue].filter(([key]) => english.has(key));
    expect(translated.map(([key, text]) => needs(key, text, language))).toEqual(
      translated.map(([key]) => needs(key, english.get(key) ?? '', 'en')),
    );
  });
});
