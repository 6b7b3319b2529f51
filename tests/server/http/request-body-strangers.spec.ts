import crypto from 'node:crypto';
import diagnosticsChannel from 'node:diagnostics_channel';
import { once } from 'node:events';
import type net from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { generousRequestLimits } from '#server/http/create-app.ts';
import { namedRoutes } from '#tests/server/http/access/call-route.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { chunkOf, connectTo, headOf, signedHead } from '#tests/support/server/raw-request.ts';
import { serveStore, startTestServer } from '#tests/support/server/test-server.ts';

const subject = { log: crypto.randomUUID(), doc: aDoc(1), device: '0'.repeat(32) };
const bodyBytes = 60_000;

/** A POST without any credential. */
const bareHead = (url: string, path: string, ...lines: readonly string[]): string =>
  headOf(
    `POST ${path} HTTP/1.1`,
    `host: ${new URL(url).host}`,
    'content-type: application/json',
    `origin: ${url}`,
    ...lines,
  );

test('[security 4] a stranger is refused by the head alone, on every route that takes a body', async () => {
  const testServer = await startTestServer();
  const closed = namedRoutes.filter(({ method, route }) => method === 'POST' && route.opens !== 'anybody');
  const asked = closed.filter(({ name }) => testServer.routes.includes(name));
  const letIn: string[] = [];
  for (const { name, route } of asked) {
    const { path } = route.ask(subject);
    for (const length of [`content-length: ${bodyBytes}`, 'transfer-encoding: chunked']) {
      const rawConnection = connectTo(testServer.url, bareHead(testServer.url, path, length));
      // The body never comes: a server that waited for it would never answer.
      const status = await rawConnection.status;
      if (![400, 401, 403].includes(status)) letIn.push(`${name}: ${status}`);
    }
  }
  expect(asked.length).toBeGreaterThan(15);
  expect(letIn).toEqual([]);
});

test('[security 4] a device that nobody knows is refused before its body is there', async () => {
  const testServer = await startTestServer();
  const stranger = new Device(testServer.url);
  const rawConnection = connectTo(testServer.url, signedHead(stranger, Buffer.alloc(bodyBytes, ' ')));
  expect(await rawConnection.status).toBe(401);
});

test('[security 4] a route that does not exist takes no body', async () => {
  const testServer = await startTestServer();
  const rawConnection = connectTo(
    testServer.url,
    bareHead(testServer.url, '/nowhere', 'content-length: 60000'),
  );
  expect(await rawConnection.status).toBe(404);
});

/** Sockets that servers of this process accept from now on. */
function watchAccepted(): readonly net.Socket[] {
  const accepted: net.Socket[] = [];
  const note = (message: unknown): void => {
    accepted.push((message as { socket: net.Socket }).socket); // as node documents this channel
  };
  diagnosticsChannel.subscribe('net.server.socket', note);
  onTestFinished(() => void diagnosticsChannel.unsubscribe('net.server.socket', note));
  return accepted;
}

const tooLarge = Buffer.alloc(64 * 1024 + 1, ' ');
const lengths = ['content-length: 65537', 'transfer-encoding: chunked'] as const;

test.each([
  '/api/v1/console/sign-in',
  '/api/v1/console/sign-in/passkey',
  '/api/v1/console/sign-in/authenticator',
])('[security 5] more than 64 KiB is refused at %s, whether its length is told or not', async (path) => {
  const testServer = await startTestServer();
  const [told, untold] = lengths.map((length) =>
    connectTo(testServer.url, bareHead(testServer.url, path, length), chunkOf(tooLarge)),
  );
  expect([await told?.status, await untold?.status]).toEqual([413, 413]);
});

test('[security 5] more than 64 KiB is refused at enrolment, whether its length is told or not', async () => {
  const testServer = await startTestServer();
  for (const isChunked of [false, true]) {
    const head = signedHead(new Device(testServer.url), tooLarge, { path: '/api/v1/enrol', isChunked });
    const rawConnection = connectTo(testServer.url, head, isChunked ? chunkOf(tooLarge) : tooLarge);
    expect(await rawConnection.status).toBe(413);
  }
});

