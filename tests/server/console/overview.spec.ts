import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { StateResponse, StatesResponse } from '#api/overview-api.ts';
import type { JsonValue } from '#base/json.ts';
import { Path } from '#domain/document/op.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { rebuildProjections } from '#server/admin/rebuild-projections.ts';
import { refreshDueBatch } from '#server/projections/document-figures.ts';
import { eraseFieldValues } from '#server/retention/erase-values.ts';
import { standsAnywhere } from '#tests/support/server/every-row.ts';
import { aDoc, nowMs, type PackWriter } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres } from '#tests/support/server/stores.ts';
import { startTestServer, type TestServer } from '#tests/support/server/test-server.ts';

type Values = Readonly<Record<string, JsonValue>>;

/** Write registers of one document from a laptop. */
async function write(
  testServer: TestServer,
  laptop: PackWriter,
  logId: LogId,
  kind: string,
  doc: number,
  values: Values,
) {
  const writes = Object.entries(values).map(([path, value]) => ({ doc: aDoc(doc), kind, path, value }));
  expect(await testServer.hq.push(laptop, laptop.pack(logId, ...writes))).toEqual([{ verdict: 'accepted' }]);
}

const ratings = (level: number): Values =>
  Object.assign(
    {},
    ...['D3.2', 'D3.3', 'D3.4', 'D3.8'].map((id) => ({
      [`answers/${id}/state`]: 'rated',
      [`answers/${id}/level`]: level,
      [`answers/${id}/evidence/e1/strength`]: 'E3',
    })),
  ) as Values;

/** A baseline in one mission, and a follow-up of the same police in another. */
async function setUp(locations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations });
  const [firstLogId, second] = [await testServer.hq.addLog(), await testServer.hq.addLog()];
  const lead = await testServer.hq.addLaptop('lead', firstLogId, second);
  const reviewer = await testServer.hq.addLaptop('reviewer', firstLogId, second);
  const assessment = async (logId: LogId, doc: number, values: Values) => {
    await write(testServer, lead, logId, 'assessment', doc, {
      title: 'Police',
      'institution/name': 'National Police',
      'screening/S1': 'POL',
      ...values,
    });
    await write(testServer, reviewer, logId, 'assessment', doc, { status: 'final' });
  };
  for (const [logId, doc] of [
    [firstLogId, 1],
    [second, 2],
  ] as const)
    await write(testServer, lead, logId, 'mission', doc + 10, { title: `Mission ${doc}`, country: 'UY' });
  await assessment(firstLogId, 1, { type: 'baseline', 'reference-date': '2026-01-10', ...ratings(2) });
  await assessment(second, 2, { type: 'follow-up', 'reference-date': '2026-11-02', ...ratings(3) });
  await write(testServer, lead, second, 'action-plan', 3, {
    'items/i1/title': 'Training plan',
    'items/i1/lead': 'INTERPOL',
    'items/i1/to': '2026-11-20',
    'items/i1/status': 'in-progress',
    'items/i1/order': 'a0',
  });
  testServer.clock.nowMs = nowMs;
  const cookies = new Map<PersonId, Promise<string>>();
  const get = async <T>(personId: PersonId, path: string, schema: { parse: (value: unknown) => T }) => {
    const cookie = await (cookies.get(personId) ?? testServer.signedIn(personId));
    cookies.set(personId, Promise.resolve(cookie));
    const response = await fetch(`${testServer.url}/api/v1${path}`, { headers: { cookie } });
    return schema.parse(await response.json());
  };
  return {
    server: testServer,
    first: firstLogId,
    second,
    lead,
    stateFor: (personId: PersonId, query = '') => get(personId, `/states/UY${query}`, StateResponse),
    statesFor: (personId: PersonId, query = '') => get(personId, `/states${query}`, StatesResponse),
  };
}

describe.each([embedded, postgres])('overviews of a State on the $name', (blankLocations) => {
  test('join assessments of several missions, and follow later changes', async () => {
    const { server, first, second, lead, stateFor } = await setUp(blankLocations);
    const personId = await server.hq.addPerson('manager', first, second);
    const stateResponse = await stateFor(personId);
    expect(stateResponse.missions.map(({ title }) => title).sort()).toEqual(['Mission 1', 'Mission 2']);
    expect(stateResponse.institutions).toMatchObject([
      { log: second, doc: aDoc(2), paired: 'institution', before: { log: first, doc: aDoc(1) } },
    ]);
    expect(stateResponse.changes.map(({ indicator, change }) => [indicator, change])).toContainEqual([
      'D3.2',
      'improved',
    ]);
    const levelOf = ({ profile }: StateResponse) => profile.latest.find(({ code }) => code === 'D3')?.level;
    expect(levelOf(stateResponse)).toBe(3);
    expect(stateResponse.profile.sinceBaseline?.dimensions.find(({ code }) => code === 'D3')).toMatchObject({
      before: 2,
      after: 3,
      comparable: 4,
    });
    expect(stateResponse.plan).toMatchObject([{ title: 'Training plan', lead: 'INTERPOL', lateDays: 4 }]);

    await write(server, lead, second, 'action-plan', 3, {
      'items/i2/title': 'Procedure',
      'items/i2/to': '2026-11-19',
      'items/i2/status': 'in-progress',
      'items/i2/order': 'a1',
    });
    const { plan } = await stateFor(personId);
    expect(plan.map(({ title, lateDays }) => [title, lateDays])).toEqual([
      ['Procedure', 5],
      ['Training plan', 4],
    ]);
  });

  test('have only the missions of the asker', async () => {
    const { server, first, stateFor, statesFor } = await setUp(blankLocations);
    const personId = await server.hq.addPerson('lead', first);
    const stateResponse = await stateFor(personId);
    expect(stateResponse.missions.map(({ log }) => log)).toEqual([first]);
    expect(stateResponse.institutions).toMatchObject([{ doc: aDoc(1), paired: null, before: null }]);
    expect(stateResponse.plan).toEqual([]);
    expect((await statesFor(personId)).states).toMatchObject([
      { country: 'UY', assessments: { final: 1 }, items: { open: 0 } },
    ]);
  });

  test.each(['partner', 'admin'] as const)('[E5] are empty for a %s', async (role) => {
    const { server, first, second, stateFor, statesFor } = await setUp(blankLocations);
    const personId = await server.hq.addPerson(role, first, second);
    const { missions, institutions, plan } = await stateFor(personId);
    expect([missions, institutions, plan]).toEqual([[], [], []]);
    const { states, attention } = await statesFor(personId);
    expect([states, attention.lateByLead, attention.inReview]).toEqual([[], [], 0]);
  });
});

