import { expect, test } from 'vitest';
import { firstOfKind, recordsOfKind } from '#domain/kinds/records-of-kind.ts';

const records = [
  { kind: 'workshop', doc: 1 },
  { kind: 'assessment', doc: 2 },
  { kind: 'unknown-kind', doc: 3 },
  { kind: 'assessment', doc: 4 },
];

test('the documents of one kind keep their order', () => {
  expect(recordsOfKind(records, 'assessment').map(({ doc }) => doc)).toEqual([2, 4]);
});

test('the first document of a kind is found, and none of an absent kind', () => {
  expect([firstOfKind(records, 'assessment')?.doc, firstOfKind(records, 'mission')]).toEqual([2, undefined]);
});
