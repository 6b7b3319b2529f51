import { expect, test } from 'vitest';
import { type KeyedItem, pointsOfAnswer } from '#domain/workshop/learning/test-bank.ts';

const single: KeyedItem = { id: 'q1', kind: 'single', key: 'b' };
const multi: KeyedItem = { id: 'q2', kind: 'multi', key: ['a', 'b', 'd'] };
const order: KeyedItem = { id: 'q3', kind: 'order', key: ['c', 'a', 'b'] };

test.each([
  [single, 'b', 1],
  [single, 'a', 0],
  [single, null, 0],
  [single, undefined, 0],
  [multi, ['d', 'a', 'b'], 1],
  [multi, ['a', 'b'], 0.5],
  [multi, ['a'], 0],
  [multi, ['a', 'b', 'c'], 0],
  [multi, ['a', 'b', 'c', 'd'], 0],
  [multi, [], 0],
  [order, ['c', 'a', 'b'], 1],
  [order, ['a', 'c', 'b'], 0],
  [order, ['c', 'a'], 0],
])('[C3] %j answered %j gives %d points', (keyedItem, answer, points) => {
  expect(pointsOfAnswer(keyedItem, answer)).toBe(points);
});
