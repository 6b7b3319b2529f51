import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type JournalDisk, openNodeJournalDisk } from '#electron/journal/journal-disk.ts';
import { openJournal, type ShellJournal } from '#electron/journal/shell-journal.ts';
import { bytes, smallSizes, texts } from '#tests/contracts/journal-contract.ts';
import { VirtualDisk } from '#tests/support/disk/virtual-disk.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

// A disk with no room, first in memory with small figures, then a real one with the real figures.

const kib = 1_024;
const frame = bytes('x'.repeat(1_000));

/** A journal with its first frame, and all that it preallocates. */
async function settled(virtualDisk: VirtualDisk): Promise<ShellJournal> {
  const shellJournal = openJournal(virtualDisk.mount(), smallSizes);
  await shellJournal.append([frame]);
  await expect.poll(() => virtualDisk.names).toEqual(['000001.journal', '000002.journal', 'reserve']);
  return shellJournal;
}

async function appendUntil(
  shellJournal: ShellJournal,
  isEnd: (appendAnswer: Awaited<ReturnType<ShellJournal['append']>>) => boolean,
): Promise<number> {
  for (let kept = 0; kept < 100_000; kept += 1) if (isEnd(await shellJournal.append([frame]))) return kept;
  throw new Error('It never came to an end');
}

describe('[D4] a full disk', () => {
  test('does not affect the next writes: space for this file and the next is preallocated', async () => {
    const virtualDisk = new VirtualDisk({ chance: () => 0, capacityBytes: 64 * kib });
    const shellJournal = await settled(virtualDisk);
    virtualDisk.capacityBytes = virtualDisk.usedBytes;
    for (let count = 0; count < 6; count += 1)
      expect(await shellJournal.append([frame])).toMatchObject({ kind: 'kept' });
  });

  test('makes the journal give up its reserve, and say so, so that others have room', async () => {
    const virtualDisk = new VirtualDisk({ chance: () => 0, capacityBytes: 64 * kib });
    const shellJournal = await settled(virtualDisk);
    virtualDisk.capacityBytes = virtualDisk.usedBytes + 1_000;
    expect(await shellJournal.append([frame])).toEqual({ kind: 'kept', file: 1, room: 'reserve' });
    expect([virtualDisk.names, virtualDisk.freeBytes]).toEqual([
      ['000001.journal', '000002.journal'],
      smallSizes.reserveBytes + 1_000,
    ]);
  });

  test('releases the reserve too when asked for space before a database opens', async () => {
    const virtualDisk = new VirtualDisk({ chance: () => 0, capacityBytes: 64 * kib });
    const shellJournal = await settled(virtualDisk);
    virtualDisk.capacityBytes = virtualDisk.usedBytes + 1_000;
    expect(await shellJournal.room()).toBe('reserve');
    expect([virtualDisk.names, virtualDisk.freeBytes]).toEqual([
      ['000001.journal', '000002.journal'],
      smallSizes.reserveBytes + 1_000,
    ]);
  });

  test('with no space left is reported as full, and no kept entry is lost', async () => {
    const virtualDisk = new VirtualDisk({ chance: () => 0, capacityBytes: 64 * kib });
    const shellJournal = await settled(virtualDisk);
    virtualDisk.capacityBytes = virtualDisk.usedBytes;
    const kept = 1 + (await appendUntil(shellJournal, ({ kind }) => kind === 'refused'));
    expect(kept).toBeGreaterThanOrEqual(12); // two files that were there, and two in the room of the reserve
    expect(await shellJournal.append([frame])).toEqual({ kind: 'refused', code: 'full', why: 'ENOSPC' });
    expect(await texts(shellJournal)).toHaveLength(kept);
    expect(await texts(openJournal(virtualDisk.mount(), smallSizes))).toHaveLength(kept);
  });

  test('a small frame still finds a place where a large one does not', async () => {
    const virtualDisk = new VirtualDisk({ chance: () => 0, capacityBytes: 64 * kib });
    const shellJournal = await settled(virtualDisk);
    virtualDisk.capacityBytes = virtualDisk.usedBytes;
    expect(await shellJournal.append([bytes('x'.repeat(60_000))])).toMatchObject({
      kind: 'refused',
      code: 'full',
    });
    expect(await shellJournal.append([frame])).toMatchObject({ kind: 'kept', file: 1 });
  });

  test('the reserve comes back with the room', async () => {
    const virtualDisk = new VirtualDisk({ chance: () => 0, capacityBytes: 64 * kib });
    const shellJournal = await settled(virtualDisk);
    virtualDisk.capacityBytes = virtualDisk.usedBytes;
    expect(await shellJournal.append([frame])).toMatchObject({ room: 'reserve' });
    virtualDisk.capacityBytes = 200 * kib;
    await shellJournal.append([frame]);
    await expect.poll(() => virtualDisk.names).toContain('reserve');
    expect(await shellJournal.append([frame])).toMatchObject({ room: 'ample' });
  });

  test('without space for a reserve from the start is reported at the first write', async () => {
    const virtualDisk = new VirtualDisk({ chance: () => 0, capacityBytes: 6 * kib });
    const shellJournal = openJournal(virtualDisk.mount(), smallSizes);
    expect(await shellJournal.append([frame])).toEqual({ kind: 'kept', file: 1, room: 'reserve' });
    expect(virtualDisk.names).toEqual(['000001.journal']);
  });

  test('on a copy-on-write file system uses the reserve when a preallocated place is refused', async () => {
    const virtualDisk = new VirtualDisk({ chance: () => 0, capacityBytes: 64 * kib });
    const shellJournal = await settled(virtualDisk);
    virtualDisk.fails = (diskCall) =>
      diskCall === 'write' && virtualDisk.names.includes('reserve') ? 'ENOSPC' : null;
    expect(await shellJournal.append([frame])).toEqual({ kind: 'kept', file: 1, room: 'reserve' });
    expect(await texts(shellJournal)).toHaveLength(2);
  });
});

