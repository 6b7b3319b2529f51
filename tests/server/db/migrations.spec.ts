import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { describe, expect, test } from 'vitest';
import { formatSnapshotJson, readLogSnapshot } from '#server/log/read-snapshot.ts';
import { connectServerStore, type ServerStore, type StoreLocation } from '#server/db/open-store.ts';
import { migrations } from '#server/db/migrations.ts';
import { rebuildProjections } from '#server/projections/rebuild-projections.ts';
import { embedded, openUntilTheEnd, postgres } from '#tests/support/server/stores.ts';
import { TestHeadquarters } from '#tests/support/server/test-headquarters.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { viewRows } from '#tests/support/server/projection-rows.ts';

const tables = [
  'persons',
  'devices',
  'logs',
  'grants',
  'entries',
  'chain_ends',
  'held_ops',
  'document_places',
] as const;

/** The same headquarters in a store from before `0022-registers`: a document was one row with all its registers. */
async function copyToFormer(store: ServerStore, place: StoreLocation): Promise<void> {
  const before = await connectServerStore(place);
  const versions = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0022'));
  await new Migrator({ db: before, provider: { getMigrations: async () => versions } }).migrateToLatest();
  const known = new Map((await before.introspection.getTables()).map((table) => [table.name, table.columns]));
  for (const table of tables) {
    // Later versions have more columns.
    const columns = new Set(known.get(table)?.map(({ name }) => name));
    for (const row of await store.selectFrom(table).selectAll().execute()) {
      const former = Object.fromEntries(Object.entries(row).filter(([name]) => columns.has(name)));
      await before
        .insertInto(table)
        .values(former as never) // a row of this very table
        .execute();
    }
  }
  for (const { log } of await store.selectFrom('logs').select('log').execute()) {
    const { documents } = JSON.parse(formatSnapshotJson(await readLogSnapshot(store, log, {})));
    for (const { doc, registers } of documents) {
      const row = await store
        .selectFrom('documents')
        .selectAll()
        .where('doc', '=', doc)
        .executeTakeFirstOrThrow();
      const text = JSON.stringify(registers);
      await sql`insert into documents (log, doc, kind, title, status, removed, conflicts, facts, changed_place,
          changed_ms, last_device, registers)
        values (${log}, ${doc}, ${row.kind}, ${row.title}, ${row.status}, ${row.removed}, ${row.conflicts}, ${row.facts},
          ${row.changed_place}, ${row.changed_ms}, ${row.last_device}, ${text})`.execute(before);
    }
  }
  await before.destroy();
}

describe.each([embedded, postgres])(
  'a store from before registers had rows: $name',
  ({ newPlace, blankPlace }) => {
    test('is migrated with every register, its order, its size and its awaited dots', async () => {
      const hq = await TestHeadquarters.open(await newPlace());
      const log = await hq.addLog();
      const [ana, ben] = [await hq.addLaptop('assessor', log), await hq.addLaptop('lead', log)];
      const level = { path: 'answers/D1.1/level', value: 1 };
      // Its own future numbers; those of others are held (M2).
      const awaiting = { ...level, over: [ana.dot(4), ana.dot(5)] };
      await hq.push(
        ana,
        ana.pack(log, awaiting, { path: 'notes/n1', text: 'AAA=' }, { doc: aDoc(2), ...level }),
      );
      await hq.push(
        ben,
        ben.pack(log, { ...level, value: 2 }, { path: 'title', value: 'Gericht \u0000 für "alle"' }),
      );
      // More documents than are copied at once.
      const many = Array.from({ length: 50 }, (_none, at) => ({ ...level, doc: aDoc(10 + at) }));
      const carol = await hq.addLaptop('lead', log);
      await hq.push(carol, carol.pack(log, ...many));
      const before = await viewRows(hq.store);
      expect(before.documents).toHaveLength(52);
      expect(before.dead).toHaveLength(2);

      const place = await blankPlace();
      await copyToFormer(hq.store, place);
      const store = await openUntilTheEnd(place);
      expect(await viewRows(store)).toEqual(before);
      await rebuildProjections(store);
      expect(await viewRows(store)).toEqual(before);

      const migrated = hq.through(store);
      await migrated.push(ana, ana.pack(log, { ...level, value: 3 }, { ...level, value: 4 }));
      expect((await viewRows(store)).dead).toEqual([]);
    });
  },
);
