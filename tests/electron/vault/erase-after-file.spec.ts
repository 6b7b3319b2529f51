import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EraseAfter } from '#domain/vault/passphrase.ts';
import { openEraseAfterFile } from '#electron/vault/erase-after-file.ts';
import { diskAtEachStep } from '#tests/support/disk/disk-at-each-step.ts';
import { startVaults } from '#tests/support/shell/start-vaults.ts';
import { type Laptop, makeVault, passphrase } from '#tests/support/shell/vaults-in-profile.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

const wrong = 'not the passphrase';
const name = 'erase-after.json';
const temporary = (): string => temporaryFolder('erases');

/** Longer than any wait, each time: nobody waits in these tests. */
let nowMs = 1_000_000;
const start = (userData?: string): Laptop =>
  startVaults({ ...(userData !== undefined && { userData }), nowMs: () => (nowMs += 16 * 60_000) });

/** A locked vault of a programme with this rule. */
async function aVaultThatErases(eraseAfter: EraseAfter | null) {
  const laptop = start();
  const id = await makeVault(laptop);
  await say(laptop, id, eraseAfter);
  return { laptop, id, folder: laptop.folderOf(id), userData: laptop.userData };
}

/** The vault is opened, and knows its programme. */
async function say(
  { vaultService, vaultSession }: Laptop,
  id: string,
  eraseAfter: EraseAfter | null,
): Promise<void> {
  expect(await vaultService.unlock({ id, passphrase })).toEqual({ kind: 'open', id });
  vaultService.setEraseAfter(eraseAfter);
  await vaultSession.lock();
}

/** Number of tries left after each of these wrong passphrases, or another answer. */
async function tryWrong({ vaultService }: Laptop, id: string, times: number): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (let at = 0; at < times; at += 1) {
    const answer = await vaultService.unlock({ id, passphrase: wrong });
    answers.push(answer.kind === 'wrong' ? answer.left : answer.kind);
  }
  return answers;
}

