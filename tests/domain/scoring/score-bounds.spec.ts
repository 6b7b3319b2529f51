import { describe, expect, test } from 'vitest';
import {
  dimensionProgressOf,
  type IndicatorAnswer,
  type IndicatorAnswers,
  resolveApplicability,
  totalProgressOf,
} from '#domain/scoring/applicability.ts';
import { computeGapPriority } from '#domain/scoring/gap-priority.ts';
import { findInformationGaps } from '#domain/scoring/information-gaps.ts';
import type { Indicator, MaturityDimension, MaturityModel } from '#domain/scoring/maturity-model.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { computeWorkingIndex, rollUpIndicators, scoreDimensions } from '#domain/scoring/score.ts';
import { summarizeTaggedIndicators } from '#domain/scoring/tagged-indicators.ts';

// Small made-up instruments, so that a value lies exactly on a bound of docs/requirements.md B6.

type Level = 1 | 2 | 3 | 4 | 5;
const rated = (level: Level): IndicatorAnswer => ({ state: 'rated', level, evidence: 'E3' });

const indicator = (id: string, part: Partial<Indicator> = {}): Indicator => ({
  id,
  title: id,
  question: id,
  scope: 'institution',
  types: ['POL'],
  weight: 1,
  gate: false,
  tags: [],
  default_target: 3,
  evidence_prompt: '',
  rules: [],
  levels: ['', '', '', '', ''],
  ...part,
});

const dimension = (code: string, weight: number, ...indicators: readonly Indicator[]): MaturityDimension => ({
  code,
  title: code,
  weight,
  purpose: '',
  generic_levels: [],
  indicators,
});

const modelOf = (...dimensions: readonly MaturityDimension[]): MaturityModel => ({
  ...defaultMaturityModel,
  dimensions,
});

/** So many indicators of a dimension, the first ones with these levels. */
const withLevels = (code: string, weight: number, count: number, ...levels: readonly Level[]) => ({
  part: dimension(code, weight, ...Array.from({ length: count }, (_none, at) => indicator(`${code}.${at}`))),
  answers: Object.fromEntries(levels.map((level, at) => [`${code}.${at}`, rated(level)])),
});

const scoreOf = (indicators: readonly Indicator[], indicatorAnswers: IndicatorAnswers) =>
  scoreDimensions(modelOf(dimension('D1', 1, ...indicators)), {}, indicatorAnswers)[0];

