import { describe, expect, test } from 'vitest';
import type { LogId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { DataRequestKind } from '#domain/privacy/data-request.ts';
import { readUnseenNotices } from '#server/auth/notices.ts';
import { verifyAuditTrail } from '#server/db/audit-trail.ts';
import { systemDependencies } from '#server/db/open-store.ts';
import { performDueErasures } from '#server/retention/requested-erasures.ts';
import { aDataRequest, anEntry } from '#tests/support/builders/a-data-request.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const requests = '/data-requests';
const word = 'Zanzibara';
const rationale = 'answers/D1.1/rationale';

/** A mission with a rationale that names a person twice, and one without a role for anybody of the test; request 1. */
async function setUp(kind: DataRequestKind = 'erasure', locations: StoreLocations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const logId = await hq.addLog();
  const lead = await hq.addLaptop('lead', logId);
  const own = { path: rationale };
  await hq.push(
    lead,
    lead.pack(logId, { ...own, value: `${word} said so` }, { path: 'title', value: 'Court' }),
  );
  await hq.push(lead, lead.pack(logId, { ...own, value: `${word} says so`, over: [lead.dot(1)] }));
  const as = async (role: Role) =>
    new TestBrowser(testServer.url, await testServer.signedIn(await hq.addPerson(role)));
  const focalPoint = await as('dpo');
  const request = aDataRequest({ kind });
  await focalPoint.post(requests, { ...anEntry(), request });
  const place = { log: logId, doc: aDoc(1), path: rationale, part: 'all' };
  const erase = async (said: object = {}, by = focalPoint) => {
    const { status, body } = await by.post(`${requests}/1/erase`, { ...place, ...said });
    if (status !== 200) return body.code;
    return body.waits === undefined ? body.erased : 'waits';
  };
  const find = async () => {
    const { body } = await focalPoint.post(`${requests}/1/search`, { words: word, logs: [logId] });
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
  /** End the time in which waiting erasures can be withdrawn. */
  const waitADay = async () => {
    await hq.store.updateTable('approvals').set({ ends_ms: 1 }).where('state', '=', 'waiting').execute();
    await performDueErasures(hq.store, systemDependencies);
  };
  const waiting = async () => (await focalPoint.get(`${requests}/1`)).body.waiting;
  return {
    server: testServer,
    hq,
    as,
    lead,
    focalPoint,
    request,
    log: logId,
    place,
    erase,
    waitADay,
    waiting,
    find,
    stored,
    lines,
  };
}

describe.each([embedded, postgres])('[E8] the second erasure of a day, on the $name', (blankLocations) => {
  const twoFields = async () => {
    const headquarters = await setUp('erasure', blankLocations);
    const { hq, lead, log, erase } = headquarters;
    const other = 'answers/D1.2/rationale';
    await hq.push(lead, lead.pack(log, { path: other, value: `${word} again` }));
    expect(await erase()).toBe(2);
    expect(await erase({ path: other })).toBe('waits');
    const [waits] = await headquarters.waiting();
    return { ...headquarters, other, waits };
  };

  test('erases nothing until its day is over, and then does, with its line', async () => {
    const { other, waits, waiting, waitADay, stored, lines, hq } = await twoFields();
    const dayMs = 24 * 60 * 60_000;
    expect(waits).toMatchObject({ path: other, kind: 'assessment', part: 'all' });
    expect(waits.fromMs).toBeGreaterThan(Date.now() + dayMs - 60_000);
    await performDueErasures(hq.store, systemDependencies);
    expect(await stored()).toContain(`${word} again`);
    await waitADay();
    expect(await stored()).not.toContain(`${word} again`);
    expect((await lines()).at(-1)).toMatchObject({ path: other, count: 1 });
    expect(await waiting()).toEqual([]);
  });

  test('is done at once with the agreement of an administrator, and is asked for once', async () => {
    const { server, hq, erase, other, waits, waiting, stored, lines } = await twoFields();
    expect(await erase({ path: other })).toBe('waits');
    expect(await waiting()).toHaveLength(1);
    const personId = await hq.addPerson('admin');
    const administrator = new TestBrowser(server.url, await server.signedIn(personId));
    const { approvals } = (await administrator.get('/admin/approvals')).body;
    expect(approvals).toMatchObject([
      { kind: 'erase-value', request: 1, logTitle: 'A mission', unfit: null },
    ]);
    const decision = { approval: waits.approval, decision: 'approve' };
    expect((await administrator.post('/admin/approvals/decide', decision)).status).toBe(200);
    expect(await stored()).not.toContain(`${word} again`);
    expect((await lines()).at(-1)).toMatchObject({ path: other, count: 1, approvedBy: personId });
  });

  test.each(['manager', 'dpo'] as const)(
    'is withdrawn by any reader of the register, such as a %s',
    async (role) => {
      const { as, waits, waiting, waitADay, stored } = await twoFields();
      const reader = await as(role);
      const withdraw = () => reader.post(`${requests}/1/withdraw`, { approval: waits.approval });
      expect([(await withdraw()).status, (await withdraw()).status]).toEqual([200, 404]);
      expect(await waiting()).toEqual([]);
      await waitADay();
      expect(await stored()).toContain(`${word} again`);
    },
  );

  test('is not done after its asker lost the role', async () => {
    const { server, hq, focalPoint, waitADay, stored } = await twoFields();
    const administrator = new TestBrowser(server.url, await server.signedIn(await hq.addPerson('admin')));
    const { person } = (await focalPoint.get('/console/me')).body;
    await administrator.post('/admin/people/change', { act: 'deactivate', person });
    await waitADay();
    expect(await stored()).toContain(`${word} again`);
  });

  test('[N2] tells its authors, who cannot refuse it', async () => {
    const { hq, lead, waits } = await twoFields();
    const accessNotices = await readUnseenNotices(
      hq.store,
      { person: hq.personOf(lead), device: lead.id },
      Date.now(),
    );
    expect(
      accessNotices.map(({ kind, count, endsMs, refusable }) => [kind, count, endsMs, refusable]),
    ).toEqual([
      ['valuesErased', 2, undefined, false],
      ['erasureWaiting', 1, waits.fromMs, false],
    ]);
  });
});

test('[N1] authors of erased values are told of mission and number, once', async () => {
  const { hq, lead, log, erase } = await setUp();
  const otherPackWriter = await hq.addLaptop('assessor', log);
  await hq.push(
    otherPackWriter,
    otherPackWriter.pack(log, { path: rationale, value: `${word} again`, over: [lead.dot(3)] }),
  );
  const bystander = await hq.addLaptop('assessor', log);
  await erase();
  await erase();
  const told = async (laptop: typeof lead) =>
    (
      await hq.store.selectFrom('notices').selectAll().where('person', '=', hq.personOf(laptop)).execute()
    ).map(({ kind, log: of, erased_values: count }) => [kind, of, count]);
  expect([await told(lead), await told(otherPackWriter), await told(bystander)]).toEqual([
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
  expect(answers).toEqual([1, ...Array(9).fill('waits'), 'erasures-today', 'erasures-today']);
  expect(await stored()).toContain(`Kept ${paths[10]}`);
});

describe.each([embedded, postgres])(
  '[E8] the content of a field is erased, on the $name',
  (blankLocations) => {
    test('with all its values, for a waiting request; a repetition finds nothing left to erase', async () => {
      const { hq, erase, find, stored } = await setUp('erasure', blankLocations);
      expect(await find()).toEqual([[rationale, 'now']]);
      expect(await stored()).toContain(word);
      expect([await erase(), await erase()]).toEqual([2, 0]);
      expect(await find()).toEqual([]);
      expect(await stored()).not.toContain(word);
      expect(await stored()).toContain('Court');
      expect((await verifyAuditTrail(hq.store)).intact).toBe(true);
    });

    test('each time with a line of request, place, part and count, and without words', async () => {
      const { place, erase, waitADay, lines, stored } = await setUp('objection', blankLocations);
      await erase({ part: 'past' });
      expect(await erase()).toBe('waits');
      await waitADay();
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
      const { hq, lead, log, erase, find, stored } = await setUp('correction', blankLocations);
      await hq.push(
        lead,
        lead.pack(log, { path: rationale, value: 'The head said so', over: [lead.dot(3)] }),
      );
      expect(await find()).toEqual([[rationale, 'before']]);
      expect(await erase({ part: 'past' })).toBe(2);
      expect(await find()).toEqual([]);
      expect(await stored()).not.toContain(word);
      expect(await stored()).toContain('The head said so');
    });
  },
);

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
