import { expect, test } from 'vitest';
import { createHeadquarters } from '#electron/net/headquarters.ts';
import { newVault } from '#tests/electron/some-vault.ts';
import { SyncResponse } from '#sync/protocol/wire.ts';
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