describe('[security 2] a vault that erases itself', () => {
  test('does so with exactly the last of its wrong passphrases, over restarts, and never before', async () => {
    const { laptop, id, folder, userData } = await aVaultThatErases(10);
    const { wrapped } = JSON.parse(fs.readFileSync(path.join(folder, 'vault.json'), 'utf8'));
    expect(laptop.vaultService.state().vaults).toMatchObject([{ id, erases: { after: 10, left: 10 } }]);
    expect(await tryWrong(laptop, id, 4)).toEqual([9, 8, 7, 6]);
    const again = start(userData);
    expect(again.vaultService.state().vaults).toMatchObject([{ id, erases: { after: 10, left: 6 } }]);
    expect(await tryWrong(again, id, 5)).toEqual([5, 4, 3, 2, 1]);

    const lastLaptop = start(userData);
    for (const header of ['vault.json', 'vault.copy.json'])
      expect(fs.readFileSync(path.join(folder, header), 'utf8')).toContain(wrapped);
    expect(await tryWrong(lastLaptop, id, 1)).toEqual(['erased']);
    expect(fs.readdirSync(folder)).toEqual(['vault.json']);
    expect(fs.readFileSync(path.join(folder, 'vault.json'), 'utf8')).not.toContain(wrapped);
    expect(lastLaptop.vaultService.state()).toMatchObject({ vaults: [], erased: [id] });
    expect(await lastLaptop.vaultService.unlock({ id, passphrase })).toEqual({
      kind: 'refused',
      code: 'damaged',
    });
    expect(lastLaptop.bugs).toEqual([]);
  });

  test('reports the erasure once', async () => {
    const { laptop, id, userData } = await aVaultThatErases(10);
    await tryWrong(laptop, id, 10);
    const { erasedNotes } = start(userData);
    expect(erasedNotes.notices()).toEqual([
      { vault: id, label: 'Field laptop', sealed: { kind: 'wrongPassphrases', count: 10 } },
    ]);
    erasedNotes.dismiss(id);
    expect(start(userData).erasedNotes.notices()).toEqual([]);
  });

  test('begins to count anew when it is opened', async () => {
    const { laptop, id } = await aVaultThatErases(10);
    expect(await tryWrong(laptop, id, 9)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    await say(laptop, id, 10);
    expect(await tryWrong(laptop, id, 2)).toEqual([9, 8]);
  });

  test('leaves the other vaults of the laptop alone', async () => {
    const { laptop, id } = await aVaultThatErases(10);
    const other = await makeVault(laptop, 'Another');
    expect((await tryWrong(laptop, id, 10)).at(-1)).toBe('erased');
    expect(await tryWrong(laptop, other, 1)).toEqual([null]);
    expect(await laptop.vaultService.unlock({ id: other, passphrase })).toEqual({ kind: 'open', id: other });
  });
});

describe('[security 2] a vault does not erase itself', () => {
  test('where no programme asked for it, however many passphrases are wrong', async () => {
    const { laptop, id, folder } = await aVaultThatErases(null);
    expect(new Set(await tryWrong(laptop, id, 120))).toEqual(new Set([null]));
    expect(fs.existsSync(path.join(folder, name))).toBe(false);
    expect(await laptop.vaultService.unlock({ id, passphrase })).toEqual({ kind: 'open', id });
  });

  test('once the programme took it back and the vault was opened', async () => {
    const { laptop, id, folder, userData } = await aVaultThatErases(10);
    await say(laptop, id, null);
    expect([fs.existsSync(path.join(folder, name)), laptop.vaultService.state().vaults]).toMatchObject([
      false,
      [{ erases: null }],
    ]);
    expect(new Set(await tryWrong(start(userData), id, 11))).toEqual(new Set([null]));
  });

  test('by tries that come too soon, which are not looked at', async () => {
    const { id, userData } = await aVaultThatErases(10);
    const hasty = startVaults({ userData, nowMs: () => nowMs });
    const answers = await tryWrong(hasty, id, 12);
    expect([answers[0], new Set(answers.slice(1))]).toEqual([9, new Set(['wait'])]);
  });

  test('by wrong attempts at a passphrase change while it is open', async () => {
    const { laptop, id } = await aVaultThatErases(10);
    await laptop.vaultService.unlock({ id, passphrase });
    for (let at = 0; at < 11; at += 1)
      expect(
        await laptop.vaultService.changePassphrase({ current: wrong, next: 'another five words for it' }),
      ).toMatchObject({ kind: 'wrong' });
    expect(laptop.vaultService.state().vaults).toMatchObject([{ erases: { left: 10 } }]);
  });

  test('by a damaged count file, which reads as none and is rewritten at unlock', async () => {
    const { laptop, id, folder } = await aVaultThatErases(10);
    await tryWrong(laptop, id, 9);
    const file = path.join(folder, name);
    const whole = fs.readFileSync(file);
    const left = (): number | null => openEraseAfterFile(folder, new Map()).countWrong();
    expect(left()).toBe(0); // the control
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const damaged = Buffer.from(whole);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      fs.writeFileSync(file, damaged);
      expect([damaged.toString('utf8'), left()]).toEqual([damaged.toString('utf8'), null]);
    }
    for (let length = 0; length < whole.length; length += 1) {
      fs.writeFileSync(file, whole.subarray(0, length));
      expect([length, left()]).toEqual([length, null]);
    }
    const again = start(laptop.userData);
    expect(await tryWrong(again, id, 2)).toEqual([null, null]);
    await say(again, id, 10);
    expect(await tryWrong(start(laptop.userData), id, 2)).toEqual([9, 8]);
  });
});

describe('[security 2] a crash', () => {
  test('while a passphrase is looked at counts for nothing: nobody knows whether it was wrong', async () => {
    const { id, userData } = await aVaultThatErases(10);
    const ended = startVaults({ userData, nowMs: () => nowMs, derive: () => new Promise(() => {}) });
    void ended.vaultService.unlock({ id, passphrase: wrong });
    const waitNow = () =>
      startVaults({ userData, nowMs: () => nowMs }).vaultService.state().vaults[0]?.waitMs;
    await expect.poll(waitNow).toBe(1_000);
    expect(start(userData).vaultService.state().vaults).toMatchObject([{ erases: { after: 10, left: 10 } }]);
  });

  test('at any counting step leaves the former or next count, and the next once answered', async () => {
    const { laptop, id, folder } = await aVaultThatErases(10);
    await tryWrong(laptop, id, 3);
    const lefts = diskAtEachStep(folder, temporary(), () => {
      openEraseAfterFile(folder, new Map()).countWrong();
    }).map((disk) => 10 - (openEraseAfterFile(disk, new Map()).read()?.wrong ?? 0));
    expect([lefts[0], lefts.at(-1), new Set(lefts)]).toEqual([7, 6, new Set([7, 6])]);
  });
});

test('[D4] on a full disk, tries count within a run; the stored count never exceeds them', async () => {
  const { laptop, id, folder, userData } = await aVaultThatErases(10);
  await tryWrong(laptop, id, 2);
  // Nothing can be written where a folder has the name already.
  fs.mkdirSync(path.join(folder, `${name}.tmp`));
  const full = start(userData);
  expect(await tryWrong(full, id, 3)).toEqual([7, 6, 5]);
  expect(start(userData).vaultService.state().vaults).toMatchObject([{ erases: { left: 8 } }]);
  expect(await tryWrong(full, id, 5)).toEqual([4, 3, 2, 1, 'erased']);
});
