import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { LogId, type PersonId } from '#domain/ids.ts';
import { Role } from '#domain/people/role.ts';
import { emptyRequestForm, TriageTest } from '#domain/request/request.ts';
import { changePerson } from '#server/admin/change-person.ts';
import { newUuid } from '#server/db/open-store.ts';
import { addLog, findDeskLog } from '#server/log/log-registry.ts';
import { runRetention } from '#server/retention/run-retention.ts';
import { TestClock } from '#tests/support/clock/test-clock.ts';
import { dayMs, everything } from '#tests/support/server/headquarters-with-a-past.ts';
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

async function setUp(locations: StoreLocations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const programmeId = LogId.parse(newUuid(testDependencies));
  const entry = { log: programmeId, kind: 'programme', title: 'CT TECH', country: null } as const;
  await hq.store.transaction().execute((tx) => addLog(tx, testDependencies, entry));
  const browserOf = async (personId: PersonId) =>
    new TestBrowser(testServer.url, await testServer.signedIn(personId));
  const as = async (role: Role) => browserOf(await hq.addPerson(role));
  const manager = await as('manager');
  const record = async (part: object = {}) => {
    const doc = randomUUID();
    return { doc, said: await manager.post('/requests', { doc, form: { ...form, ...part } }) };
  };
  const read = async (doc: string, testBrowser = manager) =>
    (await listRequests(testBrowser)).body.requests.find((one: { doc: string }) => one.doc === doc);
  const act = async (doc: string, what: object, testBrowser = manager) =>
    testBrowser.post(`/requests/${doc}`, { act: what, seen: (await read(doc)).seen });
  return { hq, clock: testServer.clock, as, browserOf, manager, record, read, act };
}

describe.each([embedded, postgres])('[A4] requests for assistance, on the $name', (blankLocations) => {
  test('go from their arrival to a decision, and end their steps', async () => {
    const { hq, record, read, act } = await setUp(blankLocations);
    const { doc, said } = await record();
    expect(said.status).toBe(200);
    const on = '2020-09-16';
    await act(doc, { kind: 'move', to: 'acknowledged', on });
    await act(doc, { kind: 'move', to: 'triaged', on: '2020-09-30' });
    for (const triageTest of TriageTest.options)
      await act(doc, { kind: 'test', test: triageTest, answer: { answer: 'yes', note: '' } });
    const decision = { outcome: 'referred', reason: 'Others do it', on: '2020-10-02', referredTo: 'UNODC' };
    expect((await act(doc, { kind: 'decide', decision })).status).toBe(200);
    expect(await read(doc)).toMatchObject({
      form,
      status: 'referred',
      steps: { acknowledge: on, clarify: '2020-09-30', triage: '2020-10-02' },
      decision,
    });
    const acts = await hq.store.selectFrom('audit').select('act').orderBy('seq').execute();
    expect(acts.map(({ act: one }) => one).filter((one) => one.endsWith('-request'))).toEqual([
      'record-request',
      ...Array.from({ length: 2 + TriageTest.options.length }, () => 'change-request'),
      'decide-request',
    ]);
  });

  test('may be begun by the desk before the first is recorded', async () => {
    const { as, manager } = await setUp(blankLocations);
    const testBrowsers = [manager, await as('me-officer'), await as('reviewer')];
    const browserResponses = await Promise.all(testBrowsers.map((browser) => listRequests(browser)));
    expect(browserResponses.map(({ body }) => [body.requests, body.mayRecord, body.mayDecide])).toEqual([
      [[], true, true],
      [[], true, false],
      [[], false, false],
    ]);
  });

  test('are seen by the desk and the reviewer alone; the reviewer writes nothing', async () => {
    const { as, record, read, act } = await setUp(blankLocations);
    const { doc } = await record();
    for (const role of Role.options) {
      const { status, body } = await listRequests(await as(role));
      const isReader = ['manager', 'me-officer', 'reviewer'].includes(role);
      expect([role, status, body.requests?.length]).toEqual([
        role,
        ...(isReader ? [200, 1] : [403, undefined]),
      ]);
    }
    const move = { kind: 'move', to: 'acknowledged', on: '2020-09-16' };
    expect((await act(doc, move, await as('reviewer'))).status).toBe(403);
    expect((await act(doc, move, await as('me-officer'))).status).toBe(200);
    expect((await read(doc)).status).toBe('acknowledged');
  });

  test('are closed to a person whose role changed', async () => {
    const { hq, browserOf, record } = await setUp(blankLocations);
    await record();
    const [administrator, personId] = [await hq.addPerson('admin'), await hq.addPerson('reviewer')];
    const logId = await findDeskLog(hq.store);
    const roles = async () =>
      (await hq.store.selectFrom('grants').selectAll().where('person', '=', personId).execute()).filter(
        (grant) => grant.log === logId,
      );
    expect(await roles()).toHaveLength(1);
    await hq.store
      .transaction()
      .execute((tx) =>
        changePerson(tx, testDependencies, administrator, { act: 'role', person: personId, role: 'trainer' }),
      );
    expect(await roles()).toEqual([]);
    expect((await listRequests(await browserOf(personId))).status).toBe(403);
  });
});

