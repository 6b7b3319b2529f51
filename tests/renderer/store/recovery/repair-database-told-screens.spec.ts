import { expect, test } from 'vitest';
import { plainTextAt } from '#domain/document/document.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import { aFragileDatabase } from '#tests/support/laptop/fragile-database.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';

test('[D2] no screen is told that an open record is gone while its database is rebuilt', async () => {
  const { start } = journaledLaptops();
  const fragileDatabase = aFragileDatabase();
  const a = await start({ db: fragileDatabase.db });
  await a.rest();
  a.transport.mood = 'down';
  await a.write(log, doc, 'assessment', 'title', 'Court');
  const told: (string | null)[] = [];
  const ask = (): void =>
    void a.store.watch('document', { log, doc }, (queryResult) =>
      told.push(queryResult && plainTextAt(queryResult.document, 'title')),
    );
  ask();
  await expect.poll(() => told).toEqual(['Court']);
  // Another part of the screen asks at the moment when the new database is still empty.
  fragileDatabase.onOpened = ask;
  fragileDatabase.fault = 'untilDeleted';
  await a.write(log, doc, 'assessment', 'title', 'High court');
  await expect.poll(() => told.filter((title) => title === 'High court').length).toBeGreaterThan(1);
  expect(told).not.toContain(null);
  await a.close();
});

test('[D2] a record that only headquarters has comes back to its screen by itself', async () => {
  const { server, start } = journaledLaptops();
  const fragileDatabase = aFragileDatabase();
  const [a, colleague] = [await start({ db: fragileDatabase.db }), await startLaptop(server, 2)];
  await colleague.write(log, doc, 'assessment', 'title', 'Court');
  for (const testLaptop of [colleague, a]) await testLaptop.sync();
  const told: (string | null)[] = [];
  void a.store.watch('document', { log, doc }, (queryResult) =>
    told.push(queryResult && plainTextAt(queryResult.document, 'title')),
  );
  await expect.poll(() => told).toEqual(['Court']);
  // The network is slower than the rebuilding.
  let open = (): void => undefined;
  a.transport.opens = new Promise((resolve) => {
    open = resolve;
  });
  fragileDatabase.fault = 'untilDeleted';
  await a.write(log, aDoc(2), 'assessment', 'title', 'Port');
  await expect.poll(() => told).toEqual(['Court', null]);
  open();
  await expect.poll(() => told).toEqual(['Court', null, 'Court']);
  await Promise.all([a.close(), colleague.close()]);
});
