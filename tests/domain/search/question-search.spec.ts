import { expect, test } from 'vitest';
import { createQuestionSearch } from '#domain/search/question-search.ts';
import { searchedTextsOf } from '#domain/search/searched-texts.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';

const texts = searchedTextsOf(
  anAssessment({
    'answers/D3.3/rationale': 'Staff turnover is high.',
    'answers/D3.3/evidence/e1/title': 'Terms of reference',
    'answers/D3.4/rationale': 'No careers.',
  }),
  { person: null, written: new Set() },
);
const find = (typed: string, own = 'D3.3 Resources', target = 'D3.3') =>
  createQuestionSearch(typed, texts)(own, target);
const excerpt = (typed: string): string | undefined =>
  find(typed)
    ?.hit?.excerpt.map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join('');

test('a question is found by parts of its own words, without accents and case', () => {
  expect(find('sourc d3.3')).toEqual({ hit: null });
  expect(createQuestionSearch('RÉS', [])('Resources', 'x')).toEqual({ hit: null });
});

test('a question is found by its reason and its evidence, with the text around the word', () => {
  expect(excerpt('turnover')).toBe('Staff [turnover] is high.');
  expect(excerpt('resources terms')).toBe('[Terms] of reference');
  expect(excerpt('turn terms')).toBe('Staff [turnover] is high.');
  expect(find('turn terms')?.hit?.path).toBe('answers/D3.3/rationale');
});

test('a question is not found by the reason of another, nor by a sign', () => {
  expect(find('careers')).toBeNull();
  expect(find('turnover nothing')).toBeNull();
  expect(find('%')).toBeNull();
});
