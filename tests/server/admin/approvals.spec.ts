import { randomBytes, randomUUID } from 'node:crypto';
import { Encrypter } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import type { AuditAct } from '#domain/audit-act.ts';
import type { PersonId } from '#domain/ids.ts';
import { adminCommands } from '#server/cli/admin-commands.ts';
import { appendAuditLine } from '#server/db/audit-trail.ts';
import { readTrail } from '#server/db/migrations/0023-approvals.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { testRecovery } from '#tests/support/server/test-recovery.ts';
import { startTestServer, type TestServer } from '#tests/support/server/test-server.ts';

const dayMs = 24 * 60 * 60_000;

async function setUp(locations: StoreLocations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const as = async (personId: PersonId) =>
    new TestBrowser(testServer.url, await testServer.signedIn(personId));
  const [firstPersonId, second] = [await hq.addPerson('admin'), await hq.addPerson('admin')];
  const logId = await hq.addLog();
  const lead = await hq.addPerson('lead', logId);
  const laptop = new Device(testServer.url);
  await laptop.enrol(await testServer.code('enrol', lead), 'The first laptop');
  await laptop.sync({});
  return {
    server: testServer,
    hq,
    as,
    log: logId,
    first: firstPersonId,
    second,
    lead,
    laptop,
    asker: await as(firstPersonId),
    other: await as(second),
  };
}

/** As if the command line had never vouched for them: an administrator whom another one added, this many days ago. */
async function unvouched(testServer: TestServer, personId: PersonId, days: number): Promise<void> {
  const sinceMs = Date.now() - days * dayMs;
  const { store } = testServer.hq;
  await store
    .updateTable('persons')
    .set({ confirmed_ms: null, admin_since_ms: sinceMs })
    .where('person', '=', personId)
    .execute();
  await store
    .updateTable('authenticators')
    .set({ confirmed_ms: sinceMs })
    .where('person', '=', personId)
    .execute();
}

const codeFor = (testBrowser: TestBrowser, person: PersonId, purpose = 'enrol') =>
  testBrowser.post('/admin/codes', { person, purpose, minutes: 60 });
const decide = (testBrowser: TestBrowser, approval: string, decision = 'approve') =>
  testBrowser.post('/admin/approvals/decide', { approval, decision });
const answer = (laptop: Device, notice: string, word: string) =>
  laptop.send(`/api/v1/notices/${notice}/${word}`, {});
const toldOn = async (laptop: Device) => (await laptop.sync({})).body.notices ?? [];

async function keepVault(laptop: Device): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(testRecovery.recipient);
  const sealed = Buffer.from(await encrypter.encrypt(new Uint8Array(randomBytes(32)))).toString('base64');
  const vault = randomUUID();
  await laptop.send('/api/v1/recovery', { vault, sealed });
  return vault;
}

describe.each([embedded, postgres])('[security 4] an act of two people on the $name', (blankLocations) => {
  test('a code for a second laptop opens nothing until a second administrator agreed', async () => {
    const { asker, other, lead, server } = await setUp(blankLocations);
    const { body } = await codeFor(asker, lead);
    const laptop = new Device(server.url);
    expect((await laptop.enrol(body.code)).body.code).toBe('waiting');
    expect((await decide(asker, body.waitsFor)).body.code).toBe('another-person');
    const { approvals } = (await other.get('/admin/approvals')).body;
    expect(approvals).toMatchObject([{ kind: 'enrol-code', state: 'waiting', unfit: null }]);
    expect((await decide(other, body.waitsFor)).body).toEqual({ done: true });
    expect((await laptop.enrol(body.code)).status).toBe(200);
    expect((await decide(other, body.waitsFor)).body.code).toBe('already-done');
  });

  test('each step adds a line to the trail: request, approval, act and joined device', async () => {
    const { asker, other, lead, server, first, second } = await setUp(blankLocations);
    const { body } = await codeFor(asker, lead);
    await decide(other, body.waitsFor);
    const laptop = new Device(server.url);
    await laptop.enrol(body.code);
    const lines = await server.hq.store
      .selectFrom('audit')
      .selectAll()
      .orderBy('seq', 'desc')
      .limit(4)
      .execute();
    const about = { approval: body.waitsFor, kind: 'enrol-code', person: lead };
    expect(lines.map(({ actor, act, subject }) => [actor, act, JSON.parse(subject)]).reverse()).toEqual([
      [first, 'ask-approval', { ...about, minutes: 60 }],
      [first, 'enrol-code', { person: lead, minutes: 60, approvedBy: second }],
      [second, 'give-approval', about],
      [lead, 'enrol', { device: laptop.id, codeBy: first }],
    ]);
  });

  test('a refused approval is over, and so is one unanswered for three days', async () => {
    const { asker, other, lead, server } = await setUp(blankLocations);
    const refused = (await codeFor(asker, lead)).body;
    expect((await decide(other, refused.waitsFor, 'refuse')).status).toBe(200);
    expect((await decide(other, refused.waitsFor)).body.code).toBe('already-done');
    expect((await new Device(server.url).enrol(refused.code)).body.code).toBe('code');

    const late = (await codeFor(asker, lead)).body;
    for (let hours = 11; hours < 72; hours += 11) {
      server.clock.aheadMs = hours * 60 * 60_000;
      await other.get('/console/me'); // or the session ends first
    }
    server.clock.aheadMs = 3 * dayMs + 1_000;
    expect((await decide(other, late.waitsFor)).body.code).toBe('already-done');
    expect((await other.get('/admin/approvals')).body.approvals).toMatchObject([
      { state: 'expired' },
      { state: 'refused' },
    ]);
  });

  test('two who agree at the same time do it once', async () => {
    const { asker, other, as, hq, lead, server } = await setUp(blankLocations);
    const third = await as(await hq.addPerson('admin'));
    const { body } = await codeFor(asker, lead);
    const both = await Promise.all([decide(other, body.waitsFor), decide(third, body.waitsFor)]);
    expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]));
    const lines = await server.hq.store
      .selectFrom('audit')
      .select('act')
      .where('act', '=', 'give-approval')
      .execute();
    expect(lines).toHaveLength(1);
  });
});

