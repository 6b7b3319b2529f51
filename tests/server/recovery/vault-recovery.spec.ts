import { randomBytes, randomUUID } from 'node:crypto';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import type { PersonId } from '#domain/ids.ts';
import { openEscrowedVaultKey } from '#sync/recovery/recovery-key.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { everyRow } from '#tests/support/server/every-row.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { testRecovery } from '#tests/support/server/test-recovery.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const hourMs = 60 * 60_000;

async function setUp(locations: StoreLocations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations });
  const as = async (personId: PersonId) =>
    new TestBrowser(testServer.url, await testServer.signedIn(personId));
  const [firstPersonId, second] = [
    await testServer.hq.addPerson('admin'),
    await testServer.hq.addPerson('admin'),
  ];
  const { key, vault, device, sealed } = await keep(testServer, await testServer.hq.addPerson('lead'));
  return {
    server: testServer,
    as,
    first: firstPersonId,
    second,
    starter: await as(firstPersonId),
    approver: await as(second),
    key,
    vault,
    device,
    sealed,
  };
}

/** A laptop of this person that puts the key of its vault into escrow. */
async function keep(testServer: Awaited<ReturnType<typeof startTestServer>>, personId: PersonId) {
  const device = new Device(testServer.url);
  await device.enrol(await testServer.code('enrol', personId));
  const key = new Uint8Array(randomBytes(32));
  const sealed = await sealedTo(testRecovery.recipient, key);
  const vault = randomUUID();
  expect((await device.send('/api/v1/recovery', { vault, sealed })).body).toEqual({ kept: true });
  return { key, vault, device, sealed };
}

async function sealedTo(recipient: string, keyBytes: Uint8Array): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(keyBytes)).toString('base64');
}

const start = async (testBrowser: TestBrowser, vault: string): Promise<string> =>
  (await testBrowser.post('/admin/recoveries', { vault })).body.recovery;
const approve = (testBrowser: TestBrowser, recovery: string) =>
  testBrowser.post('/admin/recoveries/approve', { recovery });

describe.each([embedded, postgres])('[security 2] recovery by two people on the $name', (blankLocations) => {
  test('one person starts, another approves, and key files open the vault key, once', async () => {
    const { server, starter, approver, first, second, key, vault } = await setUp(blankLocations);
    const recovery = await start(starter, vault);
    const browserResponse = await approve(approver, recovery);
    expect(browserResponse.status).toBe(200);
    expect(browserResponse.body.vault).toBe(vault);
    expect(await openEscrowedVaultKey(browserResponse.body.sealed, testRecovery.identity)).toEqual(key);
    expect((await approve(approver, recovery)).body.code).toBe('already-done');

    const lines = await server.hq.store
      .selectFrom('audit')
      .select(['actor', 'act', 'subject'])
      .where('act', 'like', '%recovery')
      .orderBy('seq')
      .execute();
    expect(lines.map((line) => [line.actor, line.act, JSON.parse(line.subject)])).toEqual([
      [first, 'start-recovery', { recovery, vault }],
      [second, 'approve-recovery', { recovery, vault }],
    ]);
    const { recoveries } = (await starter.get('/admin/recoveries')).body;
    expect(recoveries).toMatchObject([{ state: 'approved', endedBy: { person: second } }]);
  });

  test('nobody approves a recovery that they started themselves', async () => {
    const { starter, approver, vault } = await setUp(blankLocations);
    const recovery = await start(starter, vault);
    expect((await approve(starter, recovery)).body.code).toBe('another-person');
    const shown = async (testBrowser: TestBrowser) =>
      (await testBrowser.get('/admin/recoveries')).body.recoveries[0].unfit;
    expect([await shown(starter), await shown(approver)]).toEqual(['asker', null]);
  });

  test('nobody approves the recovery of their own vault', async () => {
    const { server, starter, approver, second } = await setUp(blankLocations);
    const own = await keep(server, second);
    const recovery = await start(starter, own.vault);
    expect((await approve(approver, recovery)).body.code).toBe('another-person');
  });

  test('after three days, and after it was given up, a start is worth nothing', async () => {
    const { server, starter, approver, vault } = await setUp(blankLocations);
    const old = await start(starter, vault);
    for (let hours = 11; hours < 72; hours += 11) {
      server.clock.aheadMs = hours * hourMs;
      expect((await approver.get('/console/me')).status).toBe(200); // or the session ends first
    }
    server.clock.aheadMs = 72.1 * hourMs;
    expect((await approve(approver, old)).body.code).toBe('already-done');
    expect((await approver.get('/admin/recoveries')).body.recoveries).toMatchObject([{ state: 'expired' }]);

    const next = await start(approver, vault);
    expect((await approver.post('/admin/recoveries/cancel', { recovery: next })).status).toBe(200);
    expect((await approve(approver, next)).body.code).toBe('already-done');
  });

  test('the last key of a vault counts, and nobody stores one under another’s vault', async () => {
    const { server, starter, approver, vault, device } = await setUp(blankLocations);
    const newer = new Uint8Array(randomBytes(32));
    const sealed = await sealedTo(testRecovery.recipient, newer);
    expect((await device.send('/api/v1/recovery', { vault: vault.toUpperCase(), sealed })).status).toBe(200);
    const stranger = await server.enrolled('assessor');
    expect((await stranger.send('/api/v1/recovery', { vault, sealed })).body.code).toBe('forbidden');
    const { body } = await approve(approver, await start(starter, vault));
    expect(await openEscrowedVaultKey(body.sealed, testRecovery.identity)).toEqual(newer);
  });
});

test('[H3] a value sealed to another key, or not sealed at all, does not open', async () => {
  const { starter, approver, vault, device } = await setUp();
  const elsewhere = await identityToRecipient(await generateX25519Identity());
  for (const sealed of [
    await sealedTo(elsewhere, new Uint8Array(32)),
    Buffer.from('no age file').toString('base64'),
  ]) {
    await device.send('/api/v1/recovery', { vault, sealed });
    const { body } = await approve(approver, await start(starter, vault));
    expect(await openEscrowedVaultKey(body.sealed, testRecovery.identity)).toBeNull();
  }
});

test('a laptop that is to erase itself is not recovered', async () => {
  const { starter, vault, device } = await setUp();
  await starter.post('/admin/devices/revoke', { device: device.id, wipe: true });
  expect((await starter.post('/admin/recoveries', { vault })).status).toBe(404);
  expect((await starter.get('/admin/recoveries')).body.vaults).toEqual([]);
});

test('[H3] neither the vault key nor the key that opens it is in the store', async () => {
  const { server, starter, approver, vault, key, sealed } = await setUp();
  await approve(approver, await start(starter, vault));
  const kept = await everyRow(server.hq.store);
  expect(kept).toContain(sealed); // or the search could not fail
  for (const form of ['hex', 'base64', 'base64url'] as const)
    expect(kept).not.toContain(Buffer.from(key).toString(form));
  expect(kept).not.toContain('AGE-SECRET-KEY');
});
