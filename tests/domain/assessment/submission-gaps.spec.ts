import { expect, test } from 'vitest';
import { submissionGapsOf } from '#domain/assessment/submission-gaps.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';

const gapsWith = (values: Parameters<typeof anAssessment>[0]) =>
  submissionGapsOf(anAssessment(values), defaultMaturityModel);
const rated = { 'answers/D3.2/state': 'rated', 'answers/D3.2/level': 1 };

test('a rating without a rationale is not explained; white space is no rationale', () => {
  expect(gapsWith(rated).unexplained).toEqual(['D3.2']);
  expect(gapsWith({ ...rated, 'answers/D3.2/rationale': ' \n' }).unexplained).toEqual(['D3.2']);
  expect(gapsWith({ ...rated, 'answers/D3.2/rationale': 'No unit.' }).unexplained).toEqual([]);
});

test('"not applicable" needs its reason, not a rationale; a blank answer needs none', () => {
  const notApplicable = { 'answers/D3.2/state': 'na' };
  expect(gapsWith({ ...notApplicable, 'answers/D3.2/rationale': 'No.' }).unexplained).toEqual(['D3.2']);
  expect(gapsWith({ ...notApplicable, 'answers/D3.2/na-reason': 'outside-mandate' }).unexplained).toEqual([]);
  expect(gapsWith({}).unexplained).toEqual([]);
});

test('a gap is without a finding until one is about it', () => {
  expect(gapsWith(rated).withoutFinding).toEqual(['D3.2']);
  const finding = { 'findings/f1/text': 'No unit.', 'findings/f1/about': ['D3.2'] };
  expect(gapsWith({ ...rated, ...finding }).withoutFinding).toEqual([]);
});

test('an instrument without indicators lacks only its reference date', () => {
  const gaps = submissionGapsOf(anAssessment(rated), null);
  expect(gaps).toEqual({ hasReferenceDate: false, unexplained: [], withoutFinding: [] });
  expect(gapsWith({ 'reference-date': '2026-11-02' }).hasReferenceDate).toBe(true);
});
