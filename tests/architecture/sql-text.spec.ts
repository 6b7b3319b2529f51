import { expect, test } from 'vitest';
import { readSource, sourceFiles } from '#tests/support/repository/source-files.ts';

/** Ways of kysely to put a text into a query as it is. */
const asText = /\bsql\.(raw|lit|ref|table|id)\b/;

const filesWith = (files: readonly string[]): readonly string[] =>
  files.filter((file) => asText.test(readSource(file)));

test('[security 5] queries bind their values; only migrations build SQL text, and from constants alone', () => {
  const files = sourceFiles(/\.ts$/, ['server']);
  const isMigration = (file: string): boolean => file.startsWith('server/db/migration');
  expect(filesWith(files.filter((file) => !isMigration(file)))).toEqual([]);
  expect(filesWith(files.filter(isMigration)), 'the control').not.toEqual([]);
});
