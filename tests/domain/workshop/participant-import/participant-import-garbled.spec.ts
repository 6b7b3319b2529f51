import { expect, test } from 'vitest';
import { garbledRowsOf } from '#domain/workshop/participant-import/participant-import.ts';
import { aDraft } from '#tests/support/builders/a-register.ts';

const named = (name: string) => [{ row: 7, draft: aDraft({}, { name }) }];

test.each([
  'Zo\u00c3\u00ab',
  'Ren\ufffd',
  '\u00d8\u00a7\u00d9\u201e',
  '\u00d0\u2018\u00d0\u00b5',
  'Ren\u0439',
])('"%s" was read in a wrong encoding', (name) => {
  expect(garbledRowsOf(named(name))).toEqual([7]);
});

test.each(['Zoë', 'Ñusta Ávila', 'Øystein Ålesund', 'شخص أول', 'Ðorðe', 'Иван', 'Mixed اسم Name'])(
  '"%s" is a name',
  (name) => {
    expect(garbledRowsOf(named(name))).toEqual([]);
  },
);
