import { beforeEach, describe, expect, test } from 'vitest';
import { PlanItemResponse, PlanResponse } from '#api/plan-api.ts';
import type { JsonValue } from '#base/json.ts';
import { LogId, type PersonId } from '#domain/ids.ts';
import { newUuid } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer, type TestServer } from '#tests/support/server/test-server.ts';

const [plan, assessment] = [aDoc(2), aDoc(3)];

/** Rows of the access matrix for a partner's officer, by item: what each item is to the entity UNODC. */
const rows = [
  { item: 'lead', log: 'own', values: { lead: 'UNODC' }, sees: true },
  { item: 'lead-otherwise-written', log: 'own', values: { lead: ' unodc ' }, sees: true },
  { item: 'supports', log: 'own', values: { lead: 'INTERPOL', supporting: ['UNICRI', 'UNODC'] }, sees: true },
  { item: 'of-another', log: 'own', values: { lead: 'INTERPOL', supporting: ['UNICRI'] }, sees: false },
  { item: 'named-alike', log: 'own', values: { lead: 'UNODC Vienna', supporting: ['NUNODC'] }, sees: false },
  { item: 'wildcard', log: 'own', values: { lead: 'UNOD_', supporting: ['%'] }, sees: false },
  { item: 'without-lead', log: 'own', values: {}, sees: false },
  { item: 'removed', log: 'own', values: { lead: 'UNODC', removed: true }, sees: false },
  { item: 'foreign', log: 'foreign', values: { lead: 'UNODC' }, sees: false },
] as const;