test('the list of States counts open work and late items by lead', async () => {
  const { server, first, second, lead, statesFor } = await setUp();
  await write(server, lead, first, 'assessment', 5, { title: 'Court', status: 'quality-review' });
  const personId = await server.hq.addPerson('manager', first, second);
  const { states, attention, dimensions } = await statesFor(personId);
  expect(states).toMatchObject([
    { country: 'UY', assessments: { final: 2, review: 1, field: 0 }, items: { open: 1, late: 1 } },
  ]);
  expect(attention).toMatchObject({
    inReview: 1,
    overdueReviews: 0,
    lateByLead: [{ lead: 'INTERPOL', open: 1, late: 1 }],
  });
  expect(dimensions.map(({ code }) => code)).toContain('D3');

  server.clock.nowMs = nowMs + 15 * 86_400_000;
  const later = await statesFor(await server.hq.addPerson('manager', first, second));
  expect(later.attention).toMatchObject({ overdueReviews: 1, longestReviewDays: 15 });
  expect(later.attention.silent).toBeGreaterThan(0);
});

test('the list of States keeps one region of the United Nations', async () => {
  const { server, first, second, statesFor } = await setUp();
  const personId = await server.hq.addPerson('manager', first, second);
  expect((await statesFor(personId, '?region=americas')).states).toHaveLength(1);
  expect((await statesFor(personId, '?region=asia')).states).toEqual([]);
});

test('the open work of the list of States is that of all regions', async () => {
  const { server, first, second, lead, statesFor } = await setUp();
  await write(server, lead, first, 'assessment', 5, { title: 'Court', status: 'quality-review' });
  const personId = await server.hq.addPerson('manager', first, second);
  const { attention } = await statesFor(personId);
  expect(attention).toMatchObject({ inReview: 1, lateByLead: [{ late: 1 }] });
  expect((await statesFor(personId, '?region=asia')).attention).toEqual(attention);
});

test('figures go with the projections, and are computed again', async () => {
  const { server, first, second, stateFor } = await setUp();
  const personId = await server.hq.addPerson('manager', first, second);
  await stateFor(personId);
  const { store } = server.hq;
  await rebuildProjections(store);
  expect(await store.selectFrom('document_figures').selectAll().execute()).toEqual([]);
  expect((await stateFor(personId)).plan).toHaveLength(1);
});

test('[E8] the figures of a document go with the content that is erased in it', async () => {
  const { server, second, first, stateFor } = await setUp();
  const { store } = server.hq;
  await stateFor(await server.hq.addPerson('manager', first, second));
  expect(await standsAnywhere(store, 'Training plan')).toBe(true);
  const place = { doc: aDoc(3), path: Path.parse('items/i1/title'), part: 'all' } as const;
  await store.transaction().execute((tx) => eraseFieldValues(tx, server.identity, second, [place], nowMs));
  expect(await standsAnywhere(store, 'Training plan')).toBe(false);
});

test('many due figures are computed in the background, while a page answers with those that it has', async () => {
  const { server, first, second, lead, statesFor } = await setUp();
  const personId = await server.hq.addPerson('manager', first, second);
  expect((await statesFor(personId)).computing).toBe(0);
  const workshops = Array.from({ length: 60 }, (_, at) => ({
    doc: aDoc(100 + at),
    kind: 'workshop',
    path: 'title',
    value: `Workshop ${at}`,
  }));
  await server.hq.push(lead, lead.pack(first, ...workshops));
  const at = await statesFor(personId);
  expect(at).toMatchObject({ computing: 60, states: [{ country: 'UY', workshops: 0 }] });
  await vi.waitFor(async () => expect((await statesFor(personId)).computing).toBe(0));
  expect((await statesFor(personId)).states).toMatchObject([{ workshops: 60 }]);
});

test('one server at a time computes due figures', async () => {
  const { server } = await setUp(postgres);
  const { store } = server.hq;
  await store.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${0x66_69_67_75_72_65})`.execute(tx);
    expect(await refreshDueBatch(store, null)).toEqual({ last: null });
    expect(await store.selectFrom('document_figures').selectAll().execute()).toEqual([]);
  });
  expect((await refreshDueBatch(store, null)).last).not.toBeNull();
  expect(await store.selectFrom('document_figures').select('doc').execute()).toHaveLength(5);
});
