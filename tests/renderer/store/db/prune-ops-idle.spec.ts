import { liveQuery } from 'dexie';
import { expect, test } from 'vitest';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const doc = aDoc();
const day = 24 * 60 * 60 * 1000;

test('an idle laptop prunes values replaced a month ago, and shows the same as before', async () => {
  const fakeServer = new FakeServer(Date.UTC(2026, 10, 24, 9));
  const roles = { [log]: ['assessor'] as const };
  const start = { server: fakeServer, person: aPerson(), name: 'Assessor', roles };
  const device = await TestLaptop.start({ ...start, db: nodeDatabase() });
  await device.sync();
  for (const title of ['Court', 'High court', 'Court of appeal'])
    await device.write(log, doc, 'assessment', 'title', title);
  await device.sync();
  const previousQueryResult = await device.query('document', { log, doc });

  fakeServer.nowMs += 40 * day;
  device.clock.advance(40 * day);
  await device.sync();
  await pruned(device.db);
  expect(await device.db.ops.count()).toBe(1);
  expect((await device.query('document', { log, doc }))?.document).toEqual(previousQueryResult?.document);
  const historyEntries = await device.query('history', { log, doc, below: 'title' });
  expect(historyEntries).toMatchObject([{ value: 'Court of appeal', olderAtHeadquarters: true }]);
  await device.close();
});

const pruned = (db: FieldDatabase): Promise<void> =>
  new Promise((resolve) => {
    const subscription = liveQuery(() => db.meta.get('pruned')).subscribe((metaRow) => {
      if (metaRow === undefined) return;
      subscription.unsubscribe();
      resolve();
    });
  });