test('[A2] a move out of its order is refused, and a decision is no mere move', async () => {
  const { record, act, read } = await setUp();
  const { doc } = await record();
  const refusal = async (what: object) => (await act(doc, what)).body.code;
  const on = '2020-09-30';
  expect(await refusal({ kind: 'move', to: 'closed', on })).toBe('not-at-this-step');
  await act(doc, { kind: 'move', to: 'acknowledged', on });
  await act(doc, { kind: 'move', to: 'triaged', on });
  expect(await refusal({ kind: 'move', to: 'accepted', on })).toBe('not-at-this-step');
  const decision = { outcome: 'accepted', reason: 'Fits', on, referredTo: null };
  expect(await refusal({ kind: 'decide', decision })).toBe('not-at-this-step');
  expect((await read(doc)).status).toBe('triaged');
});

test('[A2] acceptance before due diligence has started is refused without the reason at that test', async () => {
  const { record, act, read } = await setUp();
  const { doc } = await record();
  await answerTests(act, doc);
  const answerNo = (note: string) =>
    act(doc, { kind: 'test', test: 'due-diligence', answer: { answer: 'no', note } });
  const decision = { outcome: 'accepted', reason: 'Fits', on: '2020-10-02', referredTo: null };
  await answerNo('');
  expect((await act(doc, { kind: 'decide', decision })).body.code).toBe('not-at-this-step');
  await answerNo('Starts with the mission');
  expect((await act(doc, { kind: 'decide', decision })).status).toBe(200);
  expect((await read(doc)).status).toBe('accepted');
});

async function answerTests(act: (doc: string, what: object) => Promise<unknown>, doc: string) {
  await act(doc, { kind: 'move', to: 'acknowledged', on: '2020-09-16' });
  await act(doc, { kind: 'move', to: 'triaged', on: '2020-09-30' });
  for (const triageTest of TriageTest.options)
    await act(doc, { kind: 'test', test: triageTest, answer: { answer: 'yes', note: '' } });
}

async function decide(act: (doc: string, what: object) => Promise<unknown>, doc: string, outcome: string) {
  await answerTests(act, doc);
  const decision = { outcome, reason: 'Fits', on: '2020-10-02', referredTo: null };
  await act(doc, { kind: 'decide', decision });
  return decision;
}

test('[A4] the tests are locked by the decision, and a reopening keeps both in the history', async () => {
  const { hq, record, read, act } = await setUp();
  const { doc } = await record();
  const decision = await decide(act, doc, 'declined');
  const before = (await read(doc)).tests;
  const late = { kind: 'test', test: 'formal', answer: { answer: 'no', note: '' } };
  expect((await act(doc, late)).body.code).toBe('not-at-this-step');
  const reopening = { kind: 'reopen', reason: 'The State sent a formal note', on: '2020-11-02' };
  expect((await act(doc, reopening)).status).toBe(200);
  expect(await read(doc)).toMatchObject({
    status: 'triaged',
    steps: { clarify: '2020-09-30' },
    decision: null,
    reopenings: [{ on: reopening.on, reason: reopening.reason, decision, tests: before }],
  });
  expect((await read(doc)).steps.triage).toBeUndefined();
  expect((await act(doc, late)).status).toBe(200);
  expect((await read(doc)).reopenings[0].tests.formal.answer).toBe('yes');
  const acts = await hq.store.selectFrom('audit').select('act').orderBy('seq').execute();
  expect(acts.map(({ act: one }) => one)).toContain('reopen-request');
});

