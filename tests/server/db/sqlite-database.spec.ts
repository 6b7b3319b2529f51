import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteDatabase } from '#server/db/sqlite-database.ts';
import { newFolder } from '#tests/support/server/stores.ts';

const word = 'Zanzibara';

test.each([
  ['emptied', "update notes set text = ''"],
  ['deleted', 'delete from notes'],
])('[E] content %s in the embedded store is in no file after the next checkpoint', async (_, erase) => {
  const folder = newFolder();
  const embeddedDatabase = openSqliteDatabase(folder);
  const run = (sql: string, ...values: readonly unknown[]) => embeddedDatabase.prepare(sql).run(values);
  const files = () =>
    fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name), 'latin1'));
  const holding = () => files().filter((text) => text.includes(word)).length;
  run('create table notes (text text not null)');
  // One that has room in a page, and one that goes on in pages of its own.
  for (const times of [1, 2_000]) run('insert into notes values (?)', `${word} `.repeat(times));
  const checkpoint = () => embeddedDatabase.prepare('pragma wal_checkpoint(truncate)').all([]);
  checkpoint();
  expect(holding()).toBe(1);
  run(erase);
  checkpoint();
  expect(holding()).toBe(0);
  embeddedDatabase.close();
});
