import crypto from 'node:crypto';
import { expect, test } from 'vitest';
import { DeviceId } from '#domain/ids.ts';
import { revokeDevice } from '#server/admin/revoke-device.ts';
import { Device, isSignedAnswer } from '#tests/support/protocol/client.mjs';
import { startTestServer } from '#tests/support/server/test-server.ts';

const seconds = () => Math.floor(Date.now() / 1_000);

test('a validly signed request gets an answer that the server signs for this request', async () => {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('assessor');
  const answer = await device.sync({});
  expect(answer.status).toBe(200);
  expect(isSignedAnswer(answer, device.lastExchange, testServer.identity.publicKey)).toBe(true);
  const otherNonce = { ...device.lastExchange, nonce: 'x'.repeat(22) };
  expect(isSignedAnswer(answer, otherNonce, testServer.identity.publicKey)).toBe(false);
});

test('an asker that never sees compressed bytes gets a digest of the plain ones', async () => {
  const testServer = await startTestServer();
  const logId = await testServer.hq.addLog();
  const device = await testServer.enrolled('assessor', logId);
  const answer = await device.sync({}, [], {}, { acceptEncoding: 'br', wantUnencoded: true });
  expect(answer.headers.get('content-encoding')).toBe('br');
  expect(answer.headers.has('content-digest')).toBe(false);
  expect(isSignedAnswer(answer, device.lastExchange, testServer.identity.publicKey)).toBe(true);
});

test('refusals are signed too, so that nobody else can set a device’s clock', async () => {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('assessor');
  const answer = await device.sync({}, [], {}, { createdSeconds: seconds() - 900 });
  expect(answer.body.code).toBe('clock');
  expect(isSignedAnswer(answer, device.lastExchange, testServer.identity.publicKey)).toBe(true);
});

test.each<[code: string, status: number, options: () => object]>([
  ['signature', 401, () => ({ spoil: (signature: Buffer) => Buffer.from(signature).fill(0, 3, 9) })],
  ['signature', 401, () => ({ targetUri: 'http://elsewhere.example/api/v1/sync' })],
  ['signature', 401, () => ({ nonce: 'short' })],
  ['digest', 400, () => ({ digest: `sha-256=:${'A'.repeat(43)}=:` })],
  ['clock', 401, () => ({ createdSeconds: seconds() - 310 })],
  ['clock', 401, () => ({ createdSeconds: seconds() + 310 })],
])('a request that is not trusted is refused: %s', async (code, status, options) => {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('assessor');
  const answer = await device.sync({}, [], {}, options());
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
});

test('a wrong clock is told the right time', async () => {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('assessor');
  testServer.clock.aheadMs = 400 * 24 * 60 * 60 * 1000;
  const { body } = await device.sync({});
  expect(Math.abs(body.now - (Date.now() + testServer.clock.aheadMs))).toBeLessThan(5_000);
  const createdSeconds = Math.floor(body.now / 1_000);
  expect((await device.sync({}, [], {}, { createdSeconds })).status).toBe(200);
});

test('a nonce is taken once', async () => {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('assessor');
  const nonce = crypto.randomBytes(16).toString('base64url');
  expect((await device.sync({}, [], {}, { nonce })).status).toBe(200);
  const again = await device.sync({}, [], {}, { nonce });
  expect([again.status, again.body.code]).toEqual([401, 'nonce']);
});

test('an unknown device and a request without signature are refused', async () => {
  const testServer = await startTestServer();
  const unknown = await new Device(testServer.url).sync({});
  expect([unknown.status, unknown.body.code]).toEqual([401, 'device']);
  const bare = await fetch(`${testServer.url}/api/v1/sync`, { method: 'POST' });
  expect([bare.status, (await bare.json()).code]).toEqual([400, 'digest']);
  const get = await fetch(`${testServer.url}/api/v1/logs/${crypto.randomUUID()}/snapshot`);
  expect([get.status, (await get.json()).code]).toEqual([401, 'signature']);
});

test('a device does not speak for another one', async () => {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('assessor');
  const otherDevice = await testServer.enrolled('assessor');
  expect((await device.sync({}, [], { device: otherDevice.id })).status).toBe(400);
});

test.each([
  ['revoke', false],
  ['wipe', true],
])('a revoked device gets a signed order: %s', async (order, wipe) => {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('assessor');
  const nowMs = Date.now();
  await testServer.hq.store
    .transaction()
    .execute((tx) => revokeDevice(tx, { device: DeviceId.parse(device.id), wipe, nowMs }));
  const { status, body } = await device.sync({});
  expect([status, body.code]).toEqual([401, 'device']);
  const { sig, ...content } = body.order;
  expect(content).toEqual({ order, device: device.id, at: nowMs });
  const key = crypto.createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: testServer.identity.publicKey },
    format: 'jwk',
  });
  const text = Buffer.from(JSON.stringify(content));
  expect(crypto.verify(null, text, key, Buffer.from(sig, 'base64url'))).toBe(true);

  const forged = await device.sync(
    {},
    [],
    {},
    { spoil: (signature: Buffer) => Buffer.from(signature).fill(1) },
  );
  expect(forged.body).not.toHaveProperty('order');
});

test('behind a proxy the public origin is signed', async () => {
  const testServer = await startTestServer({ publicUrl: 'https://hq.example' });
  const device = new Device(testServer.url);
  expect((await device.sync({})).body.code).toBe('device');
  const code = await testServer.code('enrol', await testServer.hq.addPerson('assessor'));
  expect((await device.enrol(code)).body.code).toBe('signature');
  const body = { code, deviceKey: device.publicKey, label: 'l', platform: 'p', version: '0' };
  const targetUri = 'https://hq.example/api/v1/enrol';
  expect((await device.send('/api/v1/enrol', body, { targetUri })).status).toBe(200);
});
