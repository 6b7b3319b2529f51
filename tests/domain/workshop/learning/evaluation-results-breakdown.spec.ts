import { expect, test } from 'vitest';
import { breakDownEvaluation } from '#domain/workshop/learning/evaluation-results.ts';

const sheets = (group: string, count: number, answers: Readonly<Record<string, string>> = { 1: '4' }) =>
  Array.from({ length: count }, () => ({ group, answers }));
const breakDown = (all: ReturnType<typeof sheets>) =>
  breakDownEvaluation(['1', '2'], all, ({ group }) => group);

test('[C4] groups of five answers are shown with their own figures', () => {
  const evaluationGroups = breakDown([...sheets('woman', 6, { 1: '5' }), ...sheets('man', 5, { 1: '2' })]);
  expect(evaluationGroups.map(({ group, answers, items }) => [group, answers, items[0]])).toMatchObject([
    ['man', 5, { mean: 2 }],
    ['woman', 6, { mean: 5 }],
  ]);
});

test('[C4, E7] a small group is withheld with the next smallest, so that no sum reveals it', () => {
  const evaluationGroups = breakDown([...sheets('a', 4), ...sheets('b', 6), ...sheets('c', 9)]);
  expect(evaluationGroups.map(({ answers, items }) => [answers, items[0]?.withheld])).toEqual([
    [null, true],
    [null, true],
    [9, undefined],
  ]);
});

test('[C4, E7] a statement that few of a group answered is withheld in both groups', () => {
  const evaluationGroups = breakDown([
    ...sheets('a', 3, { 1: '4', 2: '4' }),
    ...sheets('a', 3, { 1: '4' }),
    ...sheets('b', 6, { 1: '4', 2: '4' }),
  ]);
  expect(evaluationGroups.map(({ items }) => items.map(({ withheld }) => withheld))).toEqual([
    [undefined, true],
    [undefined, true],
  ]);
});
