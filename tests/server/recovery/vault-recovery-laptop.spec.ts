import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { markStatementRead, recoveryRecipientsResponse } from '#electron/key-escrow/pinned-statement.ts';
import { createOfflineSwitch, type OfflineSwitch } from '#electron/net/offline-switch.ts';
import { createServerClient } from '#electron/net/server-client.ts';
import { createKeyEscrow, notifyAfterContact } from '#electron/vault-services.ts';
import { generateEncodedKeyPair } from '#server/auth/ed25519.ts';
import { type RecipientsStatement, recipientsFingerprint } from '#sync/protocol/recipients-statement.ts';
import { openEscrowedVaultKey } from '#sync/recovery/recovery-key.ts';
import { encryptRecoveryResponse, recoveryRandomBytes } from '#sync/recovery/recovery-response.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { newRecovery, testRecovery } from '#tests/support/server/test-recovery.ts';
import { startTestServer, type TestServer } from '#tests/support/server/test-server.ts';
import { startVaults } from '#tests/support/shell/start-vaults.ts';
import { passphrase, sodium } from '#tests/support/shell/vaults-in-profile.ts';

/**
 * A laptop with a shell that puts its key into escrow; `contact` is any request. `onContact` runs before the shell
 * thinks of the key.
 */
function someLaptop(profile?: string, onContact?: (offlineSwitch: OfflineSwitch) => void) {
  const offline = createOfflineSwitch(
    () => true,
    () => undefined,
  );
  const bugs: unknown[] = [];
  const looks: Promise<void>[] = [];
  const laptop = startVaults({
    ...(profile !== undefined && { userData: profile }),
    headquartersOf: (vault) =>
      notifyAfterContact(
        createServerClient({
          vault,
          fetch,
          nowMs: Date.now,
          stop: offline.signal,
          isOffline: offline.isSimulated,
          platform: 'test',
          version: '0.1.0',
          onTraffic: () => undefined,
          onRemoteCommand: () => undefined,
        }),
        () => {
          onContact?.(offline);
          looks.push(courier.escrowIfDue());
        },
      ),
  });
  const courier = createKeyEscrow({
    sodium,
    current: () => laptop.vaultSession.current(),
    onBug: (error) => bugs.push(error),
  });
  const contact = async (): Promise<void> => {
    await laptop.vaultSession.requireOpen().server.request({ path: '/api/v1/recovery', body: '{}' });
    while (looks.length > 0) await looks.shift();
  };
  return { ...laptop, bugs, contact };
}

const keptIn = (testServer: TestServer) =>
  testServer.hq.store.selectFrom('recovery_keys').select(['vault', 'sealed']).execute();

/** A laptop that was enrolled, with its key at headquarters and one answer in its journal. */
async function setUp(testServer: TestServer) {
  const laptop = someLaptop();
  const made = await laptop.vaultService.create({ label: 'Field laptop', passphrase });
  if (made.kind !== 'open') throw new Error(made.code);
  const code = await testServer.code('enrol', await testServer.hq.addPerson('lead'));
  const enrolled = await laptop.vaultSession
    .requireOpen()
    .server.enrol({ url: testServer.url, code, label: 'Laptop' });
  expect(enrolled.kind).toBe('enrolled');
  await laptop.contact();
  await laptop.vaultSession.requireOpen().vault.journal.append([Buffer.from('an old answer')]);
  return { ...laptop, id: made.id };
}

async function recoveryFrom(testServer: TestServer, vault: string) {
  const administrator = async () =>
    new TestBrowser(testServer.url, await testServer.signedIn(await testServer.hq.addPerson('admin')));
  const [firstTestBrowser, second] = [await administrator(), await administrator()];
  const { recovery } = (await firstTestBrowser.post('/admin/recoveries', { vault })).body;
  const { body } = await second.post('/admin/recoveries/approve', { recovery });
  const key = await openEscrowedVaultKey(body.sealed, testRecovery.identity);
  if (key === null) throw new Error('The holders open it');
  return encryptRecoveryResponse(key, randomBytes(recoveryRandomBytes), Date.now());
}

