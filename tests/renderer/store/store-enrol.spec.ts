import { expect, test } from 'vitest';
import type { StoreStatus } from '#renderer/store/api/status-api.ts';
import type { StoreSession } from '#renderer/store/api/store-api.ts';
import { type OpenedStore, openStore } from '#renderer/store/store.ts';
import { aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { TestClock } from '#tests/support/clock/test-clock.ts';
import { absentJournal } from '#tests/support/laptop/absent-journal.ts';
import { type FakeHeadquarters, makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import { anEnrolment } from '#tests/support/laptop/test-laptop.ts';

const offer = { url: 'http://hq.test/', code: 'ABCD-EFGH-JKLM' };
const clock = new TestClock(Date.UTC(2026, 10, 24));

const accepting: FakeHeadquarters = {
  enrol: () => ({
    kind: 'enrolled',
    enrolment: anEnrolment(aPerson(), 'Assessor A'),
    response: {
      person: aPerson(),
      name: 'Assessor A',
      server: { name: 'HQ', recipients: ['age1hq'], key: 'key' },
      grants: { etag: '1', logs: { [aLog()]: ['assessor'] }, devices: {} },
      lease: 45,
    },
  }),
};

const open = async (headquarters: FakeHeadquarters, withOffer: boolean): Promise<OpenedStore> =>
  openStore({
    db: nodeDatabase(),
    host: await makeFakeHost({ headquarters, ...(withOffer && { offer }) }),
    journal: absentJournal,
    nowMs: clock.now,
    alarm: clock,
    chance: () => 0,
    onBroken: (error) => expect.unreachable(String(error)),
  });

const session = (
  { store }: OpenedStore,
  isSo: (storeSession: StoreSession) => boolean,
): Promise<StoreSession> =>
  new Promise(
    (resolve) =>
      void store.watch('session', null, (storeSession) => isSo(storeSession) && resolve(storeSession)),
  );
const status = ({ store }: OpenedStore): Promise<StoreStatus> =>
  new Promise((resolve) => void store.watch('status', null, resolve));

test('a laptop that was handed a code at its start enrols by itself', async () => {
  const openedStore = await open(accepting, true);
  expect(await session(openedStore, ({ enrolled }) => enrolled !== null)).toMatchObject({
    enrolled: { name: 'Assessor A', serverName: 'HQ' },
    offer: null,
    roles: { [aLog()]: ['assessor'] },
  });
  await openedStore.close();
});

test('without an enrolment nothing is sent, and the status says why', async () => {
  const openedStore = await open(accepting, false);
  await openedStore.store.syncNow();
  expect((await status(openedStore)).sync).toEqual({ kind: 'blocked', code: 'notEnrolled' });
  await openedStore.close();
});

test('a refused offer shows its failure, and the person can try again with it', async () => {
  const openedStore = await open({ enrol: () => ({ kind: 'refused', status: 403, code: 'code' }) }, true);
  const knownStoreSession = await session(
    openedStore,
    ({ offer: one }) => one !== null && one.failure !== null,
  );
  expect(knownStoreSession.offer).toEqual({ ...offer, failure: { kind: 'refused', code: 'code' } });
  await openedStore.close();
});

test('a refused code gives a refusal with its reason code, and the offer stays', async () => {
  const openedStore = await open({ enrol: () => ({ kind: 'refused', status: 403, code: 'code' }) }, true);
  expect(await openedStore.store.enrol(offer.url, offer.code, 'this laptop')).toEqual({
    kind: 'refused',
    code: 'code',
  });
  expect(await session(openedStore, () => true)).toMatchObject({ enrolled: null, offer });
  await openedStore.close();
});

test('no network while enrolling is said as that', async () => {
  const openedStore = await open({}, false);
  expect(await openedStore.store.enrol(offer.url, offer.code, 'this laptop')).toMatchObject({
    kind: 'unreachable',
  });
  await openedStore.close();
});
