import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { utcDayAtMs } from '#base/calendar-day.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { withEntityAccess, withRowLevelSecurity } from '#server/auth/row-level-security.ts';
import type { ServerStore } from '#server/db/open-store.ts';
import type { Device } from '#tests/support/protocol/client.mjs';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres } from '#tests/support/server/stores.ts';
import { TestHeadquarters } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const tables = [
  'entries',
  'chain_ends',
  'held_ops',
  'documents',
  'registers',
  'document_places',
  'document_figures',
  'plan_items',
] as const;

const setUp = async () => {
  const hq = await TestHeadquarters.open(await postgres.newLocation());
  const [ownLogId, foreign] = [await hq.addLog(), await hq.addLog()];
  for (const logId of [ownLogId, foreign]) {
    const lead = await hq.addLaptop('lead', logId);
    await hq.push(lead, lead.pack(logId, { path: 'title', value: 'A title' }, { path: 'x', value: 1 }));
    const place = { log: logId, doc: aDoc(1) };
    await hq.store
      .insertInto('document_figures')
      .values({ ...place, place: 1, version: 1, figures: '{}' })
      .execute();
    for (const entity of ['unodc', 'cted', ''])
      await hq.store
        .insertInto('plan_items')
        .values({ ...place, item: `of ${entity}`, ordinal: 1, entities: `\n${entity}\n`, listed: '{}' })
        .execute();
  }
  return { hq, own: ownLogId, foreign, person: await hq.addPerson('lead', ownLogId) };
};

/** Result of a query without any condition. */
async function logsIn(store: ServerStore): Promise<Readonly<Record<string, readonly string[]>>> {
  const seen: Record<string, readonly string[]> = {};
  for (const table of [...tables, 'logs', 'grants'] as const) {
    const { rows } = await sql<{ log: string }>`select distinct log from ${sql.table(table)}`.execute(store);
    seen[table] = rows.map(({ log }) => log);
  }
  return seen;
}

const everywhere = (logIds: readonly LogId[]) =>
  Object.fromEntries([...tables, 'logs', 'grants'].map((table) => [table, logIds]));

test('[access] a query without any condition shows a person only the rows of their own logs', async () => {
  const { hq, own, foreign, person } = await setUp();
  expect(await withRowLevelSecurity(hq.store, person, logsIn)).toEqual(everywhere([own]));
  // The same query without row-level security: the rows are there.
  const all = await logsIn(hq.store);
  for (const table of tables) expect([...(all[table] ?? [])].sort()).toEqual([own, foreign].sort());
});

test('[access] an administrator sees that logs exist, but nothing of their content', async () => {
  const { hq, own, foreign } = await setUp();
  const admin = await hq.addPerson('admin', own);
  const seen = await withRowLevelSecurity(hq.store, admin, logsIn);
  for (const table of tables) expect(seen[table]).toEqual([]);
  expect([...(seen['logs'] ?? [])].sort()).toEqual([own, foreign].sort());
  expect(seen['grants']).toEqual([own]);
});

test('[access] [E5] a query without any condition shows a partner only items of the entity', async () => {
  const { hq, own } = await setUp();
  const partner = await hq.addPerson('partner', own);
  const readItems = (entity: string | null, personId = partner) =>
    withEntityAccess(hq.store, personId, entity, async (store) => ({
      items: await store.selectFrom('plan_items').select(['log', 'item']).execute(),
      documents: await store.selectFrom('documents').select('log').execute(),
    }));
  expect(await readItems('unodc')).toEqual({ items: [{ log: own, item: 'of unodc' }], documents: [] });
  for (const entity of [null, 'c', 'unodc\n\ncted'])
    expect(await readItems(entity)).toEqual({ items: [], documents: [] });
  const admin = await hq.addPerson('admin', own);
  expect(await readItems('unodc', admin)).toEqual({ items: [], documents: [] });
});

test('[access] the reading role sees these tables alone, and those of logs are fenced', async () => {
  const hq = await TestHeadquarters.open(await postgres.newLocation());
  const { rows } = await sql<{ name: string; fenced: boolean; rights: string }>`
    select relname as name, relrowsecurity as fenced, string_agg(privilege_type, ',') as rights
      from information_schema.role_table_grants join pg_class on oid = table_name::regclass
      where grantee = 'fieldbook_reader' group by 1, 2 order by 1`.execute(hq.store);
  const fenced = [...tables, 'logs', 'grants'].map((name) => ({ name, fenced: true, rights: 'SELECT' }));
  const open = ['devices', 'persons'].map((name) => ({ name, fenced: false, rights: 'SELECT' }));
  expect(rows).toEqual([...fenced, ...open].toSorted((a, b) => (a.name < b.name ? -1 : 1)));
});