describe.each([embedded, postgres])('[access] [E5] a partner, by item, on the $name', (locations) => {
  let testServer: TestServer;
  let logs: { readonly own: LogId; readonly foreign: LogId };
  let manager: TestBrowser;

  const browserOf = async (personId: PersonId) =>
    new TestBrowser(testServer.url, await testServer.signedIn(personId));
  const appoint = async (personId: PersonId, partner: string | null) => {
    const seen = await seenOf(personId);
    const change = { list: 'officers', id: personId, value: partner, seen };
    expect((await manager.post('/programme/facts', { changes: [change] })).status).toBe(200);
  };
  const seenOf = async (personId: PersonId) => {
    const { officers } = (await manager.get('/programme')).body.programme.facts;
    return officers.find(({ id }: { id: string }) => id === personId)?.seen ?? [];
  };
  /** An officer of UNODC, partner in the own log. */
  const officer = async () => {
    const personId = await testServer.hq.addPerson('partner', logs.own);
    await appoint(personId, 'unodc');
    return { person: personId, browser: await browserOf(personId) };
  };
  const pathOf = (item: string, logId: LogId) => `/plan/${logId}/${plan}/${item}`;

  beforeEach(async () => {
    testServer = await startTestServer({ storeLocations: locations });
    const programmeId = LogId.parse(newUuid(testDependencies));
    await testServer.hq.store
      .transaction()
      .execute((tx) =>
        addLog(tx, testDependencies, { log: programmeId, kind: 'programme', title: 'P', country: null }),
      );
    logs = { own: await testServer.hq.addLog(), foreign: await testServer.hq.addLog() };
    manager = await browserOf(await testServer.hq.addPerson('manager', logs.own, logs.foreign));
    for (const name of ['own', 'foreign'] as const) {
      const laptop = await testServer.hq.addLaptop('lead', logs[name]);
      const values: Record<string, JsonValue> = {};
      for (const row of rows.filter((one) => one.log === name)) {
        values[`items/${row.item}/title`] = `Work ${row.item}`;
        values[`items/${row.item}/status`] = 'in-progress';
        values[`items/${row.item}/assessment`] = assessment;
        values[`items/${row.item}/recommendation`] = `r-${row.item}`;
        for (const [part, value] of Object.entries(row.values))
          values[`items/${row.item}/${part}`] = value as JsonValue;
      }
      const writes = Object.entries(values).map(([path, value]) => ({
        doc: plan,
        kind: 'action-plan',
        path,
        value,
      }));
      const found = rows.flatMap(({ item }) => [
        { path: `recommendations/r-${item}/text`, value: `Recommended ${item}` },
        { path: `recommendations/r-${item}/findings`, value: [`f-${item}`, 'f-sc'] },
        { path: `findings/f-${item}/text`, value: `Found ${item}` },
      ]);
      const secret = [
        { path: 'findings/f-sc/text', value: 'Strictly confidential' },
        { path: 'findings/f-sc/mark', value: 'SC' },
        { path: 'findings/f-alone/text', value: 'Of no item' },
        { path: 'answers/D1.1/rationale', value: 'A rationale' },
      ];
      const sources = [...found, ...secret].map((one) => ({ doc: assessment, kind: 'assessment', ...one }));
      await testServer.hq.push(laptop, laptop.pack(logs[name], ...writes, ...sources));
    }
  });

  test('lists the own items alone, and no word of another', async () => {
    const { browser } = await officer();
    const { body } = await browser.get('/plan');
    const { items, entity, missions } = PlanResponse.parse(body);
    expect(entity).toBe('UNODC');
    expect(items.map(({ id }) => id).sort()).toEqual(
      rows
        .filter(({ sees }) => sees)
        .map(({ item }) => item)
        .sort(),
    );
    expect(missions.map(({ log, right }) => [log, right])).toEqual([[logs.own, 'progress']]);
    for (const { item } of rows.filter(({ sees }) => !sees))
      expect(JSON.stringify(body)).not.toContain(`Work ${item}`);
  });

  test('opens and reports each own item; any other looks as if it did not exist', async () => {
    const { browser } = await officer();
    const none = await browser.get(pathOf('no-such-item', logs.own));
    expect(none.status).toBe(404);
    const wrong: string[] = [];
    for (const { item, log, sees } of rows) {
      const path = pathOf(item, logs[log]);
      const read = await browser.get(path);
      const written = await browser.post(path, { change: { progress: 'Half done' }, seen: {} });
      if (read.status !== (sees ? 200 : 404)) wrong.push(`${item}: read, ${read.status}`);
      if (written.status !== (sees ? 200 : 404)) wrong.push(`${item}: written, ${written.status}`);
      if (!sees && JSON.stringify(read.body) !== JSON.stringify(none.body)) wrong.push(`${item}: told apart`);
      if (!sees && JSON.stringify(written.body) !== JSON.stringify(none.body))
        wrong.push(`${item}: told apart by a write`);
    }
    expect(wrong).toEqual([]);
  });

  test('has the findings behind an own item once they are approved and shared, and no other word', async () => {
    const { browser } = await officer();
    const day = (daysAhead: number) =>
      new Date(testServer.clock.now() + daysAhead * 24 * 60 * 60_000).toISOString().slice(0, 10);
    const basis = async () => (await browser.get(pathOf('supports', logs.own))).body.basis;
    const share = async (entity: string, until: string) => {
      const sharing = { entity, until, onward: 'no' };
      const how = { what: 'R5', about: null, audience: 'partner', mark: 'C', format: 'pdf', language: 'en' };
      const note = { ...how, purpose: 'Planning', sharing };
      expect((await manager.post(`/logs/${logs.own}/exports`, note)).status).toBe(200);
    };
    expect(await basis()).toBeNull();
    await share('INTERPOL', day(30));
    await share('UNODC', day(-1));
    const reviewer = await testServer.hq.addLaptop('reviewer', logs.own);
    const status = (value: string) => ({ doc: assessment, kind: 'assessment', path: 'status', value });
    await testServer.hq.push(reviewer, reviewer.pack(logs.own, status('final')));
    expect(await basis()).toBeNull();
    await share(' unodc ', day(30));
    const { body } = await browser.get(pathOf('supports', logs.own));
    expect(PlanItemResponse.parse(body).basis).toEqual({
      assessment: null,
      institution: '',
      recommendation: 'Recommended supports',
      findings: [{ id: 'f-supports', text: 'Found supports', kind: 'gap', mark: 'C' }],
    });
    for (const word of ['Found lead', 'Strictly confidential', 'Of no item', 'A rationale'])
      expect(JSON.stringify(body)).not.toContain(word);
    // A status in dispute is no approval.
    await testServer.hq.push(reviewer, reviewer.pack(logs.own, status('draft')));
    expect(await basis()).toBeNull();
  });

  test.each([
    ['the title', { title: 'Mine' }],
    ['the lead', { lead: 'UNODC' }],
    ['the funding line', { 'funding-line': 'EU-1' }],
    ['a new milestone', { milestones: [{ id: 'm1', text: 'Ours' }] }],
    ['the verification', { status: 'verified' }],
    ['the end of the item', { status: 'dropped', 'status-reason': 'No money' }],
    ['a judgement on an overlap', { apart: { item: 'lead', reason: 'Other work' } }],
  ])('may not change %s of an own item', async (_name, change) => {
    const { browser } = await officer();
    const path = pathOf('supports', logs.own);
    const { seen } = PlanItemResponse.parse((await browser.get(path)).body);
    expect((await browser.post(path, { change, seen })).body.code).toBe('forbidden');
  });

  test('has no word of a judgement on an overlap of own items, whether one or two people gave it', async () => {
    const { browser } = await officer();
    const path = pathOf('supports', logs.own);
    const { seen } = PlanItemResponse.parse((await manager.get(path)).body);
    const judge = (reason: string) =>
      manager.post(path, { change: { apart: { item: 'lead', reason } }, seen });
    expect((await judge('A candid word')).status).toBe(200);
    const laptop = await testServer.hq.addLaptop('lead', logs.own);
    const write = {
      doc: plan,
      kind: 'action-plan',
      path: 'items/supports/apart/lead',
      value: 'A candid view',
    };
    await testServer.hq.push(laptop, laptop.pack(logs.own, write));
    expect(JSON.stringify((await manager.get(path)).body)).toContain('A candid');
    for (const address of [path, '/plan'])
      expect(JSON.stringify((await browser.get(address)).body)).not.toMatch(/candid|apart\//u);
  });

  test('sees nothing more once another works for the entity, or the role in the mission ends', async () => {
    const { person, browser } = await officer();
    const path = pathOf('lead', logs.own);
    expect((await browser.get(path)).status).toBe(200);
    await appoint(person, 'cted');
    expect((await browser.get(path)).status).toBe(404);
    expect((await browser.get('/plan')).body.items).toEqual([]);
    await appoint(person, 'unodc');
    expect((await browser.get(path)).status).toBe(200);
    await testServer.hq.store
      .deleteFrom('grants')
      .where('person', '=', person)
      .where('log', '=', logs.own)
      .execute();
    expect((await browser.get(path)).status).toBe(404);
    expect((await browser.get('/plan')).body.items).toEqual([]);
  });

  test('opens no record, list or history of the mission', async () => {
    const { browser } = await officer();
    for (const path of [
      `/logs/${logs.own}/documents`,
      `/documents/${logs.own}/${plan}`,
      `/documents/${logs.own}/${plan}/history`,
      `/documents/${logs.own}/${assessment}`,
      `/logs/${logs.own}/mission`,
    ])
      expect([path, (await browser.get(path)).status]).toEqual([path, 404]);
  });
});
