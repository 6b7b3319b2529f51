import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import handles from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { installInstructions, stageUpdate } from '#electron/update/file-updates.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

const running = { product: 'fieldbook', version: '0.9.3', platform: 'linux-x64' };

let folder = '';
let publicKey = '';
beforeEach(() => {
  folder = temporaryFolder('update');
  fs.writeFileSync(pathOf('stick.deb'), Buffer.alloc(3_000_000, 'x'));
  publicKey = newKey('publisher.pem');
});

const pathOf = (name: string): string => path.join(folder, name);
const staged = (): readonly string[] =>
  fs.existsSync(pathOf('updates')) ? fs.readdirSync(pathOf('updates')) : [];

/** The publisher's own tool, as a publisher runs it. */
const tool = (...args: readonly string[]) =>
  execFileSync(process.execPath, ['build/update.mjs', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

function newKey(name: string): string {
  const said = execFileSync('sh', [
    '-c',
    `"${process.execPath}" build/update.mjs key --key "${pathOf(name)}" 2>&1`,
  ]);
  return said.toString().trim().split(' ').at(-1) ?? '';
}

const sign = (
  version: string,
  { key = 'publisher.pem', platform = 'linux-x64', file = 'stick.deb' } = {},
): void =>
  void tool('sign', pathOf(file), '--key', pathOf(key), '--version', version, '--platform', platform);

const stage = (keys: readonly string[] = [publicKey], file = 'stick.deb') =>
  stageUpdate(pathOf(file), pathOf('updates'), keys, running);

describe('[security 6] an update from a stick', () => {
  test('that is newer and signed by the publisher is staged whole with one command shown', async () => {
    sign('0.10.0');
    const outcome = await stage();
    if (!outcome.ok) throw new Error(outcome.refusal);
    expect(fs.readFileSync(outcome.value.file).equals(fs.readFileSync(pathOf('stick.deb')))).toBe(true);
    expect(fs.statSync(outcome.value.file).mode & 0o777).toBe(0o600);
    expect(installInstructions(outcome.value)).toEqual({
      kind: 'staged',
      version: '0.10.0',
      file: pathOf('updates/fieldbook-0.10.0-linux-x64.deb'),
      command: `sudo apt install ${pathOf('updates/fieldbook-0.10.0-linux-x64.deb')}`,
    });
    expect(staged()).toEqual(['fieldbook-0.10.0-linux-x64.deb']);
  });

  test.each([
    ['a byte of which was changed', 'tampered', () => overwrite('stick.deb', 1_500_000)],
    ['the end of which is missing', 'cut', () => fs.truncateSync(pathOf('stick.deb'), 2_999_999)],
    ['that became longer', 'tampered', () => fs.appendFileSync(pathOf('stick.deb'), 'x')],
    ['without a signature file', 'noSignature', () => fs.rmSync(pathOf('stick.deb.fbsig'))],
    ['whose signature file was changed', 'wrongKey', () => replaceIn('version: 1.0.0', 'version: 2.0.0')],
    [
      'whose signature file is garbage',
      'malformed',
      () => fs.writeFileSync(pathOf('stick.deb.fbsig'), 'x'.repeat(9_000_000)),
    ],
    [
      'with a line more in its signature file',
      'malformed',
      () => replaceIn('kind: deb', 'kind: deb\nkind: exe'),
    ],
    ['that is for another platform', 'otherPlatform', () => sign('1.0.0', { platform: 'win32-x64' })],
    ['that is the same version', 'same', () => sign('0.9.3')],
    ['that is older', 'older', () => sign('0.9.2')],
    ['that is older, though its digits sort later', 'older', () => sign('0.8.99')],
  ] as const)('%s is refused, and nothing is left', async (_what, refusal, spoil) => {
    sign('1.0.0');
    spoil();
    expect(await stage()).toEqual({ ok: false, refusal });
    expect(staged()).toEqual([]);
  });

  test('signed by somebody else is refused', async () => {
    newKey('other.pem');
    sign('1.0.0', { key: 'other.pem' });
    expect(await stage()).toEqual({ ok: false, refusal: 'wrongKey' });
  });

  test('may be signed by any key known to the app, so that keys can rotate', async () => {
    const next = newKey('next.pem');
    sign('1.0.0', { key: 'next.pem' });
    expect((await stage([publicKey, next])).ok).toBe(true);
  });

  test('is refused by a build that knows no publisher', async () => {
    sign('1.0.0');
    expect(await stage([])).toEqual({ ok: false, refusal: 'noKey' });
  });

  test('that is another product is refused, even by the same publisher', async () => {
    sign('1.0.0');
    const other = await stageUpdate(pathOf('stick.deb'), pathOf('updates'), [publicKey], {
      ...running,
      product: 'other',
    });
    expect(other).toEqual({ ok: false, refusal: 'otherProduct' });
  });

  test('is staged whole where the disk takes a write in parts', async () => {
    sign('1.0.0');
    const open = handles.open;
    const spy = vi.spyOn(handles, 'open').mockImplementation(async (...asked) => {
      const handle = await open(...asked);
      const write = handle.write.bind(handle);
      handle.write = ((bytes: Uint8Array) => write(bytes, 0, Math.min(bytes.length, 1_000))) as never;
      return handle;
    });
    const outcome = await stage();
    spy.mockRestore();
    if (!outcome.ok) throw new Error(outcome.refusal);
    expect(fs.readFileSync(outcome.value.file).equals(fs.readFileSync(pathOf('stick.deb')))).toBe(true);
  });

  test('that cannot be copied leaves nothing half', async () => {
    sign('1.0.0');
    fs.writeFileSync(pathOf('updates'), 'a file where the folder should be');
    const blocked = path.join(pathOf('updates'), 'below');
    expect(await stageUpdate(pathOf('stick.deb'), blocked, [publicKey], running)).toEqual({
      ok: false,
      refusal: 'failed',
    });
  });
});

describe('the tool of the publisher', () => {
  const verify = (key: string) => () =>
    tool('verify', pathOf('stick.deb'), '--public', key, '--version', '1.0.0', '--platform', 'linux-x64');

  test('says whether a signature holds', () => {
    sign('1.0.0');
    expect(verify(publicKey)).not.toThrow();
    overwrite('stick.deb', 0);
    expect(verify(publicKey)).toThrow();
  });

  test('accepts a key that begins with a dash, as one in 64 does', () => {
    const dashed = keyThatBeginsWith('-');
    fs.writeFileSync(pathOf('dashed.pem'), dashed.pem);
    sign('1.0.0', { key: 'dashed.pem' });
    expect(verify(dashed.publicKey)).not.toThrow();
  });
});

function keyThatBeginsWith(start: string) {
  for (;;) {
    const { privateKey, publicKey } = crypto.generateKeyPairSync('ed25519');
    const x = String(publicKey.export({ format: 'jwk' }).x);
    if (x.startsWith(start))
      return { pem: privateKey.export({ type: 'pkcs8', format: 'pem' }), publicKey: x };
  }
}

function overwrite(name: string, at: number): void {
  const opened = fs.openSync(pathOf(name), 'r+');
  fs.writeSync(opened, 'y', at);
  fs.closeSync(opened);
}

function replaceIn(before: string, after: string): void {
  const file = pathOf('stick.deb.fbsig');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(before, after));
}
