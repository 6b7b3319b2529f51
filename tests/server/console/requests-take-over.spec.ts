import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { LogId, type PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { emptyRequestForm, takenOverDayOf } from '#domain/request/request.ts';
import { newUuid } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { loadDocuments } from '#server/projections/load-documents.ts';
import { listFieldRequests, listRequests } from '#tests/support/server/list-requests.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const typedForm = {
  ...emptyRequestForm,
  reference: 'NV/14',
  state: 'UY',
  authority: 'Ministry of Justice',
  'received-on': '2020-09-14',
};

/** A mission whose laptop recorded a request, with the manager who reads it. */
async function setUp(locations: StoreLocations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const entry = { log: LogId.parse(newUuid(testDependencies)), kind: 'programme', title: 'CT TECH' } as const;
  await hq.store.transaction().execute((tx) => addLog(tx, testDependencies, { ...entry, country: null }));
  const browserOf = async (personId: PersonId) =>
    new TestBrowser(testServer.url, await testServer.signedIn(personId));
  const as = async (role: Role) => browserOf(await hq.addPerson(role));
  const stranger = await as('manager');
  const read = async (doc: string) =>
    (await listRequests(stranger)).body.requests.find((one: { doc: string }) => one.doc === doc);
  const logId = await hq.addLog();
  const manager = await browserOf(await hq.addPerson('manager', logId));
  const laptop = await hq.addLaptop('assessor', logId);
  const written = { doc: aDoc(7), kind: 'request' };
  const values = { state: 'UY', authority: 'Police', 'received-on': '2020-09-14', status: 'received' };
  const ops = Object.entries(values).map(([path, value]) => ({ ...written, path, value }));
  await hq.push(laptop, laptop.pack(logId, ...ops));
  const fieldRows = (testBrowser = manager) => listFieldRequests(testBrowser);
  return { hq, as, stranger, read, log: logId, manager, laptop, written, fieldRows };
}

test('[architecture] a request of a mission is in the register of its readers, and is taken over once', async () => {
  const { hq, as, stranger, read, log, manager, laptop, written, fieldRows } = await setUp();
  expect((await listRequests(manager)).body.mayRecord).toBe(true);
  const [row] = await fieldRows();
  expect(row).toMatchObject({ log, doc: aDoc(7), form: { authority: 'Police' }, taken: null });
  expect(await fieldRows(stranger)).toEqual([]);

  const origin = { log, doc: aDoc(7), seen: row.seen };
  const doc = randomUUID();
  expect((await (await as('me-officer')).post('/requests', { doc, form: row.form, origin })).body.code).toBe(
    'record-moved',
  );
  expect((await manager.post('/requests', { doc, form: row.form, origin })).status).toBe(200);
  const again = await manager.post('/requests', { doc: randomUUID(), form: row.form, origin });
  expect(again.body.code).toBe('record-moved');
  expect((await read(doc)).origin).toEqual(origin);
  expect(await fieldRows()).toMatchObject([{ taken: doc, isChanged: false }]);

  await hq.push(laptop, laptop.pack(log, { ...written, path: 'purpose', value: 'Forensics' }));
  const [changed] = await fieldRows();
  expect(changed).toMatchObject({ taken: doc, isChanged: true, form: { purpose: 'Forensics' } });
  const act = { kind: 'edit', form: changed.form, origin: { ...origin, seen: changed.seen } };
  expect((await manager.post(`/requests/${doc}`, { act, seen: (await read(doc)).seen })).status).toBe(200);
  expect((await read(doc)).form.purpose).toBe('Forensics');
  expect(await fieldRows()).toMatchObject([{ isChanged: false }]);
});

test.each(['not open', 'open'])(
  '[A4] two who take over one request at once take it over once, with the desk %s',
  async (desk) => {
    const { log, stranger, manager, fieldRows } = await setUp(postgres);
    if (desk === 'open') await stranger.post('/requests', { doc: randomUUID(), form: typedForm });
    const [row] = await fieldRows();
    const takeOver = () =>
      manager.post('/requests', {
        doc: randomUUID(),
        form: row.form,
        origin: { log, doc: aDoc(7), seen: row.seen },
      });
    const before = (await listRequests(stranger)).body.requests.length;
    const responses = await Promise.all([takeOver(), takeOver()]);
    expect(responses.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect((await listRequests(stranger)).body.requests).toHaveLength(before + 1);
  },
);

test('[A4] a mission is told that its request was taken over, and an earlier removal prevents it', async () => {
  const { hq, log, manager, laptop, written, fieldRows } = await setUp();
  const takeOver = async (row: { readonly form: object; readonly seen: string }) =>
    manager.post('/requests', {
      doc: randomUUID(),
      form: row.form,
      origin: { log, doc: aDoc(7), seen: row.seen },
    });
  const setRemoved = (value: boolean) =>
    hq.push(laptop, laptop.pack(log, { ...written, path: 'removed', value }));
  const noted = async () => {
    const document = (await loadDocuments(hq.store, log, [aDoc(7)])).get(aDoc(7));
    return document && takenOverDayOf(document);
  };

  const [before] = await fieldRows();
  await setRemoved(true);
  expect(await fieldRows()).toEqual([]);
  expect((await takeOver(before)).body.code).toBe('record-moved');
  expect(await noted()).toBeNull();

  await setRemoved(false);
  const [back] = await fieldRows();
  expect((await takeOver(back)).status).toBe(200);
  expect(await noted()).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(await fieldRows()).toMatchObject([{ isChanged: false }]);
});
