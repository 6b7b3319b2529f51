import { expect, test } from 'vitest';
import { Path } from '#domain/document/op.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';

const title = Path.parse('title');

test('[D2] a removed journal is rebuilt with everything that headquarters lacks, and the person is told', async () => {
  const { journal, start } = journaledLaptops();
  const a = await start();
  await a.sync();
  a.transport.mood = 'down';
  for (const value of ['one', 'two', 'three']) await a.write(log, doc, 'assessment', 'title', value);
  journal.takeAway();
  await a.write(log, aDoc(2), 'assessment', 'title', 'four');
  const { restored } = await a.until('status', null, (status) => status.restored !== null);
  expect(restored).toMatchObject({ changes: 0, damaged: 0, database: 'kept', journal: 'begunAnew' });
  await a.store.dismissRestored();
  await a.write(log, aDoc(2), 'assessment', 'title', 'five');
  await a.until('status', null, (status) => status.restored === null);
  await a.close();

  // The database is lost as well: everything comes back from the new journal.
  const again = await start({ db: nodeDatabase(), host: a.host, clock: a.clock, mood: 'down' });
  const titleOf = async (of: typeof doc) =>
    (await again.query('document', { log, doc: of }))?.document.registers[title];
  expect(JSON.stringify(await titleOf(doc))).toContain('three');
  expect(JSON.stringify(await titleOf(aDoc(2)))).toContain('five');
  expect((await again.query('status', null)).waiting.changes).toBe(5);
  await again.close();
});
