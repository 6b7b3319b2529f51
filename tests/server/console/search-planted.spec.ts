import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { plantedKind, plantKindAndField } from '#tests/support/kinds/planted-kind.ts';

beforeAll(async () => {
  vi.resetModules();
  await plantKindAndField();
});
// Later files of this worker load the modules without the planted kind.
afterAll(() => vi.resetModules());

test('the search of the console finds a record of a planted kind by its title', async () => {
  const { TestHeadquarters } = await import('#tests/support/server/test-headquarters.ts');
  const { embedded } = await import('#tests/support/server/stores.ts');
  const { aDoc } = await import('#tests/support/server/pack-writer.ts');
  const { refreshSummaries } = await import('#server/projections/load-documents.ts');
  const { searchRecords } = await import('#server/console/search.ts');
  const { registerOf } = await import('#domain/programme/institutions.ts');
  const hq = await TestHeadquarters.open(await embedded.newLocation());
  const log = await hq.addLog();
  const laptop = await hq.addLaptop('lead', log);
  const manager = await hq.addPerson('manager', log);
  const visit = { doc: aDoc(7), kind: plantedKind };
  await hq.push(laptop, laptop.pack(log, { ...visit, path: 'title', value: 'Port of Arlandia' }));
  await refreshSummaries(hq.store, [log], null);
  const readerNames = { register: registerOf([]), language: 'en' } as const;
  const { records } = await searchRecords(hq.store, hq.store, manager, { text: 'arlandia' }, readerNames);
  expect(records.rows).toMatchObject([{ ...visit, title: 'Port of Arlandia' }]);
});
