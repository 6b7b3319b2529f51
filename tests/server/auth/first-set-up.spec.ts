import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { LogId } from '#domain/ids.ts';
import { createSetUpCodes } from '#server/auth/first-set-up.ts';
import { createOneTimeCode } from '#server/auth/one-time-codes.ts';
import { newUuid } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser, totpOf } from '#tests/support/server/test-browser.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

/** A new headquarters, with the codes of one start and of later ones. */
async function setUp(locations: StoreLocations = embedded) {
  const { hq, url, clock, identity } = await startTestServer({ storeLocations: locations });
  const dependencies = { nowMs: clock.now, randomBytes: (count: number) => randomBytes(count) };
  const start = async () =>
    (await createSetUpCodes(hq.store, dependencies, { ...identity, lifetimeMs: 60_000 })).map(
      ({ code }) => code,
    );
  const begin = async (code: string, name: string) => {
    const testBrowser = new TestBrowser(url);
    return { browser: testBrowser, ...(await testBrowser.post('/console/set-up', { code, name })) };
  };
  const enter = async (code: string, name: string) => {
    const { browser, status } = await begin(code, name);
    expect(status).toBe(200);
    const { body } = await browser.post('/console/authenticator', {});
    await browser.post('/console/authenticator/confirm', { code: totpOf(body.secret, clock.now()) });
    return browser;
  };
  const isOpen = async () => (await new TestBrowser(url).get('/console/set-up')).body.isOpen;
  const openLog = () =>
    hq.store.transaction().execute((tx) =>
      addLog(tx, testDependencies, {
        log: LogId.parse(newUuid(testDependencies)),
        kind: 'mission',
        title: 'A mission',
        country: null,
      }),
    );
  return { hq, clock, start, begin, enter, isOpen, openLog };
}

describe.each([embedded, postgres])('the set-up of a new headquarters on the $name', (blankLocations) => {
  test('lets two people become administrators, and ends with a programme and its manager', async () => {
    const { hq, start, enter, isOpen } = await setUp(blankLocations);
    const [first = '', second = '', ...more] = await start();
    expect(more).toEqual([]);
    expect(await isOpen()).toBe(true);
    const ada = await enter(first, 'Ada');
    expect(await isOpen()).toBe(true);
    const ben = await enter(second, 'Ben');
    expect(await isOpen()).toBe(false);

    const days = { title: 'CT TECH', startsOn: '2026-01-01', endsOn: '2028-06-30' };
    const reversed = { ...days, endsOn: '2025-12-31' };
    expect((await ada.post('/admin/programme', reversed)).body.code).toBe('ends-before-it-starts');
    expect((await ada.post('/admin/programme', days)).status).toBe(200);
    expect((await ben.post('/admin/programme', days)).body.code).toBe('already-done');
    const { programme } = (await ada.get('/programme')).body;
    expect(programme).toMatchObject({
      title: 'CT TECH',
      endsOn: days.endsOn,
      facts: { startsOn: { value: days.startsOn } },
    });

    // Both count as second persons at once, as those of the command line.
    const asked = await ada.post('/admin/people', { name: 'Mia', role: 'manager' });
    const { waitsFor: approval } = asked.body;
    const decide = (testBrowser: TestBrowser) =>
      testBrowser.post('/admin/approvals/decide', { approval, decision: 'approve' });
    expect((await decide(ada)).status).toBe(403);
    expect((await decide(ben)).status).toBe(200);
    expect((await ada.get('/console/me')).body.missing).toEqual(['mission']);
    const everywhere = await hq.store
      .selectFrom('persons')
      .select('person')
      .where('every_log', '=', 1)
      .where('role', '=', 'admin')
      .execute();
    expect(everywhere).toEqual([]);
    const acts = await hq.store.selectFrom('audit').select('act').where('act', '=', 'begin-set-up').execute();
    expect(acts).toHaveLength(2);
  });

  test('takes each code once, and none of an earlier start', async () => {
    const { start, begin, enter } = await setUp(blankLocations);
    const [old = ''] = await start();
    const [first = '', second = ''] = await start();
    for (const code of [old, 'AAAA-BBBB-CCCC'])
      expect((await begin(code, 'Eve')).body).toMatchObject({ status: 403, code: 'code' });
    await enter(first, 'Ada');
    expect((await begin(first, 'Eve')).body.code).toBe('code');
    // The next start replaces the code that is left, by one.
    const [third = '', ...more] = await start();
    expect(more).toEqual([]);
    expect((await begin(second, 'Eve')).body.code).toBe('code');
    await enter(third, 'Ben');
    expect(await start()).toEqual([]);
  });
});

test('a programme that two administrators open at once is opened once', async () => {
  const { hq, start, enter } = await setUp(postgres);
  const [first = '', second = ''] = await start();
  const both = [await enter(first, 'Ada'), await enter(second, 'Ben')];
  const days = { title: 'CT TECH', startsOn: '2026-01-01', endsOn: '2028-06-30' };
  const browserResponses = await Promise.all(both.map((browser) => browser.post('/admin/programme', days)));
  expect(browserResponses.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect(await hq.store.selectFrom('logs').select('kind').execute()).toEqual([{ kind: 'programme' }]);
});

test('a start takes the codes of the set-up alone, and leaves those of people', async () => {
  const { hq, clock, start } = await setUp();
  const person = await hq.addPerson('trainer');
  const dependencies = { nowMs: clock.now, randomBytes: (count: number) => randomBytes(count) };
  await hq.store.transaction().execute(async (tx) => {
    await createOneTimeCode(tx, dependencies, { purpose: 'enrol', person, lifetimeMs: 60_000 });
    await createOneTimeCode(tx, dependencies, { purpose: 'setup', person, lifetimeMs: 60_000 });
  });
  const codes = await start();
  const rows = await hq.store.selectFrom('codes').select(['purpose', 'person']).execute();
  expect(rows.filter(({ purpose }) => purpose === 'enrol')).toEqual([{ purpose: 'enrol', person }]);
  expect(rows).toHaveLength(1 + codes.length);
});

test('the set-up is over once a log is open, also for a code from before', async () => {
  const { start, begin, isOpen, openLog } = await setUp();
  const [code = ''] = await start();
  await openLog();
  expect(await isOpen()).toBe(false);
  expect((await begin(code, 'Eve')).body.code).toBe('code');
  expect(await start()).toEqual([]);
});

test('the set-up does not open again after an administrator was deactivated', async () => {
  const { hq, start, isOpen } = await setUp();
  const personId = await hq.addPerson('admin');
  await hq.addPerson('admin');
  await hq.store.updateTable('persons').set({ deactivated_ms: 1 }).where('person', '=', personId).execute();
  expect([await isOpen(), await start()]).toEqual([false, []]);
});

test('a set-up code is over after its time, and its session opens nothing before a second factor', async () => {
  const { clock, start, begin } = await setUp();
  const [late = '', code = ''] = await start();
  const { browser } = await begin(code, 'Ada');
  expect((await browser.get('/admin/people')).status).toBe(403);
  clock.nowMs += 61_000;
  expect((await begin(late, 'Ben')).body.code).toBe('code');
});

test.each(['', ' ', 'a\u0000b', 'x'.repeat(201)])('a set-up refuses the name %j', async (name) => {
  const { start, begin } = await setUp();
  const [code = ''] = await start();
  expect((await begin(code, name)).status).toBe(400);
});