test('[access] without a person there is nothing, and nobody changes anything or looks at secrets', async () => {
  const { hq, person } = await setUp();
  expect(await withRowLevelSecurity(hq.store, '' as PersonId, logsIn)).toEqual(everywhere([]));
  for (const statement of [
    `update documents set title = 'x'`,
    'delete from entries',
    'select private_key from server',
    'select hash from sessions',
    'select hash from codes',
    'select subject from audit',
    'select sealed from sealed_words',
    'select address from mail_addresses',
    'select person from mail_queue',
    'select path from erased_fields',
    'select path from dead_dots',
    'select subject from approvals',
    'select kind from notices',
    'select seen_by from seen_notices',
    'select tied_to from administrator_ties',
    'select name from people_groups',
    'select person from group_members',
    'select role from group_roles',
  ])
    await expect(
      withRowLevelSecurity(hq.store, person, (ownServerStore) => sql.raw(statement).execute(ownServerStore)),
    ).rejects.toThrow('permission denied');
});

test('[access] a person’s transaction leaves nothing behind on its connection', async () => {
  const { hq, person } = await setUp();
  await withRowLevelSecurity(hq.store, person, logsIn);
  const { rows } = await sql<{ role: string; person: string }>`
    select current_user as role, coalesce(current_setting('fieldbook.person', true), '') as person
  `.execute(hq.store);
  expect(rows[0]?.role).not.toBe('fieldbook_reader');
  expect(rows[0]?.person).toBe('');
});

test('[access] the routes answer the same on PostgreSQL, with the fence up', async () => {
  const testServer = await startTestServer({ storeLocations: postgres });
  const [ownLogId, foreign] = [await testServer.hq.addLog(), await testServer.hq.addLog()];
  const device: Device = await testServer.enrolled('lead', ownLogId);
  const doc = crypto.randomUUID();
  const pack = device.pack(ownLogId, [{ doc, kind: 'assessment', path: 'title', value: 'A title' }]);
  const synced = await device.sync({ [ownLogId]: { since: 0 }, [foreign]: { since: 0 } }, [pack]);
  expect(synced.body.verdicts).toMatchObject([{ verdict: 'accepted' }]);
  expect(Object.keys(synced.body.logs)).toEqual([ownLogId]);
  const colleague = await testServer.enrolled('assessor', ownLogId);
  expect((await colleague.sync({ [ownLogId]: { since: 0 } })).body.logs[ownLogId].entries).toHaveLength(1);
  for (const path of [
    `logs/${ownLogId}/snapshot`,
    `logs/${ownLogId}/snapshot?bytes=1`,
    `logs/${ownLogId}/documents`,
  ])
    expect((await colleague.send(`/api/v1/${path}`)).body.documents).toHaveLength(1);
  expect((await colleague.send(`/api/v1/documents/${ownLogId}/${doc}/history`)).body.ops).toHaveLength(1);
  expect((await colleague.send('/api/v1/missions')).body.missions).toHaveLength(1);
});

test('SQLite has no roles: there is one fence, the condition in the queries', async () => {
  const hq = await TestHeadquarters.open(await embedded.newLocation());
  const logId = await hq.addLog();
  const person = await hq.addPerson('lead');
  expect((await withRowLevelSecurity(hq.store, person, logsIn))['logs']).toEqual([logId]);
});

test('[security 5] the day on which roles end is that of UTC, in every time zone of the database', async () => {
  const { hq } = await setUp();
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC']) {
    const { day, now } = await hq.store.transaction().execute(async (tx) => {
      await sql`select set_config('timezone', ${zone}, true)`.execute(tx);
      const { rows } = await sql<{ day: string; now: number | string }>`
        select fieldbook_today() as day, extract(epoch from now()) * 1000 as now`.execute(tx);
      return rows[0] ?? { day: '', now: 0 };
    });
    expect([zone, day]).toEqual([zone, utcDayAtMs(Number(now))]);
  }
});

test('[security 5] after the last day of a role PostgreSQL itself hides the log, without any timer', async () => {
  const { hq, own, person } = await setUp();
  await hq.store.updateTable('grants').set({ ends_on: '2026-11-30' }).where('person', '=', person).execute();
  const logsOn = async (day: string) => {
    await sql
      .raw(
        `create or replace function fieldbook_today() returns text language sql stable as $$ select '${day}' $$`,
      )
      .execute(hq.store);
    const seen = await withRowLevelSecurity(hq.store, person, logsIn);
    return Object.fromEntries(tables.map((table) => [table, seen[table]?.length]));
  };
  const lastDay = await logsOn('2026-11-30');
  expect(lastDay['entries']).toBeGreaterThan(0);
  expect((await withRowLevelSecurity(hq.store, person, logsIn))['documents']).toEqual([own]);
  expect(await logsOn('2026-12-01')).toEqual(Object.fromEntries(tables.map((table) => [table, 0])));
});