describe('[B6] a dimension', () => {
  test.each([
    [3, 'insufficient'],
    [4, 'provisional'],
    [6, 'provisional'],
    [7, 'scored'],
  ])('with %i of 10 indicators rated is %s', (count, status) => {
    const levels = Array.from({ length: count }, (): Level => 3);
    const { part, answers } = withLevels('D1', 1, 10, ...levels);
    expect(scoreDimensions(modelOf(part), {}, answers)[0]?.status).toBe(status);
  });

  test('whose mean is on the bound of two levels has the higher one, and is not limited', () => {
    const dimensionScore = scoreOf([indicator('a'), indicator('b')], { a: rated(2), b: rated(3) });
    expect(dimensionScore).toMatchObject({ band: 3, cap: 5, reported: 3 });
    expect(dimensionScore).not.toHaveProperty('limitedBy');
  });

  test('is limited by the first of its lowest gates, and by none at its own level', () => {
    const gates = ['a', 'b', 'c'].map((id) => indicator(id, { gate: true }));
    const otherIndicators = ['d', 'e', 'f', 'g'].map((id) => indicator(id));
    const high = { d: rated(5), e: rated(5), f: rated(5), g: rated(5) };
    const limited = { ...high, a: rated(3), b: rated(2), c: rated(2) };
    expect(scoreOf([...gates, ...otherIndicators], limited)).toMatchObject({
      band: 4,
      cap: 3,
      limitedBy: 'b',
    });
    const equal = { ...limited, a: rated(5), b: rated(3), c: rated(5) };
    expect(scoreOf([...gates, ...otherIndicators], equal)).toMatchObject({ band: 5, cap: 4, limitedBy: 'b' });
    const own = { a: rated(2), b: rated(3), c: rated(3) };
    expect(scoreOf(gates, own)).toMatchObject({ band: 3, cap: 3, reported: 3 });
    expect(scoreOf(gates, own)).not.toHaveProperty('limitedBy');
    const free = { ...limited, a: rated(4), b: rated(4), c: rated(4) };
    expect(scoreOf([...gates, ...otherIndicators], free)).not.toHaveProperty('limitedBy');
  });

  test('is reported at level 3 at most while a gate is not rated', () => {
    const all = [indicator('a', { gate: true }), indicator('b'), indicator('c'), indicator('d')];
    const dimensionScore = scoreOf(all, { b: rated(5), c: rated(5), d: rated(5) });
    expect(dimensionScore).toMatchObject({ band: 5, cap: 3, reported: 3, limitedBy: 'a' });
  });

  test('counts no indicator that was answered as not applicable', () => {
    const answers = { a: rated(3), b: rated(3), c: { state: 'na', evidence: 'E0' } } as const;
    const all = [indicator('a'), indicator('b'), indicator('c')];
    expect(scoreOf(all, answers)).toMatchObject({ applicable: 2, coverage: 1 });
  });

  test('[B6.6] of technology is at most one level above safeguards, and keeps that one', () => {
    const technology = (level: Level) => withLevels('D5', 1, 2, level, level);
    const safeguards = withLevels('D7', 1, 2, 2, 2);
    const reported = (level: Level) => {
      const { part, answers } = technology(level);
      return scoreDimensions(modelOf(part, safeguards.part), {}, { ...answers, ...safeguards.answers })[0];
    };
    expect(reported(5)).toMatchObject({ reported: 3, limitedBy: 'D7' });
    expect(reported(3)).not.toHaveProperty('limitedBy');
  });
});

describe('[B6.7] the working index', () => {
  const indexOf = (...parts: readonly ReturnType<typeof withLevels>[]) => {
    const maturityModel = modelOf(...parts.map(({ part }) => part));
    const indicatorAnswers = Object.assign({}, ...parts.map((one) => one.answers)) as IndicatorAnswers; // of strings to answers
    return computeWorkingIndex(maturityModel, scoreDimensions(maturityModel, {}, indicatorAnswers));
  };
  const unrated = (code: string, weight: number) => withLevels(code, weight, 2);

  test('exists from 70 % of the weight of dimensions that are not thin', () => {
    const thin = withLevels('D2', 50, 1, 5);
    expect(indexOf(withLevels('D7', 7, 2, 2, 2), unrated('D1', 3), thin)).toBe(2);
    expect(indexOf(withLevels('D7', 6, 2, 2, 2), unrated('D1', 4))).toBeNull();
  });

  test('needs the dimension of safeguards, however much else is scored', () => {
    expect(indexOf(withLevels('D1', 9, 2, 2, 2), unrated('D7', 1))).toBeNull();
    expect(indexOf(unrated('D7', 1))).toBeNull();
  });

  test('is the weighted mean, with the reported level where a dimension is limited', () => {
    const [technology, safeguards] = [withLevels('D5', 1, 2, 5, 5), withLevels('D7', 3, 2, 2, 1)];
    expect(indexOf(technology, safeguards)).toBe((3 + 3 * 1.5) / 4);
  });
});

