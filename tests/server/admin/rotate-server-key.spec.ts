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
  const before = await startTestServer();
  const device = await before.enrolled('lead');
  const steps = [await rotate(before), await rotate(before)];
  const server = await serveStore(before.hq.store);
  device.url = server.url;
  expect(server.identity.publicKey).toBe(steps[1]?.key);

  const told = await device.sync({});
  expect(told.headers.get('fieldbook-key')).toBe(encodeKeyStatements(steps));
  expect(isSignedAnswer(told, device.lastExchange, server.identity.publicKey)).toBe(true);
  expect(followKeyStatements(before.identity.publicKey, steps, holds)).toBe(server.identity.publicKey);

  await device.send(
    '/api/v1/sync',
    { protocol: 1, device: device.id, logs: {} },
    { keyMark: server.identity.publicKey.slice(0, 11) },
  );
  expect((await device.sync({})).headers.has('fieldbook-key')).toBe(false);
  const newcomer = await server.enrolled('lead');
  expect((await newcomer.sync({})).headers.has('fieldbook-key')).toBe(false);
});

test('a running server goes on under the new key at once, without a restart', async () => {
  const server = await startTestServer();
  const device = await server.enrolled('lead');
  const step = await rotate(server);
  const told = await device.sync({});
  expect(told.headers.get('fieldbook-key')).toBe(encodeKeyStatements([step]));
  expect(isSignedAnswer(told, device.lastExchange, step.key)).toBe(true);
});

test('a remote command is signed by the new key alone, beside its key statements', async () => {
  const server = await startTestServer();
  const device = await server.enrolled('lead');
  const step = await rotate(server);
  const revocation = { device: DeviceId.parse(device.id), wipe: true, nowMs: 5 };
  await server.hq.store.transaction().execute((tx) => revokeDevice(tx, revocation));
  const refused = await device.sync({});
  const { sig, ...order } = refused.body.order;
  expect(refused.headers.get('fieldbook-key')).toBe(encodeKeyStatements([step]));
  expect(holds(step.key, remoteCommandText(order), sig)).toBe(true);
  expect(holds(step.from, remoteCommandText(order), sig)).toBe(false);
});

test('a former key leaves no private part stored, and devices that pin it are counted', async () => {
  const server = await startTestServer();
  await server.enrolled('lead');
  const { private_key: before } = await server.hq.store
    .selectFrom('server')
    .select('private_key')
    .executeTakeFirstOrThrow();
  expect((await rotate(server)).laptopsToFollow).toBe(1);
  expect(await standsAnywhere(server.hq.store, before)).toBe(false);
});

test('every device learns the compromised former keys from an answer signed by the new key', async () => {
  const server = await startTestServer();
  const device = await server.enrolled('lead');
  await rotate(server);
  expect((await device.sync({})).body.grants).not.toHaveProperty('revokedKeys');
  const { from } = await rotate(server, true);
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
  const before = await startTestServer();
  const log = await before.hq.addLog();
  const vault = newVault();
  const target = { url: before.url };
  const headquarters = createServerClient({
    vault,
    // The address of the server changes with its restart; behind a host name it would not.
    fetch: (url, init) => fetch(url.replace(before.url, target.url), init),
    nowMs: Date.now,
    stop: () => new AbortController().signal,
    isOffline: () => false,
    platform: 'test',
    version: '0',
    onTraffic: () => undefined,
    onRemoteCommand: () => undefined,
  });
  const person = await before.hq.addPerson('lead', log);
  const code = await before.code('enrol', person);
  await headquarters.enrol({ url: before.url, code, label: 'Laptop' });
  const sync = async () => {
    const { device } = vault.deviceKey();
    const body = JSON.stringify({ protocol: 1, device, logs: {}, packs: [], budget: 1_000 });
    return (await headquarters.request({ path: '/api/v1/sync', body })).kind;
  };
  expect([await sync(), vault.enrolment()?.serverKey]).toEqual(['answered', before.identity.publicKey]);

  await rotate(before, true);
  const server = await serveStore(before.hq.store, before.url);
  target.url = server.url;
  expect([await sync(), vault.enrolment()?.serverKey]).toEqual(['answered', server.identity.publicKey]);
  expect(await sync()).toBe('answered');
  expect(vault.revokedKeys()).toEqual([before.identity.publicKey]);
  const noted = await server.hq.store.selectFrom('devices').select('server_key').execute();
  expect(noted).toEqual([{ server_key: server.identity.publicKey }]);

  // The same store under a key without a statement.
  const stolen = generateEncodedKeyPair();
  await server.hq.store
    .updateTable('server')
    .set({
      public_key: stolen.publicKey,
      private_key: encryptSecret(
        server.hq.store,
        { table: 'server', row: stolen.publicKey },
        stolen.privateKey,
      ),
    })
    .execute();
  target.url = (await serveStore(before.hq.store, before.url)).url;
  expect([await sync(), vault.enrolment()?.serverKey]).toEqual(['unreachable', server.identity.publicKey]);

  // And under the former key, which headquarters has withdrawn: nobody can enrol any more.
  await server.hq.store
    .updateTable('server')
    .set({
      public_key: before.identity.publicKey,
      private_key: encryptSecret(
        server.hq.store,
        { table: 'server', row: before.identity.publicKey },
        stolen.privateKey,
      ),
    })
    .execute();
  target.url = (await serveStore(before.hq.store, before.url)).url;
  const again = await before.code('enrol', person);
  expect(await headquarters.enrol({ url: before.url, code: again, label: 'Laptop' })).toMatchObject({
    kind: 'refused',
    code: 'revoked-key',
  });
  expect(vault.enrolment()?.serverKey).toBe(server.identity.publicKey);
});
