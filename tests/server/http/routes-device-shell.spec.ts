import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createServerClient } from '#electron/net/server-client.ts';
import { executeCommand } from '#electron/remote-wipe/execute-command.ts';
import { openRemoteCommandRecords } from '#electron/remote-wipe/remote-command-records.ts';
import { confirmCommands } from '#electron/remote-wipe/remote-command-service.ts';
import { revokeDevice } from '#server/admin/revoke-device.ts';
import { rotateServerKey } from '#server/admin/rotate-server-key.ts';
import { notifyPerson } from '#server/auth/notices.ts';
import { type Order, SyncResponse } from '#sync/protocol/wire.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { serveStore, startTestServer } from '#tests/support/server/test-server.ts';
import { newVault } from '#tests/support/shell/vault-files.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

// The two sides of a new identity and of a snapshot are tested apart against the contract; here they meet.

test('[P2] the shell announces two new identities to the real server and continues as the last', async () => {
  const testServer = await startTestServer();
  const logId = await testServer.hq.addLog();
  const personId = await testServer.hq.addPerson('lead', logId);
  const vault = newVault();
  const headquarters = createServerClient({
    vault,
    fetch,
    nowMs: Date.now,
    stop: () => new AbortController().signal,
    isOffline: () => false,
    platform: 'test',
    version: '0.1.0',
    onTraffic: () => undefined,
    onRemoteCommand: () => undefined,
  });
  const code = await testServer.code('enrol', personId);
  expect(await headquarters.enrol({ url: testServer.url, code, label: 'Laptop 7' })).toMatchObject({
    kind: 'enrolled',
  });

  vault.renew('restored');
  vault.renew('lost');
  const { device } = vault.deviceKey();
  const body = JSON.stringify({
    protocol: 1,
    device,
    logs: { [logId]: { since: 0 } },
    packs: [],
    budget: 65_536,
  });
  const netRequestResponse = await headquarters.request({ path: '/api/v1/sync', body });
  const syncResponse = SyncResponse.parse(
    JSON.parse(netRequestResponse.kind === 'answered' ? netRequestResponse.body : '{}'),
  );
  const known = Object.keys(syncResponse.grants?.devices ?? {}).sort();
  expect(known).toEqual([...vault.formerDevices(), device].sort());
  expect([vault.unreportedRenewal(), vault.enrolment()?.person]).toEqual([null, personId]);

  const snapshot = `/api/v1/logs/${logId}/snapshot?bytes=65536`;
  expect(await headquarters.request({ path: snapshot, body: null })).toMatchObject({
    kind: 'answered',
    status: 200,
  });
});

const orderedTo = async (kind: Order['order']) => {
  const testServer = await startTestServer();
  const personId = await testServer.hq.addPerson('lead', await testServer.hq.addLog());
  const profile = temporaryFolder('ordered');
  const vault = newVault();
  const orders: Order[] = [];
  // Behind a host name, a restarted server keeps its address.
  const target = { url: testServer.url };
  const sender = {
    fetch: (url: string, init: RequestInit) => fetch(url.replace(testServer.url, target.url), init),
    nowMs: Date.now,
    stop: () => new AbortController().signal,
  };
  const start = () =>
    createServerClient({
      ...sender,
      vault,
      isOffline: () => false,
      platform: 'test',
      version: '0.1.0',
      onTraffic: () => undefined,
      onRemoteCommand: (order) => orders.push(order),
    });
  let headquarters = start();
  await headquarters.enrol({
    url: testServer.url,
    code: await testServer.code('enrol', personId),
    label: 'Laptop',
  });
  const { device } = vault.deviceKey();
  const body = JSON.stringify({ protocol: 1, device, logs: {}, packs: [], budget: 65_536 });
  const remoteCommandRecords = openRemoteCommandRecords(path.join(profile, 'orders'));
  const { store } = testServer.hq;
  return {
    server: testServer,
    device,
    orders,
    records: remoteCommandRecords,
    sync: () => headquarters.request({ path: '/api/v1/sync', body }),
    revoke: () =>
      store
        .transaction()
        .execute((tx) => revokeDevice(tx, { device, wipe: kind === 'wipe', nowMs: Date.now() })),
    /** The server rotates its key and restarts. */
    rotate: async () => {
      const { key } = await store.transaction().execute((tx) => rotateServerKey(tx, testDependencies));
      target.url = (await serveStore(store, testServer.url)).url;
      return key;
    },
    /** The app restarts: facts about the server that it did not store are gone. */
    restart: () => {
      headquarters = start();
    },
    /** The key that the server thinks the device pins; the device's statement of it is not signed. */
    note: async (key: string) => {
      await store.updateTable('devices').set({ server_key: key }).where('device', '=', device).execute();
    },
    carryOut: async (order: Order) => {
      const ordered = {
        id: 'v1',
        label: 'Assessor A',
        url: testServer.url,
        serverKey: vault.enrolment()?.serverKey ?? '',
        key: vault.keyPairOf(device),
        stopWork: async () => undefined,
        sealUnsent: async () => ({ kind: 'nothing' as const }),
      };
      const erase = async () => fs.rmSync(vault.folder, { recursive: true });
      await executeCommand({ records: remoteCommandRecords, erase }, ordered, order);
    },
    confirm: () => confirmCommands(remoteCommandRecords, sender),
    outcome: async () => {
      const { confirmed_ms: confirmedMs } = await store
        .selectFrom('devices')
        .select('confirmed_ms')
        .where('device', '=', device)
        .executeTakeFirstOrThrow();
      return {
        atHeadquarters: confirmedMs !== null,
        onLaptop: remoteCommandRecords.all().map(({ step, key, label, url }) => [step, key, label, url]),
      };
    },
  };
};

