import { expect, test } from 'vitest';
import { DeviceId } from '#domain/ids.ts';
import { createServerClient } from '#electron/net/server-client.ts';
import { revokeDevice } from '#server/admin/revoke-device.ts';
import { rotateServerKey } from '#server/admin/rotate-server-key.ts';
import {
  generateEncodedKeyPair,
  isTextSignedBy,
  parsePrivateKey,
  parsePublicKey,
  signText,
} from '#server/auth/ed25519.ts';
import { encryptSecret } from '#server/db/encryption/encrypted-secrets.ts';
import { remoteCommandText } from '#sync/protocol/remote-commands.ts';
import { encodeKeyStatements, followKeyStatements, keyStatementText } from '#sync/protocol/statements.ts';
import { isSignedAnswer } from '#tests/support/protocol/client.mjs';
import { standsAnywhere } from '#tests/support/server/every-row.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { serveStore, startTestServer, type TestServer } from '#tests/support/server/test-server.ts';
import { newVault } from '#tests/support/shell/vault-files.ts';

const rotate = ({ hq }: TestServer, isCompromised = false) =>
  hq.store.transaction().execute((tx) => rotateServerKey(tx, testDependencies, isCompromised));
const holds = (by: string, text: string, sig: string): boolean => {
  const key = parsePublicKey(by);
  return key !== null && isTextSignedBy(key, text, Buffer.from(sig, 'base64url'));
};

test('a device that pins the first key follows two rotations to the present key, once', async () => {
  const previousTestServer = await startTestServer();
  const device = await previousTestServer.enrolled('lead');
  const steps = [await rotate(previousTestServer), await rotate(previousTestServer)];
  const testServer = await serveStore(previousTestServer.hq.store);
  device.url = testServer.url;
  expect(testServer.identity.publicKey).toBe(steps[1]?.key);

  const told = await device.sync({});
  expect(told.headers.get('fieldbook-key')).toBe(encodeKeyStatements(steps));
  expect(isSignedAnswer(told, device.lastExchange, testServer.identity.publicKey)).toBe(true);
  expect(followKeyStatements(previousTestServer.identity.publicKey, steps, holds)).toBe(
    testServer.identity.publicKey,
  );

  await device.send(
    '/api/v1/sync',
    { protocol: 1, device: device.id, logs: {} },
    { keyMark: testServer.identity.publicKey.slice(0, 11) },
  );
  expect((await device.sync({})).headers.has('fieldbook-key')).toBe(false);
  const newcomer = await testServer.enrolled('lead');
  expect((await newcomer.sync({})).headers.has('fieldbook-key')).toBe(false);
});

test('a running server goes on under the new key at once, without a restart', async () => {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('lead');
  const step = await rotate(testServer);
  const told = await device.sync({});
  expect(told.headers.get('fieldbook-key')).toBe(encodeKeyStatements([step]));
  expect(isSignedAnswer(told, device.lastExchange, step.key)).toBe(true);
});

test('a remote command is signed by the new key alone, beside its key statements', async () => {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('lead');
  const step = await rotate(testServer);
  const revocation = { device: DeviceId.parse(device.id), wipe: true, nowMs: 5 };
  await testServer.hq.store.transaction().execute((tx) => revokeDevice(tx, revocation));
  const refused = await device.sync({});
  const { sig, ...order } = refused.body.order;
  expect(refused.headers.get('fieldbook-key')).toBe(encodeKeyStatements([step]));
  expect(holds(step.key, remoteCommandText(order), sig)).toBe(true);
  expect(holds(step.from, remoteCommandText(order), sig)).toBe(false);
});

test('a former key leaves no private part stored, and devices that pin it are counted', async () => {
  const testServer = await startTestServer();
  await testServer.enrolled('lead');
  const { private_key: before } = await testServer.hq.store
    .selectFrom('server')
    .select('private_key')
    .executeTakeFirstOrThrow();
  expect((await rotate(testServer)).laptopsToFollow).toBe(1);
  expect(await standsAnywhere(testServer.hq.store, before)).toBe(false);
});

test('every device learns the compromised former keys from an answer signed by the new key', async () => {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('lead');
  await rotate(testServer);
  expect((await device.sync({})).body.grants).not.toHaveProperty('revokedKeys');
  const { from } = await rotate(testServer, true);
  const { body } = await device.sync({});
  expect(body.grants.revokedKeys).toEqual([from]);
  expect((await device.sync({}, [], { grants: body.grants.etag })).body).not.toHaveProperty('grants');
});

