import { describe, expect, test } from 'vitest';
import {
  findDecisionProblems,
  findFormProblems,
  mayBeSameRequest,
  triageScoreOf,
} from '#domain/request/check-request.ts';
import { type AssistanceRequest, emptyRequestForm, TriageTest } from '#domain/request/request.ts';
import { aForm, answered, aRequest } from '#tests/support/builders/a-request.ts';

describe('[A4] the triage', () => {
  const decision = { outcome: 'accepted', reason: 'Fits', referredTo: null } as const;
  const triaged: AssistanceRequest = { ...aRequest, status: 'triaged', tests: answered };

  test('needs all five tests, a reason, and for a referral the partner', () => {
    expect(findDecisionProblems(triaged, decision)).toEqual([]);
    expect(findDecisionProblems({ ...triaged, tests: {} }, decision)).toEqual(TriageTest.options);
    expect(findDecisionProblems(triaged, { ...decision, reason: ' ' })).toEqual(['reason']);
    expect(findDecisionProblems(triaged, { ...decision, outcome: 'referred' })).toEqual(['referred-to']);
    expect(findDecisionProblems(aRequest, decision)).toEqual(['status', ...TriageTest.options]);
  });

  test('accepts before due diligence has started only with the reason at that test', () => {
    const answerNo = (note: string): AssistanceRequest => ({
      ...triaged,
      tests: { ...answered, 'due-diligence': { answer: 'no', note } },
    });
    expect(findDecisionProblems(answerNo(' '), decision)).toEqual(['due-diligence-reason']);
    expect(findDecisionProblems(answerNo('Starts with the mission'), decision)).toEqual([]);
    expect(findDecisionProblems(answerNo(''), { ...decision, outcome: 'declined' })).toEqual([]);
  });

  test('scores up to ten points, and none while a test has no answer', () => {
    expect(triageScoreOf(triaged)).toBe(10);
    expect(triageScoreOf({ tests: { ...answered, formal: { answer: 'partly', note: '' } } })).toBe(9);
    expect(triageScoreOf({ tests: { ...answered, formal: { answer: 'no', note: '' } } })).toBe(8);
    expect(triageScoreOf(aRequest)).toBeNull();
  });
});

describe('[A4] the form of a request', () => {
  test('names each missing field and each contradiction', () => {
    expect(findFormProblems(aForm, '2026-09-14')).toEqual([]);
    expect(findFormProblems(emptyRequestForm, '2026-09-14')).toEqual(['state', 'authority', 'received-on']);
    expect(
      findFormProblems(
        { ...aForm, recommendation: 'R 3', 'wanted-from': '2027-02-01', 'wanted-to': '2027-01-01' },
        '2026-09-13',
      ),
    ).toEqual(['received-later', 'wanted', 'recommendation']);
  });

  test('is like another with its reference, or with its State, authority and day', () => {
    expect(mayBeSameRequest(aForm, { ...emptyRequestForm, reference: ' nv/14 ' })).toBe(true);
    const other = { ...aForm, reference: '', authority: 'ministry  of justice' };
    expect(mayBeSameRequest(aForm, other)).toBe(true);
    expect(mayBeSameRequest(aForm, { ...other, state: 'FJ' })).toBe(false);
    expect(mayBeSameRequest(aForm, { ...other, 'received-on': '2026-09-15' })).toBe(false);
    expect(mayBeSameRequest(emptyRequestForm, emptyRequestForm)).toBe(false);
  });
});
