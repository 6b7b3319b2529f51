import { expect, test } from 'vitest';
import { openAnswersOf, reviewOpenAnswer } from '#domain/workshop/learning/open-answers.ts';
import { after, anEmptyWorkshop, deviceA } from '#tests/support/builders/a-workshop.ts';

const sheets = [
  { id: '018f0000-0000-7000-8000-0000000000aa', texts: { useful: 'The exercise', change: 'More time' } },
];
const [first, second] = openAnswersOf(anEmptyWorkshop, sheets);
if (first === undefined || second === undefined) throw new Error('no answers');

test('[C4] an open answer waits until somebody has read it', () => {
  expect([first.review, second.review]).toEqual(['waiting', 'waiting']);
});

test('[C4] an approved answer leaves as it was approved, another stays here', () => {
  const approved = reviewOpenAnswer('evaluation', first, 'An exercise');
  const keptPathValue = reviewOpenAnswer('evaluation', second, null);
  expect(approved.value).toEqual({ kind: 'evaluation', question: 'useful', text: 'An exercise' });
  expect(keptPathValue.value).toBe(null);
  const workshop = after(
    anEmptyWorkshop,
    { by: deviceA, n: 1, ...approved },
    { by: deviceA, n: 2, ...keptPathValue },
  );
  expect(openAnswersOf(workshop, sheets).map(({ review }) => review)).toEqual(['approved', 'kept']);
});

test('[E] the ids of two answers do not tell that one person wrote both', () => {
  expect(first.id).not.toContain('aa');
  expect(first.id.slice(0, 6)).not.toBe(second.id.slice(0, 6));
});
