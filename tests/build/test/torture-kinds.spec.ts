import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { allTortureKinds, playTorture, tortureFileOf, tortureKinds } from '#build/test/torture-kinds.mjs';

/** Files that a runner would find in the repository by its filters. */
const specFiles = fs
  .readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(spec|torture)\.ts$/.test(name))
  .map((name) => path.join('tests', name));

const runnerThatFinds =
  (isFound: (file: string, filter: string) => boolean) => async (filters: readonly string[]) => {
    const found = specFiles.filter((file) => filters.some((filter) => isFound(file, filter)));
    return {
      passed: found.length,
      failed: 0,
      skipped: 0,
      files: found.map((file) => ({ file, ms: 0, passed: 1, skipped: 0 })),
    };
  };

// As vitest and Playwright look for them.
const runners = {
  server: runnerThatFinds((file, filter) => file.includes(filter)),
  torture: runnerThatFinds((file, filter) => new RegExp(filter).test(path.resolve(file))),
};

test.each(allTortureKinds)('torture %s plays exactly one file', async (kind) => {
  const { files = [] } = await playTorture([kind], runners);
  expect(files.map(({ file }) => file)).toEqual([tortureFileOf(kind)]);
});

test('every torture of the repository is a kind, and all kinds are played in one run of each runner', async () => {
  const { files = [] } = await playTorture(allTortureKinds, runners);
  const played = files.map(({ file }) => file);
  expect(specFiles.filter((file) => file.endsWith('.torture.ts') && !played.includes(file))).toEqual([]);
  expect(played).toHaveLength(Object.keys(tortureKinds).length);
});