// Only root may mount a small disk. Others have the journal's real figures on the disk in memory.
const isRoot = process.getuid?.() === 0;

interface SmallDisk {
  mount(): JournalDisk;
  /** Something else takes all the remaining room. */
  fill(): void;
}

function smallRealDisk(): SmallDisk {
  const folder = temporaryFolder('full');
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=56m', 'tmpfs', folder]);
  // Before the folder is removed. A failed journal holds a file in it, and ends with its last file.
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
  return { mount: () => openNodeJournalDisk(path.join(folder, 'journal')), fill: () => fillUp(folder) };
}

function smallVirtualDisk(): SmallDisk {
  const virtualDisk = new VirtualDisk({ chance: () => 0, capacityBytes: 56 * kib * kib });
  return {
    mount: () => virtualDisk.mount(),
    fill: () => {
      virtualDisk.capacityBytes = virtualDisk.usedBytes;
    },
  };
}

function fillUp(folder: string): void {
  const rubbish = fs.openSync(path.join(folder, 'rubbish'), 'w');
  try {
    for (;;) fs.writeSync(rubbish, Buffer.alloc(64 * kib, 1));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  } finally {
    fs.closeSync(rubbish);
  }
}

test(`[D4] 4,000 more records fit a full disk of real size, ${isRoot ? 'on a real small disk' : 'on a disk in memory'}`, async () => {
  const smallDisk = isRoot ? smallRealDisk() : smallVirtualDisk();
  const shellJournal = openJournal(smallDisk.mount());
  await shellJournal.append([frame]);
  const journalDisk = smallDisk.mount();
  await expect.poll(() => journalDisk.list()).toHaveLength(3);
  smallDisk.fill();

  expect(await shellJournal.append([frame])).toEqual({ kind: 'kept', file: 1, room: 'reserve' });
  smallDisk.fill(); // the room of the reserve is gone as well
  const kept = 2 + (await appendUntil(shellJournal, ({ kind }) => kind === 'refused'));
  expect(kept).toBeGreaterThan(4_000);
  expect(await shellJournal.append([frame])).toEqual({ kind: 'refused', code: 'full', why: 'ENOSPC' });
  expect(await texts(shellJournal)).toHaveLength(kept);
  await shellJournal.close();

  const again = openJournal(smallDisk.mount());
  expect(await texts(again)).toHaveLength(kept);
  expect(await again.append([bytes('small')])).toMatchObject({ kind: 'kept', room: 'reserve' });
  await again.close();
});