test('no statement but one by the pinned key leads anywhere', async () => {
  const [pinned, thief] = [generateEncodedKeyPair(), generateEncodedKeyPair()];
  const step = { from: pinned.publicKey, key: thief.publicKey };
  const sign = (privateKey: string, text: string) =>
    signText(parsePrivateKey(privateKey), text).toString('base64url');
  const forged = { ...step, sig: sign(thief.privateKey, keyStatementText(step)) };
  const real = { ...step, sig: sign(pinned.privateKey, keyStatementText(step)) };
  expect(followKeyStatements(pinned.publicKey, [forged], holds)).toBe(pinned.publicKey);
  expect(followKeyStatements(thief.publicKey, [real], holds)).toBe(thief.publicKey);
  expect(followKeyStatements(pinned.publicKey, [forged, real], holds)).toBe(thief.publicKey);
});

test('the shell adopts the server’s new key, keeps it, and refuses an unproven one', async () => {
  const previousTestServer = await startTestServer();
  const logId = await previousTestServer.hq.addLog();
  const vault = newVault();
  const target = { url: previousTestServer.url };
  const headquarters = createServerClient({
    vault,
    // The address of the server changes with its restart; behind a host name it would not.
    fetch: (url, init) => fetch(url.replace(previousTestServer.url, target.url), init),
    nowMs: Date.now,
    stop: () => new AbortController().signal,
    isOffline: () => false,
    platform: 'test',
    version: '0',
    onTraffic: () => undefined,
    onRemoteCommand: () => undefined,
  });
  const personId = await previousTestServer.hq.addPerson('lead', logId);
  const code = await previousTestServer.code('enrol', personId);
  await headquarters.enrol({ url: previousTestServer.url, code, label: 'Laptop' });
  const sync = async () => {
    const { device } = vault.deviceKey();
    const body = JSON.stringify({ protocol: 1, device, logs: {}, packs: [], budget: 1_000 });
    return (await headquarters.request({ path: '/api/v1/sync', body })).kind;
  };
  expect([await sync(), vault.enrolment()?.serverKey]).toEqual([
    'answered',
    previousTestServer.identity.publicKey,
  ]);

  await rotate(previousTestServer, true);
  const testServer = await serveStore(previousTestServer.hq.store, previousTestServer.url);
  target.url = testServer.url;
  expect([await sync(), vault.enrolment()?.serverKey]).toEqual(['answered', testServer.identity.publicKey]);
  expect(await sync()).toBe('answered');
  expect(vault.revokedKeys()).toEqual([previousTestServer.identity.publicKey]);
  const noted = await testServer.hq.store.selectFrom('devices').select('server_key').execute();
  expect(noted).toEqual([{ server_key: testServer.identity.publicKey }]);

  // The same store under a key without a statement.
  const stolen = generateEncodedKeyPair();
  await testServer.hq.store
    .updateTable('server')
    .set({
      public_key: stolen.publicKey,
      private_key: encryptSecret(
        testServer.hq.store,
        { table: 'server', row: stolen.publicKey },
        stolen.privateKey,
      ),
    })
    .execute();
  target.url = (await serveStore(previousTestServer.hq.store, previousTestServer.url)).url;
  expect([await sync(), vault.enrolment()?.serverKey]).toEqual([
    'unreachable',
    testServer.identity.publicKey,
  ]);

  // And under the former key, which headquarters has withdrawn: nobody can enrol any more.
  await testServer.hq.store
    .updateTable('server')
    .set({
      public_key: previousTestServer.identity.publicKey,
      private_key: encryptSecret(
        testServer.hq.store,
        { table: 'server', row: previousTestServer.identity.publicKey },
        stolen.privateKey,
      ),
    })
    .execute();
  target.url = (await serveStore(previousTestServer.hq.store, previousTestServer.url)).url;
  const again = await previousTestServer.code('enrol', personId);
  expect(
    await headquarters.enrol({ url: previousTestServer.url, code: again, label: 'Laptop' }),
  ).toMatchObject({
    kind: 'refused',
    code: 'revoked-key',
  });
  expect(vault.enrolment()?.serverKey).toBe(testServer.identity.publicKey);
});
