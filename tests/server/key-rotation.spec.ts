import { expect, test } from 'vitest';
import { createHeadquarters } from '#electron/net/headquarters.ts';
import { newVault } from '#tests/electron/some-vault.ts';
import { DeviceId } from '#domain/ids.ts';
import { revokeDevice } from '#server/admin/revoke-device.ts';
import { isSignedBy, newKeyPair, privateKeyOf, publicKeyOf, signText } from '#server/identity/ed25519.ts';
import { sealSecret } from '#server/sealed/seal-secret.ts';
import { rotateKey } from '#server/identity/rotate-key.ts';
import { encodeKeyStatements, followKeys, keyStatementText } from '#sync/protocol/key-statement.ts';
import { orderText } from '#sync/protocol/orders.ts';
import { isSignedAnswer } from '../protocol/client.mjs';
import { type RunningServer, serveStore, startServer } from './running-server.ts';
import { testSurroundings } from './test-headquarters.ts';

const rotate = ({ hq }: RunningServer) =>
  hq.store.transaction().execute((tx) => rotateKey(tx, testSurroundings));
const holds = (by: string, text: string, sig: string): boolean => {
  const key = publicKeyOf(by);
  return key !== null && isSignedBy(key, text, Buffer.from(sig, 'base64url'));
};

test('a device that pins the first key is led to the present one over two rotations, and then not again', async () => {
  const before = await startServer();
  const device = await before.enrolled('lead');
  const steps = [await rotate(before), await rotate(before)];
  const server = await serveStore(before.hq.store);
  device.url = server.url;
  expect(server.identity.publicKey).toBe(steps[1]?.key);

  const told = await device.sync({});
  expect(told.headers.get('fieldbook-key')).toBe(encodeKeyStatements(steps));
  expect(isSignedAnswer(told, device.lastExchange, server.identity.publicKey)).toBe(true);
  expect(followKeys(before.identity.publicKey, steps, holds)).toBe(server.identity.publicKey);

  await device.send(
    '/api/v1/sync',
    { protocol: 1, device: device.id, logs: {} },
    { keyMark: server.identity.publicKey.slice(0, 11) },
  );
  expect((await device.sync({})).headers.has('fieldbook-key')).toBe(false);
  const newcomer = await server.enrolled('lead');
  expect((await newcomer.sync({})).headers.has('fieldbook-key')).toBe(false);
});

test('an order to a device that has not learnt of the new key holds under the one that it pins', async () => {
  const before = await startServer();
  const device = await before.enrolled('lead');
  await rotate(before);
  const server = await serveStore(before.hq.store);
  device.url = server.url;
  const revocation = { device: DeviceId.parse(device.id), wipe: true, nowMs: 5 };
  await server.hq.store.transaction().execute((tx) => revokeDevice(tx, revocation));
  const { sig, ...order } = (await device.sync({})).body.order;
  expect(holds(before.identity.publicKey, orderText(order), sig)).toBe(true);
});

test('no statement but one by the pinned key leads anywhere', async () => {
  const [pinned, thief] = [newKeyPair(), newKeyPair()];
  const step = { from: pinned.publicKey, key: thief.publicKey };
  const sign = (privateKey: string, text: string) =>
    signText(privateKeyOf(privateKey), text).toString('base64url');
  const forged = { ...step, sig: sign(thief.privateKey, keyStatementText(step)) };
  const real = { ...step, sig: sign(pinned.privateKey, keyStatementText(step)) };
  expect(followKeys(pinned.publicKey, [forged], holds)).toBe(pinned.publicKey);
  expect(followKeys(thief.publicKey, [real], holds)).toBe(thief.publicKey);
  expect(followKeys(pinned.publicKey, [forged, real], holds)).toBe(thief.publicKey);
});

test('the shell follows the server to its new key, keeps it, and refuses a server that only claims it', async () => {
  const before = await startServer();
  const log = await before.hq.addLog();
  const vault = newVault();
  const target = { url: before.url };
  const headquarters = createHeadquarters({
    vault,
    // The address of the server changes with its restart; behind a name it would not.
    fetch: (url, init) => fetch(url.replace(before.url, target.url), init),
    nowMs: Date.now,
    stop: () => new AbortController().signal,
    isOffline: () => false,
    platform: 'test',
    version: '0',
    onTraffic: () => undefined,
    onOrder: () => undefined,
  });
  const code = await before.code('enrol', await before.hq.addPerson('lead', log));
  await headquarters.enrol({ url: before.url, code, label: 'Laptop' });
  const sync = async () => {
    const { device } = vault.deviceKey();
    const body = JSON.stringify({ protocol: 1, device, logs: {}, packs: [], budget: 1_000 });
    return (await headquarters.request({ path: '/api/v1/sync', body })).kind;
  };
  expect([await sync(), vault.enrolment()?.serverKey]).toEqual(['answered', before.identity.publicKey]);

  await rotate(before);
  const server = await serveStore(before.hq.store, before.url);
  target.url = server.url;
  expect([await sync(), vault.enrolment()?.serverKey]).toEqual(['answered', server.identity.publicKey]);
  expect(await sync()).toBe('answered');
  const noted = await server.hq.store.selectFrom('devices').select('server_key').execute();
  expect(noted).toEqual([{ server_key: server.identity.publicKey }]);

  // The same store under a key that nobody vouched for.
  const stolen = newKeyPair();
  await server.hq.store
    .updateTable('server')
    .set({
      public_key: stolen.publicKey,
      private_key: sealSecret(server.hq.store, { table: 'server', row: stolen.publicKey }, stolen.privateKey),
    })
    .execute();
  target.url = (await serveStore(before.hq.store, before.url)).url;
  expect([await sync(), vault.enrolment()?.serverKey]).toEqual(['unreachable', server.identity.publicKey]);
});
