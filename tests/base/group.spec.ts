import fs from 'node:fs';
import { expect, test } from 'vitest';
import { addToGroup, groupByKey } from '#base/group.ts';
import { inRepository } from '#build/repository.mjs';

test('groups keep the order of their items, and come in the order of their keys', () => {
  const groups = groupByKey(['ab', 'c', 'ad'], (text) => text.charAt(0));
  expect([...groups]).toEqual([
    ['a', ['ab', 'ad']],
    ['c', ['c']],
  ]);
  const added = new Map<string, string[]>();
  for (const text of ['x', 'y']) addToGroup(added, 'k', text);
  expect([...added]).toEqual([['k', ['x', 'y']]]);
});

test('no source copies a group for each item that it adds, at the cost of the square', () => {
  const copied = /\.set\((\w+), \[\.\.\.\(\w+\.get\(\1\) \?\? \[\]\)/;
  const folders = ['base', 'forms', 'domain', 'api', 'sync', 'renderer', 'server', 'electron'];
  const files = fs.globSync(
    folders.map((folder) => `${folder}/**/*.{ts,tsx}`),
    { cwd: inRepository('.') },
  );
  expect(files.length).toBeGreaterThan(500);
  const found = files.filter((file) => copied.test(fs.readFileSync(inRepository(file), 'utf8')));
  expect(found).toEqual([]);
});
