import { randomUUID } from 'node:crypto';
import { v5 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { PlanItemResponse, PlanResponse } from '#api/plan-api.ts';
import { Path } from '#domain/document/op.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { readPlanItems } from '#domain/plan/action-plan.ts';
import { actionPlanIdOf } from '#domain/plan/change-plan.ts';
import { rebuildProjections } from '#server/admin/rebuild-projections.ts';
import { loadDocuments } from '#server/projections/load-documents.ts';
import { eraseFieldValues } from '#server/retention/erase-values.ts';
import { standsAnywhere } from '#tests/support/server/every-row.ts';
import { nowMs, type PackWriter, type Write } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

/** A mission whose laptop has written one agreed item, 14 days late, and a manager in the console. */
async function setUp(locations: StoreLocations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations });
  testServer.clock.nowMs = nowMs;
  const { hq } = testServer;
  const logId = await hq.addLog();
  const documentId = actionPlanIdOf(logId);
  const laptop = await hq.addLaptop('lead', logId);
  const write = async (...writes: readonly Omit<Write, 'doc' | 'kind'>[]) =>
    expect(
      await hq.push(
        laptop,
        laptop.pack(logId, ...writes.map((one) => ({ doc: documentId, kind: 'action-plan', ...one }))),
      ),
    ).toEqual([{ verdict: 'accepted' }]);
  await write(
    { path: 'items/i1/title', value: 'Custody procedure' },
    { path: 'items/i1/lead', value: 'INTERPOL' },
    { path: 'items/i1/counterpart', value: 'National Police' },
    { path: 'items/i1/funding-line', value: 'EU-1' },
    { path: 'items/i1/status', value: 'in-progress' },
    { path: 'items/i1/to', value: '2026-11-10' },
    { path: 'items/i1/milestones', value: '2026-10-01 First draft' },
  );
  const as = async (role: Role, ...logIds: readonly LogId[]) =>
    browserOf(await hq.addPerson(role, ...logIds));
  const browserOf = async (personId: PersonId) =>
    new TestBrowser(testServer.url, await testServer.signedIn(personId));
  const manager = await as('manager', logId);
  const path = `/plan/${logId}/${documentId}/i1`;
  const read = async (testBrowser = manager) => PlanItemResponse.parse((await testBrowser.get(path)).body);
  const change = async (said: object, seen?: object, testBrowser = manager) => {
    const { status, body } = await testBrowser.post(path, {
      change: said,
      seen: seen ?? (await read()).seen,
    });
    return status === 200 ? 'done' : body.code;
  };
  const list = async (testBrowser = manager) => PlanResponse.parse((await testBrowser.get('/plan')).body);
  const planOf = async (at = logId) => {
    const id = actionPlanIdOf(at);
    return (await loadDocuments(hq.store, at, [id])).get(id);
  };
  return {
    server: testServer,
    hq,
    log: logId,
    doc: documentId,
    laptop,
    write,
    as,
    manager,
    path,
    read,
    change,
    list,
    planOf,
  };
}

test('the plan of a mission has the id that laptops give it', async () => {
  const logId = 'a2b8c1d0-0000-4000-8000-0123456789ab' as LogId;
  expect(actionPlanIdOf(logId)).toBe(v5('action-plan', logId));
});

describe.each([embedded, postgres])('a plan item in the console on the $name', (blankLocations) => {
  test('is changed by the manager, and reaches the laptop as ops of headquarters', async () => {
    const { hq, log, laptop, change, list, planOf } = await setUp(blankLocations);
    const said = { lead: 'UNODC', supporting: ['UNICRI'], status: 'done', progress: 'Signed on Monday' };
    expect(await change(said)).toBe('done');
    expect((await list()).items).toMatchObject([
      { title: 'Custody procedure', lead: 'UNODC', supporting: ['UNICRI'], status: 'done' },
    ]);
    expect(readPlanItems(await planOf())).toMatchObject([{ lead: 'UNODC', progress: 'Signed on Monday' }]);
    const { logs } = await hq.sync(laptop, { logs: { [log]: { since: 1 } } });
    expect(logs[log]?.entries).toHaveLength(1);
    const acts = await hq.store.selectFrom('audit').select('act').execute();
    expect(acts.map(({ act }) => act)).toContain('change-plan');
  });

  test('merges with parts that a laptop changed meanwhile, and refuses the same part', async () => {
    const { write, read, change, planOf } = await setUp(blankLocations);
    const { seen } = await read();
    await write({ path: 'items/i1/counterpart', value: 'Ministry', over: [...(seen['counterpart'] ?? [])] });
    expect(await change({ lead: 'UNODC' }, seen)).toBe('done');
    expect(await change({ counterpart: 'Court', progress: 'Begun' }, seen)).toBe('record-moved');
    expect(readPlanItems(await planOf())).toMatchObject([
      { lead: 'UNODC', counterpart: 'Ministry', progress: '', disputed: [] },
    ]);
  });

  test('that two people change at once keeps both, and tells the later', async () => {
    const { as, log, read, change } = await setUp(blankLocations);
    const otherTestBrowser = await as('mission-lead', log);
    const { seen } = await read(otherTestBrowser);
    expect(await change({ to: '2026-12-20', 'date-reason': 'Second reading' })).toBe('done');
    expect(await change({ to: '2027-01-20', 'date-reason': 'Elections' }, seen, otherTestBrowser)).toBe(
      'record-moved',
    );
    const now = await read(otherTestBrowser);
    expect([now.item.to, now.texts.dateReason]).toEqual(['2026-12-20', 'Second reading']);
    expect(await change({ to: '2027-01-20', 'date-reason': 'Elections' }, now.seen, otherTestBrowser)).toBe(
      'done',
    );
  });

  test('shows both values of two laptops, and one more write decides', async () => {
    const { hq, log, doc, write, read, change, list } = await setUp(blankLocations);
    const otherPackWriter: PackWriter = await hq.addLaptop('assessor', log);
    const { seen } = await read();
    await write({ path: 'items/i1/lead', value: 'UNODC', over: [...(seen['lead'] ?? [])] });
    const late = { path: 'items/i1/lead', value: 'CTED', over: [...(seen['lead'] ?? [])] };
    await hq.push(otherPackWriter, otherPackWriter.pack(log, { doc, kind: 'action-plan', ...late }));
    expect((await read()).disputed['lead']?.toSorted()).toEqual(['CTED', 'UNODC']);
    expect((await list()).items).toMatchObject([{ isDisputed: true }]);
    expect(await change({ lead: 'UNODC' })).toBe('done');
    expect((await list()).items).toMatchObject([{ lead: 'UNODC', isDisputed: false }]);
  });
});

