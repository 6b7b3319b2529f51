import { expect, test } from 'vitest';
import { readSource, sourceFiles } from '#tests/support/repository/source-files.ts';

test('tests and benchmarks create temporary folders only in one module, which removes them all', () => {
  const makers = sourceFiles(/\.(?:ts|tsx|mjs)$/, ['tests', 'bench']).filter((file) =>
    /mkdtemp\w*\(/.test(readSource(file)),
  );
  expect(makers).toEqual(['tests/support/temporary/make-folder.ts']);
});
