import { describe, expect, test } from 'vitest';
import type { PersonId } from '#domain/ids.ts';
import { Role } from '#domain/people/role.ts';
import { changePerson } from '#server/admin/change-person.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

async function setUp(locations: StoreLocations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations });
  const log = await testServer.hq.addLog();
  const admin = await testServer.hq.addPerson('admin');
  const as = async (personId: PersonId) =>
    new TestBrowser(testServer.url, await testServer.signedIn(personId));
  const lastLine = async () => {
    const line = await testServer.hq.store
      .selectFrom('audit')
      .select(['actor', 'act', 'subject'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    return { ...line, subject: JSON.parse(line.subject) };
  };
  return { server: testServer, log, admin, browser: await as(admin), as, lastLine };
}

describe.each([embedded, postgres])('[A3] administration on the $name', (blankLocations) => {
  test('a person is added, gets a log role and a code, and loses the role', async () => {
    const { server, log, admin, browser, lastLine } = await setUp(blankLocations);
    const { person } = (await browser.post('/admin/people', { name: 'New one', role: 'trainer' })).body;
    expect(await lastLine()).toEqual({
      actor: admin,
      act: 'add-person',
      subject: { person, name: 'New one', role: 'trainer' },
    });
    const grant = { person, log, role: 'trainer' };
    await browser.post('/admin/people/change', { act: 'give', ...grant });
    expect(await lastLine()).toEqual({ actor: admin, act: 'grant', subject: grant });

    const made = await browser.post('/admin/codes', { person, purpose: 'enrol', minutes: 60 });
    expect(made.body).toMatchObject({ address: server.url });
    expect(await lastLine()).toMatchObject({ act: 'enrol-code', subject: { person, minutes: 60 } });
    const device = new Device(server.url);
    expect((await device.enrol(made.body.code)).body.grants.logs).toEqual({ [log]: ['trainer'] });

    const { people } = (await browser.get('/admin/people')).body;
    expect(people.find((row: { person: string }) => row.person === person)).toMatchObject({
      name: 'New one',
      devices: 1,
      hasSecondFactor: false,
      grants: [{ log, role: 'trainer' }],
    });
    await browser.post('/admin/people/change', { act: 'take', ...grant });
    expect((await device.sync({})).body.grants.logs).toEqual({});
  });

  test.each(['deactivate', 'role'] as const)(
    'of two administrators who remove each other at once by %s one stays',
    async (act) => {
      const { server, admin, browser, as } = await setUp(blankLocations);
      await server.hq.store
        .updateTable('persons')
        .set({ deactivated_ms: 1 })
        .where('role', '=', 'admin')
        .where('person', '!=', admin)
        .execute();
      const otherPersonId = await server.hq.addPerson('admin');
      const theirs = await as(otherPersonId);
      const remove = (by: TestBrowser, person: PersonId) =>
        by.post('/admin/people/change', { act, person, ...(act === 'role' && { role: 'assessor' }) });
      const responses = await Promise.all([remove(browser, otherPersonId), remove(theirs, admin)]);
      const done = responses.filter(({ status }) => status === 200);
      expect(done).toHaveLength(1);
      const left = await server.hq.store
        .selectFrom('persons')
        .select('person')
        .where('role', '=', 'admin')
        .where('deactivated_ms', 'is', null)
        .execute();
      expect(left).toHaveLength(1);
    },
  );

  test('the last administrator stays, by any road', async () => {
    const { server, admin } = await setUp(blankLocations);
    const by = await server.hq.addPerson('manager');
    const change = { act: 'deactivate', person: admin } as const;
    const refused = await server.hq.store
      .transaction()
      .execute((tx) => changePerson(tx, testDependencies, by, change));
    expect(refused).toEqual({ ok: false, refusal: 'lastAdministrator' });
  });

  test('a deactivated person loses session, laptop, codes and grants at once', async () => {
    const { server, log, browser, as, lastLine } = await setUp(blankLocations);
    const personId = await server.hq.addPerson('reviewer', log);
    const theirs = await as(personId);
    const device = new Device(server.url);
    await device.enrol(await server.code('enrol', personId));
    const code = await server.code('enrol', personId);
    expect((await browser.post('/admin/people/change', { act: 'deactivate', person: personId })).status).toBe(
      200,
    );
    expect(await lastLine()).toMatchObject({ act: 'deactivate', subject: { person: personId } });
    expect((await theirs.get('/console/me')).status).toBe(401);
    expect((await device.sync({})).body).toMatchObject({ code: 'device', order: { order: 'revoke' } });
    expect((await new Device(server.url).enrol(code)).body.code).toBe('code');
    const again = await browser.post('/admin/people/change', { act: 'deactivate', person: personId });
    expect(again.status).toBe(404);
  });

  test('with the last role, and with another role, sessions end', async () => {
    const { server, log, browser, as } = await setUp(blankLocations);
    const personId = await server.hq.addPerson('manager', log);
    const firstTestBrowser = await as(personId);
    await browser.post('/admin/people/change', { act: 'take', person: personId, log, role: 'manager' });
    expect((await firstTestBrowser.get('/console/me')).status).toBe(401);

    const otherPersonId = await server.hq.addPerson('manager', log);
    const second = await as(otherPersonId);
    await browser.post('/admin/people/change', { act: 'role', person: otherPersonId, role: 'me-officer' });
    expect((await second.get('/console/me')).status).toBe(401);
  });

  test('a laptop is revoked, then ordered to erase itself; trail and chain record both', async () => {
    const { server, log, admin, browser } = await setUp(blankLocations);
    const device = await server.enrolled('lead', log);
    for (const wipe of [false, true])
      expect((await browser.post('/admin/devices/revoke', { device: device.id, wipe })).status).toBe(200);
    expect((await device.sync({})).body).toMatchObject({ order: { order: 'wipe' } });
    const { devices } = (await browser.get('/devices')).body;
    expect(devices).toMatchObject([{ state: 'wipe', confirmedAtMs: null, renewedFrom: null }]);

    const { lines, acts } = (await browser.get(`/admin/audit?act=revoke&actor=${admin}`)).body;
    expect(lines).toMatchObject([
      { actor: { person: admin, name: 'The admin' }, subject: { device: device.id, wipe: true } },
      { subject: { wipe: false } },
    ]);
    expect(acts).toContain('sign-in');
    expect((await browser.get('/admin/audit/chain')).body).toMatchObject({ intact: true, broken: null });
    const none = await browser.get(`/admin/audit?to=1`);
    expect(none.body).toMatchObject({ lines: [], next: null });
  });

  test('[E 6] revoking a lost laptop records an incident with its time noticed and its lateness', async () => {
    const { server, log, browser } = await setUp(blankLocations);
    const { id: device } = await server.enrolled('lead', log);
    const dayMs = 24 * 60 * 60_000;
    const noticedAtMs = Date.now() - 2 * dayMs;
    const noticed = `${new Date(noticedAtMs).toISOString().slice(0, 16)}Z`;
    const revoke = (more: object) =>
      browser.post('/admin/devices/revoke', { device, wipe: true, ...more }).then(({ status }) => status);
    expect(await revoke({ reason: 'given-back', noticedAtMs })).toBe(200);
    expect(await revoke({ reason: 'stolen', noticedAtMs })).toBe(200);
    expect(await revoke({ reason: 'lost' })).toBe(200);
    expect(await revoke({ reason: 'sold' })).toBe(400);

    const subjects = async (act: string): Promise<readonly unknown[]> =>
      (await browser.get(`/admin/audit?act=${act}`)).body.lines.map(
        (line: { subject: unknown }) => line.subject,
      );
    expect(await subjects('report-loss')).toEqual([
      { device, reason: 'lost', noticed: null, late: null },
      { device, reason: 'stolen', noticed, late: true },
    ]);
    expect(await subjects('revoke')).toEqual(
      ['lost', 'stolen', 'given-back'].map((reason) => ({ device, wipe: true, reason })),
    );
  });

  test('the owner of a laptop that another person revokes is told on the other laptops', async () => {
    const { server, log, browser } = await setUp(blankLocations);
    const personId = await server.hq.addPerson('lead', log);
    const [lost, keptDevice] = [new Device(server.url), new Device(server.url)];
    for (const laptop of [lost, keptDevice])
      await laptop.enrol(await server.code('enrol', personId), 'A laptop');
    await browser.post('/admin/devices/revoke', { device: lost.id, wipe: true });
    const { notices } = (await keptDevice.sync({})).body;
    expect(notices.filter(({ kind }: { kind: string }) => kind === 'deviceRevoked')).toMatchObject([
      { device: lost.id, label: 'A laptop', refusable: false },
    ]);
  });

  test('nobody alone erases a laptop with unsent work, or a third one in a day', async () => {
    const { server, log, browser, as } = await setUp(blankLocations);
    const otherTestBrowser = await as(await server.hq.addPerson('admin'));
    const order = async (by: TestBrowser, device: string, wipe = true) => {
      const { status, body } = await by.post('/admin/devices/revoke', { device, wipe });
      return status === 200 ? 'done' : body.code;
    };
    await server.hq.store
      .updateTable('persons')
      .set({ confirmed_ms: 1 })
      .where('role', '=', 'admin')
      .execute();
    const unsent = await server.enrolled('lead', log);
    await unsent.sync({}, [], { waiting: { ops: 12, bytes: 3_000 } });
    expect(await order(browser, unsent.id)).toBe('wipe-alone');
    expect((await unsent.sync({})).status, 'nothing was done').toBe(200);
    await unsent.sync({}, [], { waiting: { ops: 12, bytes: 3_000 } });
    // Revoking is always done at once. The same person gains nothing by it; another one agrees.
    expect(await order(browser, unsent.id, false)).toBe('done');
    expect(await order(browser, unsent.id)).toBe('wipe-alone');
    expect(await order(otherTestBrowser, unsent.id)).toBe('done');
    const laptops = [
      await server.enrolled('lead', log),
      await server.enrolled('lead', log),
      await server.enrolled('lead', log),
    ];
    const answers: string[] = [];
    for (const { id } of laptops) answers.push(await order(browser, id));
    expect(answers).toEqual(['done', 'done', 'wipe-alone']);
    expect(await order(browser, laptops[0]?.id ?? ''), 'a repeated order').toBe('done');
  });

  test('a laptop’s outbox is the one its last request reported, or empty without a report', async () => {
    const { server, log, browser } = await setUp(blankLocations);
    const device = await server.enrolled('lead', log);
    const waiting = async () => (await browser.get('/devices')).body.devices[0].waiting;
    expect(await waiting(), 'before its first request').toBeNull();
    await device.sync({}, [], { waiting: { ops: 1_240, bytes: 384_000 } });
    expect(await waiting()).toEqual({ ops: 1_240, bytes: 384_000 });
    await device.sync({});
    expect(await waiting()).toEqual({ ops: 0, bytes: 0 });
    const tooFew = await device.sync({}, [], { waiting: { ops: -1, bytes: 0 } });
    expect([tooFew.status, tooFew.body.code]).toEqual([400, 'malformed']);
  });

  test('a sign-in reset approved by a second administrator lets the person restart by a code', async () => {
    const { server, log, browser, as } = await setUp(blankLocations);
    const second = await as(await server.hq.addPerson('admin'));
    const personId = await server.hq.addPerson('reviewer', log);
    const theirs = await as(personId);
    const byCode = async () => {
      const { code } = (
        await browser.post('/admin/codes', { person: personId, purpose: 'console', minutes: 5 })
      ).body;
      return new TestBrowser(server.url).post('/console/sign-in', { code });
    };
    expect((await byCode()).body.code).toBe('second-factor');
    const asked = await browser.post('/admin/people/change', { act: 'reset-sign-in', person: personId });
    expect(asked.body).toEqual({ done: false, waitsFor: expect.any(String) });
    expect((await theirs.get('/console/me')).status).toBe(200);
    const decided = { approval: asked.body.waitsFor, decision: 'approve' };
    expect((await second.post('/admin/approvals/decide', decided)).status).toBe(200);
    expect((await theirs.get('/console/me')).status).toBe(401);
    expect((await byCode()).body.session).toBe('setup');
  });

  test('[L7] an administrator’s laptop sees no mission and only their own laptop; the console sees all', async () => {
    const { server, log, browser } = await setUp(blankLocations);
    await server.enrolled('lead', log);
    const laptop = await server.enrolled('admin');
    expect((await laptop.send('/api/v1/missions')).body).toEqual({ missions: [] });
    expect((await laptop.send('/api/v1/devices')).body.devices).toEqual([]);
    expect((await browser.get('/missions')).body.missions).toHaveLength(1);
    expect((await browser.get('/devices')).body.devices).toHaveLength(2);
  });

  test('[L8] a lost laptop’s revocation ends its person’s console sessions, if requested', async () => {
    const { server, log, browser, as, lastLine } = await setUp(blankLocations);
    const personId = await server.hq.addPerson('reviewer', log);
    const theirs = await as(personId);
    const laptop = new Device(server.url);
    await laptop.enrol(await server.code('enrol', personId));
    const revocation = { device: laptop.id, wipe: true };
    await browser.post('/admin/devices/revoke', revocation);
    expect((await theirs.get('/console/me')).status).toBe(200);
    await browser.post('/admin/devices/revoke', { ...revocation, endSessions: true });
    expect((await theirs.get('/console/me')).status).toBe(401);
    expect(await lastLine()).toMatchObject({ act: 'revoke', subject: { endSessions: true } });
  });
});

test('a log is opened by name, with its kind and country', async () => {
  const { browser, lastLine } = await setUp();
  const ask = { kind: 'mission', title: 'Second mission', country: 'XA' };
  const { log } = (await browser.post('/admin/logs', ask)).body;
  expect((await browser.get('/admin/people')).body.logs).toContainEqual({ log, ...ask });
  expect(await lastLine()).toMatchObject({ act: 'add-log', subject: { log, ...ask } });
});

test('nobody changes themselves, makes a code for themselves, or gives themselves a role', async () => {
  const { log, admin: person, browser } = await setUp();
  for (const change of [
    { act: 'role', person, role: 'reviewer' },
    { act: 'give', person, log, role: 'reviewer' },
    { act: 'deactivate', person },
    { act: 'reset-sign-in', person },
  ])
    expect((await browser.post('/admin/people/change', change)).body.code).toBe('another-person');
  const code = await browser.post('/admin/codes', { person, purpose: 'console', minutes: 5 });
  expect(code.body.code).toBe('another-person');
});

test('[A3] an administrator reads no content, by any route or in any answer', async () => {
  const { server, log, admin, browser } = await setUp();
  const canary = 'canary-of-the-confidential';
  const laptop = await server.hq.addLaptop('lead', log);
  await server.hq.push(laptop, laptop.pack(log, { path: 'title', value: canary }));
  await server.hq.store.insertInto('grants').values({ log, person: admin, role: 'admin' }).execute();
  const paths = [
    '/missions',
    '/devices',
    `/logs/${log}/documents`,
    `/documents/${log}/${aDoc(1)}`,
    `/documents/${log}/${aDoc(1)}/history`,
    '/admin/people',
    '/admin/audit',
    '/admin/recoveries',
  ];
  for (const path of paths) expect(JSON.stringify((await browser.get(path)).body)).not.toContain(canary);

  const reviewer = new TestBrowser(
    server.url,
    await server.signedIn(await server.hq.addPerson('reviewer', log)),
  );
  const seen = await reviewer.get(`/logs/${log}/documents`);
  expect(JSON.stringify(seen.body)).toContain(canary); // or the test could not fail
});

test.each(Role.options.filter((role) => role !== 'admin'))(
  '[A3] %s administers nothing',
  async (teamRole) => {
    const { server, log, as } = await setUp();
    const testBrowser = await as(await server.hq.addPerson(teamRole, log));
    for (const path of ['people', 'audit', 'audit/chain', 'recoveries'])
      expect((await testBrowser.get(`/admin/${path}`)).body.code).toBe('forbidden');
    for (const path of [
      'people',
      'people/change',
      'logs',
      'codes',
      'devices/revoke',
      'recoveries',
      'recoveries/approve',
      'recoveries/cancel',
    ])
      expect((await testBrowser.post(`/admin/${path}`, {})).body.code).toBe('forbidden');
  },
);

test('no laptop can do an administrator’s acts, not even the administrator’s own', async () => {
  const { server } = await setUp();
  const device = await server.enrolled('admin');
  expect((await device.send('/api/v1/admin/people', undefined, { method: 'GET' })).body.code).toBe('session');
});