test('[A5] a judgement that two items are no overlap has a reason and an author, and is taken back', async () => {
  const { write, change, list, as, log } = await setUp();
  await write(
    { path: 'items/i2/title', value: 'Custody training' },
    { path: 'items/i2/lead', value: 'UNODC' },
  );
  expect(await change({ apart: { item: 'i2', reason: '' } })).toBe('malformed');
  expect(await change({ apart: { item: 'i2', reason: 'Two courts' } })).toBe('done');
  const judged = await list();
  const [judgement] = judged.items.find(({ id }) => id === 'i1')?.apart ?? [];
  if (judgement === undefined) throw new Error('there is no judgement');
  expect(judgement).toMatchObject({ item: 'i2', reason: 'Two courts' });
  expect(judgement.atMs).toBeGreaterThanOrEqual(nowMs);
  expect(judged.people[judgement.device]?.name).toBeTruthy();
  expect(await change({ apart: { item: 'i2', reason: null } }, {})).toBe('record-moved');
  expect(await change({ apart: { item: 'i2', reason: null } })).toBe('done');
  expect((await list()).items.map(({ apart }) => apart)).toEqual([[], []]);
  expect(await change({ apart: { item: 'i2', reason: 'No' } }, undefined, await as('reviewer', log))).toBe(
    'forbidden',
  );
});

test('[A5] the end of a late item moves with a reason only, and the agreed end remains', async () => {
  const { change, read } = await setUp();
  expect(await change({ to: '2026-12-20' })).toBe('reason-missing');
  expect(await change({ to: '2026-12-20', 'date-reason': 'Second reading' })).toBe('done');
  expect((await read()).item).toMatchObject({ to: '2026-12-20', agreedTo: '2026-11-10' });
  expect(await change({ to: '2027-01-20' })).toBe('reason-missing');
  expect(await change({ from: '2027-02-01' })).toBe('ends-before-it-starts');
});

test('[A5] an agreed item keeps its lead, counterpart and funding line', async () => {
  const { change } = await setUp();
  expect(await change({ counterpart: '' })).toBe('labour-open');
  expect(await change({ counterpart: '', status: 'proposed' })).toBe('done');
  expect(await change({ status: 'agreed' })).toBe('labour-open');
  expect(await change({ status: 'dropped' })).toBe('reason-missing');
});

test('milestones of an earlier version are stored with their first change', async () => {
  const { change, read } = await setUp();
  const [first] = (await read()).milestones;
  const added = { id: 'm2', text: 'Second draft', day: '2026-12-01' };
  expect(await change({ milestones: [{ id: first?.id, isDone: true }, added] })).toBe('done');
  expect((await read()).item.milestones).toEqual({ done: 1, of: 2 });
  expect(await change({ milestones: [{ id: 'm2', removed: true }] })).toBe('done');
  expect((await read()).milestones.map(({ text, isDone }) => [text, isDone])).toEqual([
    ['First draft', true],
  ]);
});

test('a new item begins the plan of a mission, once', async () => {
  const { hq, as, planOf } = await setUp();
  const logId = await hq.addLog();
  const lead = await as('mission-lead', logId);
  const body = { item: randomUUID(), change: { title: 'Training', lead: 'UNODC', status: 'proposed' } };
  for (let sending = 0; sending < 2; sending += 1)
    expect((await lead.post(`/plan/${logId}`, body)).body).toEqual({ doc: actionPlanIdOf(logId) });
  const plan = await planOf(logId);
  expect(readPlanItems(plan)).toMatchObject([{ id: body.item, title: 'Training', lead: 'UNODC' }]);
  expect(plan?.registers[Path.parse(`items/${body.item}/status`)]?.heads).toHaveLength(1);
  const { missions } = PlanResponse.parse((await lead.get('/plan')).body);
  expect(missions).toMatchObject([{ log: logId, country: 'XA', right: 'all' }]);
});

test('items go with the projections, and come back', async () => {
  const { hq, list } = await setUp();
  await list();
  await rebuildProjections(hq.store);
  expect(await hq.store.selectFrom('plan_items').selectAll().execute()).toEqual([]);
  expect((await list()).items).toHaveLength(1);
});

test('[E8] an item goes with the content that is erased in it', async () => {
  const { server, hq, log, doc, list } = await setUp();
  await list();
  expect(await standsAnywhere(hq.store, 'Custody procedure')).toBe(true);
  const place = { doc, path: Path.parse('items/i1/title'), part: 'all' } as const;
  await hq.store.transaction().execute((tx) => eraseFieldValues(tx, server.identity, log, [place], nowMs));
  expect(await standsAnywhere(hq.store, 'Custody procedure')).toBe(false);
});
