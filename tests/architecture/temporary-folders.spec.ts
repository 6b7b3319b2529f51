import { expect, test } from 'vitest';
import { readSource, sourceFiles } from './source-files.ts';

test('tests and measurements make temporary folders in one place, so that none stays on the disk', () => {
  const makers = sourceFiles(/\.(?:ts|tsx|mjs)$/, ['tests', 'bench']).filter((file) =>
    /mkdtemp\w*\(/.test(readSource(file)),
  );
  expect(makers).toEqual(['tests/temporary/make-folder.ts']);
});
