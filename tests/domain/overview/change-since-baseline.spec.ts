import { describe, expect, test } from 'vitest';
import { changeSinceBaseline } from '#domain/overview/change-since-baseline.ts';
import type { InstitutionResult, OverviewAssessment } from '#domain/overview/roll-up.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { defaultScoringPolicy } from '#domain/scoring/scoring-policy.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';

const scored = { model: defaultMaturityModel, policy: defaultScoringPolicy };
const ids = defaultMaturityModel.dimensions.flatMap(({ indicators }) => indicators.map(({ id }) => id));

/** An assessment with these levels by indicator; all others are blank. */
const assessmentOf = (
  n: number,
  day: string,
  levels: Readonly<Record<string, number>>,
): OverviewAssessment => ({
  log: aLog(1),
  doc: aDoc(n),
  title: '',
  status: 'final',
  institutionKey: 'police',
  institution: 'Police',
  institutionType: 'POL',
  instrument: '',
  type: null,
  referenceDate: day,
  follows: null,
  marks: ids.map((id) => levels[id] ?? '.').join(''),
  evidence: ids.map(() => '3').join(''),
});

/** An institution with one assessment, or with a follow-up. */
function resultOf(
  n: number,
  before: Readonly<Record<string, number>>,
  now?: Readonly<Record<string, number>>,
): InstitutionResult {
  const first = assessmentOf(n, `2026-01-${10 + n}`, before);
  const latest = now === undefined ? first : assessmentOf(n + 5, `2026-11-0${n}`, now);
  return { first, latest, before: now === undefined ? null : first, paired: null, line: latest };
}

const comparisonIn = (code: string, ...results: readonly InstitutionResult[]) =>
  changeSinceBaseline(scored, results)?.dimensions.find((one) => one.code === code);

describe('[B6.13] the change of a State since the baseline', () => {
  test('does not fall where an answer is missing and no rating fell', () => {
    const high = resultOf(1, { 'D7.1': 4, 'D7.2': 2 }, { 'D7.2': 2 });
    const low = resultOf(2, { 'D7.1': 1, 'D7.2': 2 }, { 'D7.1': 1, 'D7.2': 3 });
    expect(comparisonIn('D7', high, low)).toMatchObject({ comparable: 2, rated: 2 });
    const { before = null, after = null } = comparisonIn('D7', high, low) ?? {};
    expect(after ?? 0).toBeGreaterThanOrEqual(before ?? 0);
  });

  test('compares no indicator that each date has from another institution', () => {
    const one = resultOf(1, { 'D7.1': 4 }, { 'D7.2': 2 });
    const other = resultOf(2, { 'D7.2': 4 }, { 'D7.1': 2 });
    expect(comparisonIn('D7', one, other)).toEqual({
      code: 'D7',
      before: null,
      after: null,
      comparable: 0,
      rated: 2,
    });
  });

  test('falls where a rating fell', () => {
    expect(comparisonIn('D7', resultOf(1, { 'D7.1': 4 }, { 'D7.1': 3 }))).toMatchObject({
      before: 4,
      after: 3,
    });
  });

  test('leaves an institution without a follow-up out, and counts it', () => {
    const followed = resultOf(1, { 'D7.1': 2 }, { 'D7.1': 3 });
    const change = changeSinceBaseline(scored, [followed, resultOf(2, { 'D7.1': 1 })]);
    expect(change).toMatchObject({ followed: 1, institutions: 2 });
    expect(change?.dimensions.find(({ code }) => code === 'D7')).toMatchObject({ before: 2, after: 3 });
  });

  test('has the first and the last day of both dates', () => {
    const change = changeSinceBaseline(scored, [resultOf(2, {}, {}), resultOf(1, {}, {})]);
    expect(change?.before).toEqual({ from: '2026-01-11', to: '2026-01-12' });
    expect(change?.after).toEqual({ from: '2026-11-01', to: '2026-11-02' });
  });

  test('is none before any follow-up', () => {
    expect(changeSinceBaseline(scored, [resultOf(1, { 'D7.1': 2 })])).toBeNull();
  });
});
