import { describe, expect, test } from 'vitest';
import { type AssistanceRequest, emptyRequestForm, RequestStep } from '#domain/request/request.ts';
import { addWorkingDays, requestTimerOn, stepDueOn } from '#domain/request/request-steps.ts';
import { answered, aRequest } from '#tests/support/builders/a-request.ts';

describe('[A4] working days', () => {
  test.each([
    ['2026-09-14', 5, '2026-09-21'],
    ['2026-09-18', 1, '2026-09-21'],
    ['2026-09-19', 1, '2026-09-21'],
    ['2026-09-20', 5, '2026-09-25'],
    ['2026-12-30', 20, '2027-01-27'],
    ['2026-09-16', 0, '2026-09-16'],
  ])('after %s, %i of them end on %s', (day, count, end) => {
    expect(addWorkingDays(day, count)).toBe(end);
  });
});

describe('[A4] the time of a request', () => {
  const timerOn = (today: string, part: Partial<AssistanceRequest> = {}) =>
    requestTimerOn(today, { ...aRequest, ...part });

  test('runs for the desk in five working days from the day it came', () => {
    expect(timerOn('2026-09-21')).toEqual({
      step: 'acknowledge',
      owner: 'desk',
      dueOn: '2026-09-21',
      daysOver: 0,
    });
  });

  test('is over by working days, weekends not counted', () => {
    expect(timerOn('2026-09-16')?.daysOver).toBe(0);
    expect(timerOn('2026-09-22')?.daysOver).toBe(1);
    expect(timerOn('2026-09-27')?.daysOver).toBe(4);
    expect(timerOn('2026-09-28')?.daysOver).toBe(5);
  });

  test('follows the end of the step before', () => {
    const steps = { acknowledge: '2026-09-16', clarify: '2026-09-30' };
    expect(timerOn('2026-10-01', { status: 'triaged', steps })).toMatchObject({
      step: 'triage',
      owner: 'manager',
      dueOn: '2026-10-28',
    });
  });

  test('counts calendar days after the State was asked, and none without a time', () => {
    const steps = {
      acknowledge: '2026-09-16',
      clarify: '2026-09-20',
      triage: '2026-09-30',
      providers: '2026-09-30',
    };
    expect(timerOn('2026-10-01', { status: 'accepted', steps })).toMatchObject({
      step: 'assess',
      dueOn: null,
      daysOver: 0,
    });
    const assessed = { ...steps, assess: '2026-10-10' };
    expect(timerOn('2026-11-16', { status: 'accepted', steps: assessed })).toMatchObject({
      step: 'comment',
      dueOn: '2026-11-09',
      daysOver: 7,
    });
  });

  test('rests after a referral, a deferral, a refusal and the follow-up', () => {
    for (const status of ['referred', 'deferred', 'declined', 'followed-up'] as const)
      expect(timerOn('2026-12-01', { status })).toBeNull();
  });

  test('is unknown without the day it came', () => {
    expect(stepDueOn({ ...aRequest, form: emptyRequestForm }, 'acknowledge')).toBeNull();
  });

  test('is unknown before its preceding step ends, and over with the last', () => {
    expect(stepDueOn(aRequest, 'clarify')).toBeNull();
    const steps = Object.fromEntries(RequestStep.options.map((step) => [step, '2026-10-01']));
    expect(timerOn('2026-12-01', { status: 'closed', steps })).toBeNull();
  });
});

test('[A4] a reopened triage has its whole time again', () => {
  const reopening = {
    on: '2026-11-02',
    reason: 'New facts',
    decision: { outcome: 'declined', reason: 'No mandate', on: '2026-10-20', referredTo: null },
    tests: answered,
  } as const;
  const steps = { acknowledge: '2026-09-16', clarify: '2026-09-30' };
  const reopened = { ...aRequest, status: 'triaged', steps, reopenings: [reopening] } as const;
  expect(requestTimerOn('2026-11-02', reopened)).toMatchObject({ step: 'triage', dueOn: '2026-11-30' });
  expect(stepDueOn(reopened, 'clarify')).toBe('2026-09-30');
});
