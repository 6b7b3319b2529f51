import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DeviceId, type LogId, type PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { changePerson } from '#server/admin/change-person.ts';
import { revokeDevice } from '#server/admin/revoke-device.ts';
import { generousRequestLimits } from '#server/http/create-app.ts';
import { everyRow } from '#tests/support/server/every-row.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { connectTo, headOf, type RawConnection, signedHead } from '#tests/support/server/raw-request.ts';
import { newFolder } from '#tests/support/server/stores.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer, type TestServer } from '#tests/support/server/test-server.ts';
import { namedRoutes } from './call-route.ts';

// A request is admitted by its head, and its body may come minutes later. Rights that ended meanwhile end the request:
// nothing is done, whatever the body asks for.

const writing = namedRoutes.filter(
  ({ method, route }) => method !== 'GET' && (route.opens === 'session' || route.opens === 'either'),
);

async function startServer(): Promise<{ readonly server: TestServer; readonly log: LogId }> {
  const consoleFolder = newFolder();
  fs.writeFileSync(path.join(consoleFolder, 'index.html'), '<!doctype html>');
  const limits = { ...generousRequestLimits, failuresPerMinute: 1_000 };
  const testServer = await startTestServer({ consoleFolder, limits });
  return { server: testServer, log: await testServer.hq.addLog() };
}

/** Wait until earlier heads are judged: each of these requests passes the same hooks after them. */
async function passHooks(testServer: TestServer, cookie: string): Promise<void> {
  for (let round = 0; round < 5; round++)
    await fetch(`${testServer.url}/api/v1/console/me`, { headers: { cookie } });
}

/** Send the heads of all routes with a cookie; `finish` sends the bodies and returns what was not refused. */
async function hold(testServer: TestServer, cookie: string, log: LogId) {
  const held: { name: string; body: string; connection: RawConnection; isAnswered: boolean }[] = [];
  for (const { name, method, route } of writing) {
    const ask = route.ask({ log, doc: aDoc(1), device: '0'.repeat(32) });
    const body = JSON.stringify(ask.body ?? {});
    const rawConnection = connectTo(
      testServer.url,
      headOf(
        `${method} ${ask.path} HTTP/1.1`,
        `host: ${new URL(testServer.url).host}`,
        `origin: ${testServer.url}`,
        `cookie: ${cookie}`,
        'content-type: application/json',
        `content-length: ${body.length}`,
      ),
    );
    const one = { name, body, connection: rawConnection, isAnswered: false };
    rawConnection.status.then(
      () => (one.isAnswered = true),
      () => undefined,
    );
    held.push(one);
  }
  await passHooks(testServer, cookie);
  const admitted = held.filter(({ isAnswered }) => !isAnswered);
  return {
    admitted: admitted.map(({ name }) => name),
    finish: async (): Promise<readonly string[]> => {
      for (const { connection, body } of admitted) connection.socket.write(body);
      const done: string[] = [];
      for (const { name, connection } of admitted) {
        const status = await connection.status.catch(() => 'closed');
        if (status !== 401 && status !== 403 && status !== 'closed') done.push(`${name}: ${status}`);
      }
      return done;
    },
  };
}

const changeBy =
  (change: object) =>
  async (testServer: TestServer, person: PersonId): Promise<void> => {
    const by = await testServer.hq.addPerson('admin');
    const done = await testServer.hq.store
      .transaction()
      .execute((tx) => changePerson(tx, testDependencies, by, { person, ...change } as never));
    expect(done.ok).toBe(true);
  };

const endings: Readonly<
  Record<string, (testServer: TestServer, personId: PersonId, cookie: string) => Promise<void>>
> = {
  'is deactivated': changeBy({ act: 'deactivate' }),
  'gets another role': changeBy({ act: 'role', role: 'assessor' }),
  'signs out': async (testServer, _person, cookie) => {
    const headers = { cookie, origin: testServer.url };
    await fetch(`${testServer.url}/api/v1/console/sign-out`, { method: 'POST', headers });
  },
  'stays away for 13 hours': async (testServer) => {
    testServer.clock.advance(13 * 60 * 60_000);
  },
};

describe.each<Role>(['admin', 'manager', 'dpo'])(
  '[access] a held request of a person with the role %s',
  (role) => {
    test.each(Object.keys(endings))('does nothing once its person %s', async (ending) => {
      const { server, log } = await startServer();
      const personId = await server.hq.addPerson(role, ...(role === 'admin' ? [] : [log]));
      const cookie = await server.signedIn(personId);
      const held = await hold(server, cookie, log);
      expect(held.admitted).toContain('POST /api/v1/console/sign-out');
      await endings[ending]?.(server, personId, cookie);
      const before = await everyRow(server.hq.store);
      expect(await held.finish()).toEqual([]);
      expect(await everyRow(server.hq.store)).toBe(before);
    });
  },
);

test('[access] a held sync request of a revoked laptop gets the command and no content', async () => {
  const { server, log } = await startServer();
  const device = await server.enrolled('lead', log);
  const body = Buffer.from(
    JSON.stringify({
      protocol: 1,
      device: device.id,
      packs: [],
      logs: { [log]: { after: 0 } },
      budget: 10_000,
    }),
  );
  const heldRawConnection = connectTo(server.url, signedHead(device, body));
  for (let round = 0; round < 5; round++) await device.send('/api/v1/sync', {}, { method: 'POST' });
  await server.hq.store
    .transaction()
    .execute((tx) => revokeDevice(tx, { device: DeviceId.parse(device.id), wipe: true, nowMs: 1 }));
  const answer = new Promise<string>((resolve) => {
    let text = '';
    heldRawConnection.socket.on('data', (piece) => (text += piece.toString('utf8')));
    heldRawConnection.socket.once('close', () => resolve(text));
  });
  heldRawConnection.socket.write(body);
  expect(await heldRawConnection.status).toBe(401);
  heldRawConnection.socket.end();
  expect(await answer).toMatch(/"order"/);
});

test('[access] a body from the console has half a minute, and only while its session lasts', async () => {
  const consoleFolder = newFolder();
  const testServer = await startTestServer({
    consoleFolder,
    limits: { ...generousRequestLimits, sessionBodyMs: 300 },
  });
  expect(generousRequestLimits.sessionBodyMs).toBe(30_000);
  const cookie = await testServer.signedIn(await testServer.hq.addPerson('admin'));
  const open = () =>
    connectTo(
      testServer.url,
      headOf(
        'POST /api/v1/admin/people HTTP/1.1',
        `host: ${new URL(testServer.url).host}`,
        `origin: ${testServer.url}`,
        `cookie: ${cookie}`,
        'content-type: application/json',
        'content-length: 1000',
      ),
    );
  await open().closed;
});

test('[access] the connection of a session that ends is closed while its body is on the way', async () => {
  const { server } = await startServer();
  const personId = await server.hq.addPerson('admin');
  const cookie = await server.signedIn(personId);
  const heldRawConnection = connectTo(
    server.url,
    headOf(
      'POST /api/v1/admin/people HTTP/1.1',
      `host: ${new URL(server.url).host}`,
      `origin: ${server.url}`,
      `cookie: ${cookie}`,
      'content-type: application/json',
      'content-length: 1000',
    ),
  );
  await passHooks(server, cookie);
  await changeBy({ act: 'deactivate' })(server, personId);
  await heldRawConnection.closed;
  await expect(heldRawConnection.status).rejects.toThrow('closed without an answer');
});