test('[security 2] two administrators recover a vault with a forgotten passphrase, and the old answers are there', async () => {
  const testServer = await startTestServer();
  const { id, vaultSession, vaultService, folderOf, userData } = await setUp(testServer);
  const store = Uint8Array.from(vaultSession.storeKeys().store); // the lock overwrites the other
  await vaultSession.lock();
  const { block, words } = await recoveryFrom(testServer, id);

  const broken = block.replaceAll(/(.{60})/g, '$1\n');
  expect(await vaultService.recover({ id, block: broken, words: words.toUpperCase() })).toEqual({
    kind: 'opened',
  });
  const next = 'canvas orbit maple yellow dune';
  expect(await vaultService.renewPassphrase({ id, next: 'short' })).toEqual({
    kind: 'refused',
    code: 'weak',
  });
  expect(await vaultService.renewPassphrase({ id, next })).toEqual({ kind: 'open', id });
  expect(vaultSession.storeKeys().store).toEqual(store);
  const { journal } = vaultSession.requireOpen().vault;
  const [file = 0] = await journal.files();
  expect((await journal.read(file)).frames.map((frame) => Buffer.from(frame).toString())).toEqual([
    'an old answer',
  ]);
  await vaultSession.lock();

  const later = startVaults({ userData });
  expect(await later.vaultService.unlock({ id, passphrase })).toMatchObject({ kind: 'wrong' });
  const waited = startVaults({ userData, nowMs: () => 2_000_000 });
  expect(await waited.vaultService.unlock({ id, passphrase: next })).toEqual({ kind: 'open', id });
  expect(fs.readdirSync(folderOf(id))).toContain('recovery.json');
});

test('[security 2] wrong words are slowed down like wrong passphrases; a block of another vault opens nothing', async () => {
  const testServer = await startTestServer();
  const laptop = await setUp(testServer);
  laptop.vaultService.setEraseAfter(10);
  await laptop.vaultSession.lock();
  const { vaultService, id } = laptop;
  const { block, words } = await recoveryFrom(testServer, id);
  const other = await setUp(testServer);
  const foreign = await recoveryFrom(testServer, other.id);

  expect(await vaultService.recover({ id, block: 'FB-RECOVERY-1 cut', words })).toMatchObject({
    code: 'block',
  });
  expect(await vaultService.recover({ id, block, words: 'only three words' })).toMatchObject({
    code: 'words',
  });
  expect(await vaultService.recover({ id, ...foreign })).toEqual({ kind: 'refused', code: 'otherVault' });
  expect(await vaultService.recover({ id, block, words })).toMatchObject({ kind: 'wait' }); // that was a try
  const later = startVaults({ userData: laptop.userData, nowMs: () => 1_010_000 });
  const wrong = { id, block, words: 'able baker charm delta eager fabric' };
  expect(await later.vaultService.recover(wrong)).toEqual({ kind: 'wrong', waitMs: 2_000 });
  expect(await later.vaultService.unlock({ id, passphrase })).toEqual({ kind: 'wait', waitMs: 2_000 });
  expect(later.vaultService.state().vaults).toMatchObject([{ erases: { left: 10 } }]); // wrong words erase nothing
  expect(await later.vaultService.renewPassphrase({ id, next: passphrase })).toMatchObject({ code: 'gone' });
  const lastLaptop = startVaults({ userData: laptop.userData, nowMs: () => 1_020_000 });
  expect(await lastLaptop.vaultService.recover({ id, block, words })).toEqual({ kind: 'opened' });
  lastLaptop.vaultService.dropRecovered();
  expect(await lastLaptop.vaultService.renewPassphrase({ id, next: passphrase })).toMatchObject({
    code: 'gone',
  });
  expect(await lastLaptop.vaultService.unlock({ id, passphrase })).toEqual({ kind: 'open', id });
});

