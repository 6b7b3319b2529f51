import { describe, expect, test } from 'vitest';
import { LogId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { programmeDocumentId } from '#domain/programme/programme.ts';
import { loadProgrammeEndMs } from '#server/console/programme.ts';
import { newUuid } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

async function setUp(locations: StoreLocations) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const open = async (): Promise<LogId> => {
    const log = LogId.parse(newUuid(testDependencies));
    const entry = { log, kind: 'programme', title: 'CT TECH', country: null } as const;
    return hq.store.transaction().execute((tx) => addLog(tx, testDependencies, entry));
  };
  const as = async (role: Role) =>
    new TestBrowser(testServer.url, await testServer.signedIn(await hq.addPerson(role)));
  const endMs = () => hq.store.transaction().execute(loadProgrammeEndMs);
  return { server: testServer, hq, open, as, endMs };
}

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);

describe.each([embedded, postgres])('[A3, E] the end of the programme, on the $name', (blankLocations) => {
  test('is set in the console by an administrator or manager; each change leaves a line', async () => {
    const { hq, open, as, endMs } = await setUp(blankLocations);
    const log = await open();
    const administrator = await as('admin');
    expect((await administrator.get('/programme')).body.programme).toMatchObject({
      log,
      title: 'CT TECH',
      endsOn: null,
      seen: [],
      mayChange: true,
      vaults: { eraseAfter: null, seen: [], mayChange: true },
    });
    expect(await endMs()).toBeNull();
    const said = await administrator.post('/programme', { endsOn: '2027-06-30', seen: [] });
    expect(said.status).toBe(200);

    const manager = await as('manager');
    const { seen } = (await manager.get('/programme')).body.programme;
    await manager.post('/programme', { endsOn: '2028-12-31', seen });
    expect((await manager.get('/programme')).body.programme).toMatchObject({
      endsOn: '2028-12-31',
      mayChange: true,
    });
    expect(await endMs()).toBe(day('2028-12-31'));

    const acts = await hq.store.selectFrom('audit').select(['act', 'subject']).orderBy('seq').execute();
    expect(acts.filter(({ act }) => act === 'set-programme-end').map(({ subject }) => subject)).toEqual([
      '{"day":"2027-06-30"}',
      '{"day":"2028-12-31"}',
    ]);
  });

  test('is seen by the data-protection focal point, who changes nothing', async () => {
    const { open, as } = await setUp(blankLocations);
    await open();
    const focalPoint = await as('dpo');
    expect((await focalPoint.get('/programme')).body.programme).toMatchObject({ mayChange: false });
    const refused = await focalPoint.post('/programme', { endsOn: '2027-06-30', seen: [] });
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
  });

  test('is not changed by who saw another day, and can be taken back', async () => {
    const { open, as, endMs } = await setUp(blankLocations);
    await open();
    const administrator = await as('admin');
    await administrator.post('/programme', { endsOn: '2027-06-30', seen: [] });
    const late = await administrator.post('/programme', { endsOn: '2020-01-01', seen: [] });
    expect([late.status, late.body.code]).toEqual([409, 'record-moved']);
    const { seen } = (await administrator.get('/programme')).body.programme;
    await administrator.post('/programme', { endsOn: null, seen });
    expect((await administrator.get('/programme')).body.programme.endsOn).toBeNull();
    expect(await endMs()).toBeNull();
  });

  test('is not known while one of several programmes has none; then it is the last', async () => {
    const { hq, open, as, endMs } = await setUp(blankLocations);
    await open();
    const administrator = await as('admin');
    await administrator.post('/programme', { endsOn: '2027-06-30', seen: [] });
    const second = await open();
    expect(await endMs()).toBeNull();
    const laptop = await hq.addLaptop('manager');
    await hq.push(
      laptop,
      laptop.pack(second, {
        doc: programmeDocumentId(second),
        kind: 'programme',
        path: 'ends-on',
        value: '2030-01-31',
      }),
    );
    expect(await endMs()).toBe(day('2030-01-31'));
  });

  test('[J5] is held when written from the laptop of anybody else', async () => {
    const { hq, open, endMs } = await setUp(blankLocations);
    const logId = await open();
    const laptop = await hq.addLaptop('lead');
    const change = {
      doc: programmeDocumentId(logId),
      kind: 'programme',
      path: 'ends-on',
      value: '2020-01-01',
    };
    expect(await hq.push(laptop, laptop.pack(logId, change))).toMatchObject([
      { verdict: 'accepted', held: [1] },
    ]);
    expect(await endMs()).toBeNull();
  });

  test('reaches every laptop of the programme', async () => {
    const { hq, open, as } = await setUp(blankLocations);
    const logId = await open();
    await (await as('admin')).post('/programme', { endsOn: '2027-06-30', seen: [] });
    const answer = await hq.sync(await hq.addLaptop('assessor'), { logs: { [logId]: { since: 0 } } });
    const [logEntry] = answer.logs[logId]?.entries ?? [];
    expect(logEntry !== undefined && 'pack' in logEntry && logEntry.pack.payload).toContain('2027-06-30');
  });
});
