import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Vault } from '#electron/vault/vault.ts';
import { someEnrolResponse } from '#tests/support/shell/scripted-server.ts';
import { openSomeVault, someFiles } from '#tests/support/shell/vault-files.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

let userData = '';
beforeEach(() => {
  userData = path.join(temporaryFolder('home'), 'profile');
});
const open = (folder = userData): Vault => openSomeVault(path.join(folder, 'vaults', 'v1'));
const inVault = (name: string, folder = userData): string => path.join(folder, 'vaults', 'v1', name);

/** A vault that has been here for an hour, as far as it remembers. */
function livedIn(): Vault {
  const vault = open();
  vault.saveEnrolment('https://hq.example', someEnrolResponse());
  changeMark(({ inode, bornMs, changedMs }) => ({
    inode,
    bornMs: bornMs - 3_600_000,
    changedMs: changedMs - 3_600_000,
  }));
  return vault;
}

const Mark = z.object({ inode: z.string(), bornMs: z.number(), changedMs: z.number() });
type Mark = z.infer<typeof Mark>;

function changeMark(change: (mark: Mark) => Mark): void {
  const home = someFiles().read(inVault('home.json'), z.object({ mark: Mark }));
  if (!home) throw new Error('The vault has not settled');
  someFiles().write(inVault('home.json'), { v: 1, mark: change(home.mark) });
}

/** As a backup program does it: all bytes, and the times of change that it knows. */
function copyTo(folder: string): void {
  fs.cpSync(userData, folder, { recursive: true, preserveTimestamps: true });
}

describe('[P2] a vault that was restored from a backup', () => {
  test('is another device from the first start on, and headquarters must be told why', () => {
    const { device } = livedIn().deviceKey();
    copyTo(`${userData}-backup`);
    fs.rmSync(userData, { recursive: true });
    fs.renameSync(`${userData}-backup`, userData);

    const restored = open();
    expect(restored.deviceKey().device).not.toBe(device);
    expect(restored.formerDevices()).toEqual([device]);
    expect(restored.unreportedRenewal()).toMatchObject({ why: 'restored' });
  });

  test('is another device once, not at every start', () => {
    livedIn();
    copyTo(`${userData}-copy`);
    const { device } = open(`${userData}-copy`).deviceKey();
    const again = open(`${userData}-copy`);
    expect([again.deviceKey().device, again.formerDevices().length]).toEqual([device, 1]);
  });

  test('leaves the one that it was copied from as it was', () => {
    const { device } = livedIn().deviceKey();
    copyTo(`${userData}-copy`);
    open(`${userData}-copy`);
    expect([open().deviceKey().device, open().formerDevices()]).toEqual([device, []]);
  });
});

describe('[P2] a vault stays the same device', () => {
  test.each<[string, () => void]>([
    ['at the next start', () => undefined],
    [
      'when its folder is moved on the disk and back',
      () => {
        fs.renameSync(userData, `${userData}-elsewhere`);
        expect(open(`${userData}-elsewhere`).formerDevices()).toEqual([]);
        fs.renameSync(`${userData}-elsewhere`, userData);
      },
    ],
    [
      'when rights, names or times of its files are changed',
      () => {
        fs.chmodSync(inVault('home.mark'), 0o640);
        fs.utimesSync(inVault('home.mark'), 1, 1);
      },
    ],
    [
      'where the file system gives other inodes at each start',
      () => changeMark((mark) => ({ ...mark, inode: '7', ...timesOfMark() })),
    ],
    [
      'where the file system knows no times',
      () => changeMark(() => ({ inode: '7', bornMs: 0, changedMs: 0 })),
    ],
    [
      'when the note of where it lies is damaged',
      () => fs.writeFileSync(inVault('home.json'), 'x'.repeat(80)),
    ],
    ['when the mark was lost', () => fs.rmSync(inVault('home.mark'))],
    [
      'when it was made before there were marks',
      () => {
        fs.rmSync(inVault('home.mark'));
        fs.rmSync(inVault('home.json'));
      },
    ],
  ])('%s', (_when, happen) => {
    const { device } = livedIn().deviceKey();
    happen();
    for (let start = 0; start < 2; start += 1) {
      const vault = open();
      expect([vault.deviceKey().device, vault.formerDevices()]).toEqual([device, []]);
    }
  });

  test('and a vault without a device yet is not another one', () => {
    open();
    changeMark(() => ({ inode: '7', bornMs: 1, changedMs: 1 }));
    expect(open().formerDevices()).toEqual([]);
  });
});

function timesOfMark(): { readonly bornMs: number; readonly changedMs: number } {
  const { birthtimeMs, ctimeMs } = fs.statSync(inVault('home.mark'));
  return { bornMs: Math.floor(birthtimeMs), changedMs: Math.floor(ctimeMs) };
}