describe('[B6.8] an indicator over institutions', () => {
  const contribution = (level: Level) => ({ institution: 'a', screening: {}, answers: { a: rated(level) } });
  const rolledUp = (...levels: readonly Level[]) =>
    rollUpIndicators(modelOf(dimension('D1', 1, indicator('a'))), levels.map(contribution))[0];

  test('has the range of its levels in any order, and is not flagged by high levels', () => {
    expect(rolledUp(5, 3, 4)).toMatchObject({ lowest: 3, highest: 5, level: 4, isFlagged: true });
    expect(rolledUp(5, 4)).toMatchObject({ lowest: 4, highest: 5, level: 4, isFlagged: false });
  });

  test('without a rating has no range and is no proposal', () => {
    const contributions = [{ institution: 'a', screening: {}, answers: {} }];
    const [rolledUpIndicator] = rollUpIndicators(modelOf(dimension('D1', 1, indicator('a'))), contributions);
    expect(rolledUpIndicator).toMatchObject({
      lowest: null,
      highest: null,
      isProposed: false,
      isFlagged: false,
    });
  });
});

describe('[B4] rules of an indicator', () => {
  const rule = (kind: 'na_if' | 'floor_if') => ({ kind, all: [['q', '==', 'no']] as const, note: '' });
  const skipped = indicator('a', { rules: [rule('na_if')], gate: true });
  const proposed = indicator('b', { rules: [rule('floor_if')], gate: true });
  const plain = indicator('c', { gate: true });
  const answers = { a: rated(3), c: { state: 'declined', evidence: 'E0' }, d: rated(1) } as const;
  const part = dimension('D1', 1, skipped, proposed, plain, indicator('d'), indicator('f'), {
    ...skipped,
    id: 'e',
  });

  test('count a proposal as asked and not as answered, and a kept answer as skipped', () => {
    const progress = { asked: 4, answered: 2, skipped: 2 };
    expect(dimensionProgressOf(part, { q: 'no' }, answers)).toEqual(progress);
    expect(totalProgressOf(modelOf(part), { q: 'no' }, answers)).toEqual(progress);
  });

  test('propose nothing to an answered indicator, nor by a rule that does not hold', () => {
    expect(resolveApplicability(proposed, { q: 'no' }, { b: rated(2) })).toEqual({ kind: 'asked' });
    expect(resolveApplicability(proposed, { q: 'yes' }, {})).toEqual({ kind: 'asked' });
  });

  test('apply to every type of institution while none is named', () => {
    expect(resolveApplicability(plain, {}, {})).toEqual({ kind: 'asked' });
    expect(resolveApplicability(plain, { S1: 'COO' }, {})).toEqual({ kind: 'otherType' });
  });

  test('[B6.12] leave no information gap where they skip or propose', () => {
    const asked = { ...answers, c: rated(2) };
    expect(findInformationGaps(modelOf(part), { q: 'no' }, asked)).toEqual([]);
    const without = { c: rated(2) };
    expect(findInformationGaps(modelOf(part), { q: 'no' }, without)).toEqual([]);
    expect(findInformationGaps(modelOf(part), {}, without).map((gap) => gap.indicator)).toEqual([
      'a',
      'b',
      'e',
    ]);
  });

  test('[B6.9] leave a tag without what they skip, and without other indicators', () => {
    const tagged = { tags: ['GEN'] };
    const maturityModel = modelOf(
      dimension(
        'D1',
        1,
        { ...skipped, ...tagged },
        indicator('x'),
        ...['p', 'p2', 'p5'].map((id) => indicator(id, tagged)),
      ),
    );
    const foundIndicators = summarizeTaggedIndicators(
      maturityModel,
      'GEN',
      { q: 'no' },
      { p: rated(1), p2: rated(2), p5: rated(5), x: rated(2) },
    );
    expect(foundIndicators).toMatchObject({ distribution: [1, 1, 0, 0, 1], unrated: 0 });
  });
});

test('[B6.11] a priority has one decimal, and is medium from 40 points', () => {
  const factors = { weight: 2, gate: false, level: 2, target: 3, feasibility: 0, alignment: 0 } as const;
  expect(computeGapPriority({ ...factors, ownership: 0.5 })).toEqual({ gap: 1, score: 40, band: 'Medium' });
  expect(computeGapPriority({ ...factors, target: 4, level: 3, ownership: 0 })).toEqual({
    gap: 1,
    score: 25.8,
    band: 'Low',
  });
});
