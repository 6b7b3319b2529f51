import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { eraseVaultHeader, readVaultHeader, writeVaultHeader } from '#electron/vault/vault-header.ts';
import { diskAtEachStep } from '#tests/support/disk/disk-at-each-step.ts';
import { startVaults } from '#tests/support/shell/start-vaults.ts';
import { type Laptop, makeVault, passphrase } from '#tests/support/shell/vaults-in-profile.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

const first = 'vault.json';
const copy = 'vault.copy.json';
const temporary = (): string => temporaryFolder('header');
const textIn = (folder: string, name: string): string => fs.readFileSync(path.join(folder, name), 'utf8');
const next = 'another five words for it';

/** The headers of one vault before and after its passphrase was changed. */
async function twoHeaders() {
  const laptop = startVaults();
  const id = await makeVault(laptop);
  const folder = laptop.folderOf(id);
  const old = readVaultHeader(folder);
  await laptop.vaultService.unlock({ id, passphrase });
  await laptop.vaultService.changePassphrase({ current: passphrase, next });
  await laptop.vaultSession.lock();
  const changedHeaderReading = readVaultHeader(folder);
  if (old.kind !== 'header' || changedHeaderReading.kind !== 'header')
    throw new Error('The header is not whole');
  return { laptop, id, folder, old: old.header, changed: changedHeaderReading.header };
}

/** Answer of the vault in this folder to a passphrase. */
async function opening(id: string, folderNow: string, with_: string): Promise<string> {
  const userData = temporary();
  fs.cpSync(folderNow, path.join(userData, 'vaults', id), { recursive: true });
  const { vaultService } = startVaults({ userData });
  return (await vaultService.unlock({ id, passphrase: with_ })).kind;
}

describe('[security 2] the header of a vault is on the disk twice', () => {
  test.each<[string, (laptop: Laptop, folder: string) => void]>([
    ['the first is missing', (_, folder) => fs.rmSync(path.join(folder, first))],
    ['the first is empty', (_, folder) => fs.writeFileSync(path.join(folder, first), '')],
    ['the first is cut off', (_, folder) => fs.truncateSync(path.join(folder, first), 200)],
    [
      'a letter of the wrapped key in the first is another one',
      (_, folder) => {
        const text = textIn(folder, first);
        const at = text.indexOf('"wrapped":"') + 20;
        const other = text[at] === 'A' ? 'B' : 'A';
        fs.writeFileSync(path.join(folder, first), text.slice(0, at) + other + text.slice(at + 1));
      },
    ],
    ['the copy is missing', (_, folder) => fs.rmSync(path.join(folder, copy))],
    ['the copy is empty', (_, folder) => fs.writeFileSync(path.join(folder, copy), '')],
  ])('and when %s, the other opens the vault and both are whole again', async (_what, damage) => {
    const laptop = startVaults();
    const id = await makeVault(laptop);
    const folder = laptop.folderOf(id);
    const whole = textIn(folder, first);
    damage(laptop, folder);
    const again = startVaults({ userData: laptop.userData });
    expect(again.vaultService.state().vaults).toMatchObject([{ label: 'Field laptop', header: 'whole' }]);
    expect(await again.vaultService.unlock({ id, passphrase })).toEqual({ kind: 'open', id });
    expect([textIn(folder, first), textIn(folder, copy)]).toEqual([whole, whole]);
  });

  test('a wrong passphrase repairs nothing: only a header that opens the vault is trusted', async () => {
    const laptop = startVaults();
    const id = await makeVault(laptop);
    fs.rmSync(path.join(laptop.folderOf(id), copy));
    await laptop.vaultService.unlock({ id, passphrase: 'not the passphrase' });
    expect(fs.existsSync(path.join(laptop.folderOf(id), copy))).toBe(false);
  });

  test('with both files gone, the vault counts as missing its header, not as unencrypted', async () => {
    const laptop = startVaults();
    const id = await makeVault(laptop);
    await laptop.vaultService.unlock({ id, passphrase });
    laptop.vaultSession.requireOpen().vault.deviceKey();
    await laptop.vaultSession.lock();
    for (const name of [first, copy]) fs.rmSync(path.join(laptop.folderOf(id), name));
    const { vaultService } = startVaults({ userData: laptop.userData });
    expect(vaultService.state()).toMatchObject({ vaults: [{ id, header: 'missing' }], refusedPlain: false });
    expect(await vaultService.unlock({ id, passphrase })).toEqual({ kind: 'refused', code: 'missing' });
    await vaultService.eraseVault(id);
    expect(vaultService.state()).toMatchObject({ vaults: [], erased: [id] });
  });
});

