import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Institution } from '#domain/programme/institutions.ts';
import { plantKindAndField } from '#tests/support/kinds/planted-kind.ts';
import { aLaptopWithPlantedVisit } from '#tests/support/kinds/planted-visit.ts';

beforeAll(async () => {
  vi.resetModules();
  await plantKindAndField();
});
// Later files of this worker load the modules without the planted kind.
afterAll(() => vi.resetModules());

const ministry: Institution = {
  names: { en: 'Home Office' },
  otherNames: ['Amina Example'],
  type: 'MIN',
  level: 'national',
  state: 'XA',
  isClosed: false,
  mergedInto: null,
};

test('a record of a planted kind is found by the new name of an institution', async () => {
  const { erasureWorld, testLaptop, visit } = await aLaptopWithPlantedVisit();
  const { mission } = await import('#tests/contracts/erasure-world.ts');
  await testLaptop.write(visit.log, mission, 'mission', 'country', 'XA');
  const found = async (text: string) => {
    const searchResult = await testLaptop.until('search', { text }, ({ building }) => building === null);
    return searchResult.records.map(({ title }) => title);
  };
  expect(await found('home office')).toEqual([]);
  await erasureWorld.registerInstitution(ministry);
  await testLaptop.sync();
  await expect.poll(() => found('home office')).toEqual(['Port of Arlandia']);
  await testLaptop.close();
});
