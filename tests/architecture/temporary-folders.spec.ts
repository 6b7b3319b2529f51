import { expect, test } from 'vitest';
import { readSource, sourceFiles } from '#tests/support/repository/source-files.ts';

test('tests and measurements make temporary folders in one place, so that none stays on the disk', () => {
  const makers = sourceFiles(/\.(?:ts|tsx|mjs)$/, ['tests', 'bench']).filter((file) =>
    /mkdtemp\w*\(/.test(readSource(file)),
  );
  expect(makers).toEqual(['tests/support/temporary/make-folder.ts']);
});