test.each([['deactivate'], ['role']])(
  '[security 4] by %s an administrator loses their requests and unused codes',
  async (act) => {
    const { asker, other, as, hq, first, lead, server } = await setUp();
    const third = await as(await hq.addPerson('admin'));
    const [approved, waiting] = [(await codeFor(asker, lead)).body, (await codeFor(asker, lead)).body];
    expect((await decide(other, approved.waitsFor)).status).toBe(200);
    const change = { act, person: first, ...(act === 'role' && { role: 'lead' }) };
    expect((await other.post('/admin/people/change', change)).body).toEqual({ done: true });
    expect((await new Device(server.url).enrol(approved.code)).body.code).toBe('code');
    expect((await decide(third, waiting.waitsFor)).body.code).toBe('already-done');
  },
);

describe('[security 4] a second person is', () => {
  test('nobody who is an administrator for less than seven days', async () => {
    const { asker, other, second, lead, server } = await setUp();
    await unvouched(server, second, 6.9);
    const { body } = await codeFor(asker, lead);
    expect((await decide(other, body.waitsFor)).body.code).toBe('recent');
    await unvouched(server, second, 7.1);
    expect((await decide(other, body.waitsFor)).status).toBe(200);
  });

  test('nobody with a sign-in method set up within seven days', async () => {
    const { asker, other, second, lead, server } = await setUp();
    await unvouched(server, second, 30);
    await server.hq.store
      .updateTable('authenticators')
      .set({ confirmed_ms: Date.now() - 6 * dayMs })
      .where('person', '=', second)
      .execute();
    const { body } = await codeFor(asker, lead);
    expect((await decide(other, body.waitsFor)).body.code).toBe('recent');
  });

  test('nobody tied to the asker: neither side has added or let in the other', async () => {
    const { asker, other, first, second, lead, server } = await setUp();
    await unvouched(server, second, 30);
    const tie = (person: PersonId, to: PersonId) =>
      server.hq.store.insertInto('administrator_ties').values({ person, tied_to: to }).execute();
    await tie(second, first);
    const { body } = await codeFor(asker, lead);
    expect((await decide(other, body.waitsFor)).body.code).toBe('tied');
    const theirs = (await codeFor(other, lead)).body;
    expect((await decide(asker, theirs.waitsFor)).body.code).toBe('tied');
  });

  test('whom the command line confirms, at once; a reset ends that', async () => {
    const { asker, other, as, hq, first, second, lead, server } = await setUp();
    const { store } = server.hq;
    await unvouched(server, second, 1);
    await store.insertInto('administrator_ties').values({ person: second, tied_to: first }).execute();
    const run = (name: string, ask: object) =>
      adminCommands[name]?.run({ store, dependencies: testDependencies }, ask);
    expect(await run('confirm-administrator', { person: second })).toEqual({ confirmed: true });
    const { body } = await codeFor(asker, lead);
    expect((await decide(other, body.waitsFor)).status).toBe(200);

    const third = await as(await hq.addPerson('admin'));
    const reset = await asker.post('/admin/people/change', { act: 'reset-sign-in', person: second });
    expect((await decide(third, reset.body.waitsFor)).status).toBe(200);
    const anew = await as(second);
    const next = (await codeFor(asker, lead)).body;
    expect((await decide(anew, next.waitsFor)).body.code).toBe('tied');
    expect(await run('approvals', {})).toMatchObject({ approvals: [{ approval: next.waitsFor }] });
    expect(await run('approve', { approval: next.waitsFor })).toEqual({ approved: true });
  });
});

