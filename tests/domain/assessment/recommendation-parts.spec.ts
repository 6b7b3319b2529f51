import { describe, expect, it, test } from 'vitest';
import { type Recommendation, readRecommendations } from '#domain/assessment/finding.ts';
import {
  blankPartsOf,
  decideRecommendationStatus,
  horizonOfQuarter,
  isFreeText,
  lastDayOfQuarter,
  quartersFrom,
  toggleSupport,
} from '#domain/assessment/recommendation-parts.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';

const whole = {
  'recommendations/r1/addressee': 'National Police',
  'recommendations/r1/text': 'issue a written form',
  'recommendations/r1/quarter': '2027-Q3',
  'recommendations/r1/support': ['advice'],
  'recommendations/r1/measures': ['procedure'],
  'recommendations/r1/order': 'a0',
};

function recommendationWith(
  values: Readonly<Record<string, string | readonly string[] | null>>,
): Recommendation {
  const [foundRecommendation] = readRecommendations(anAssessment({ ...whole, ...values }));
  if (foundRecommendation === undefined) throw new Error('The assessment has a recommendation');
  return foundRecommendation;
}

describe('[B7] a recommendation that is built from parts', () => {
  it('is accepted when every part of its sentence is filled in', () => {
    const filled = recommendationWith({});
    expect(blankPartsOf(filled)).toEqual([]);
    expect(decideRecommendationStatus(filled, 'accepted')).toMatchObject({ ok: true });
  });

  it.each([
    ['addressee', { 'recommendations/r1/addressee': ' ' }],
    ['text', { 'recommendations/r1/text': '' }],
    ['quarter', { 'recommendations/r1/quarter': null }],
    ['support', { 'recommendations/r1/support': [] }],
    ['measures', { 'recommendations/r1/measures': [] }],
    ['training-reason', { 'recommendations/r1/measures': ['training'] }],
  ])('is refused for its blank %s', (part, values) => {
    const blank = recommendationWith(values);
    for (const status of ['accepted', 'partly-accepted', 'in-progress', 'implemented', 'verified'] as const)
      expect(decideRecommendationStatus(blank, status)).toMatchObject({ refusal: { parts: [part] } });
  });

  it('may be proposed, discussed or rejected while parts are blank', () => {
    const blank = recommendationWith({ 'recommendations/r1/text': '' });
    for (const status of ['proposed', 'discussed', 'not-accepted', 'lapsed'] as const)
      expect(decideRecommendationStatus(blank, status).ok).toBe(true);
  });
});

describe('a recommendation that an earlier version wrote whole', () => {
  const earlier = (text: string) =>
    recommendationWith({
      'recommendations/r1/text': text,
      'recommendations/r1/support': null,
      'recommendations/r1/quarter': null,
      'recommendations/r1/measures': [],
    });

  it('is accepted by its text alone', () => {
    const freeText = earlier('Train the procurement unit.');
    expect(isFreeText(freeText)).toBe(true);
    expect(decideRecommendationStatus(freeText, 'accepted').ok).toBe(true);
  });

  it.each(['', 'National Police to … by …, so that this holds.'])('is refused with the text “%s”', (text) => {
    expect(blankPartsOf(earlier(text))).toEqual(['text']);
  });
});

test('no support excludes every other kind', () => {
  expect(toggleSupport(['advice', 'training'], 'none', true)).toEqual(['none']);
  expect(toggleSupport(['none'], 'training', true)).toEqual(['training']);
  expect(toggleSupport(['training'], 'advice', true)).toEqual(['advice', 'training']);
  expect(toggleSupport(['none'], 'none', false)).toEqual([]);
});

test('quarters follow each other over the end of a year, and end on their last day', () => {
  expect(quartersFrom('2026-11-29', 3)).toEqual(['2026-Q4', '2027-Q1', '2027-Q2']);
  expect(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'].map(lastDayOfQuarter)).toEqual([
    '2026-03-31',
    '2026-06-30',
    '2026-09-30',
    '2026-12-31',
  ]);
});

test.each([
  ['2026-Q4', '0-6'],
  ['2027-Q1', '0-6'],
  ['2027-Q2', '6-18'],
  ['2028-Q1', '6-18'],
  ['2028-Q3', '18+'],
])('an action until %s has the horizon %s in November 2026', (quarter, horizon) => {
  expect(horizonOfQuarter(quarter, '2026-11-29')).toBe(horizon);
});
