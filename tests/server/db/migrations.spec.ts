import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { describe, expect, onTestFinished, test } from 'vitest';
import { rebuildProjections } from '#server/admin/rebuild-projections.ts';
import { bindSealingKeys } from '#server/db/encryption/sealing-keys.ts';
import { migrations } from '#server/db/migrations.ts';
import {
  connectServerStore,
  openServerStore,
  type ServerStore,
  type StoreLocation,
} from '#server/db/open-store.ts';
import { formatSnapshotJson, readLogSnapshot } from '#server/log/read-snapshot.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { viewRows } from '#tests/support/server/projection-rows.ts';
import { embedded, openUntilTheEnd, postgres } from '#tests/support/server/stores.ts';
import { TestHeadquarters } from '#tests/support/server/test-headquarters.ts';
import { testSealingKeys } from '#tests/support/server/test-sealing-keys.ts';

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

/** Bring the tables to a version of before. */
async function migrateTo(store: ServerStore, name: string): Promise<void> {
  const migrator = new Migrator({ db: store, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateTo(name);
  expect(error).toBeUndefined();
}

/** The same headquarters in a store from before `0022-registers`: a document was one row with all its registers. */
async function copyToFormer(store: ServerStore, storeLocation: StoreLocation): Promise<void> {
  const previousServerStore = await connectServerStore(storeLocation);
  await migrateTo(previousServerStore, '0021-cut-unreadable');
  const known = new Map(
    (await previousServerStore.introspection.getTables()).map((table) => [table.name, table.columns]),
  );
  for (const table of tables) {
    // Later versions have more columns.
    const columns = new Set(known.get(table)?.map(({ name }) => name));
    for (const row of await store.selectFrom(table).selectAll().execute()) {
      const former = Object.fromEntries(Object.entries(row).filter(([name]) => columns.has(name)));
      await previousServerStore
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
          ${row.changed_place}, ${row.changed_ms}, ${row.last_device}, ${text})`.execute(previousServerStore);
    }
  }
  await previousServerStore.destroy();
}

describe.each([embedded, postgres])(
  'a store from before registers had rows: $name',
  ({ newLocation, blankLocation }) => {
    test('is migrated with every register, its order, its size and its awaited dots', async () => {
      const hq = await TestHeadquarters.open(await newLocation());
      const logId = await hq.addLog();
      const [ana, ben] = [await hq.addLaptop('assessor', logId), await hq.addLaptop('lead', logId)];
      const level = { path: 'answers/D1.1/level', value: 1 };
      // Its own future numbers; those of others are held (M2).
      const awaiting = { ...level, over: [ana.dot(4), ana.dot(5)] };
      await hq.push(
        ana,
        ana.pack(logId, awaiting, { path: 'notes/n1', text: 'AAA=' }, { doc: aDoc(2), ...level }),
      );
      await hq.push(
        ben,
        ben.pack(logId, { ...level, value: 2 }, { path: 'title', value: 'Gericht \u0000 für "alle"' }),
      );
      // More documents than are copied at once.
      const many = Array.from({ length: 50 }, (_none, at) => ({ ...level, doc: aDoc(10 + at) }));
      const carol = await hq.addLaptop('lead', logId);
      await hq.push(carol, carol.pack(logId, ...many));
      const before = await viewRows(hq.store);
      expect(before.documents).toHaveLength(52);
      expect(before.dead).toHaveLength(2);

      const storeLocation = await blankLocation();
      await copyToFormer(hq.store, storeLocation);
      const store = await openUntilTheEnd(storeLocation);
      expect(await viewRows(store)).toEqual(before);
      await rebuildProjections(store);
      expect(await viewRows(store)).toEqual(before);

      const migrated = hq.through(store);
      await migrated.push(ana, ana.pack(logId, { ...level, value: 3 }, { ...level, value: 4 }));
      expect((await viewRows(store)).dead).toEqual([]);
    });
  },
);

/** Values that a version changes by intention: secrets are encrypted or deleted. */
const changedValues = [
  'server.private_key',
  'server_keys.private_key',
  'desks.private_key',
  'authenticators.secret',
];
/** Tables that others refer to, in the order of their references. */
const referredTables = ['persons', 'logs', 'devices', 'people_groups', 'notices', 'recovery_keys'];

type Row = Readonly<Record<string, unknown>>;

/** Add one row to each table that has none yet: `{}` in each text and 1 in each number. */
async function fillNewTables(store: ServerStore, filled: Map<string, Row>): Promise<void> {
  const tables = await store.introspection.getTables();
  const referred = referredTables.flatMap((table) => tables.filter(({ name }) => name === table));
  for (const { name, columns } of [...referred, ...tables]) {
    if (filled.has(name)) continue;
    const row = Object.fromEntries(
      columns.map((column) => [column.name, /int/i.test(column.dataType) ? 1 : '{}']),
    );
    await sql`insert into ${sql.table(name)} (${sql.join(Object.keys(row).map((column) => sql.ref(column)))})
      values (${sql.join(Object.values(row))})`.execute(store);
    filled.set(name, row);
  }
}

describe.each([embedded, postgres])('a store on the $name', ({ blankLocation }) => {
  test('keeps its rows from each version to the latest', async () => {
    const store = await connectServerStore(await blankLocation());
    onTestFinished(() => store.destroy());
    bindSealingKeys(store, testSealingKeys);
    const filled = new Map<string, Row>();
    for (const name of Object.keys(migrations)) {
      await migrateTo(store, name);
      await fillNewTables(store, filled);
    }
    for (const { name, columns } of await store.introspection.getTables()) {
      // Sessions from before second factors ended with them.
      if (name === 'sessions') continue;
      const { rows } = await sql<Row>`select * from ${sql.table(name)}`.execute(store);
      const kept = columns
        .map((column) => column.name)
        .filter((column) => filled.get(name)?.[column] !== undefined)
        .filter((column) => !changedValues.includes(`${name}.${column}`));
      expect([name, rows]).toEqual([
        name,
        [
          expect.objectContaining(
            Object.fromEntries(kept.map((column) => [column, filled.get(name)?.[column]])),
          ),
        ],
      ]);
    }
  });

  test('is as before after a migration that stopped half way, and then continues', async () => {
    const storeLocation = await blankLocation();
    const previousServerStore = await connectServerStore(storeLocation);
    onTestFinished(() => previousServerStore.destroy());
    bindSealingKeys(previousServerStore, testSealingKeys);
    await migrateTo(previousServerStore, '0028-plan-items');
    await fillNewTables(previousServerStore, new Map());
    await sql`create table group_roles (in_the_way text)`.execute(previousServerStore);
    await expect(openServerStore(storeLocation, testSealingKeys)).rejects.toThrow('already exists');
    expect((await previousServerStore.introspection.getTables()).map(({ name }) => name)).not.toContain(
      'people_groups',
    );

    await sql`drop table group_roles`.execute(previousServerStore);
    const store = await openUntilTheEnd(storeLocation);
    expect(await store.selectFrom('grants').selectAll().execute()).toEqual([
      { log: '{}', person: '{}', role: '{}', source: '', ends_on: null },
    ]);
  });
});
