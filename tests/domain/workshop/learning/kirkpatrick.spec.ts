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
  const followUp = someAnswerCounts(8, { 1: { yes: 3, partly: 1, no: 4 } });
  expect(valueOf({ followUp, invited: 16 }, 'applied')).toBe(0.5);
  expect(valueOf({ followUp, invited: 16 }, 'responseRate')).toBe(0.5);
});

test('[C5, E7] fewer than five answers of the follow-up survey are withheld', () => {
  const followUp = someAnswerCounts(4, { 1: { yes: 4 } });
  expect(valueOf({ followUp, invited: 4 }, 'applied')).toBe(null);
});
