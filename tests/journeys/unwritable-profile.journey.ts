import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { electronInUse } from '#build/setup/electron-runtime.mjs';
import { mountSmallDisk } from '#tests/support/disk/small-disk.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

// Only root may mount a file system; elsewhere tests/electron/profile-folder.spec.ts plays the rest.
test.skip(process.getuid?.() !== 0, 'mounting a read-only disk takes root');

test('[shell] a dialog reports a read-only profile disk, and the app exits with code 1', async () => {
  const temporary = await temporaryFolder();
  const smallDisk = mountSmallDisk(path.join(temporary.folder, 'disk'), 2);
  try {
    const profile = path.join(smallDisk.folder, 'profile');
    fs.mkdirSync(profile);
    execFileSync('mount', ['-o', 'remount,ro', smallDisk.folder]);
    const told = path.resolve('tests/support/app/told-error-box.cjs');
    const app = spawn(
      electronInUse().executable,
      ['--no-sandbox', '-r', told, path.resolve('.'), `--user-data-dir=${profile}`],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const ended = once(app, 'exit');
    const said = await text(app.stdout);
    expect(await ended).toEqual([1, null]);
    expect(JSON.parse(said)).toEqual({
      title: 'Fieldbook cannot start',
      text: expect.stringContaining(profile),
    });
  } finally {
    smallDisk.remove();
    await temporary.remove();
  }
});
