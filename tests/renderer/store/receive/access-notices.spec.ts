import { expect, test } from 'vitest';
import type { AccessNotice } from '#sync/protocol/access-notices.ts';
import { aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const asked: AccessNotice = {
  id: '0192f0c1-0009-7000-8000-000000000001',
  kind: 'recoveryStarted',
  atMs: 1,
  by: { person: aPerson(9), name: 'Administrator' },
  refusable: true,
  endsMs: 2,
};

async function aToldLaptop() {
  const fakeServer = new FakeServer(Date.UTC(2026, 10, 24, 9));
  fakeServer.notices = [asked];
  const testLaptop = await startLaptop(fakeServer, 1, { roles: { [aLog(1)]: ['lead'] } });
  await testLaptop.sync();
  return { server: fakeServer, laptop: testLaptop };
}

test('[N1] a notice is shown until it is answered', async () => {
  const { server, laptop } = await aToldLaptop();
  expect(await laptop.query('accessNotices', null)).toEqual([asked]);

  expect(await laptop.store.answerNotice(asked.id, 'refuse')).toBe('done');
  expect(server.noticeAnswers).toEqual([`${asked.id} refuse`]);
  expect(await laptop.query('accessNotices', null)).toEqual([]);
  await laptop.close();
});

test('[N1] an answer that headquarters did not hear leaves the notice', async () => {
  const { laptop } = await aToldLaptop();
  laptop.transport.mood = 'down';
  expect(await laptop.store.answerNotice(asked.id, 'refuse')).toBe('unreachable');
  expect(await laptop.query('accessNotices', null)).toEqual([asked]);
  await laptop.close();
});

test('[N1] a notice that is over elsewhere goes with the next answer', async () => {
  const { server, laptop } = await aToldLaptop();
  server.notices = [];
  expect(await laptop.store.answerNotice(asked.id, 'accept')).toBe('over');
  expect(await laptop.query('accessNotices', null)).toEqual([]);

  server.notices = [asked];
  await laptop.sync();
  server.notices = [];
  await laptop.sync();
  expect(await laptop.query('accessNotices', null)).toEqual([]);
  await laptop.close();
});
