import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openShellLog } from '#electron/shell-log.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

let folder = '';
beforeEach(() => {
  folder = path.join(temporaryFolder('log'), 'logs');
});
const written = (): string => fs.readFileSync(path.join(folder, 'fieldbook.log'), 'utf8');

describe('[shell] the log', () => {
  test('holds times, codes and figures', () => {
    openShellLog(folder, () => 5).note('net', { status: 200, bytesUp: 10 });
    expect(written()).toBe('{"at":5,"code":"net","status":200,"bytesUp":10}\n');
  });

  test('tells where a bug was, but never its message', () => {
    const error = Object.assign(new TypeError('Anna said\n    at the market:1:1 "no"'), { code: 'ENOSPC' });
    openShellLog(folder, () => 5).bug('bug', error);
    const line: unknown = JSON.parse(written());
    expect(line).toMatchObject({ at: 5, code: 'bug', name: 'TypeError', word: 'ENOSPC' });
    expect(written()).toContain('shell-log.spec.ts:');
    expect(written()).not.toMatch(/Anna|market|\/(work|home|root|tmp)\//);
  });

  test('takes no free text as a word', () => {
    const shellLog = openShellLog(folder, () => 5);
    shellLog.note('renderer-gone', {}, 'crashed');
    shellLog.note('renderer-gone', {}, 'Anna said no');
    expect(written()).not.toContain('Anna');
    expect(written()).toContain('"word":"crashed"');
  });

  test('keeps the last files and lets the oldest go', () => {
    const shellLog = openShellLog(folder, () => 5, { fileBytes: 200, keptFiles: 2 });
    for (let round = 0; round < 60; round += 1) shellLog.note('net', { round });
    expect(fs.readdirSync(folder).sort()).toEqual(['fieldbook.1.log', 'fieldbook.2.log', 'fieldbook.log']);
    for (const name of fs.readdirSync(folder))
      expect(fs.statSync(path.join(folder, name)).size).toBeLessThan(300);
    expect(written()).toContain('"round":59');
  });

  test('a disk that refuses does not stop the app', () => {
    const shellLog = openShellLog(folder, () => 5);
    fs.mkdirSync(path.join(folder, 'fieldbook.log'));
    expect(() => shellLog.note('start')).not.toThrow();
  });
});
