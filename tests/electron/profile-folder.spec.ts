import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { App, Dialog } from 'electron';
import { expect, onTestFinished, test } from 'vitest';
import { exitUnwritableProfile, isProfileWritable } from '#electron/profile-folder.ts';
import { mountSmallDisk } from '#tests/support/disk/small-disk.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

/** A disk that can be filled and be made read-only. */
function aDisk() {
  const smallDisk = mountSmallDisk(path.join(temporaryFolder('profile'), 'disk'), 2);
  onTestFinished(() => smallDisk.remove());
  return smallDisk;
}

// Only root may mount a small file system. For root no folder is unwritable by its mode.
const isRoot = process.getuid?.() === 0;

test('a profile is made where it is missing', () => {
  const folder = path.join(temporaryFolder('profile'), 'new', 'profile');
  expect([isProfileWritable(folder), fs.existsSync(folder)]).toEqual([true, true]);
});

test.skipIf(!isRoot)(
  'a profile on a read-only file system cannot be written, whether it is there or not',
  () => {
    const { folder } = aDisk();
    fs.mkdirSync(path.join(folder, 'known'));
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    expect([
      isProfileWritable(path.join(folder, 'known')),
      isProfileWritable(path.join(folder, 'new')),
    ]).toEqual([false, false]);
  },
);

test.skipIf(!isRoot)('[D4] a full disk is no reason not to start', () => {
  const smallDisk = aDisk();
  const known = path.join(smallDisk.folder, 'known');
  fs.mkdirSync(known);
  smallDisk.fillUpTo(0);
  expect(isProfileWritable(known)).toBe(true);
});

test('an unwritable profile shows a dialog and the app exits with code 1', async () => {
  const told: string[] = [];
  const codes: unknown[] = [];
  const app = {
    whenReady: () => Promise.resolve(),
    getLocale: () => 'fr-FR',
    exit: (code?: number) => void codes.push(code),
  } as unknown as App; // the parts that are used
  const dialog = {
    showErrorBox: (title: string, text: string) => void told.push(title, text),
  } as unknown as Dialog; // the part that is used
  await exitUnwritableProfile(app, dialog, '/media/profile');
  expect(told[0]).toBe('Fieldbook ne peut pas démarrer');
  expect(told[1]).toMatch(/relancez Fieldbook :\n\n\/media\/profile$/);
  expect(codes).toEqual([1]);
});
