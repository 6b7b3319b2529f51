import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { plantedKind, plantKindAndField } from '#tests/support/kinds/planted-kind.ts';

beforeAll(async () => {
  vi.resetModules();
  await plantKindAndField();
});
// Later files of this worker load the modules without the planted kind.
afterAll(() => vi.resetModules());

test('[E] a contact in a record of an unknown kind is due by its own day, before the programme ends', async () => {
  const { aHeadquartersWithAPast, day } = await import('#tests/support/server/headquarters-with-a-past.ts');
  const { embedded } = await import('#tests/support/server/stores.ts');
  const { aDoc } = await import('#tests/support/server/pack-writer.ts');
  const { hq, clock, log, a, look } = await aHeadquartersWithAPast(embedded);
  const visit = { doc: aDoc(7), kind: plantedKind };
  const pack = a.pack(
    log,
    { ...visit, path: 'closed-on', value: '2027-01-15' },
    { ...visit, path: 'guests/g1/contact', value: 'Amina Example' },
  );
  expect(await hq.push(a, pack)).toMatchObject([{ verdict: 'accepted' }]);
  clock.nowMs = day('2028-01-15');
  expect((await look()).due).toMatchObject([
    { kind: 'part', id: log, groups: [{ group: 'requestContact', fields: 1, dueOn: '2028-01-15' }] },
  ]);
});