test('[A4] a reopening without a reason, without a decision, or by the M&E officer is refused', async () => {
  const { as, record, act } = await setUp();
  const { doc } = await record();
  const reopening = { kind: 'reopen', reason: 'New facts', on: '2020-11-02' };
  expect((await act(doc, reopening)).body.code).toBe('not-at-this-step');
  await decide(act, doc, 'accepted');
  expect((await act(doc, { ...reopening, reason: ' ' })).status).toBe(400);
  expect((await act(doc, reopening, await as('me-officer'))).status).toBe(403);
  expect((await act(doc, reopening)).status).toBe(200);
});

test('[A3] the M&E officer keeps the register and does not decide', async () => {
  const { as, record, act } = await setUp();
  const officer = await as('me-officer');
  const { doc } = await record();
  const test_ = { kind: 'test', test: 'formal', answer: { answer: 'yes', note: '' } };
  expect((await act(doc, test_, officer)).body.code).toBe('forbidden');
  expect((await act(doc, { kind: 'step', step: 'clarify', on: '2020-09-20' }, officer)).status).toBe(200);
});

test('a person who saw another state of a request overwrites nothing', async () => {
  const { manager, record, read, act } = await setUp();
  const { doc } = await record();
  const { seen } = await read(doc);
  await act(doc, { kind: 'edit', form: { ...form, purpose: 'First' } });
  const late = await manager.post(`/requests/${doc}`, {
    act: { kind: 'edit', form: { ...form, purpose: 'Second' } },
    seen,
  });
  expect([late.status, late.body.code]).toEqual([409, 'record-moved']);
  expect((await read(doc)).form.purpose).toBe('First');
});

test('a repeated sending records one request', async () => {
  const { manager, record } = await setUp();
  const { doc } = await record();
  expect((await manager.post('/requests', { doc, form: { ...form, authority: 'Other' } })).status).toBe(200);
  const { requests } = (await listRequests(manager)).body;
  expect(requests.map((one: { form: { authority: string } }) => one.form.authority)).toEqual([
    form.authority,
  ]);
});

test('a form with missing or contradictory fields is refused', async () => {
  const { record } = await setUp();
  for (const part of [{ state: null }, { authority: ' ' }, { 'received-on': '2999-01-01' }])
    expect((await record(part)).said.body.code).toBe('not-at-this-step');
});

test('[architecture] no laptop gets the log of the desk, no list names it, and nobody is given a role in it', async () => {
  const { hq, as, manager, record } = await setUp();
  const { doc } = await record();
  const deskLogId = (await findDeskLog(hq.store)) ?? '';
  const laptop = await hq.addLaptop('manager');
  const answer = await hq.sync(laptop, { logs: { [deskLogId]: { since: 0 } } });
  expect(JSON.stringify(answer)).not.toContain('Ministry of Justice');
  expect(Object.keys(answer.grants?.logs ?? {})).not.toContain(deskLogId);
  const { missions } = (await manager.get('/missions')).body;
  expect(missions.map(({ log }: { log: string }) => log)).not.toContain(deskLogId);
  const people = await (await as('admin')).get('/admin/people');
  expect(JSON.stringify(people.body)).not.toContain(deskLogId);
  expect((await (await as('trainer')).get(`/documents/${deskLogId}/${doc}`)).status).toBe(404);
});

test('[A4] a request names the records and plan items that it led to, until the link is removed', async () => {
  const { record, read, act } = await setUp();
  const { doc } = await record();
  const id = randomUUID();
  const link = { log: randomUUID(), doc: randomUUID(), item: 'an-item', title: 'Uruguay: train prosecutors' };
  expect((await act(doc, { kind: 'link', id, link })).status).toBe(200);
  expect((await read(doc)).links).toEqual({ [id]: link });
  await act(doc, { kind: 'link', id, link: null });
  expect((await read(doc)).links).toEqual({});
});

