import { plantedKind } from './planted-kind.ts';

/**
 * Write a record of the planted kind, with a title and a guest, in one act on a new laptop. Its modules are loaded here,
 * after `plantKindAndField`.
 */
export async function aLaptopWithPlantedVisit() {
  const { ErasureWorld, log, mission } = await import('#tests/contracts/erasure-world.ts');
  const { nodeIndexedDb } = await import('#tests/support/laptop/node-database.ts');
  const { FakeJournal } = await import('#tests/support/laptop/fake-journal.ts');
  const { aWrite } = await import('#tests/support/laptop/test-laptop.ts');
  const { aDoc } = await import('#tests/support/builders/sample-ids.ts');
  const visit = { log, doc: aDoc(7) };
  const erasureWorld = new ErasureWorld(nodeIndexedDb(), new FakeJournal());
  const testLaptop = await erasureWorld.start();
  await testLaptop.sync();
  await testLaptop.write(log, mission, 'mission', 'title', 'Arlandia');
  await testLaptop.store.write(log, [
    aWrite(visit.doc, plantedKind, 'title', 'Port of Arlandia', []),
    aWrite(visit.doc, plantedKind, 'guests/g1/contact', 'Amina Example', []),
  ]);
  return { erasureWorld, testLaptop, visit };
}
