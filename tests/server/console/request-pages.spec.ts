import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { mostFieldRequests } from '#api/requests-api.ts';
import { LogId } from '#domain/ids.ts';
import { emptyRequestForm } from '#domain/request/request.ts';
import { newUuid } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { listRequests } from '#tests/support/server/list-requests.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const form = {
  ...emptyRequestForm,
  reference: 'NV/14',
  state: 'UY',
  authority: 'Ministry of Justice',
  'received-on': '2020-09-14',
};

async function setUp(locations: StoreLocations) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const entry = { log: LogId.parse(newUuid(testDependencies)), kind: 'programme', title: 'CT TECH' } as const;
  await hq.store.transaction().execute((tx) => addLog(tx, testDependencies, { ...entry, country: null }));
  const logId = await hq.addLog();
  const manager = new TestBrowser(
    testServer.url,
    await testServer.signedIn(await hq.addPerson('manager', logId)),
  );
  const record = async (part: object = {}) => {
    const doc = randomUUID();
    expect((await manager.post('/requests', { doc, form: { ...form, ...part } })).status).toBe(200);
    return doc;
  };
  return { hq, log: logId, manager, record };
}

describe.each([embedded, postgres])('[A4] the register page by page, on the $name', (blankLocations) => {
  test('has its figures over all requests, also where a filter shows one of them', async () => {
    const { manager, record } = await setUp(blankLocations);
    await record();
    const fiji = await record({ state: 'FJ', reference: 'B 7' });
    const { body } = await listRequests(manager, { find: 'fiji b' });
    expect(body).toMatchObject({
      requests: [{ doc: fiji }],
      page: 1,
      pages: 1,
      found: 1,
      total: 2,
      open: 2,
      over: 2,
      states: ['FJ', 'UY'],
    });
    expect((await manager.get(`/requests/${fiji}`)).body).toMatchObject({
      request: { doc: fiji, form: { reference: 'B 7' } },
      source: null,
      mayDecide: true,
    });
    expect((await manager.get(`/requests/${randomUUID()}`)).status).toBe(404);
    expect((await listRequests(manager, { page: 0 })).status).toBe(400);
    expect((await listRequests(manager, { sort: 'a column' })).status).toBe(400);
  });

  test('names the newest requests of missions, and the number of the others', async () => {
    const { hq, log, manager } = await setUp(blankLocations);
    const laptop = await hq.addLaptop('assessor', log);
    const titled = (doc: number) => ({ doc: aDoc(doc), kind: 'request', path: 'authority', value: 'Police' });
    const count = mostFieldRequests + 20;
    await hq.push(laptop, laptop.pack(log, ...Array.from({ length: count }, (_none, at) => titled(at + 1))));
    const { fromField, moreFromField } = (await listRequests(manager)).body;
    expect([fromField.length, fromField[0].doc, moreFromField]).toEqual([mostFieldRequests, aDoc(count), 20]);
  });

  test('finds a recorded request that may be the same, and not the edited one itself', async () => {
    const { manager, record } = await setUp(blankLocations);
    const doc = await record();
    const alikeTo = async (part: object, edited: string | null = null) =>
      (await manager.post('/requests/alike', { form: { ...form, ...part }, edited })).body.alike;
    expect(await alikeTo({ authority: 'Police' })).toEqual({
      doc,
      reference: 'NV/14',
      authority: 'Ministry of Justice',
      status: 'received',
    });
    expect(await alikeTo({ reference: 'other', authority: 'Police' })).toBeNull();
    expect(await alikeTo({}, doc)).toBeNull();
  });

  test('reads a request again after its change alone, and shows none that is gone', async () => {
    const { hq, manager, record } = await setUp(blankLocations);
    const [changed, kept] = [await record({ reference: 'first' }), await record({ reference: 'second' })];
    await listRequests(manager);
    const { seen } = (await manager.get(`/requests/${changed}`)).body.request;
    const act = { kind: 'edit', form: { ...form, reference: 'third' }, origin: null };
    expect((await manager.post(`/requests/${changed}`, { act, seen })).status).toBe(200);
    // A row that changed past the log is noticed by nobody: the request is not read again.
    await hq.store
      .updateTable('registers')
      .set({ register: sql`replace(register, 'second', 'tampered')` })
      .execute();
    const references = async () =>
      (await listRequests(manager)).body.requests.map((one: { form: typeof form }) => one.form.reference);
    expect((await references()).toSorted()).toEqual(['second', 'third']);
    await hq.store
      .deleteFrom('documents')
      .where('doc', '=', kept as never)
      .execute();
    expect(await references()).toEqual(['third']);
  });
});
