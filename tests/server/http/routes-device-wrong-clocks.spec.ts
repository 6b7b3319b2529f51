import { describe, expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import { isLeaseOver, leaseAfterContact, leaseDurationMs } from '#domain/kinds/device-lease.ts';
import { createServerClient } from '#electron/net/server-client.ts';
import { collectUnsentPacks } from '#electron/remote-wipe/collect-unsent-packs.ts';
import { JournalState } from '#renderer/store/journal/journal-state.ts';
import { SyncResponse } from '#sync/protocol/wire.ts';
import { anOp } from '#tests/support/builders/ops.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';
import { newVault } from '#tests/support/shell/vault-files.ts';

const dayMs = 24 * 60 * 60_000;
const yearMs = 365 * dayMs;

describe.each([-10, -1, 1, 10])('[security 9] a laptop whose clock is %s years off', (years) => {
  test('joins by a one-hour code, sends its writes, renews its identity and gets all back', async () => {
    const testServer = await startTestServer();
    const logId = await testServer.hq.addLog();
    const vault = newVault();
    const nowMs = (): number => Date.now() + years * yearMs;
    const headquarters = createServerClient({
      vault,
      fetch,
      nowMs,
      stop: () => new AbortController().signal,
      isOffline: () => false,
      platform: 'test',
      version: '0',
      onTraffic: () => undefined,
      onRemoteCommand: () => expect.unreachable('nobody ordered anything'),
    });
    const code = await testServer.code('enrol', await testServer.hq.addPerson('lead', logId));
    const joined = await headquarters.enrol({ url: testServer.url, code, label: 'Laptop' });
    if (joined.kind !== 'enrolled') throw new Error(`Not enrolled: ${JSON.stringify(joined)}`);

    const author = vault.deviceKey();
    const journalState = new JournalState();
    const written = [1, 2].map((n) => anOp({ dot: dotOf(author.device, n), stamp: [nowMs(), n] }));
    journalState.applyEntry({ kind: 'ops', log: logId, ops: written });
    const packs = [...collectUnsentPacks(journalState, [author.device], () => author)];
    const sync = async (sent: typeof packs) => {
      const { device } = vault.deviceKey();
      const body = { protocol: 1, device, logs: { [logId]: { since: 0 } }, packs: sent, budget: 65_536 };
      const netRequestResponse = await headquarters.request({
        path: '/api/v1/sync',
        body: JSON.stringify(body),
      });
      if (netRequestResponse.kind !== 'answered')
        throw new Error(`No answer: ${JSON.stringify(netRequestResponse)}`);
      return SyncResponse.parse(JSON.parse(netRequestResponse.body));
    };
    const firstSyncResponse = await sync(packs);
    expect(firstSyncResponse.verdicts).toMatchObject([{ verdict: 'accepted' }]);
    expect(Math.abs((firstSyncResponse.now ?? 0) - Date.now())).toBeLessThan(yearMs);

    vault.renew('restored');
    const again = JSON.stringify(await sync([]));
    for (const { payload } of packs) expect(again).toContain(JSON.stringify(payload).slice(1, -1));

    const lease = leaseDurationMs(joined.response.lease);
    expect(isLeaseOver(leaseAfterContact(nowMs()), lease, nowMs() + lease - dayMs)).toBe(false);
    // Somebody sets the clock right.
    expect(isLeaseOver(leaseAfterContact(nowMs()), lease, Date.now())).toBe(false);
  });
});
