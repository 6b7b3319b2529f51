import { describe, expect, test } from 'vitest';
import { LogId } from '#domain/ids.ts';
import { Role } from '#domain/people/role.ts';
import { newUuid } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

async function setUp(locations: StoreLocations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const log = LogId.parse(newUuid(testDependencies));
  const entry = { log, kind: 'programme', title: 'CT TECH', country: null } as const;
  await hq.store.transaction().execute((tx) => addLog(tx, testDependencies, entry));
  const as = async (role: Role) =>
    new TestBrowser(testServer.url, await testServer.signedIn(await hq.addPerson(role)));
  return { hq, log, as, manager: await as('manager') };
}

const aLine = { title: 'EU-01', donor: 'A donor', endsOn: null };

describe.each([embedded, postgres])('[A6] facts of the programme, on the $name', (blankLocations) => {
  test('are changed together by the manager, and read by every role', async () => {
    const { hq, manager, as } = await setUp(blankLocations);
    const said = await manager.post('/programme/facts', {
      changes: [
        { list: 'name', value: 'Tech programme', seen: [] },
        { list: 'starts-on', value: '2025-10-01', seen: [] },
        { list: 'funding', id: 'eu', value: aLine, seen: [] },
      ],
    });
    expect(said.status).toBe(200);
    for (const role of Role.options) {
      const { programme, due } = (await (await as(role)).get('/programme')).body;
      expect(programme.title).toBe('Tech programme');
      expect(programme.facts).toMatchObject({
        startsOn: { value: '2025-10-01' },
        funding: [{ id: 'eu', value: aLine }],
        mayChange: role === 'manager',
      });
      expect(due === null).toBe(!['manager', 'dpo', 'admin'].includes(role));
    }
    const lines = await hq.store.selectFrom('audit').select(['act', 'subject']).execute();
    expect(lines.filter(({ act }) => act === 'set-programme-facts')).toEqual([
      { act: 'set-programme-facts', subject: '{"facts":["name","starts-on","funding/eu"]}' },
    ]);
  });

  test('are changed all or none: one that moved meanwhile refuses the others', async () => {
    const { manager } = await setUp(blankLocations);
    const start = { list: 'starts-on', value: '2025-10-01', seen: [] };
    await manager.post('/programme/facts', { changes: [start] });
    const late = await manager.post('/programme/facts', {
      changes: [{ list: 'name', value: 'Other', seen: [] }, start],
    });
    expect([late.status, late.body.code]).toEqual([409, 'record-moved']);
    expect((await manager.get('/programme')).body.programme.title).toBe('CT TECH');
  });
});

test.each([
  ['an unknown list', { list: 'erase-after', value: 3, seen: [] }],
  ['a path outside its list', { list: 'phases', id: '../seal-keys', value: null, seen: [] }],
  [
    'a phase that ends before it begins',
    {
      list: 'phases',
      id: 'x',
      value: { title: 'X', from: 5, to: 4, results: [] },
      seen: [],
    },
  ],
  [
    'a partner with an unknown area',
    {
      list: 'partners',
      id: 'x',
      value: { name: 'X', kind: 'provider', part: 'delivers', areas: ['money'] },
      seen: [],
    },
  ],
])('[security 5] facts of the programme refuse %s', async (_, change) => {
  const { manager } = await setUp();
  expect((await manager.post('/programme/facts', { changes: [change] })).status).toBe(400);
});

test('[A6] facts of the programme reach the laptops with its log', async () => {
  const { hq, log, manager } = await setUp();
  await manager.post('/programme/facts', { changes: [{ list: 'starts-on', value: '2025-10-01', seen: [] }] });
  const answer = await hq.sync(await hq.addLaptop('assessor'), { logs: { [log]: { since: 0 } } });
  const [logEntry] = answer.logs[log]?.entries ?? [];
  expect(logEntry !== undefined && 'pack' in logEntry && logEntry.pack.payload).toContain('2025-10-01');
});
