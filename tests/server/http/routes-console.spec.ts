import { expect, test } from 'vitest';
import {
  ConsoleDocumentResponse,
  DevicesResponse,
  DocumentsResponse,
  HistoryResponse,
  MissionsResponse,
} from '#api/console-api.ts';
import { SignedInPersonResponse } from '#api/signed-in-person-api.ts';
import type { LogId } from '#domain/ids.ts';
import { mayReadLog } from '#domain/kinds/permit.ts';
import { Role } from '#domain/people/role.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { startTestServer, type TestServer } from '#tests/support/server/test-server.ts';

const rating = { path: 'answers/D1.1/level', value: 3 };

async function setUp() {
  const testServer = await startTestServer();
  const [ownLogId, foreign] = [await testServer.hq.addLog(), await testServer.hq.addLog()];
  for (const logId of [ownLogId, foreign]) {
    const laptop = await testServer.hq.addLaptop('lead', logId);
    await testServer.hq.push(
      laptop,
      laptop.pack(logId, { path: 'title', value: 'A title' }, rating, { path: 'x', value: 1 }),
    );
  }
  return { server: testServer, own: ownLogId, foreign };
}

const get = async (testServer: TestServer, cookie: string, path: string) => {
  const response = await fetch(`${testServer.url}/api/v1${path}`, { headers: { cookie } });
  return { status: response.status, body: await response.json() };
};

const contentPaths = (logId: LogId) => [
  `/logs/${logId}/documents`,
  `/documents/${logId}/${aDoc(1)}`,
  `/documents/${logId}/${aDoc(1)}/history`,
];

const hidden = [null, null];

test.each(Role.options)('[access] %s reads the content of their log and nothing of another', async (role) => {
  const { server, own, foreign } = await setUp();
  const cookie = await server.signedIn(await server.hq.addPerson(role, own));
  const readsContent = mayReadLog([role]);
  const isAdministrator = role === 'admin';

  const signedInPerson = SignedInPersonResponse.parse((await get(server, cookie, '/console/me')).body);
  expect(signedInPerson).toMatchObject({ role, readsContent });
  const { missions } = MissionsResponse.parse((await get(server, cookie, '/missions')).body);
  expect(missions.map(({ log }) => log).sort()).toEqual(isAdministrator ? [own, foreign].sort() : [own]);
  const counted = missions.map(({ assessments, workshops }) => [assessments, workshops]);
  // A zero would be a false statement about what the person may not see.
  expect(counted).toEqual(isAdministrator ? [hidden, hidden] : [readsContent ? [1, 0] : hidden]);
  for (const path of contentPaths(own))
    expect((await get(server, cookie, path)).status).toBe(readsContent ? 200 : 404);
  for (const path of contentPaths(foreign)) expect((await get(server, cookie, path)).status).toBe(404);

  const devices = await get(server, cookie, '/devices');
  expect(devices.status).toBe(signedInPerson.seesDevices ? 200 : 403);
  const seen = DevicesResponse.safeParse(devices.body).data?.devices.length;
  expect(seen).toBe(signedInPerson.seesDevices ? (isAdministrator ? 2 : 1) : undefined);
});

test('a document is told with its registers, its people and its held ops', async () => {
  const { server, own } = await setUp();
  const cookie = await server.signedIn(await server.hq.addPerson('reviewer', own));
  const { documents, mission } = DocumentsResponse.parse(
    (await get(server, cookie, `/logs/${own}/documents`)).body,
  );
  expect(mission).toMatchObject({ title: 'A mission', country: 'XA', assessments: 1, held: 1 });
  expect(documents).toMatchObject([{ title: 'A title', held: 1, lastAuthor: { name: 'The lead' } }]);

  const path = `/documents/${own}/${aDoc(1)}`;
  const consoleDocumentResponse = ConsoleDocumentResponse.parse((await get(server, cookie, path)).body);
  expect(Object.keys(consoleDocumentResponse.registers).sort()).toEqual([rating.path, 'title']);
  expect(consoleDocumentResponse.heldChanges).toMatchObject([
    { n: 3, path: 'x', value: 1, reason: { kind: 'unknownPath' }, releasable: false },
  ]);
  const { ops } = HistoryResponse.parse((await get(server, cookie, `${path}/history`)).body);
  expect(ops.map(({ path: at, state, place }) => [at, state, place])).toEqual([
    ['x', 'held', 1],
    [rating.path, 'counts', 1],
    ['title', 'counts', 1],
  ]);
  const lines = await server.hq.store.selectFrom('audit').select('act').orderBy('id').execute();
  expect(lines.map(({ act }) => act)).toEqual([
    'sign-in',
    'add-authenticator',
    'read-document',
    'read-history',
  ]);
});

