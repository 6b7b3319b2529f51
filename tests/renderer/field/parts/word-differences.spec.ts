import { expect, test } from 'vitest';
import { markDifferences } from '#renderer/field/parts/answer-sides-view.tsx';

const marked = (text: string, other: string) =>
  markDifferences(text, other).map(({ text: words, isOnlyHere }) => (isOnlyHere ? `[${words}]` : words));

test('words that the other text lacks are marked, and the text stays whole', () => {
  const text = 'The form dates from 2024. Two offices use it.';
  const other = 'The form dates from 2024 and is mandatory.';
  expect(marked(text, other)).toEqual(['The form dates from ', '[2024. Two offices use it.]']);
  expect(
    markDifferences(text, other)
      .map((markedWords) => markedWords.text)
      .join(''),
  ).toBe(text);
});

test('words of other scripts are compared as words too', () => {
  expect(marked('المذكرة تُملأ دائماً', 'المذكرة لا تُملأ')).toEqual(['المذكرة تُملأ ', '[دائماً]']);
});

test('equal texts have no marks, and a text beside an empty one is marked whole', () => {
  expect(marked('Seen on site.', 'Seen on site.')).toEqual(['Seen on site.']);
  expect(marked('Seen on site.', '')).toEqual(['[Seen on site.]']);
});

test('texts too long to compare are marked whole', () => {
  const long = Array.from({ length: 2_000 }, (_, at) => `w${at}`).join(' ');
  expect(marked(`${long} end`, long)).toHaveLength(1);
});