test('[security 5] a slow stranger is cut off; an enrolled device on a slow link is not', async () => {
  // Enrolment has a body of a stranger, and on a busy machine it takes longer than that.
  const enrolling = await startTestServer();
  const device = await enrolling.enrolled('assessor');
  const limits = { ...generousRequestLimits, strangerMs: 300 };
  const testServer = await serveStore(enrolling.context.store, undefined, { limits });
  device.url = testServer.url;
  const body = Buffer.from(JSON.stringify({ protocol: 1, device: device.id, logs: {}, budget: 65_536 }));
  const slowDevice = connectTo(testServer.url, signedHead(device, body), body.subarray(0, 10));

  const enrol = signedHead(new Device(testServer.url), body, { path: '/api/v1/enrol' });
  const slowStranger = connectTo(testServer.url, enrol, body.subarray(0, 10));
  await slowStranger.closed;

  slowDevice.socket.write(body.subarray(10));
  expect(await slowDevice.status).toBe(200);
});

test('[security 5] the rest of a refused body is discarded briefly, then the connection closes', async () => {
  const testServer = await startTestServer({ limits: { ...generousRequestLimits, strangerMs: 300 } });
  const head = bareHead(testServer.url, '/api/v1/sync', `content-length: ${8 * 1024 * 1024}`);
  const rawConnection = connectTo(testServer.url, head, Buffer.alloc(1024 * 1024));
  expect(await rawConnection.status).toBe(400);
  await rawConnection.closed;
});

test('[security 5] a client that first sends all of a large body still reads the refusal', async () => {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('assessor');
  device.keys = crypto.generateKeyPairSync('ed25519');
  const noise = crypto.randomBytes(4 * 1024 * 1024).toString('base64url');
  const rawConnection = connectTo(testServer.url, signedHead(device, Buffer.from(noise)));
  rawConnection.socket.pause();
  await new Promise<void>((written) => rawConnection.socket.write(noise, () => written()));
  rawConnection.socket.resume();
  expect(await rawConnection.status).toBe(401);
});

test('[security 5] of many refused bodies no more is read than a bound for all together', async () => {
  const testServer = await startTestServer({ limits: { ...generousRequestLimits, strangerMs: 1_000 } });
  const accepted = watchAccepted();
  const bodyMib = 8;
  const head = bareHead(testServer.url, '/api/v1/sync', `content-length: ${bodyMib * 1024 * 1024 + 1}`);
  const body = Buffer.alloc(bodyMib * 1024 * 1024, ' ');
  const strangers = Array.from({ length: 4 }, () => connectTo(testServer.url, head, body));
  expect(await Promise.all(strangers.map(({ status }) => status))).toEqual([400, 400, 400, 400]);
  await Promise.all(strangers.map(({ closed }) => closed));
  const readMib = accepted.reduce((sum, socket) => sum + socket.bytesRead, 0) / 1024 / 1024;
  // 8 at once and 1 in a second; the last piece of each may be on credit.
  expect(readMib).toBeLessThan(2 * bodyMib);
});

test('[security 5] half a head is waited for no longer than a whole one takes', async () => {
  const testServer = await startTestServer({ limits: { ...generousRequestLimits, headMs: 400 } });
  const silent = connectTo(testServer.url);
  const half = connectTo(
    testServer.url,
    `POST /api/v1/sync HTTP/1.1\r\nhost: ${new URL(testServer.url).host}\r\nx:`,
  );
  await Promise.all([silent.closed, half.closed]);
  expect((await fetch(`${testServer.url}/health`)).status).toBe(200);
});

test('[security 5] connections beyond the most that are open at a time are closed at once', async () => {
  const testServer = await startTestServer({ limits: { ...generousRequestLimits, connections: 2 } });
  const half = `POST /api/v1/sync HTTP/1.1\r\n`;
  const open = [connectTo(testServer.url, half), connectTo(testServer.url, half)];
  await Promise.all(open.map(({ socket }) => once(socket, 'connect')));
  await expect(connectTo(testServer.url, half).closed).resolves.toBeUndefined();
});
