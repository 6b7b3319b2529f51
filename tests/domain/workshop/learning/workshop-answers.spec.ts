import { expect, test } from 'vitest';
import { countAnswers, countsToSend } from '#domain/workshop/learning/evaluation-results.ts';
import {
  answerCountsOf,
  evaluationResultsOf,
  followUpTimeOf,
  invitedParticipants,
} from '#domain/workshop/learning/workshop-answers.ts';
import { after, anEmptyWorkshop, deviceA, deviceB } from '#tests/support/builders/a-workshop.ts';

const sheets = (count: number, answer: string) =>
  Array.from({ length: count }, () => ({ answers: { 1: answer } }));
const participant = (last: number) => `018f0000-0000-7000-8000-${String(last).padStart(12, '0')}`;

const workshop = after(
  anEmptyWorkshop,
  { by: deviceA, n: 1, path: `evaluation-counts/${deviceA}`, value: countsToSend(sheets(5, '4'), null) },
  { by: deviceB, n: 2, path: `evaluation-counts/${deviceB}`, value: countsToSend(sheets(7, '5'), null) },
  ...Array.from({ length: 16 }, (_, at) => ({
    by: deviceA,
    n: 3 + at,
    path: `participants/${participant(at)}/code`,
    value: `P-${at}`,
  })),
  { by: deviceA, n: 30, path: `participants/${participant(0)}/removed`, value: true },
  {
    by: deviceA,
    n: 31,
    path: `participants/${participant(1)}/consents/follow-up`,
    value: { given: true, on: '2026-11-24' },
  },
);

test('[C4] the evaluation is that of all laptops together', () => {
  expect(answerCountsOf(workshop, 'evaluation')).toEqual(
    countAnswers([...sheets(5, '4'), ...sheets(7, '5')]),
  );
  expect(evaluationResultsOf(workshop)).toMatchObject({ answers: 12, participants: 15, responseRate: 0.8 });
});

test('[C5] only participants who agreed are asked for the follow-up survey', () => {
  expect(invitedParticipants(workshop)).toBe(1);
});

test.each([
  ['2027-02-23', 'early'],
  ['2027-02-24', 'due'],
  ['2027-05-24', 'due'],
  ['2027-05-25', 'late'],
])('[C5] on %s the follow-up survey of a workshop that ended on 24 November is %s', (today, state) => {
  expect(followUpTimeOf('2026-11-24', today)).toEqual({ from: '2027-02-24', to: '2027-05-24', state });
});