test('[security 2] an answer opens its vault for 14 days by the laptop’s clock, not longer', async () => {
  const testServer = await startTestServer();
  const { id, vaultSession, userData } = await setUp(testServer);
  await vaultSession.lock();
  const recoveryResponse = await recoveryFrom(testServer, id);
  const dayMs = 24 * 60 * 60_000;
  const after = (days: number) => startVaults({ userData, nowMs: () => Date.now() + days * dayMs });
  expect(await after(15).vaultService.recover({ id, ...recoveryResponse })).toEqual({
    kind: 'refused',
    code: 'over',
  });
  expect(await after(13).vaultService.recover({ id, ...recoveryResponse })).toEqual({ kind: 'opened' });
});

test('[security 2] a vault with a damaged header is recovered too; an erased one is not', async () => {
  const testServer = await startTestServer();
  const { id, vaultSession, vaultService, folderOf } = await setUp(testServer);
  await vaultSession.lock();
  const recoveryResponse = await recoveryFrom(testServer, id);
  for (const name of ['vault.json', 'vault.copy.json'])
    fs.writeFileSync(path.join(folderOf(id), name), 'damaged');
  expect(await vaultService.recover({ id, ...recoveryResponse })).toEqual({ kind: 'opened' });
  expect(await vaultService.renewPassphrase({ id, next: passphrase })).toEqual({ kind: 'open', id });
  await vaultSession.lock();
  expect(await vaultService.recover({ id, ...recoveryResponse })).toEqual({ kind: 'opened' });
  await vaultService.eraseVault(id);
  expect(await vaultService.renewPassphrase({ id, next: passphrase })).toMatchObject({ kind: 'refused' });
  expect(await vaultService.recover({ id, ...recoveryResponse })).toEqual({
    kind: 'refused',
    code: 'failed',
  });
});

test('[security 2] a vault without header and copy is recovered too, under its person’s name', async () => {
  const testServer = await startTestServer();
  const { id, vaultSession, vaultService, folderOf } = await setUp(testServer);
  await vaultSession.lock();
  const recoveryResponse = await recoveryFrom(testServer, id);
  for (const name of ['vault.json', 'vault.copy.json']) fs.rmSync(path.join(folderOf(id), name));
  expect(vaultService.state().vaults).toMatchObject([{ id, header: 'missing' }]);
  expect(await vaultService.recover({ id, ...recoveryResponse })).toEqual({ kind: 'opened' });
  expect(await vaultService.renewPassphrase({ id, next: passphrase })).toEqual({ kind: 'open', id });
  expect(vaultService.state().vaults).toMatchObject([{ id, label: 'The lead', header: 'whole' }]);
});

/** One more sync answer of a server that has stated something else meanwhile. */
async function syncWith(
  testServer: TestServer,
  laptop: Awaited<ReturnType<typeof setUp>>,
  { recipient, statement }: { readonly recipient: string; readonly statement: RecipientsStatement | null },
): Promise<void> {
  Object.assign(testServer.identity.recovery, { recipients: [recipient], statement }); // as after a start with another one
  const { vault, server: headquarters } = laptop.vaultSession.requireOpen();
  const { device } = vault.deviceKey();
  const ask = JSON.stringify({ protocol: 1, device, logs: {}, packs: [] });
  expect(await headquarters.request({ path: '/api/v1/sync', body: ask })).toMatchObject({ kind: 'answered' });
  await laptop.contact();
}

const stateOf = ({ vaultSession }: Awaited<ReturnType<typeof setUp>>) => {
  const { vault } = vaultSession.requireOpen();
  return recoveryRecipientsResponse(vault.pinnedStatement(), vault.recipients());
};

