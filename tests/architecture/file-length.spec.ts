import { expect, test } from 'vitest';
import { readSource, sourceFiles } from './source-files.ts';

const longestLines = 400;

test('no source file is longer than 400 lines', () => {
  const tooLong = sourceFiles(/\.(tsx?|mjs|css|html)$/)
    .map((file) => ({ file, lines: readSource(file).split('\n').length - 1 }))
    .filter(({ lines }) => lines > longestLines);
  expect(tooLong).toEqual([]);
});
