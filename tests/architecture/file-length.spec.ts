import { expect, test } from 'vitest';
import { readSource, sourceFiles } from './source-files.ts';

const longestLines = 400;
/** First words of a file that a command writes. */
const generatedNotice = '// Made by `npm run format`';

test('no source file is longer than 400 lines', () => {
  const tooLong = sourceFiles(/\.(tsx?|mjs|css|html)$/)
    .map((file) => ({ file, text: readSource(file) }))
    .filter(({ text }) => !text.startsWith(generatedNotice))
    .map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > longestLines);
  expect(tooLong).toEqual([]);
});