test('the person themselves agrees on the laptop that they have', async () => {
  const { asker, lead, laptop, server, first } = await setUp();
  const { body } = await codeFor(asker, lead);
  const [told] = await toldOn(laptop);
  expect(told).toMatchObject({
    kind: 'deviceWaiting',
    by: { person: first },
    refusable: true,
    acceptable: true,
  });
  expect((await answer(laptop, told.id, 'accept')).body).toEqual({ done: true });
  expect((await new Device(server.url).enrol(body.code)).status).toBe(200);
});

test('the person refuses a code on their laptop, before or after somebody agreed to it', async () => {
  const { asker, other, lead, laptop, server } = await setUp();
  for (const agree of [false, true]) {
    const { body } = await codeFor(asker, lead);
    if (agree) await decide(other, body.waitsFor);
    const [told] = await toldOn(laptop);
    expect((await answer(laptop, told.id, 'refuse')).body).toEqual({ done: true });
    expect((await new Device(server.url).enrol(body.code)).body.code).toBe('code');
    expect((await answer(laptop, told.id, 'refuse')).body.code).toBe('already-done');
  }
});

test('the person learns of a laptop that joined as them, and a refusal revokes it', async () => {
  const { lead, laptop, server } = await setUp();
  const intruder = new Device(server.url);
  await intruder.enrol(await server.code('enrol', lead), 'Another laptop');
  const [told] = await toldOn(laptop);
  expect(told).toMatchObject({ kind: 'deviceJoined', device: intruder.id, label: 'Another laptop' });
  await answer(laptop, told.id, 'refuse');
  expect((await intruder.sync({})).body).toMatchObject({ code: 'device', order: { order: 'revoke' } });
});

test('[N2] a laptop decides about nothing that was asked before it came, nor about itself', async () => {
  const { asker, lead, laptop, server } = await setUp();
  const { body } = await codeFor(asker, lead);
  const [told] = await toldOn(laptop);
  const intruder = new Device(server.url);
  await intruder.enrol(await server.code('enrol', lead));
  expect((await toldOn(intruder)).map(({ refusable }: { refusable: boolean }) => refusable)).toEqual([
    false,
    false,
  ]);
  expect((await answer(intruder, told.id, 'accept')).body.code).toBe('not-found');
  expect((await new Device(server.url).enrol(body.code)).body.code).toBe('waiting');

  const joined = (await toldOn(laptop)).find(({ kind }: { kind: string }) => kind === 'deviceJoined');
  expect((await answer(intruder, joined.id, 'refuse')).body.code).toBe('not-found');
  const renewed = new Device(server.url);
  await intruder.renew(renewed);
  expect((await answer(renewed, joined.id, 'refuse')).body.code).toBe('not-found');
});

test('[N2] a laptop that renewed its identity decides as it did before', async () => {
  const { asker, lead, laptop, server } = await setUp();
  const { body } = await codeFor(asker, lead);
  const renewed = new Device(server.url);
  await laptop.renew(renewed);
  const told = (await toldOn(renewed)).find(({ kind }: { kind: string }) => kind === 'deviceWaiting');
  expect((await answer(renewed, told.id, 'accept')).status).toBe(200);
  expect((await new Device(server.url).enrol(body.code)).status).toBe(200);
});

test('[N3] each laptop acknowledges notices for itself, and nobody answers another person’s notice', async () => {
  const { asker, lead, laptop, server } = await setUp();
  const twin = new Device(server.url);
  await twin.enrol(await server.code('enrol', lead));
  for (const one of await toldOn(laptop)) await answer(laptop, one.id, 'seen');
  await codeFor(asker, lead);
  const [told] = await toldOn(laptop);
  expect((await answer(twin, told.id, 'seen')).status).toBe(200);
  expect((await toldOn(laptop)).map(({ id }: { id: string }) => id)).toEqual([told.id]);
  await answer(laptop, told.id, 'seen');
  expect((await laptop.sync({})).body).not.toHaveProperty('notices');

  const stranger = await server.enrolled('lead');
  expect((await answer(stranger, told.id, 'refuse')).body.code).toBe('not-found');
});

