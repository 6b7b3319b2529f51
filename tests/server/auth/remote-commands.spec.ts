import { Decrypter, Encrypter } from 'age-encryption';
import { expect, test } from 'vitest';
import { DeviceId } from '#domain/ids.ts';
import { revokeDevice } from '#server/admin/revoke-device.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { testRecovery } from '#tests/support/server/test-recovery.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const path = '/api/v1/orders/confirm';

async function setUp() {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('assessor');
  const deviceId = DeviceId.parse(device.id);
  const { store } = testServer.hq;
  const revoke = (wipe: boolean, nowMs: number) =>
    store.transaction().execute((tx) => revokeDevice(tx, { device: deviceId, wipe, nowMs }));
  const row = () =>
    store
      .selectFrom('devices')
      .select(['state', 'confirmed_ms'])
      .where('device', '=', deviceId)
      .executeTakeFirst();
  return { server: testServer, device, revoke, row };
}

test('a wiped device confirms its order, once or again, and may ask nothing else', async () => {
  const { server, device, revoke, row } = await setUp();
  await revoke(true, 1_000);
  const confirmation = { device: device.id, at: 1_000, order: 'wipe' };
  const firstAnswer = await device.send(path, confirmation);
  expect([firstAnswer.status, firstAnswer.body]).toEqual([200, { confirmed: true }]);
  const noted = await row();
  expect(noted?.confirmed_ms).toBeGreaterThan(1_000);
  expect((await device.send(path, confirmation)).status).toBe(200);
  expect(await row()).toEqual(noted);
  expect((await device.sync({})).body.code).toBe('device');
  const lines = await server.hq.store.selectFrom('audit').select('act').orderBy('seq').execute();
  expect(lines).toEqual([{ act: 'enrol' }, { act: 'confirm-order' }]);
});

test.each([
  ['of an active device', false, { at: 1_000, order: 'wipe' }],
  ['of another order', true, { at: 1_000, order: 'wipe' }],
  ['of another time', true, { at: 999, order: 'revoke' }],
])('a confirmation %s is not taken', async (_of, isRevoked, said) => {
  const { device, revoke, row } = await setUp();
  if (isRevoked) await revoke(false, 1_000);
  const answer = await device.send(path, { device: device.id, ...said });
  expect([answer.status, (await row())?.confirmed_ms]).toEqual([404, null]);
});

test('a wipe after a revocation waits for a confirmation of its own', async () => {
  const { device, revoke, row } = await setUp();
  await revoke(false, 1_000);
  await device.send(path, { device: device.id, at: 1_000, order: 'revoke' });
  await revoke(true, 2_000);
  expect(await row()).toEqual({ state: 'wipe', confirmed_ms: null });
});

test('nobody confirms for another device, and no stranger does', async () => {
  const { server, device, revoke } = await setUp();
  await revoke(true, 1_000);
  const said = { device: device.id, at: 1_000, order: 'wipe' };
  expect((await (await server.enrolled('assessor')).send(path, said)).status).toBe(400);
  expect((await new Device(server.url).send(path, said)).status).toBe(401);
});

test('devices learn the recipients at enrolment, and only the recovery key’s holders open their values', async () => {
  const testServer = await startTestServer();
  const device = new Device(testServer.url);
  const code = await testServer.code('enrol', await testServer.hq.addPerson('assessor'));
  const [recipient] = (await device.enrol(code)).body.server.recipients;
  expect(recipient).toMatch(/^age1[a-z0-9]{58}$/);

  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const sealed = await encrypter.encrypt('the key of a vault');
  const decrypter = new Decrypter();
  decrypter.addIdentity(testRecovery.identity);
  expect(await decrypter.decrypt(sealed, 'text')).toBe('the key of a vault');
});
