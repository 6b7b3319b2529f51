import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { accessibleFilesWarning, restrictToOwnAccount } from '#server/db/file-permissions.ts';
import { newFolder, openUntilTheEnd } from '#tests/support/server/stores.ts';

const modeOf = (file: string): string => (fs.statSync(file).mode & 0o777).toString(8);
const database = ['fieldbook.sqlite', 'fieldbook.sqlite-wal', 'fieldbook.sqlite-shm'];

/** A folder that everybody may read, as an operator makes one. */
function openFolder(): string {
  const folder = path.join(newFolder(), 'data');
  fs.mkdirSync(folder);
  fs.chmodSync(folder, 0o755);
  return folder;
}

describe.skipIf(process.platform === 'win32')('[ASVS 13.3.2] the embedded store', () => {
  test('is made for its own account alone, also in a folder that was there', async () => {
    const folder = openFolder();
    await openUntilTheEnd({ kind: 'embedded', folder });
    expect(database.map((name) => modeOf(path.join(folder, name)))).toEqual(['600', '600', '600']);
    expect(restrictToOwnAccount(folder, [])).toEqual([]);
    expect(modeOf(folder)).toBe('700');
  });

  test('is closed at the next start where others could read it', async () => {
    const folder = openFolder();
    await openUntilTheEnd({ kind: 'embedded', folder });
    const key = path.join(folder, 'sealing.key');
    fs.writeFileSync(key, 'a key');
    const files = [...database.map((name) => path.join(folder, name)), key];
    for (const file of files) fs.chmodSync(file, 0o644);
    expect(restrictToOwnAccount(folder, [key])).toEqual([]);
    expect(files.map(modeOf)).toEqual(['600', '600', '600', '600']);
  });

  test('in a folder with files of others leaves the folder alone and names it', () => {
    const folder = openFolder();
    fs.writeFileSync(path.join(folder, 'of somebody else'), '');
    expect(restrictToOwnAccount(folder, [])).toEqual([folder]);
    expect(modeOf(folder)).toBe('755');
    expect(accessibleFilesWarning([folder])).toMatch(/^open-to-others: .* can reach \S+\/data; /);
  });
});