test('the person is told in the console as well, and agrees there', async () => {
  const { asker, as, lead, server } = await setUp();
  const theirs = await as(lead);
  await server.hq.store
    .updateTable('authenticators')
    .set({ confirmed_ms: Date.now() - 1_000 })
    .where('person', '=', lead)
    .execute();
  const { body } = await codeFor(asker, lead);
  const { notices } = (await theirs.get('/console/notices')).body;
  const told = notices.find(({ kind }: { kind: string }) => kind === 'deviceWaiting');
  expect((await theirs.post(`/console/notices/${told.id}/accept`, {})).status).toBe(200);
  expect((await new Device(server.url).enrol(body.code)).status).toBe(200);
});

describe('[security 2] a recovery', () => {
  const start = async (testBrowser: TestBrowser, vault: string): Promise<string> =>
    (await testBrowser.post('/admin/recoveries', { vault })).body.recovery;
  const approve = (testBrowser: TestBrowser, recovery: string) =>
    testBrowser.post('/admin/recoveries/approve', { recovery });

  test('waits a day where its owner has another laptop in use, with refusal possible there', async () => {
    const { asker, other, lead, laptop, server } = await setUp();
    const forgotten = new Device(server.url);
    await forgotten.enrol(await server.code('enrol', lead));
    const vault = await keepVault(forgotten);
    const recovery = await start(asker, vault);
    expect((await approve(other, recovery)).body.code).toBe('waiting');
    const told = (await toldOn(laptop)).find(({ kind }: { kind: string }) => kind === 'recoveryStarted');
    expect(told).toMatchObject({ device: forgotten.id, refusable: true });
    expect((await answer(laptop, told.id, 'refuse')).status).toBe(200);
    expect((await approve(other, recovery)).body.code).toBe('already-done');

    const again = await start(asker, vault);
    for (const hours of [11, 22, 24.1]) {
      server.clock.aheadMs = hours * 60 * 60_000;
      await other.get('/console/me'); // or the session ends first
    }
    expect((await approve(other, again)).status).toBe(200);
    const { notices } = (
      await forgotten.sync(
        {},
        [],
        {},
        { createdSeconds: Math.floor((Date.now() + server.clock.aheadMs) / 1_000) },
      )
    ).body;
    expect(notices.map(({ kind }: { kind: string }) => kind)).toContain('recoveryApproved');
  });

  test('waits as well where the vault itself was open since the start', async () => {
    const { asker, other, laptop, server } = await setUp();
    const recovery = await start(asker, await keepVault(laptop));
    server.clock.aheadMs = 2 * 60_000;
    const createdSeconds = Math.floor((Date.now() + server.clock.aheadMs) / 1_000);
    await laptop.sync({}, [], {}, { createdSeconds });
    expect((await approve(other, recovery)).body.code).toBe('waiting');
  });

  test('is approved by nobody who came or signed in by the starter', async () => {
    const { asker, other, first, second, laptop, server } = await setUp();
    const recovery = await start(asker, await keepVault(laptop));
    await unvouched(server, second, 6);
    expect((await approve(other, recovery)).body.code).toBe('recent');
    await unvouched(server, second, 30);
    await server.hq.store
      .insertInto('administrator_ties')
      .values({ person: second, tied_to: first })
      .execute();
    expect((await approve(other, recovery)).body.code).toBe('tied');
  });
});

test('in an older store, the audit trail yields administrator ties and command-line vouching', async () => {
  const { server, first, second, hq } = await setUp();
  const { store } = hq;
  const third = await hq.addPerson('admin');
  await store.updateTable('persons').set({ confirmed_ms: null }).execute();
  const line = (actor: string, act: AuditAct, person: PersonId) =>
    appendAuditLine(store, testDependencies, { actor, act, subject: { person, role: 'admin' } });
  await line('command line', 'add-person', first);
  await line('command line', 'add-person', second);
  await line(first, 'reset-sign-in', second);
  await line(first, 'add-person', third);
  await readTrail(store as never);
  const rows = await server.hq.store
    .selectFrom('persons')
    .select(['person', 'confirmed_ms'])
    .where('role', '=', 'admin')
    .execute();
  expect(rows.filter((row) => row.confirmed_ms !== null).map(({ person }) => person)).toEqual([first]);
  const ties = await store.selectFrom('administrator_ties').selectAll().execute();
  expect(ties).toEqual(
    expect.arrayContaining([
      { person: second, tied_to: first },
      { person: third, tied_to: first },
    ]),
  );
});
