import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { plantedKind, plantKindAndField } from '#tests/support/kinds/planted-kind.ts';

beforeAll(async () => {
  vi.resetModules();
  await plantKindAndField();
});
// Later files of this worker load the modules without the planted kind.
afterAll(() => vi.resetModules());

test('[E9] a contact in a record of an unknown kind is due by its own day, before the programme ends', async () => {
  const { ErasureWorld, log, mission } = await import('#tests/contracts/erasure-world.ts');
  const { nodeIndexedDb } = await import('#tests/support/laptop/node-database.ts');
  const { FakeJournal } = await import('#tests/support/laptop/fake-journal.ts');
  const { aDoc } = await import('#tests/support/builders/sample-ids.ts');
  const { findDueShortRetention } = await import('#renderer/store/retention/due-content.ts');
  const testLaptop = await new ErasureWorld(nodeIndexedDb(), new FakeJournal()).start();
  await testLaptop.sync();
  await testLaptop.write(log, mission, 'mission', 'title', 'Arlandia');
  await testLaptop.write(log, aDoc(7), plantedKind, 'closed-on', '2027-01-15');
  await testLaptop.write(log, aDoc(7), plantedKind, 'guests/g1/contact', 'Amina Example');
  const dueShortRetentions = await findDueShortRetention(testLaptop.db, Date.parse('2028-01-15'));
  expect(
    dueShortRetentions.map(({ groups, fields }) => [groups.map(({ group }) => group), fields]),
  ).toMatchObject([[['requestContact'], [{ doc: aDoc(7), path: 'guests/g1/contact' }]]]);
});