test('[A4] linked work proposes the next step, and reminds of it, to readers of its mission alone', async () => {
  const { hq, browserOf, manager: stranger, record, read, act } = await setUp();
  const logId = await hq.addLog();
  const manager = await browserOf(await hq.addPerson('manager', logId));
  const lead = await hq.addLaptop('lead', logId);
  const push = async (item: string, status: string) => {
    const ops = Object.entries({ title: 'Procedure', status }).map(([part, value]) => ({
      doc: aDoc(2),
      kind: 'action-plan',
      path: `items/${item}/${part}`,
      value,
    }));
    expect(await hq.push(lead, lead.pack(logId, ...ops))).toEqual([{ verdict: 'accepted' }]);
  };
  await push('i1', 'agreed');
  const { doc } = await record();
  await decide(act, doc, 'accepted');
  const link = { log: logId, doc: aDoc(2), item: null, title: 'Plan' };
  await act(doc, { kind: 'link', id: randomUUID(), link });
  const adviceFor = async (testBrowser: TestBrowser) => (await read(doc, testBrowser)).advice;
  const reminders = async (testBrowser: TestBrowser) =>
    (await testBrowser.get('/due')).body.due.filter(({ kind }: { kind: string }) => kind === 'request-work');
  expect(await adviceFor(manager)).toMatchObject({
    to: 'planned',
    facts: [{ kind: 'plan-item', title: 'Procedure', status: 'agreed' }],
  });
  expect(await reminders(manager)).toMatchObject([{ doc, country: 'UY' }]);
  expect([await adviceFor(stranger), await reminders(stranger)]).toEqual([null, []]);
  await act(doc, { kind: 'move', to: 'planned', on: '2020-11-02' });
  expect([await adviceFor(manager), await reminders(manager)]).toEqual([null, []]);
  await push('i2', 'in-progress');
  expect(await adviceFor(manager)).toMatchObject({ to: 'delivery' });
});

test('[A3] the answer about missions counts the work that waits, for the roles that have such work', async () => {
  const { as, manager, record, act } = await setUp();
  const { doc } = await record();
  const waitingFor = async (testBrowser: TestBrowser) => (await testBrowser.get('/missions')).body.waiting;
  const officer = await as('me-officer');
  expect(await waitingFor(manager)).toEqual({ requests: 1, approvals: null, reminders: 1, reviews: 0 });
  expect(await waitingFor(officer)).toEqual({ requests: 1, approvals: null, reminders: 1, reviews: 0 });
  expect(await waitingFor(await as('reviewer'))).toEqual({
    requests: null,
    approvals: null,
    reminders: 0,
    reviews: 0,
  });
  expect((await waitingFor(await as('partner'))).reminders).toBeNull();
  await decide(act, doc, 'declined');
  expect(await waitingFor(manager)).toMatchObject({ requests: 0, reminders: 0 });
});

test('[A3] an administrator sees how many acts of others wait for a second person', async () => {
  const { as, hq } = await setUp();
  const [asker, otherTestBrowser] = [await as('admin'), await as('admin')];
  const person = await hq.addPerson('trainer');
  await asker.post('/admin/people/change', { act: 'role', person, role: 'dpo' });
  const waitingFor = async (testBrowser: TestBrowser) => (await testBrowser.get('/missions')).body.waiting;
  expect(await waitingFor(otherTestBrowser)).toEqual({
    requests: null,
    approvals: 1,
    reminders: null,
    reviews: null,
  });
  expect((await waitingFor(asker)).approvals).toBe(0);
});

test('[E] the contact of a closed request is erased after twelve months, the rest after its programme', async () => {
  const { hq, record, act, read } = await setUp();
  const { doc } = await record({ contact: 'Secretariat, director' });
  for (const [to, on] of [
    ['acknowledged', '2020-09-16'],
    ['triaged', '2020-09-30'],
  ])
    await act(doc, { kind: 'move', to, on });
  for (const triageTest of TriageTest.options)
    await act(doc, { kind: 'test', test: triageTest, answer: { answer: 'no', note: '' } });
  const decision = { outcome: 'declined', reason: 'No mandate', on: '2020-10-02', referredTo: null };
  expect((await act(doc, { kind: 'decide', decision })).status).toBe(200);

  const testClock = new TestClock(testDependencies.nowMs());
  const lookOn = async (months: number) => {
    testClock.nowMs = testDependencies.nowMs() + months * 30.5 * dayMs;
    let erased: readonly object[] = [];
    for (let at = 0; at < 32; at += 1) {
      const dependencies = { ...testDependencies, nowMs: testClock.now };
      const look = await runRetention(hq.store, dependencies, { erases: true, actor: 'retention clock' });
      erased = [...erased, ...look.erased];
      testClock.advance(dayMs);
    }
    return erased;
  };
  expect(await lookOn(6)).toEqual([]);
  expect(await lookOn(13)).toMatchObject([{ kind: 'part', groups: { requestContact: 1 } }]);
  expect((await read(doc)).form).toMatchObject({ contact: '', authority: 'Ministry of Justice' });
  expect(JSON.stringify(await everything(hq.store))).not.toContain('Secretariat, director');
});