describe('[security 2] a crash at any step', () => {
  test('of a new passphrase leaves a vault that the old or the new one opens', async () => {
    const { id, folder, old, changed } = await twoHeaders();
    writeVaultHeader(folder, old);
    const disks = diskAtEachStep(folder, temporary(), () => writeVaultHeader(folder, changed));
    const answers: string[] = [];
    for (const disk of disks) {
      const [byOld, byNew] = [await opening(id, disk, passphrase), await opening(id, disk, next)];
      expect([byOld, byNew].toSorted()).toEqual(['open', 'wrong']);
      answers.push(byOld === 'open' ? 'old' : 'new');
    }
    expect([answers[0], answers.at(-1), new Set(answers).size]).toEqual(['old', 'new', 2]);
  });

  test('of making a vault leaves none, or one that opens', async () => {
    const { id, folder, changed } = await twoHeaders();
    for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name), { recursive: true });
    const disks = diskAtEachStep(folder, temporary(), () => writeVaultHeader(folder, changed));
    const reads = disks.map((disk) => readVaultHeader(disk).kind);
    expect(new Set(reads)).toEqual(new Set(['absent', 'header']));
    for (const disk of disks.slice(reads.indexOf('header')))
      expect(await opening(id, disk, next)).toBe('open');
  });

  test('of erasing leaves the vault intact or erased, and an erased vault stays erased', async () => {
    const { folder } = await twoHeaders();
    const disks = diskAtEachStep(folder, temporary(), () => eraseVaultHeader(folder));
    const reads = disks.map((disk) => readVaultHeader(disk).kind);
    expect(new Set(reads)).toEqual(new Set(['header', 'erased']));
    expect(reads.slice(reads.indexOf('erased')).every((kind) => kind === 'erased')).toBe(true);
    // From the first file on, while the copy still is whole.
    expect(reads.filter((kind) => kind === 'erased').length).toBeGreaterThan(2);
  });

  test('of erasing is whole where the disk takes each write in parts', async () => {
    const { folder, changed } = await twoHeaders();
    const write = fs.writeSync;
    const spy = vi
      .spyOn(fs, 'writeSync')
      .mockImplementation(((
        ...[opened, bytes, from, length, at]: readonly [number, Uint8Array, number, number, number]
      ) => write(opened, bytes, from, Math.min(length, 7), at)) as never);
    eraseVaultHeader(folder);
    spy.mockRestore();
    for (const name of [first, copy]) {
      expect(textIn(folder, name)).not.toContain(changed.wrapped.slice(-20));
      expect(textIn(folder, name).trim()).toBe(JSON.stringify({ erased: path.basename(folder) }));
    }
  });

  test('of erasing is finished at the next start: neither file holds the wrapped key', async () => {
    const { laptop, id, folder, changed } = await twoHeaders();
    const whole = textIn(folder, first);
    // The power went within the first file: its beginning is new, its end old, and the copy untouched.
    const erased = JSON.stringify({ erased: id });
    fs.writeFileSync(path.join(folder, first), erased + whole.slice(erased.length));
    const again = startVaults({ userData: laptop.userData });
    expect(again.vaultService.state()).toMatchObject({ vaults: [], erased: [id] });
    again.vaultService.finishErasing();
    expect(fs.readdirSync(folder)).toEqual([first]);
    expect(textIn(folder, first)).not.toContain(changed.wrapped.slice(-20));
  });

  test('on refusal of the second write, the old passphrase opens and the new one fails', async () => {
    const { id, folder, old, changed } = await twoHeaders();
    writeVaultHeader(folder, old);
    fs.mkdirSync(path.join(folder, `${first}.tmp`)); // nothing can be written where a folder has the name
    expect(() => writeVaultHeader(folder, changed)).toThrow(expect.anything());
    expect(textIn(folder, copy)).toBe(textIn(folder, first));
    expect([await opening(id, folder, passphrase), await opening(id, folder, next)]).toEqual([
      'open',
      'wrong',
    ]);
  });
});

test('a vault that a later version changed is told as such, and is not touched', async () => {
  const laptop = startVaults();
  const id = await makeVault(laptop);
  const folder = laptop.folderOf(id);
  const later = { ...(JSON.parse(textIn(folder, first)) as object), v: 2, kdf: 'another' };
  for (const name of [first, copy]) fs.writeFileSync(path.join(folder, name), JSON.stringify(later));
  const { vaultService } = startVaults({ userData: laptop.userData });
  const { vaults } = vaultService.state();
  expect(vaults).toMatchObject([{ id, header: 'later', label: expect.stringMatching(/./) }]);
  expect(await vaultService.unlock({ id, passphrase })).toEqual({ kind: 'refused', code: 'later' });
  expect(await vaultService.recover({ id, block: '', words: '' })).toEqual({
    kind: 'refused',
    code: 'failed',
  });
  expect([first, copy].map((name) => textIn(folder, name))).toEqual(
    [first, copy].map(() => JSON.stringify(later)),
  );
});
