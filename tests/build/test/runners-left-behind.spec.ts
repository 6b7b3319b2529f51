import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { removeLeftBehind, temporaryPrefix } from '#build/test/runners.mjs';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

const hourMs = 60 * 60_000;

test('folders of killed runs are removed after a day, and other folders stay', () => {
  const temporary = temporaryFolder('left-behind');
  const nowMs = Date.now();
  const made = (name: string, hoursAgo: number): void => {
    const folder = path.join(temporary, name);
    fs.mkdirSync(path.join(folder, 'vaults'), { recursive: true });
    const at = new Date(nowMs - hoursAgo * hourMs);
    fs.utimesSync(folder, at, at);
  };
  made(`${temporaryPrefix}vault-a1b2c3`, 25);
  made(`${temporaryPrefix}vault-d4e5f6`, 23);
  made('fieldbook-backup', 1_000);

  removeLeftBehind(temporary, nowMs);
  expect(fs.readdirSync(temporary).sort()).toEqual(['fieldbook-backup', `${temporaryPrefix}vault-d4e5f6`]);
});
