import { expect, test } from 'vitest';
import { nobody } from '#domain/privacy/cell-suppression.ts';
import { compareKirkpatrick, type KirkpatrickResults } from '#domain/workshop/learning/kirkpatrick.ts';
import { someAnswerCounts } from '#tests/support/builders/people-counts.ts';

const none: KirkpatrickResults = {
  test: { before: nobody, after: nobody, paired: nobody, withheld: true },
  evaluation: { answers: 0, participants: 0, responseRate: null, items: [] },
  followUp: { sheets: 0, answers: {} },
  invited: 0,
};
const valueOf = (part: Partial<KirkpatrickResults>, figure: string) =>
  compareKirkpatrick({ ...none, ...part }).find((row) => row.figure === figure)?.value;

test('[C5] levels 1 to 3 have the default thresholds', () => {
  expect(compareKirkpatrick(none).map(({ level, figure, threshold }) => [level, figure, threshold])).toEqual([
    [1, 'agree', 0.8],
    [2, 'gain', 15],
    [2, 'reached70', 0.7],
    [3, 'applied', 0.6],
    [3, 'responseRate', 0.4],
  ]);
});

test('[C5] a figure that is withheld or not known has no value', () => {
  expect(compareKirkpatrick(none).map(({ value }) => value)).toEqual([null, null, null, null, null]);
});

test('[C5] a practice that is used in part counts as applied', () => {
  const followUp = someAnswerCounts(20, { 1: { yes: 5, partly: 5, no: 10 } });
  expect(valueOf({ followUp, invited: 40 }, 'applied')).toBe(0.5);
  expect(valueOf({ followUp, invited: 40 }, 'responseRate')).toBe(0.5);
});

test.each([
  { told: 'the few who answered no', answers: { yes: 12, partly: 6, no: 2 }, value: null },
  {
    told: 'the few who answered in part, from those who answered yes',
    answers: { yes: 9, partly: 2, no: 7 },
    value: null,
  },
  {
    told: 'nobody, since two withheld answers are in the share',
    answers: { yes: 9, partly: 2, no: 0 },
    value: 1,
  },
])('[C5, E7] the share of applied practices could tell $told', ({ answers, value }) => {
  const followUp = someAnswerCounts(20, { 1: answers });
  const kirkpatrickRow = compareKirkpatrick({ ...none, followUp, invited: 40 }).find(
    ({ figure }) => figure === 'applied',
  );
  expect([kirkpatrickRow?.value, typeof kirkpatrickRow?.isReached]).toEqual([value, 'boolean']);
});

test('[C5, E7] fewer than five answers of the follow-up survey are withheld', () => {
  const followUp = someAnswerCounts(4, { 1: { yes: 4 } });
  expect(valueOf({ followUp, invited: 4 }, 'applied')).toBe(null);
});
