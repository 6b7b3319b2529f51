import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { LogId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { withRowLevelSecurity } from '#server/auth/row-level-security.ts';
import { verifyAuditTrail } from '#server/db/audit-trail.ts';
import { aDataRequest, anEntry } from '#tests/support/builders/a-data-request.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

async function setUp(locations: StoreLocations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const as = async (role: Role) =>
    new TestBrowser(testServer.url, await testServer.signedIn(await hq.addPerson(role)));
  const lines = async (...acts: readonly string[]) => {
    const rows = await hq.store.selectFrom('audit').select(['act', 'subject']).orderBy('seq').execute();
    return rows.filter(({ act }) => acts.includes(act)).map(({ act, subject }) => [act, JSON.parse(subject)]);
  };
  return { server: testServer, hq, as, lines };
}

const requests = '/data-requests';
const answer = {
  on: '2026-11-20',
  outcome: 'partly',
  reason: 'The rest names somebody else.',
  did: 'A copy.',
} as const;

describe.each([embedded, postgres])('[E8] requests about personal data, on the $name', (blankLocations) => {
  test('are entered by the focal point and numbered; each act’s line omits their words', async () => {
    const { hq, as, lines } = await setUp(blankLocations);
    const log = await hq.addLog();
    const focalPoint = await as('dpo');
    const firstRequest = anEntry({ log });
    expect((await focalPoint.post(requests, firstRequest)).body).toEqual({ number: 1 });
    expect((await focalPoint.post(requests, anEntry({ dueOn: '2026-11-20' }))).body).toEqual({
      number: 2,
    });

    const { body } = await focalPoint.get(requests);
    expect(body.requests.map((row: { number: number }) => row.number)).toEqual([2, 1]);
    expect(body.requests[1].last).toMatchObject({
      version: 1,
      author: { name: 'The dpo' },
      request: firstRequest.request,
    });
    expect(body.missions).toEqual([{ log, title: 'A mission' }]);
    expect(await lines('record-data-request')).toEqual([
      ['record-data-request', { request: 1, kind: 'access', log }],
      ['record-data-request', { request: 2, kind: 'access', log: null }],
    ]);
    expect((await verifyAuditTrail(hq.store)).intact).toBe(true);
  });

  test('are answered and corrected by versions; each stays, with who wrote it', async () => {
    const { as, lines } = await setUp(blankLocations);
    const [focalPoint, successor] = [await as('dpo'), await as('dpo')];
    const { entry, request } = anEntry();
    await focalPoint.post(requests, { entry, request });
    const answered = { ...request, answer };
    expect((await focalPoint.post(`${requests}/1`, { seen: 1, request: answered })).status).toBe(200);
    const corrected = { ...answered, reference: 'letter 15 of 2026' };
    expect((await successor.post(`${requests}/1`, { seen: 2, request: corrected })).status).toBe(200);

    const { body } = await focalPoint.get(`${requests}/1`);
    const said = body.versions.map((one: { version: number; request: unknown }) => [
      one.version,
      one.request,
    ]);
    expect(said).toEqual([
      [3, corrected],
      [2, answered],
      [1, request],
    ]);
    expect(body.versions[0].author).not.toEqual(body.versions[1].author);
    expect(await lines('answer-data-request', 'correct-data-request')).toEqual([
      ['answer-data-request', { request: 1, version: 2, outcome: 'partly' }],
      ['correct-data-request', { request: 1, version: 3, outcome: 'partly' }],
    ]);
  });

  test('are not changed by who saw an older version', async () => {
    const { as, lines } = await setUp(blankLocations);
    const focalPoint = await as('dpo');
    const { entry, request } = anEntry();
    await focalPoint.post(requests, { entry, request });
    await focalPoint.post(`${requests}/1`, { seen: 1, request: { ...request, answer } });
    const late = await focalPoint.post(`${requests}/1`, { seen: 1, request });
    expect([late.status, late.body.code]).toEqual([409, 'record-moved']);
    expect(await lines('correct-data-request')).toEqual([]);
  });

  test('are never replaced or deleted: the table itself refuses', async () => {
    const { hq, as } = await setUp(blankLocations);
    await (await as('dpo')).post(requests, anEntry());
    const { store } = hq;
    await expect(store.updateTable('data_requests').set({ content: '{}' }).execute()).rejects.toThrow(
      'are kept',
    );
    await expect(store.deleteFrom('data_requests').execute()).rejects.toThrow('are kept');
    expect(await store.selectFrom('data_requests').selectAll().execute()).toHaveLength(1);
  });

  test('are entered once despite lost answers; a change between two tries is a version', async () => {
    const { as, lines } = await setUp(blankLocations);
    const [focalPoint, colleague] = [await as('dpo'), await as('dpo')];
    const { entry, request } = anEntry();
    const enter = async (what = request, by = focalPoint) => {
      const { status, body } = await by.post(requests, { entry, request: what });
      return status === 200 ? body.number : body.code;
    };
    const at = [await enter(), await enter()];
    const [mended, again] = [
      aDataRequest({ reference: 'letter 15' }),
      aDataRequest({ reference: 'letter 16' }),
    ];
    at.push(await enter(mended), await enter(mended), await enter(again));
    expect(at).toEqual([1, 1, 1, 1, 1]);
    const { body } = await focalPoint.get(requests);
    expect(body.requests).toMatchObject([{ number: 1, last: { version: 3, request: again } }]);
    expect(await lines('record-data-request', 'correct-data-request')).toHaveLength(3);

    await colleague.post(`${requests}/1`, { seen: 3, request });
    expect([await enter(again), await enter()]).toEqual(['record-moved', 1]);
  });

  test('that two people enter at once get two numbers', async () => {
    const { as } = await setUp(blankLocations);
    const [testBrowser, otherTestBrowser] = [await as('dpo'), await as('dpo')];
    const entered = await Promise.all(
      [testBrowser, otherTestBrowser, testBrowser, otherTestBrowser].map((by) =>
        by.post(requests, anEntry()),
      ),
    );
    expect(entered.map(({ body }) => body.number).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
  });
});

test('[A3] the manager reads the register and writes nothing; an administrator does not see it', async () => {
  const { as } = await setUp();
  await (await as('dpo')).post(requests, anEntry());
  const manager = await as('manager');
  expect((await manager.get(requests)).body).toMatchObject({ mayKeep: false, requests: [{ number: 1 }] });
  expect((await manager.get(`${requests}/1`)).body).toMatchObject({ mayKeep: false });
  expect((await manager.post(`${requests}/1`, { seen: 1, request: aDataRequest() })).status).toBe(403);
  expect((await (await as('admin')).get(requests)).status).toBe(403);
});

test('[E8] a request about a mission that is not there, or of no number, is refused', async () => {
  const { as, lines } = await setUp();
  const focalPoint = await as('dpo');
  const log = LogId.parse('018f0000-0000-7000-8000-00000000cccc');
  expect((await focalPoint.post(requests, anEntry({ log }))).body.code).toBe('not-found');
  expect((await focalPoint.get(`${requests}/9`)).body.code).toBe('not-found');
  expect((await focalPoint.post(`${requests}/9`, { seen: 1, request: aDataRequest() })).body.code).toBe(
    'not-found',
  );
  expect((await focalPoint.get(`${requests}/x`)).body.code).toBe('malformed');
  expect(await lines('record-data-request', 'correct-data-request')).toEqual([]);
});

test('[access] behind the fence of PostgreSQL nobody can even ask for the register', async () => {
  const { hq } = await setUp(postgres);
  const personId = await hq.addPerson('dpo');
  await expect(
    withRowLevelSecurity(hq.store, personId, (ownServerStore) =>
      sql`select content from data_requests`.execute(ownServerStore),
    ),
  ).rejects.toThrow('permission denied');
});
