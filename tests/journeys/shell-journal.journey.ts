import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import {
  callProbe,
  makeProbeFolder,
  type ProbeApp,
  probeArgs,
  startProbe,
} from '#tests/support/app/probe-app.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

// The journal from the page to the disk and back, over the real ports of Electron.

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let args: string[] = [];
let profile = '';
let running: ProbeApp | null = null;

test.beforeEach(async () => {
  temporary = await temporaryFolder();
  profile = path.join(temporary.folder, 'profile');
  args = probeArgs(makeProbeFolder(temporary.folder), profile);
});
test.afterEach(async () => {
  await running?.app.close();
  await temporary.remove();
});

async function start(): Promise<ProbeApp> {
  running = await startProbe(args);
  return running;
}

const journalFolder = (): string => {
  const [vault = ''] = fs.readdirSync(path.join(profile, 'vaults'));
  return path.join(profile, 'vaults', vault, 'journal');
};

/** Bytes as bytes, each in memory of its own. */
const crossed = (memoryBytes: number) => ({
  type: '[object Uint8Array]',
  isOurs: true,
  memoryBytes,
  isEqual: true,
});

test('[D1] frames are written to and read from the disk unchanged, also after a shell kill', async () => {
  const { app, page } = await start();
  const frames = [256, 2, 300_000].map(crossed);
  const kept = { kind: 'kept', file: 1, room: 'ample' };
  expect(await callProbe(page, 'keepFrames')).toEqual({
    answer: kept,
    files: [1],
    damaged: 0,
    frames,
    kept: 3,
  });
  app.process().kill('SIGKILL');
  await app.waitForEvent('close');

  const again = await start();
  expect(await callProbe(again.page, 'keepFrames')).toMatchObject({
    answer: kept,
    damaged: 0,
    frames,
    kept: 6,
  });
});

test('[D4] the journal takes its room before it is needed, for this account alone', async () => {
  const { page } = await start();
  await callProbe(page, 'keepFrames');
  const mib = 1_024 * 1_024;
  const found = () =>
    fs
      .readdirSync(journalFolder())
      .sort()
      .map((name) => {
        const { size, blocks, mode } = fs.statSync(path.join(journalFolder(), name));
        return [name, size, blocks * 512 >= size, mode & 0o777];
      });
  await expect.poll(found).toEqual([
    ['000001.journal', 8 * mib, true, 0o600],
    ['000002.journal', 8 * mib, true, 0o600],
    ['reserve', 16 * mib, true, 0o600],
  ]);
});
