import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { valueAt } from '#domain/document/document.ts';
import { plantKindAndField } from '#tests/support/kinds/planted-kind.ts';
import { aLaptopWithPlantedVisit } from '#tests/support/kinds/planted-visit.ts';

beforeAll(async () => {
  vi.resetModules();
  await plantKindAndField();
});
// Later files of this worker load the modules without the planted kind.
afterAll(() => vi.resetModules());

test('undo removes the first item of a planted kind, and leaves the record', async () => {
  const { testLaptop, visit } = await aLaptopWithPlantedVisit();
  expect(await testLaptop.store.undo()).toMatchObject({ kind: 'done' });
  const document = (await testLaptop.query('document', visit))?.document;
  expect(['removed', 'guests/g1/removed'].map((path) => valueAt(document, path))).toEqual([undefined, true]);
});
