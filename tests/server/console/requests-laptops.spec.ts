import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { isRemovedWithoutConflict } from '#domain/document/removal-conflicts.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { takenOverDayOf } from '#domain/request/request.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { listFieldRequests, listRequests } from '#tests/support/server/list-requests.ts';
import { nowMs } from '#tests/support/server/pack-writer.ts';
import { RealHeadquarters } from '#tests/support/server/real-headquarters.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const [mission, programme] = [aLog(1), aLog(2)];
const doc = aDoc(7);

/** Two laptops of a mission with one request, and the desk; all at the same server. */
async function setUp() {
  const testServer = await startTestServer();
  testServer.clock.nowMs = nowMs;
  const { hq } = testServer;
  const realHeadquarters = await RealHeadquarters.withLog(hq.store, mission, programme);
  const [a, b] = [await startLaptop(realHeadquarters, 1), await startLaptop(realHeadquarters, 2)];
  onTestFinished(async () => {
    await Promise.all([a.close(), b.close()]);
  });
  const syncAll = async () => {
    for (const testLaptop of [a, b, a, b]) await testLaptop.sync();
  };
  const browserOf = async (personId: PersonId) =>
    new TestBrowser(testServer.url, await testServer.signedIn(personId));
  /** A person of the desk, with another role in the mission. */
  const deskPerson = async (role: Role, inMission: Role) => {
    const personId = await hq.addPerson(role);
    await hq.store.insertInto('grants').values({ log: mission, person: personId, role: inMission }).execute();
    return browserOf(personId);
  };
  const manager = await deskPerson('manager', 'manager');
  await syncAll();
  const values = { state: 'UY', authority: 'Police', 'received-on': '2026-11-20', status: 'received' };
  for (const [path, value] of Object.entries(values)) await a.write(mission, doc, 'request', path, value);
  await syncAll();

  const setRemoved = (testLaptop: TestLaptop, isRemoved: boolean) =>
    testLaptop.write(mission, doc, 'request', 'removed', isRemoved);
  const fieldRows = () => listFieldRequests(manager);
  const takeOver = async ({ form, seen }: { form: object; seen: string }, testBrowser = manager) =>
    testBrowser.post('/requests', { doc: randomUUID(), form, origin: { log: mission, doc, seen } });
  /** The request on each laptop: in its list, taken over, in a conflict. */
  const onLaptops = async () =>
    Promise.all(
      [a, b].map(async (testLaptop) => {
        const queryResult = await testLaptop.query('document', { log: mission, doc });
        if (queryResult === null) throw new Error('The laptop has no such request');
        const listedDocumentSummaries = await testLaptop.query('documents', { log: mission });
        return {
          isListed: listedDocumentSummaries.some((documentSummary) => documentSummary.doc === doc),
          isGone: isRemovedWithoutConflict(queryResult.document),
          isTaken: takenOverDayOf(queryResult.document) !== null,
          conflicts:
            listedDocumentSummaries.find((documentSummary) => documentSummary.doc === doc)?.conflicts ?? 0,
        };
      }),
    );
  return { a, b, syncAll, deskPerson, manager, setRemoved, fieldRows, takeOver, onLaptops };
}

const present = { isListed: true, isGone: false, isTaken: false, conflicts: 0 };
const gone = { isListed: false, isGone: true, isTaken: false, conflicts: 0 };
const both = (state: object) => [state, state];

test('[A4] a removed request is gone at the desk and on both laptops, until brought back', async () => {
  const { a, b, syncAll, setRemoved, fieldRows, takeOver, onLaptops } = await setUp();
  const [before] = await fieldRows();
  expect(await onLaptops()).toEqual(both(present));

  await setRemoved(a, true);
  expect(await onLaptops()).toEqual([gone, present]);
  await syncAll();
  expect(await onLaptops()).toEqual(both(gone));
  expect(await fieldRows()).toEqual([]);
  expect((await takeOver(before)).body.code).toBe('record-moved');

  // The colleague brings it back.
  await setRemoved(b, false);
  await syncAll();
  expect(await onLaptops()).toEqual(both(present));
  const [back] = await fieldRows();
  expect((await takeOver(back)).status).toBe(200);
  await syncAll();
  expect(await onLaptops()).toEqual(both({ ...present, isTaken: true }));
});

test('[A4] a removal undone before the sync leaves nothing for the desk or a colleague', async () => {
  const { a, syncAll, setRemoved, fieldRows, takeOver, onLaptops } = await setUp();
  await setRemoved(a, true);
  await setRemoved(a, false);
  await syncAll();
  expect(await onLaptops()).toEqual(both(present));
  const [row] = await fieldRows();
  expect((await takeOver(row)).status).toBe(200);
});

test('[A4] a removal after an unseen take-over is a conflict on both laptops', async () => {
  const { a, b, syncAll, setRemoved, fieldRows, takeOver, onLaptops } = await setUp();
  await setRemoved(a, true);
  const [row] = await fieldRows();
  expect((await takeOver(row)).status).toBe(200);
  await syncAll();
  const contested = { isListed: true, isGone: false, isTaken: true };
  expect(await onLaptops()).toMatchObject(both(contested));
  expect((await onLaptops()).map(({ conflicts }) => conflicts)).toEqual([1, 1]);
  expect(await fieldRows()).toMatchObject([{ isChanged: false }]);

  await setRemoved(b, false);
  await syncAll();
  expect(await onLaptops()).toEqual(both({ ...present, isTaken: true }));
});

test('[A4] a removal decided after the take-over leaves the request of the desk', async () => {
  const { a, syncAll, setRemoved, fieldRows, takeOver, onLaptops, manager } = await setUp();
  const [row] = await fieldRows();
  await setRemoved(a, true);
  await takeOver(row);
  await syncAll();
  await setRemoved(a, true);
  await syncAll();
  expect(await onLaptops()).toEqual(both({ ...gone, isTaken: true }));
  const { requests, fromField } = (await listRequests(manager)).body;
  expect([requests.length, fromField]).toEqual([1, []]);
  expect(requests).toMatchObject([{ form: { authority: 'Police' } }]);
});

test.each<[Role, Role]>([
  ['manager', 'reviewer'],
  ['me-officer', 'adviser'],
])('[A4] laptops learn of a take-over by a desk %s who is %s in the mission', async (role, inMission) => {
  const { syncAll, deskPerson, fieldRows, takeOver, onLaptops } = await setUp();
  const [row] = await fieldRows();
  expect((await takeOver(row, await deskPerson(role, inMission))).status).toBe(200);
  await syncAll();
  expect(await onLaptops()).toEqual(both({ ...present, isTaken: true }));
});