describe.each(['revoke', 'wipe'] as const)('[security 4] the order %s of the real server', (kind) => {
  /** The rest on the laptop has no key; after a wipe it also does not name the vault's owner. */
  const confirmed = {
    atHeadquarters: true,
    onLaptop: [
      ['confirmed', null, ...(kind === 'wipe' ? ['', 'about:blank'] : ['Assessor A', expect.any(String)])],
    ],
  };
  const heard = ([order]: readonly Order[]): Order => {
    if (order === undefined) throw new Error('No order was heard');
    return order;
  };

  test('is heard by the shell, carried out and confirmed', async () => {
    const scene = await orderedTo(kind);
    await scene.revoke();
    await scene.sync();
    expect(scene.orders).toMatchObject([{ order: kind, device: scene.device }]);
    await scene.carryOut(heard(scene.orders));
    await scene.confirm();
    expect(await scene.outcome()).toEqual(confirmed);
  });

  test('is confirmed also when the server changed its key twice before the confirmation', async () => {
    const scene = await orderedTo(kind);
    await scene.revoke();
    await scene.sync();
    await scene.carryOut(heard(scene.orders));
    await scene.rotate();
    await scene.rotate();
    await scene.confirm();
    expect(await scene.outcome()).toEqual(confirmed);
  });

  test('is received and confirmed, also when the server changed its key before the order', async () => {
    const scene = await orderedTo(kind);
    await scene.sync();
    await scene.rotate();
    await scene.revoke();
    await scene.sync();
    await scene.carryOut(heard(scene.orders));
    await scene.rotate();
    await scene.confirm();
    expect(await scene.outcome()).toEqual(confirmed);
  });

  test.each([
    ['an older key than it pins', -1],
    ['a newer key than it pins', 1],
  ])('is heard and confirmed also when the server noted of the device %s', async (_which, side) => {
    const scene = await orderedTo(kind);
    const keys = [scene.server.identity.publicKey];
    await scene.sync();
    if (side < 0) {
      keys.push(await scene.rotate());
      await scene.sync();
    } else {
      keys.unshift(await scene.rotate());
    }
    await scene.note(keys[0] ?? '');
    await scene.revoke();
    scene.restart();
    await scene.sync();
    await scene.carryOut(heard(scene.orders));
    await scene.note(keys[0] ?? '');
    await scene.confirm();
    expect(await scene.outcome()).toEqual(confirmed);
  });

  test('is heard and confirmed also after the device followed the server to its next key', async () => {
    const scene = await orderedTo(kind);
    await scene.rotate();
    await scene.sync();
    await scene.revoke();
    await scene.sync();
    await scene.carryOut(heard(scene.orders));
    await scene.rotate();
    await scene.confirm();
    expect(await scene.outcome()).toEqual(confirmed);
  });
});

test('[N1] an answer has a person’s only notice', async () => {
  const testServer = await startTestServer();
  const logId = await testServer.hq.addLog();
  const personId = await testServer.hq.addPerson('lead', logId);
  const device = new Device(testServer.url);
  await device.enrol(await testServer.code('enrol', personId));
  expect((await device.sync({})).body.notices).toBeUndefined();
  const notice = { person: personId, kind: 'signInReset', by: null } as const;
  await testServer.hq.store
    .transaction()
    .execute((tx) => notifyPerson(tx, { ...testDependencies, nowMs: testServer.clock.now }, notice));
  expect((await device.sync({})).body.notices).toMatchObject([{ kind: 'signInReset' }]);
});
