import fs from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { inRepository } from '#build/repository.mjs';
import { withRowLevelSecurity } from '#server/auth/row-level-security.ts';
import { DatabaseReaderError, findReaderProblem } from '#server/db/database-reader.ts';
import { connectServerStore, openServerStore, type StoreLocation } from '#server/db/open-store.ts';
import { everyRow } from '#tests/support/server/every-row.ts';
import {
  type PostgresProcess,
  queryPostgres,
  runPostgresProgram,
  startPostgres,
} from '#tests/support/server/postgres-process.ts';
import { newFolder, openUntilTheEnd, postgres } from '#tests/support/server/stores.ts';
import { TestHeadquarters } from '#tests/support/server/test-headquarters.ts';
import { testSealingKeys } from '#tests/support/server/test-sealing-keys.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const operatingGuide = fs.readFileSync(inRepository('docs/operating.md'), 'utf8');

/** A cluster in which nobody has made the reader's role. */
let cluster: PostgresProcess;

beforeAll(async () => {
  cluster = await startPostgres(false);
  return () => cluster.stop();
});

/** Make a database whose owner has no other right, as docs/operating.md asks for. */
async function ordinaryDatabase(name: string): Promise<{ location: StoreLocation; administrator: string }> {
  await queryPostgres(cluster.url, `create role ${name} login`);
  await queryPostgres(cluster.url, `create database ${name} owner ${name}`);
  const [url, administrator] = [new URL(cluster.url), new URL(cluster.url)];
  for (const each of [url, administrator]) each.pathname = name;
  url.username = name;
  onTestFinished(async () => {
    await queryPostgres(cluster.url, `drop database ${name} with (force)`);
    await queryPostgres(cluster.url, 'drop role if exists fieldbook_reader');
    await queryPostgres(cluster.url, `drop role ${name}`);
  });
  return { location: { kind: 'postgres', url: url.href }, administrator: administrator.href };
}

const readerStatements = (user: string): readonly string[] => [
  'create role fieldbook_reader nologin noinherit;',
  `grant fieldbook_reader to ${user};`,
  'grant usage on schema public to fieldbook_reader;',
];

test('[security 5] an ordinary owner is refused with the statements that then suffice', async () => {
  const { location, administrator } = await ordinaryDatabase('plain');
  const refused = await openServerStore(location, testSealingKeys).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(DatabaseReaderError);
  expect(String(refused)).toContain(`run in it: ${readerStatements('plain').join(' ')} Then`);
  const untouched = await connectServerStore(location);
  expect(await untouched.introspection.getTables()).toEqual([]);
  await untouched.destroy();

  for (const statement of readerStatements('plain')) await queryPostgres(administrator, statement);
  const hq = await TestHeadquarters.open(location);
  const [own] = [await hq.addLog(), await hq.addLog()];
  const person = await hq.addPerson('lead', own);
  const logs = await withRowLevelSecurity(hq.store, person, (store) =>
    store.selectFrom('logs').select('log').execute(),
  );
  expect(logs).toEqual([{ log: own }]);
});

test('[security 5] a schema that is closed to the reader is among the statements', async () => {
  const { location, administrator } = await ordinaryDatabase('strict');
  const [create = '', join = '', usage = ''] = readerStatements('strict');
  for (const statement of ['revoke all on schema public from public', create, join])
    await queryPostgres(administrator, statement);
  await queryPostgres(administrator, 'grant usage, create on schema public to strict');
  await expect(openServerStore(location, testSealingKeys)).rejects.toThrow(
    `run in it: ${join} ${usage} Then`,
  );
});

test('[security 5] a start gives the reader the rights that it lacks', async () => {
  const location = await postgres.newLocation();
  const store = await openUntilTheEnd(location);
  expect(await findReaderProblem(store)).toBeNull();
  await sql`revoke select on documents, plan_items from fieldbook_reader`.execute(store);
  expect(await findReaderProblem(store)).toBe('42501');
  // Servers that share a database may start together.
  await Promise.all([openUntilTheEnd(location), openUntilTheEnd(location)]);
  expect(await findReaderProblem(store)).toBeNull();
});

test('a server whose reader may not read is not ready', async () => {
  const { url, hq } = await startTestServer({ storeLocations: postgres });
  await sql`revoke select on documents from fieldbook_reader`.execute(hq.store);
  const answer = await fetch(`${url}/ready`);
  expect([answer.status, await answer.json()]).toEqual([
    503,
    { status: 'failing', code: 'store-unavailable' },
  ]);
});

test('the documented backup is restored into another cluster, row by row and fenced', async () => {
  const former = await postgres.newLocation();
  const hq = await TestHeadquarters.open(former);
  const own = await hq.addLog();
  const lead = await hq.addLaptop('lead', own);
  await hq.push(lead, lead.pack(own, { path: 'title', value: 'A title' }));
  const { location, administrator } = await ordinaryDatabase('fieldbook');
  const dump = path.join(newFolder(), 'fieldbook.dump');

  await runDocumented('pg_dump', urlOf(former), dump);
  for (const statement of readerStatements('fieldbook')) {
    expect(operatingGuide).toContain(`\n${statement}\n`);
    await queryPostgres(administrator, statement);
  }
  await runDocumented('pg_restore', urlOf(location), dump);

  const restored = await openUntilTheEnd(location);
  expect(await everyRow(restored)).toBe(await everyRow(hq.store));
  const read = async (personId = hq.personOf(lead)) =>
    (
      await withRowLevelSecurity(restored, personId, (store) =>
        store.selectFrom('documents').select('title').execute(),
      )
    ).length;
  const stranger = await hq.through(restored).addPerson('lead');
  expect([await read(), await read(stranger)]).toEqual([1, 0]);
});

const urlOf = (location: StoreLocation): string => (location.kind === 'postgres' ? location.url : '');

/** Run the line of docs/operating.md that begins with this program, on this database and file. */
async function runDocumented(program: string, url: string, file: string): Promise<void> {
  const line = new RegExp(`^ *${program} (.*)$`, 'm').exec(operatingGuide)?.[1] ?? '';
  const args = line
    .replace('postgres://fieldbook@db.example.org/fieldbook', url)
    .replace('/backup/fieldbook.dump', file);
  await runPostgresProgram(program, args.split(' '));
}
