import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createHeadquarters } from '#electron/net/headquarters.ts';
import { carryOut } from '#electron/orders/carry-out.ts';
import { confirmOrders } from '#electron/orders/confirm-orders.ts';
import { openOrderBook } from '#electron/orders/order-record.ts';
import { revokeDevice } from '#server/admin/revoke-device.ts';
import { type Order, SyncResponse } from '#sync/protocol/wire.ts';
import { newVault } from '#tests/electron/some-vault.ts';
import { startServer } from './running-server.ts';

// The two sides of a new identity and of a snapshot are tested apart against the contract; here they meet.

test('[P2] the shell makes two new identities known to the real server, and goes on as the last', async () => {
  const server = await startServer();
  const log = await server.hq.addLog();
  const person = await server.hq.addPerson('lead', log);
  const vault = newVault();
  const headquarters = createHeadquarters({
    vault,
    fetch,
    nowMs: Date.now,
    stop: () => new AbortController().signal,
    isOffline: () => false,
    platform: 'test',
    version: '0.1.0',
    onTraffic: () => undefined,
    onOrder: () => undefined,
  });
  const code = await server.code('enrol', person);
  expect(await headquarters.enrol({ url: server.url, code, label: 'Laptop 7' })).toMatchObject({
    kind: 'enrolled',
  });

  vault.renew('restored');
  vault.renew('lost');
  const { device } = vault.deviceKey();
  const body = JSON.stringify({
    protocol: 1,
    device,
    logs: { [log]: { since: 0 } },
    packs: [],
    budget: 65_536,
  });
  const answer = await headquarters.request({ path: '/api/v1/sync', body });
  const response = SyncResponse.parse(JSON.parse(answer.kind === 'answered' ? answer.body : '{}'));
  const known = Object.keys(response.grants?.devices ?? {}).sort();
  expect(known).toEqual([...vault.formerDevices(), device].sort());
  expect([vault.untoldRenewal(), vault.enrolment()?.person]).toEqual([null, person]);

  const snapshot = `/api/v1/logs/${log}/snapshot?bytes=65536`;
  expect(await headquarters.request({ path: snapshot, body: null })).toMatchObject({
    kind: 'answered',
    status: 200,
  });
});

test.each(['revoke', 'wipe'] as const)(
  '[security 4] the order %s of the real server is heard by the shell, carried out and confirmed',
  async (kind) => {
    const server = await startServer();
    const person = await server.hq.addPerson('lead', await server.hq.addLog());
    const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'fieldbook-ordered-'));
    const vault = newVault();
    const orders: Order[] = [];
    const sender = { fetch, nowMs: Date.now, stop: () => new AbortController().signal };
    const headquarters = createHeadquarters({
      ...sender,
      vault,
      isOffline: () => false,
      platform: 'test',
      version: '0.1.0',
      onTraffic: () => undefined,
      onOrder: (order) => orders.push(order),
    });
    await headquarters.enrol({ url: server.url, code: await server.code('enrol', person), label: 'Laptop' });
    const { device } = vault.deviceKey();
    const revocation = { device, wipe: kind === 'wipe', nowMs: Date.now() };
    await server.hq.store.transaction().execute((tx) => revokeDevice(tx, revocation));

    const body = JSON.stringify({ protocol: 1, device, logs: {}, packs: [], budget: 65_536 });
    await headquarters.request({ path: '/api/v1/sync', body });
    const [order] = orders;
    if (order === undefined) throw new Error('No order was heard');
    expect(order).toMatchObject({ order: kind, device });

    const book = openOrderBook(path.join(profile, 'orders'));
    const ordered = {
      id: 'v1',
      label: 'Amal',
      url: server.url,
      serverKey: server.identity.publicKey,
      key: vault.keyPairOf(device),
      stopWork: async () => undefined,
      sealUnsent: async () => ({ kind: 'nothing' as const }),
    };
    await carryOut({ book, erase: async () => fs.rmSync(vault.folder, { recursive: true }) }, ordered, order);
    await confirmOrders(book, sender);
    const row = await server.hq.store
      .selectFrom('devices')
      .select('confirmed_ms')
      .where('device', '=', device)
      .executeTakeFirstOrThrow();
    expect(row.confirmed_ms).not.toBeNull();
    expect(book.all().map(({ step, key: kept }) => [step, kept])).toEqual(
      kind === 'wipe' ? [] : [['confirmed', null]],
    );
  },
);
