import { expect, test } from 'vitest';
import { findLockProblems } from '#build/setup/lock-check.mjs';
import { readSource } from '#tests/support/repository/source-files.ts';

const integrity = `sha512-${'A'.repeat(86)}==`;
const good = { version: '1.0.0', integrity, license: 'MIT' };
const lockOf = (...packages: readonly object[]) => ({
  lockfileVersion: 3,
  packages: Object.fromEntries(packages.map((locked, at) => [`node_modules/p${at}`, locked])),
});

test('every package has a pinned digest, registry source, no install script and allowed licence', () => {
  expect(findLockProblems(JSON.parse(readSource('package-lock.json')))).toEqual([]);
});

test.each([
  ['not pinned', { ...good, integrity: undefined }],
  ['pinned by a weak hash', { ...good, integrity: 'sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }],
  ['from a repository', { ...good, resolved: 'git+ssh://git@example.org/p.git#abc' }],
  ['a folder of this machine', { ...good, link: true }],
  ['with a script of its own', { ...good, hasInstallScript: true }],
  ['without a licence', { ...good, license: undefined }],
  ['half of its licences unknown', { ...good, license: 'MIT AND SSPL-1.0' }],
])('a package that is %s is found', (_what, locked) => {
  expect(findLockProblems(lockOf(good, locked))).toEqual([expect.stringMatching(/^p1: /)]);
});

test('one licence of a choice is enough', () => {
  expect(findLockProblems(lockOf({ ...good, license: '(WTFPL OR SSPL-1.0)' }))).toEqual([]);
});
