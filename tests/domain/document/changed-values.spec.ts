import { expect, test } from 'vitest';
import { changedValues } from '#domain/document/changed-values.ts';
import { pathOf } from '#domain/document/op.ts';

const place = (value: string) => ({ path: pathOf('place'), value });
const from = (value: string | null) => ({ path: pathOf('from'), value });
const priority = (band: string, reason: string) => ({ path: pathOf('priority'), value: { band, reason } });

test('a value that stays is not written', () => {
  expect(changedValues([place('Port Mirel'), from(null)], [place('Port Mirel'), from('2026-11-09')])).toEqual(
    [from('2026-11-09')],
  );
});

test('an object with equal parts stays', () => {
  expect(changedValues([priority('High', 'Border')], [priority('High', 'Border')])).toEqual([]);
});

test('every value of a new record is written, also a blank one', () => {
  expect(changedValues([], [place(''), from(null)])).toEqual([place(''), from(null)]);
});
