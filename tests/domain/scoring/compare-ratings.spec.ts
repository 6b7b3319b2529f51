import { describe, expect, test } from 'vitest';
import type { IndicatorAnswer } from '#domain/scoring/applicability.ts';
import { ratingChangeBetween } from '#domain/scoring/compare-ratings.ts';
import { computeGapPriority, gapToTarget, shownPriorityBand } from '#domain/scoring/gap-priority.ts';
import { findInformationGaps } from '#domain/scoring/information-gaps.ts';
import { interRaterReliabilityOf } from '#domain/scoring/inter-rater-reliability.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { lowerMedianOf, rollUpIndicators } from '#domain/scoring/score.ts';
import { defaultScoringPolicy } from '#domain/scoring/scoring-policy.ts';
import { summarizeTaggedIndicators } from '#domain/scoring/tagged-indicators.ts';
import { sections } from '#tests/conformance/scoring/scoring-vectors.ts';
import vectors from '#tests/data/scoring-vectors.json' with { type: 'json' };

const rated = (level: 1 | 2 | 3 | 4 | 5): IndicatorAnswer => ({ state: 'rated', level, evidence: 'E3' });

describe('the vectors of the instrument', () => {
  for (const [name, list] of Object.entries(vectors))
    test(`[B6] every one of "${name}" comes out as expected`, () => {
      const vectorOutcomes = list.map((vector) =>
        sections[name]?.(vector, defaultMaturityModel, defaultScoringPolicy),
      );
      expect(vectorOutcomes.map((vectorOutcome) => vectorOutcome?.found)).toEqual(
        vectorOutcomes.map((vectorOutcome) => vectorOutcome?.expected),
      );
      expect(vectorOutcomes.length).toBeGreaterThan(0);
    });
});

describe('[B6.8] a State over its institutions', () => {
  const contribution = (institution: string, maturityLevel: 1 | 2 | 3 | 4 | 5 | null) => ({
    institution,
    screening: { S1: 'POL' },
    answers: maturityLevel === null ? {} : { 'D5.1': rated(maturityLevel) },
  });

  test('is the lower median with the range; two levels apart are flagged', () => {
    const rolledUpIndicators = rollUpIndicators(defaultMaturityModel, [
      contribution('a', 2),
      contribution('b', 4),
      contribution('c', null),
    ]);
    expect(rolledUpIndicators.find(({ indicator }) => indicator === 'D5.1')).toEqual({
      indicator: 'D5.1',
      scope: 'institution',
      rated: 2,
      asked: 3,
      level: 2,
      isProposed: false,
      lowest: 2,
      highest: 4,
      isFlagged: true,
    });
  });

  test('leaves out indicators asked of no institution, and has no level without a rating', () => {
    const rolledUpIndicators = rollUpIndicators(defaultMaturityModel, [contribution('a', null)]);
    expect(rolledUpIndicators.some(({ indicator }) => indicator === 'D1.2')).toBe(false);
    expect(rolledUpIndicators.find(({ indicator }) => indicator === 'D5.1')?.level).toBe(null);
  });

  test('counts a rule’s proposal for an institution, and marks it where no rating exists (B4)', () => {
    const without = { institution: 'a', screening: { S1: 'COO' }, answers: { 'D1.1': rated(1) } };
    const other = { institution: 'b', screening: { S1: 'COO' }, answers: { 'D1.1': rated(4) } };
    const reportsOf = (rater: typeof other) =>
      rollUpIndicators(defaultMaturityModel, [without, rater]).find(({ indicator }) => indicator === 'D1.5');
    expect(reportsOf(other)).toMatchObject({ level: 1, isProposed: true, rated: 1, asked: 2 });
    const rates = { ...other, answers: { ...other.answers, 'D1.5': rated(3) } };
    expect(reportsOf(rates)).toMatchObject({ level: 1, isProposed: false, rated: 2, highest: 3 });
  });

  test('the median of nothing is a mistake of the caller', () => {
    expect(() => lowerMedianOf([])).toThrow('the list is empty');
  });
});

