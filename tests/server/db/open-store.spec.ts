import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newFolder, openUntilTheEnd, postgres } from '#tests/support/server/stores.ts';

test('an open embedded store flushes its log with each commit: WAL, `synchronous` FULL', async () => {
  const store = await openUntilTheEnd({ kind: 'embedded', folder: newFolder() });
  const read = async (pragma: 'synchronous' | 'journal_mode'): Promise<unknown> =>
    (await sql`pragma ${sql.raw(pragma)}`.execute(store)).rows[0];
  // 2 is FULL (https://sqlite.org/pragma.html#pragma_synchronous); 1, NORMAL, lost commits in a power cut.
  expect(await read('synchronous')).toEqual({ synchronous: 2 });
  expect(await read('journal_mode')).toEqual({ journal_mode: 'wal' });
});

test('an open store on PostgreSQL waits for the flush of each commit: `synchronous_commit` on', async () => {
  const store = await openUntilTheEnd(await postgres.newLocation());
  const { rows } = await sql`show synchronous_commit`.execute(store);
  expect(rows).toEqual([{ synchronous_commit: 'on' }]);
});
