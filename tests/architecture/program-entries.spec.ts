import { expect, test } from 'vitest';
import { readSource, sourceFiles } from '#tests/support/repository/source-files.ts';

// An import of a program runs it: its options are read from another program's command line.
test('no module imports the entry of a program', () => {
  const importers = sourceFiles(/\.(?:ts|tsx|mjs)$/, [
    'base',
    'forms',
    'domain',
    'sync',
    'server',
    'electron',
    'renderer',
    'tests',
    'bench',
  ]).filter((file) => /\bfrom '[^']*\/main\.tsx?'/.test(readSource(file)));
  expect(importers).toEqual([]);
});