test('[J5] a reviewer releases held ops from the console', async () => {
  const { server, own } = await setUp();
  const manager = await server.hq.addLaptop('manager', own);
  await server.hq.push(manager, manager.pack(own, rating));
  const release = async (cookie: string, origin = server.url) => {
    const response = await fetch(`${server.url}/api/v1/logs/${own}/releases`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: JSON.stringify({ device: manager.id, n: [1] }),
    });
    return [response.status, await response.json()];
  };
  const lead = await server.signedIn(await server.hq.addPerson('lead', own));
  expect((await release(lead))[0]).toBe(404);
  const reviewer = await server.signedIn(await server.hq.addPerson('reviewer', own));
  expect((await release(reviewer, 'https://elsewhere.example'))[0]).toBe(403);
  expect(await release(reviewer)).toEqual([200, { place: 3 }]);
  const { body } = await get(server, reviewer, `/documents/${own}/${aDoc(1)}/history`);
  expect(body.ops[0]).toMatchObject({ state: 'released', releasedBy: { name: 'The reviewer' } });
});

test('a session begins with a one-time code and ends when the person signs out', async () => {
  const { server, own } = await setUp();
  const code = await server.code('console', await server.hq.addPerson('reviewer', own));
  const signIn = (origin: string | null) =>
    fetch(`${server.url}/api/v1/console/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(origin !== null && { origin }) },
      body: JSON.stringify({ code }),
    });
  expect((await signIn('https://elsewhere.example')).status).toBe(403);
  expect((await signIn(null)).status).toBe(403);
  const first = await signIn(server.url);
  const cookie = first.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^__Host-fieldbook=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  expect((await signIn(server.url)).status).toBe(403);

  const bearer = cookie.split(';', 1)[0] ?? '';
  const out = { method: 'POST', headers: { cookie: bearer, origin: server.url } };
  expect((await fetch(`${server.url}/api/v1/console/sign-out`, out)).status).toBe(204);
  expect((await get(server, bearer, '/console/me')).body).toMatchObject({ status: 401, code: 'session' });
});

test('a session that was idle for twelve hours is over', async () => {
  const { server, own } = await setUp();
  const cookie = await server.signedIn(await server.hq.addPerson('reviewer', own));
  const hourMs = 60 * 60_000;
  for (const hours of [11, 22]) {
    server.clock.aheadMs = hours * hourMs;
    expect((await get(server, cookie, '/console/me')).status).toBe(200);
  }
  server.clock.aheadMs = 34.1 * hourMs;
  expect((await get(server, cookie, '/console/me')).status).toBe(401);
});

test('a session that is used all the time is over after a week', async () => {
  const { server, own } = await setUp();
  const cookie = await server.signedIn(await server.hq.addPerson('reviewer', own));
  const hourMs = 60 * 60_000;
  const weekHours = 7 * 24;
  for (let hours = 10; hours < weekHours; hours += 10) {
    server.clock.aheadMs = hours * hourMs;
    expect((await get(server, cookie, '/console/me')).status).toBe(200);
  }
  server.clock.aheadMs = (weekHours + 0.1) * hourMs;
  expect((await get(server, cookie, '/console/me')).status).toBe(401);
});
