import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import {
  findOpenConsolidations,
  interRaterReliabilityIn,
  readConsolidatedRating,
  readIndependentRatings,
} from '#domain/assessment/independent-ratings.ts';
import { after, anAssessment, otherDevice } from '#tests/support/builders/an-assessment.ts';

const one = '00000000-0000-4000-8000-000000000001';
const two = '00000000-0000-4000-8000-000000000002';
const rated = (question: string, level: number): Readonly<Record<string, JsonValue>> => ({
  [`answers/${question}/state`]: 'rated',
  [`answers/${question}/level`]: level,
});
const second = (question: string, person: string, level: number): Readonly<Record<string, JsonValue>> => ({
  [`second-ratings/${question}/${person}`]: { level, evidence: 'E2', rationale: 'Seen.' },
});
const decided = (question: string, level: number, first?: number): Readonly<Record<string, JsonValue>> => ({
  [`consolidations/${question}`]: { level, reason: 'Agreed.', ...(first !== undefined && { first }) },
});

test('independent ratings keep their recording order, and a withdrawn rating is left out', () => {
  const document = anAssessment({
    ...second('D5.4', two, 3),
    ...second('D5.4', one, 2),
    'second-ratings/D5.1/x': null,
    [`second-ratings/D5.1/${one}`]: null,
  });
  expect(readIndependentRatings(document, 'D5.4').map(({ person, level }) => [person, level])).toEqual([
    [two, 3],
    [one, 2],
  ]);
  expect(readIndependentRatings(document, 'D5.1')).toEqual([]);
});

describe('[A3] the lead consolidates', () => {
  const questions = ['D5.1', 'D5.3', 'D5.4'];

  test('questions on which ratings differ, and no others', () => {
    const document = anAssessment({
      ...rated('D5.1', 3),
      ...second('D5.1', two, 3),
      ...rated('D5.3', 2),
      ...second('D5.3', two, 4),
      ...second('D5.4', two, 4),
    });
    expect(findOpenConsolidations(document, questions)).toMatchObject([
      { question: 'D5.3', first: 2, seconds: [{ level: 4 }] },
    ]);
  });

  test('until a decision is made, and again when somebody rates after it', () => {
    const document = anAssessment({
      ...rated('D5.3', 3),
      ...second('D5.3', two, 4),
      ...decided('D5.3', 3, 2),
    });
    expect(findOpenConsolidations(document, questions)).toEqual([]);
    expect(readConsolidatedRating(document, 'D5.3')).toMatchObject({ level: 3, reason: 'Agreed.', first: 2 });
    const later = after(document, {
      by: otherDevice,
      n: 50,
      path: `second-ratings/D5.3/${one}`,
      value: { level: 1, evidence: 'E1', rationale: '' },
    });
    expect(findOpenConsolidations(later, questions)).toHaveLength(1);
  });
});

test('[B6.14] agreement is that of the ratings before the lead decided', () => {
  const questions = Array.from({ length: 10 }, (_, at) => `D3.${at}`);
  const document = anAssessment({
    ...Object.assign({}, ...questions.map((question) => rated(question, 3))),
    ...second('D3.0', two, 3),
    ...second('D3.1', two, 3),
    ...decided('D3.1', 3, 2),
    ...second('D3.2', two, 1),
  });
  expect(interRaterReliabilityIn(document, questions)).toEqual({
    doubleRated: 3,
    isEnough: true,
    exact: 1 / 3,
    withinOne: 2 / 3,
  });
  expect(interRaterReliabilityIn(anAssessment({}), questions)).toMatchObject({
    doubleRated: 0,
    isEnough: false,
    exact: null,
  });
});
