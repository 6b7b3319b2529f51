import { describe, expect, test } from 'vitest';
import { type SortValue, sortRows } from '#base/list-rows.ts';

const sorted = (sortValues: readonly SortValue[], direction: 'ascending' | 'descending', language = 'en') =>
  sortRows(sortValues, (value) => value, direction, language);

describe('rows of a list', () => {
  test('are sorted by the size of numbers and the letters of the language', () => {
    expect(sorted([10, 9, 100], 'ascending')).toEqual([9, 10, 100]);
    expect(sorted(['Zambie', 'Égypte', 'Danemark'], 'ascending', 'fr')).toEqual([
      'Danemark',
      'Égypte',
      'Zambie',
    ]);
    expect(sorted(['Item 10', 'Item 9'], 'ascending')).toEqual(['Item 9', 'Item 10']);
  });

  test('without a value come last in both directions', () => {
    expect(sorted([null, 2, 1], 'ascending')).toEqual([1, 2, null]);
    expect(sorted(['', 'a', 'b'], 'descending')).toEqual(['b', 'a', '']);
  });

  test('that are equal keep their places in both directions', () => {
    const rows = [
      { id: 1, day: '2026-01-01' },
      { id: 2, day: '2026-01-01' },
    ];
    const idsIn = (direction: 'ascending' | 'descending') =>
      sortRows(rows, ({ day }) => day, direction, 'en').map(({ id }) => id);
    expect([idsIn('ascending'), idsIn('descending')]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
});