test('[B6.9] a tag is a list and a distribution over all dimensions', () => {
  const view = summarizeTaggedIndicators(defaultMaturityModel, 'GEN', { S1: 'COO' }, { 'D1.3': rated(4) });
  expect(view.indicators).toContainEqual({ id: 'D1.3', level: 4 });
  expect(view.distribution).toEqual([0, 0, 0, 1, 0]);
  expect(view.unrated).toBe(view.indicators.length - 1);
});

test('[B6.10] a gap is the distance to the target and never negative', () => {
  expect([gapToTarget(3, 1), gapToTarget(3, 5)]).toEqual([2, 0]);
});

test('[B6.10] the default target of an indicator is 3, of a gate 4', () => {
  const { targets } = defaultScoringPolicy;
  expect(targets).toEqual({ usual: 3, gate: 4 });
  for (const { gate, default_target } of defaultMaturityModel.dimensions.flatMap(
    (maturityDimension) => maturityDimension.indicators,
  ))
    expect(default_target).toBe(gate ? targets.gate : targets.usual);
});

test('[B6.11] a priority that a person set comes before the computed one, which is kept', () => {
  const gapPriority = computeGapPriority({
    weight: 1,
    gate: false,
    level: 2,
    target: 3,
    ownership: 0,
    feasibility: 0,
    alignment: 0,
  });
  expect(gapPriority).toEqual({ gap: 1, score: 20, band: 'Low' });
  expect(shownPriorityBand(gapPriority, { band: 'High', reason: 'Asked for by the minister' })).toBe('High');
  expect(shownPriorityBand(gapPriority)).toBe('Low');
});

test('[B6.12] information gaps are separate from gaps: indicators without evidence, and gates without an answer', () => {
  const informationGaps = findInformationGaps(
    defaultMaturityModel,
    { S1: 'COO' },
    { 'D1.2': { state: 'ne', evidence: 'E0' } },
  );
  expect(informationGaps).toContainEqual({ indicator: 'D1.1', state: 'blank', isHigh: true });
  expect(informationGaps).toContainEqual({ indicator: 'D1.2', state: 'ne', isHigh: false });
  expect(informationGaps.some(({ indicator }) => indicator === 'D1.3')).toBe(false);
});

describe('[B6.13] change between two assessments', () => {
  const at = (level: 1 | 2 | 3 | 4 | 5, more = {}) =>
    ({ indicator: 'D1.1', version: '1.0.0', level, evidence: 'E2', ...more }) as const;

  test('needs a level and evidence at both dates', () => {
    expect(ratingChangeBetween(at(2), at(3))).toBe('improved');
    expect(ratingChangeBetween(at(3), at(2))).toBe('declined');
    expect(ratingChangeBetween(at(3), at(3))).toBe('noComparableChange');
    expect(ratingChangeBetween(at(2, { evidence: 'E1' }), at(3))).toBe('noComparableChange');
  });

  test('is only told of the same indicator and major version', () => {
    expect(ratingChangeBetween(at(2), at(3, { version: '1.4.0' }))).toBe('improved');
    expect(ratingChangeBetween(at(2), at(3, { version: '2.0.0' }))).toBe('noComparableChange');
    expect(ratingChangeBetween(at(2), at(3, { indicator: 'D1.2' }))).toBe('noComparableChange');
  });
});

test('[B6.14] agreement of two assessors, and whether enough was rated twice', () => {
  const pairs = [
    { first: 3, second: 3 },
    { first: 2, second: 3 },
    { first: 1, second: 4 },
    { first: 5, second: 5 },
  ] as const;
  expect(interRaterReliabilityOf(pairs, 40)).toEqual({
    doubleRated: 4,
    isEnough: true,
    exact: 0.5,
    withinOne: 0.75,
  });
  expect(interRaterReliabilityOf([], 40)).toEqual({
    doubleRated: 0,
    isEnough: false,
    exact: null,
    withinOne: null,
  });
});
