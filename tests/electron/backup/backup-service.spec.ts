import fs from 'node:fs';
import path from 'node:path';
import type { Dialog } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import {
  createBackupService,
  eraseIncompleteRestores,
  readLastBackupMs,
} from '#electron/backup/backup-service.ts';
import { frameCipherUntilForgotten } from '#electron/journal/frame-cipher.ts';
import { readJournalEntries } from '#electron/remote-wipe/read-journal-entries.ts';
import { openVaultFolders } from '#electron/vault/vault-folders.ts';
import { anOp } from '#tests/support/builders/ops.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { startVaults } from '#tests/support/shell/start-vaults.ts';
import { type Laptop, makeVault, passphrase, sodium } from '#tests/support/shell/vaults-in-profile.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

const words = 'orchard lantern sparrow window';
const next = 'a boat of reeds at noon';
let file = '';
beforeEach(() => {
  file = path.join(temporaryFolder('desk'), 'mine.fieldbook-backup');
});

/** The backup service of a laptop; its person always answers the system's dialogs with our file. */
function deskOf(laptop: Laptop) {
  const dialog = {
    showSaveDialog: () => Promise.resolve({ canceled: false, filePath: file }),
    showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [file] }),
  } as unknown as Dialog; // the two of its functions that are used
  const { vaultSession, vaultService, userData } = laptop;
  const folders = openVaultFolders(userData);
  return createBackupService({
    sodium,
    vaultSession,
    vaultService,
    folders,
    dialog,
    window: () => null,
    documents: userData,
    nowMs: () => 0,
    logN: 10,
  });
}

async function writeWork({ vaultSession }: Laptop): Promise<void> {
  const unlockedVault = vaultSession.requireOpen();
  const valueOp = anOp({ dot: dotOf(unlockedVault.vault.deviceKey().device, 1) });
  const entry = JSON.stringify({ kind: 'ops', log: aLog(), ops: [valueOp] });
  await unlockedVault.vault.journal.append([frameCipherUntilForgotten(sodium, unlockedVault).encrypt(entry)]);
}

async function entriesOf({ vaultSession }: Laptop): Promise<readonly unknown[]> {
  const unlockedVault = vaultSession.requireOpen();
  const frames = frameCipherUntilForgotten(sodium, unlockedVault);
  const entries: unknown[] = [];
  for await (const journalEntry of readJournalEntries(unlockedVault.vault.journal, (frame) =>
    frames.decrypt(frame),
  ))
    entries.push(journalEntry);
  return entries;
}

/** A laptop with an open vault that is backed up. */
async function backedUp(): Promise<Laptop> {
  const laptop = startVaults();
  const id = await makeVault(laptop);
  await laptop.vaultService.unlock({ id, passphrase });
  await writeWork(laptop);
  expect(await deskOf(laptop).make({ name: 'x', passphrase: words })).toEqual({ kind: 'made', file });
  return laptop;
}

const vaultsOf = ({ userData }: Laptop): readonly string[] =>
  openVaultFolders(userData)
    .list()
    .filter(({ read }) => read.kind !== 'erased')
    .map(({ id }) => id);

describe('[security 2] backups over the channels', () => {
  test('a vault is restored under its new passphrase and a new identity, and opened', async () => {
    const laptop = await backedUp();
    const otherLaptop = startVaults();
    const desk = deskOf(otherLaptop);
    expect(await desk.choose()).toEqual({ kind: 'chosen', name: 'mine.fieldbook-backup' });
    const restored = await desk.restore({ passphrase: words, label: 'Again', next });
    expect(restored).toEqual({ kind: 'open', id: otherLaptop.vaultSession.requireOpen().id });
    expect(await entriesOf(otherLaptop)).toEqual(await entriesOf(laptop));
    const deviceId = (one: Laptop) => one.vaultSession.requireOpen().vault.deviceKey().device;
    expect(deviceId(otherLaptop)).not.toBe(deviceId(laptop));
    await otherLaptop.vaultSession.lock();
    const { id = '' } = openVaultFolders(otherLaptop.userData).list()[0] ?? {};
    expect(await otherLaptop.vaultService.unlock({ id, passphrase: next })).toEqual({ kind: 'open', id });
  });

  test('a restore requires a chosen file, and a refused restore leaves no files', async () => {
    await backedUp();
    const otherLaptop = startVaults();
    const desk = deskOf(otherLaptop);
    const ask = { passphrase: words, label: 'Again', next };
    expect(await desk.restore(ask)).toEqual({ kind: 'refused', code: 'failed' });
    await desk.choose();
    expect(await desk.restore({ ...ask, passphrase: 'another passphrase' })).toEqual({ kind: 'wrong' });
    expect(await desk.restore({ ...ask, next: 'short' })).toEqual({ kind: 'refused', code: 'weak' });
    expect(await desk.restore({ ...ask, label: ' ' })).toEqual({ kind: 'refused', code: 'label' });
    fs.truncateSync(file, fs.statSync(file).size - 50);
    expect(await desk.restore(ask)).toEqual({ kind: 'refused', code: 'damaged' });
    expect(vaultsOf(otherLaptop)).toEqual([]);
  });

  test('a vault locked during its backup produces no incomplete backup', async () => {
    const laptop = await backedUp();
    fs.rmSync(file);
    const { vaultSession } = laptop;
    const { journal } = vaultSession.requireOpen().vault;
    const original = { ...journal };
    Object.assign(journal, {
      read: async (at: number) => {
        const answer = await original.read(at);
        await vaultSession.lock();
        return answer;
      },
    });
    expect(await deskOf(laptop).make({ name: 'x', passphrase: words })).toEqual({
      kind: 'refused',
      code: 'failed',
    });
    expect(fs.readdirSync(path.dirname(file))).toEqual([]);
  });

  test('an interrupted restore is removed at the next start, and a complete vault stays', async () => {
    const laptop = startVaults();
    const half = await makeVault(laptop, 'Half');
    const whole = await makeVault(laptop, 'Whole');
    fs.writeFileSync(path.join(laptop.folderOf(half), 'restoring'), '');
    const again = startVaults({ userData: laptop.userData });
    await eraseIncompleteRestores(openVaultFolders(again.userData), again.vaultService);
    expect(vaultsOf(again)).toEqual([whole]);
  });
});

test('[E 6] the open vault stores its last backup time encrypted; a damaged note reads as none', async () => {
  const laptop = startVaults();
  await laptop.vaultService.create({ label: 'Field laptop', passphrase });
  const unlockedVault = laptop.vaultSession.requireOpen();
  expect(readLastBackupMs(unlockedVault)).toBeNull();
  expect((await deskOf(laptop).make({ name: 'mine', passphrase: words })).kind).toBe('made');
  expect(readLastBackupMs(unlockedVault)).toBe(0);
  const note = path.join(unlockedVault.vault.folder, 'last-backup.json');
  expect(fs.readFileSync(note, 'latin1')).not.toContain('atMs');
  fs.writeFileSync(note, 'damaged');
  expect(readLastBackupMs(unlockedVault)).toBeNull();
});
