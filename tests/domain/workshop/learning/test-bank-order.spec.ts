import { expect, test } from 'vitest';
import { orderItemsForSheet, testBankOf } from '#domain/workshop/learning/test-bank.ts';

const { formA } = testBankOf('W1');
const idsOf = (sheet: string) => orderItemsForSheet(formA, sheet, true).map(({ id }) => id);

test('[C3] a sheet has the same order each time, and another sheet another', () => {
  expect(idsOf('sheet-1')).toEqual(idsOf('sheet-1'));
  expect(idsOf('sheet-1')).not.toEqual(idsOf('sheet-2'));
});

test('[C3] shuffling loses no item and no option', () => {
  const shuffled = orderItemsForSheet(formA, 'sheet-1', true);
  expect(shuffled.map(({ id }) => id).toSorted()).toEqual(formA.map(({ id }) => id).toSorted());
  for (const testItem of shuffled)
    expect(
      testItem.options
        .map(({ id }) => id)
        .toSorted()
        .join(''),
    ).toMatch(/^abcde?$/);
});

test('[C3] each item comes first for somebody', () => {
  const first = new Set(Array.from({ length: 300 }, (_, at) => idsOf(`sheet-${at}`)[0]));
  expect(first.size).toBe(formA.length);
});

test('a test without shuffling keeps the order of the bank', () => {
  expect(orderItemsForSheet(formA, 'sheet-1', false)).toBe(formA);
});