test('[H3] a new key under the root renews the escrow, and a notice stays until read', async () => {
  const testServer = await startTestServer();
  const laptop = await setUp(testServer);
  const fingerprint = recipientsFingerprint([testRecovery.recipient]);
  expect(stateOf(laptop)).toMatchObject({ fingerprint, isUnread: false, refused: null });
  const [before] = await keptIn(testServer);
  const nextTestRecovery = await newRecovery(testRecovery.root, 2);
  await syncWith(testServer, laptop, nextTestRecovery);
  const { vault } = laptop.vaultSession.requireOpen();
  expect(vault.recipients()).toEqual([nextTestRecovery.recipient]);
  const after = await keptIn(testServer);
  expect([after.length, after[0]?.vault, after[0]?.sealed === before?.sealed]).toEqual([1, laptop.id, false]);
  expect(await openEscrowedVaultKey(after[0]?.sealed ?? '', nextTestRecovery.identity)).not.toBeNull();
  expect(stateOf(laptop)).toMatchObject({
    fingerprint: recipientsFingerprint([nextTestRecovery.recipient]),
    isUnread: true,
  });
  const pinnedStatement = vault.pinnedStatement();
  if (pinnedStatement !== null) vault.savePinnedStatement(markStatementRead(pinnedStatement));
  expect(stateOf(laptop).isUnread).toBe(false);
  expect(laptop.bugs).toEqual([]);
});

test('[H3] recipients without a statement or under another root get nothing sealed; the latter is reported', async () => {
  const testServer = await startTestServer();
  const laptop = await setUp(testServer);
  const before = await keptIn(testServer);
  const stranger = await newRecovery(generateEncodedKeyPair(), 2);
  const older = await newRecovery(testRecovery.root, 1);
  const forged = { ...stranger.statement, root: testRecovery.root.publicKey };
  for (const statement of [null, stranger.statement, forged, older.statement]) {
    await syncWith(testServer, laptop, { recipient: stranger.recipient, statement });
    expect(laptop.vaultSession.requireOpen().vault.recipients()).toEqual([testRecovery.recipient]);
  }
  expect(await keptIn(testServer)).toEqual(before);
  expect(stateOf(laptop)).toMatchObject({
    fingerprint: recipientsFingerprint([testRecovery.recipient]),
    isUnread: false,
    refused: { fingerprint: recipientsFingerprint([older.recipient]), isUnread: true },
  });
});

test('[H3] a laptop of before pins the root at first sight, and its person is told', async () => {
  const testServer = await startTestServer({ recovery: null });
  const laptop = await setUp(testServer);
  expect(stateOf(laptop)).toMatchObject({ fingerprint: null, sinceMs: null, isUnread: false });
  expect(await keptIn(testServer)).toEqual([]);
  await syncWith(testServer, laptop, testRecovery);
  expect(stateOf(laptop)).toMatchObject({
    fingerprint: recipientsFingerprint([testRecovery.recipient]),
    isUnread: true,
  });
  expect((await keptIn(testServer)).map(({ vault }) => vault)).toEqual([laptop.id]);
  await syncWith(testServer, laptop, await newRecovery(generateEncodedKeyPair(), 2));
  expect(laptop.vaultSession.requireOpen().vault.recipients()).toEqual([testRecovery.recipient]);
});

test('[security 2] the vault key is escrowed once, at the first answered contact, also after a restart', async () => {
  const testServer = await startTestServer();
  const laptop = someLaptop(undefined, (offline) => offline.simulate(true)); // the network goes with the answer
  const made = await laptop.vaultService.create({ label: 'Field laptop', passphrase });
  if (made.kind !== 'open') throw new Error(made.code);
  const code = await testServer.code('enrol', await testServer.hq.addPerson('lead'));
  await laptop.vaultSession.requireOpen().server.enrol({ url: testServer.url, code, label: 'Laptop' });
  await laptop.contact();
  expect(await keptIn(testServer)).toEqual([]);
  await laptop.vaultSession.lock();

  const again = someLaptop(laptop.userData);
  await again.vaultService.unlock({ id: made.id, passphrase });
  await again.contact();
  const [first] = await keptIn(testServer);
  expect(first?.vault).toBe(made.id);
  await again.contact();
  expect(await keptIn(testServer)).toEqual([first]); // a new encryption would look different
  expect([laptop.bugs, again.bugs]).toEqual([[], []]);
});
