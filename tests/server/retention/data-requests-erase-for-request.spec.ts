import { describe, expect, test } from 'vitest';
import type { LogId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { DataRequestKind } from '#domain/privacy/data-request.ts';
import { verifyAuditTrail } from '#server/db/audit-trail.ts';
import { aDataRequest, anEntry } from '#tests/support/builders/a-data-request.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';
import { embedded, postgres, type StorePlaces } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';

const requests = '/data-requests';
const word = 'Zanzibara';
const rationale = 'answers/D1.1/rationale';

/** A mission with a rationale that names a person twice, and one without a role for anybody of the test; request 1. */
async function setUp(kind: DataRequestKind = 'erasure', places: StorePlaces = embedded) {
  const server = await startTestServer({ places });
  const { hq } = server;
  const log = await hq.addLog();
  const lead = await hq.addLaptop('lead', log);
  const own = { path: rationale };
  await hq.push(
    lead,
    lead.pack(log, { ...own, value: `${word} said so` }, { path: 'title', value: 'Court' }),
  );
  await hq.push(lead, lead.pack(log, { ...own, value: `${word} says so`, over: [lead.dot(1)] }));
  const as = async (role: Role) =>
    new TestBrowser(server.url, await server.signedIn(await hq.addPerson(role)));
  const focalPoint = await as('dpo');
  const request = aDataRequest({ kind });
  await focalPoint.post(requests, { ...anEntry(), request });
  const place = { log, doc: aDoc(1), path: rationale, part: 'all' };
  const erase = async (said: object = {}, by = focalPoint) => {
    const { status, body } = await by.post(`${requests}/1/erase`, { ...place, ...said });
    return status === 200 ? body.erased : body.code;
  };
  const find = async () => {
    const { body } = await focalPoint.post(`${requests}/1/search`, { words: word, logs: [log] });
    return body.places.map(({ path, stands }: { path: string; stands: string }) => [path, stands]);
  };
  const stored = async () =>
    JSON.stringify([
      await hq.store.selectFrom('entries').select('payload').execute(),
      await hq.store.selectFrom('registers').select('register').execute(),
      await hq.store.selectFrom('audit').selectAll().execute(),
    ]);
  const lines = async () => {
    const rows = await hq.store
      .selectFrom('audit')
      .select('subject')
      .where('act', '=', 'erase-value')
      .orderBy('seq')
      .execute();
    return rows.map(({ subject }) => JSON.parse(subject));
  };
  return { hq, as, lead, focalPoint, request, log, place, erase, find, stored, lines };
}

test('[N1] authors of erased values are told of mission and number on their laptops, and once', async () => {
  const { hq, lead, log, erase } = await setUp();
  const other = await hq.addLaptop('assessor', log);
  await hq.push(other, other.pack(log, { path: rationale, value: `${word} again`, over: [lead.dot(3)] }));
  const bystander = await hq.addLaptop('assessor', log);
  await erase();
  await erase();
  const told = async (laptop: typeof lead) =>
    (await hq.store.selectFrom('notices').selectAll().where('person', '=', hq.personOf(laptop)).execute()).map(
      ({ kind, log: of, erased_values: count }) => [kind, of, count],
    );
  expect([await told(lead), await told(other), await told(bystander)]).toEqual([
    [['valuesErased', log, 2]],
    [['valuesErased', log, 1]],
    [],
  ]);
});

test('[E8] for requests, ten fields are erased within 24 hours and no more', async () => {
  const { hq, lead, log, erase, stored } = await setUp();
  const paths = Array.from({ length: 12 }, (_, at) => `answers/D1.${at + 2}/rationale`);
  await hq.push(lead, lead.pack(log, ...paths.map((path) => ({ path, value: `Kept ${path}` }))));
  const answers: unknown[] = [];
  for (const path of paths) answers.push(await erase({ path }));
  expect(answers).toEqual([...Array(10).fill(1), 'erasures-today', 'erasures-today']);
  expect(await stored()).toContain(`Kept ${paths[10]}`);
});

describe.each([embedded, postgres])('[E8] the content of a field is erased, on the $name', (places) => {
  test('with all its values, for a waiting request; a repetition finds nothing left to erase', async () => {
    const { hq, erase, find, stored } = await setUp('erasure', places);
    expect(await find()).toEqual([[rationale, 'now']]);
    expect(await stored()).toContain(word);
    expect([await erase(), await erase()]).toEqual([2, 0]);
    expect(await find()).toEqual([]);
    expect(await stored()).not.toContain(word);
    expect(await stored()).toContain('Court');
    expect((await verifyAuditTrail(hq.store)).intact).toBe(true);
  });

  test('each time with a line of request, place, part and count, and without words', async () => {
    const { place, erase, lines, stored } = await setUp('objection', places);
    await erase({ part: 'past' });
    await erase();
    await erase();
    const line = { request: 1, ...place };
    expect(await lines()).toEqual([
      { ...line, part: 'past', count: 1 },
      { ...line, count: 1 },
      { ...line, count: 0 },
    ]);
    expect(await stored()).not.toContain(word);
  });

  test('or only its former values, while the present value stays', async () => {
    const { hq, lead, log, erase, find, stored } = await setUp('correction', places);
    await hq.push(lead, lead.pack(log, { path: rationale, value: 'The head said so', over: [lead.dot(3)] }));
    expect(await find()).toEqual([[rationale, 'before']]);
    expect(await erase({ part: 'past' })).toBe(2);
    expect(await find()).toEqual([]);
    expect(await stored()).not.toContain(word);
    expect(await stored()).toContain('The head said so');
  });
});

describe('[E8] nothing is erased, and no line is written,', () => {
  const untouched = async ({ stored, lines }: Awaited<ReturnType<typeof setUp>>) =>
    [(await stored()).includes(word), await lines()] as const;

  test('for a request of access', async () => {
    const headquarters = await setUp('access');
    expect(await headquarters.erase()).toBe('asks-no-erasure');
    expect(await untouched(headquarters)).toEqual([true, []]);
  });

  test('for a request that is answered, or that there is none of', async () => {
    const headquarters = await setUp();
    const { focalPoint, request, place, erase } = headquarters;
    const answer = { on: '2026-11-20', outcome: 'done', reason: '', did: '' } as const;
    await focalPoint.post(`${requests}/1`, { seen: 1, request: { ...request, answer } });
    expect(await erase()).toBe('already-done');
    expect((await focalPoint.post(`${requests}/9/erase`, place)).body.code).toBe('not-found');
    expect(await untouched(headquarters)).toEqual([true, []]);
  });

  test.each(['status', 'removed', 'answers/D1.1/level', 'institution/type', 'hotel/room'])(
    'where no words of people stand: %s',
    async (path) => {
      const headquarters = await setUp();
      expect(await headquarters.erase({ path })).toBe('not-erasable');
      expect(await untouched(headquarters)).toEqual([true, []]);
    },
  );

  test('of a current decision and its reason; their former values may be erased', async () => {
    const { erase } = await setUp();
    const path = 'consolidations/D1.1';
    expect([await erase({ path }), await erase({ path, part: 'past' })]).toEqual(['not-erasable', 0]);
  });

  test('in a record or a mission that is not there, or in the programme', async () => {
    const headquarters = await setUp();
    const { hq, erase } = headquarters;
    const log = '018f0000-0000-7000-8000-00000000cccc' as LogId;
    expect(await erase({ log })).toBe('not-found');
    expect(await erase({ doc: aDoc(9) })).toBe('not-found');
    await hq.store.updateTable('logs').set({ kind: 'programme' }).execute();
    expect(await erase()).toBe('not-found');
    expect(await untouched(headquarters)).toEqual([true, []]);
  });

  test('[A3] by anybody but the focal point', async () => {
    const headquarters = await setUp();
    for (const role of ['manager', 'admin', 'reviewer', 'mission-lead'] as const)
      expect(await headquarters.erase({}, await headquarters.as(role))).toBe('forbidden');
    expect(await untouched(headquarters)).toEqual([true, []]);
  });
});
