import { expect, test } from 'vitest';
import { findSelectOptions } from '#renderer/ui/fields/long-select-list.tsx';

const options = ['North Région', 'Région North', 'South'].map((label) => ({ id: label, label }));

test('every typed word must match, ignoring case and accents; prefix matches come first', () => {
  expect(findSelectOptions(options, 'region nor').map(({ id }) => id)).toEqual([
    'Région North',
    'North Région',
  ]);
});

test('nothing typed finds everything', () => {
  expect(findSelectOptions(options, '  ')).toEqual(options);
});
