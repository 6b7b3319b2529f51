import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { plantedKind, plantKindAndField } from '#tests/support/kinds/planted-kind.ts';
import { aLaptopWithPlantedVisit } from '#tests/support/kinds/planted-visit.ts';

beforeAll(async () => {
  vi.resetModules();
  await plantKindAndField();
});
// Later files of this worker load the modules without the planted kind.
afterAll(() => vi.resetModules());

test('the delivery status lists a waiting record of a planted kind', async () => {
  const { testLaptop, visit } = await aLaptopWithPlantedVisit();
  expect(await testLaptop.query('whereabouts', null)).toContainEqual(
    expect.objectContaining({ ...visit, kind: plantedKind, title: 'Port of Arlandia' }),
  );
});
