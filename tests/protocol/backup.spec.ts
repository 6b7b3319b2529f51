import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { buildServer, command, failedCommand } from '#tests/support/server/built-server.ts';
import { newFolder } from '#tests/support/server/stores.ts';
import { aDocument, title, verdictsOf } from './conversations/writes.ts';
import { ServerAlone } from './server-alone.ts';

// `admin backup` on a server at work, and a new server on its file.

beforeAll(() => buildServer());

let alone: ServerAlone | undefined;
afterEach(() => alone?.end());

const errorOf = async (...args: readonly string[]): Promise<unknown> =>
  JSON.parse((await failedCommand('admin', 'backup', ...args)).stderr);

test('a backup made while packs come in is restored, and laptops bring what came later', async () => {
  const serverAlone = await ServerAlone.start();
  alone = serverAlone;
  const logId = await serverAlone.newLog();
  const device = await serverAlone.enrolled(logId);
  const packs = Array.from({ length: 8 }, (_, at) => device.pack(logId, [title(aDocument(), `Title ${at}`)]));
  expect(await verdictsOf(device, ...packs.slice(0, 4))).toEqual(Array(4).fill('accepted'));
  const out = path.join(newFolder(), 'store.sqlite');
  const [made] = await Promise.all([
    serverAlone.admin('backup', '--out', out),
    verdictsOf(device, ...packs.slice(4, 6)),
  ]);
  expect(made).toMatchObject({ backup: out, bytes: fs.statSync(out).size, entries: expect.any(Number) });
  expect((fs.statSync(out).mode & 0o777).toString(8)).toBe('600');
  expect(fs.readdirSync(path.dirname(out)), 'no part is left').toEqual(['store.sqlite']);
  await verdictsOf(device, ...packs.slice(6));

  await serverAlone.endBy('SIGKILL');
  for (const end of ['', '-wal', '-shm']) fs.rmSync(`${serverAlone.database}${end}`, { force: true });
  fs.copyFileSync(out, serverAlone.database);
  await serverAlone.restart();
  const verdicts = await verdictsOf(device, ...packs);
  expect(verdicts.slice(0, 4), 'are in the backup').toEqual(Array(4).fill('duplicate'));
  expect(new Set(verdicts.slice(4))).toEqual(new Set([...verdicts.slice(4, 6), 'accepted']));
  expect(await verdictsOf(device, ...packs)).toEqual(packs.map(() => 'duplicate'));
});

test('a backup writes over no file, needs a store, and names pg_dump for PostgreSQL', async () => {
  const data = newFolder();
  await command('admin', 'groups', '--data', data);
  const out = path.join(newFolder(), 'store.sqlite');
  fs.writeFileSync(out, 'an earlier backup');
  expect(await errorOf('--data', data, '--out', out)).toEqual({
    error: expect.stringContaining('name a new file'),
  });
  expect(fs.readFileSync(out, 'utf8')).toBe('an earlier backup');
  const other = `${out}.2`;
  expect(await errorOf('--data', newFolder(), '--out', other)).toEqual({
    error: expect.stringContaining('there is no store in'),
  });
  expect(await errorOf('--database-url', 'postgres://127.0.0.1:1/x', '--out', other)).toEqual({
    error: expect.stringContaining('pg_dump'),
    code: 'backup-postgres',
  });
});

test('a backup of a damaged store is removed, and says why', async () => {
  const data = newFolder();
  await command('admin', 'groups', '--data', data);
  const file = path.join(data, 'fieldbook.sqlite');
  const bytes = fs.readFileSync(file);
  bytes.fill(0xff, bytes.length - 20 * 4_096);
  fs.writeFileSync(file, bytes);
  const out = path.join(newFolder(), 'store.sqlite');
  expect(await errorOf('--data', data, '--out', out)).toEqual({
    error: expect.any(String),
    code: expect.stringMatching(/^(store-unavailable|backup-damaged)$/),
  });
  expect(fs.readdirSync(path.dirname(out))).toEqual([]);
});

test('a copy that breaks a rule of its tables is no backup', async () => {
  const data = newFolder();
  await command('admin', 'groups', '--data', data);
  const database = new DatabaseSync(path.join(data, 'fieldbook.sqlite'));
  database.enableDefensive(false);
  database.exec(
    'create table broken (value text); insert into broken values (null); pragma writable_schema = on',
  );
  database.exec(
    "update sqlite_schema set sql = 'CREATE TABLE broken (value text not null)' where name = 'broken'",
  );
  database.close();
  const out = path.join(newFolder(), 'store.sqlite');
  expect(await errorOf('--data', data, '--out', out)).toEqual({
    error: expect.stringContaining('NULL value in broken.value'),
    code: 'backup-damaged',
  });
  expect(fs.readdirSync(path.dirname(out))).toEqual([]);
});
