import { beforeEach, describe, expect, test } from 'vitest';
import { dotOf, numberOfDot } from '#domain/document/op.ts';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import { aDoc, aPerson } from '#tests/support/builders/sample-ids.ts';
import { TestClock } from '#tests/support/clock/test-clock.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { doc, journaledLaptops, log, startMs } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase, nodeIndexedDb } from '#tests/support/laptop/node-database.ts';
import type { TestLaptop, TestLaptopStart } from '#tests/support/laptop/test-laptop.ts';

let { server, journal, start } = journaledLaptops();
beforeEach(() => {
  ({ server, journal, start } = journaledLaptops());
});

/** A laptop that has sent a title, and then wrote two answers without a network. */
async function aUsedLaptop(): Promise<TestLaptop> {
  const a = await start();
  await a.rest();
  await a.write(log, doc, 'assessment', 'title', 'Court');
  await a.sync();
  a.transport.mood = 'down';
  await a.write(log, doc, 'assessment', 'answers/D1.1/level', 3);
  await a.write(log, doc, 'assessment', 'answers/D1.2/level', 4);
  return a;
}

const again = (previousTestLaptop: TestLaptop, db: FieldDatabase, part: Partial<TestLaptopStart> = {}) =>
  start({ db, host: previousTestLaptop.host, mood: 'down', ...part });

const shown = async (device: TestLaptop) => {
  const registers = (await device.query('document', { log, doc }))?.document.registers ?? {};
  return Object.fromEntries(
    Object.entries(registers).map(([path, { heads }]) => [path, heads.map(({ value }) => value)]),
  );
};

/**
 * All but packs and runs. A laptop may sign waiting packs at its start before it notices that there is no network. It
 * also writes the log of syncs.
 */
const written = (fakeJournal: FakeJournal) =>
  fakeJournal.entries.filter(({ kind }) => kind !== 'pack' && kind !== 'runs');

const everything = {
  title: ['Court'],
  'answers/D1.1/level': [3],
  'answers/D1.2/level': [4],
};

/** The next write takes the next number, headquarters takes everything, and nobody has anything twice. */
async function expectToGoOn(device: TestLaptop, n: number): Promise<void> {
  const written = await device.write(log, doc, 'assessment', 'title', 'High court');
  expect(written).toEqual({ kind: 'saved', dots: [dotOf(device.id, n)] });
  device.transport.mood = 'good';
  expect(await device.sync()).toMatchObject({ sync: { kind: 'idle' }, waiting: { changes: 0 }, parked: 0 });
  expect(await shown(device)).toEqual({ ...everything, title: ['High court'] });
  expect((await device.query('document', { log, doc }))?.document).toEqual(server.document(log, doc));
}

async function copyOf(db: FieldDatabase): Promise<FieldDatabase> {
  const copy = nodeDatabase();
  for (const table of db.tables) await copy.table(table.name).bulkAdd(await table.toArray());
  return copy;
}

describe('[D2] journal and database are compared at every start', () => {
  test('a deleted database is rebuilt offline with everything; the person may continue and is told', async () => {
    const a = await aUsedLaptop();
    await a.close();
    const rebuilt = await again(a, nodeDatabase());
    expect(rebuilt.id).toBe(a.id);
    expect(await shown(rebuilt)).toEqual(everything);
    expect(await rebuilt.query('status', null)).toMatchObject({
      waiting: { changes: 3 },
      restored: { atMs: startMs, changes: 3, packs: 1, damaged: 0, database: 'rebuilt' },
    });
    await expectToGoOn(rebuilt, 4);
    expect(server.packs(log)).toHaveLength(2);

    await rebuilt.store.dismissRestored();
    await rebuilt.until('status', null, ({ restored }) => restored === null);
    await rebuilt.close();
  });

  test('a database lost with an engine change is rebuilt; the person is told why, once', async () => {
    const a = await aUsedLaptop();
    await a.close();
    a.host.runOn('sqlite');
    const parts = nodeIndexedDb();
    const rebuilt = await again(a, nodeDatabase(parts));
    expect(await shown(rebuilt)).toEqual(everything);
    expect((await rebuilt.query('status', null)).restored).toMatchObject({
      changes: 3,
      database: 'engineChanged',
    });
    await rebuilt.store.dismissRestored();
    await rebuilt.close();

    const same = await again(a, nodeDatabase(parts));
    expect((await same.query('status', null)).restored).toBeNull();
    await same.close();
    // A real loss afterwards is reported as one.
    const lost = await again(a, nodeDatabase());
    expect((await lost.query('status', null)).restored).toMatchObject({ database: 'rebuilt' });
    await expectToGoOn(lost, 4);
    await lost.close();
  });

  test('after a clock set back the next timestamp is not earlier than former ones', async () => {
    const a = await start();
    await a.rest();
    a.transport.mood = 'down';
    const hourMs = 60 * 60 * 1000;
    a.clock.advance(hourMs);
    await a.write(log, doc, 'assessment', 'title', 'Court');
    await a.close();
    const rebuilt = await again(a, nodeDatabase(), { clock: new TestClock(startMs) });
    await rebuilt.write(log, doc, 'assessment', 'title', 'High court');
    const [before, next] = (await rebuilt.db.ops.toArray()).map(({ stamp: [ms, counter] }) => [
      ms - startMs,
      counter,
    ]);
    expect([before, next]).toEqual([
      [hourMs, 0],
      [hourMs, 1],
    ]);
    await rebuilt.close();
  });

  test('writes of colleagues come back from headquarters', async () => {
    const a = await aUsedLaptop();
    const b = await start({ person: aPerson(2), name: 'Assessor B', journal: new FakeJournal() });
    await b.rest();
    await b.write(log, aDoc(2), 'assessment', 'title', 'Laboratory');
    await b.sync();
    await a.close();

    const rebuilt = await again(a, nodeDatabase(), { mood: 'good' });
    const titles = (await rebuilt.until('documents', { log }, (all) => all.length === 2)).map(
      (documentSummary) => documentSummary.title,
    );
    expect(titles.toSorted()).toEqual(['Court', 'Laboratory']);
    await Promise.all([rebuilt.close(), b.close()]);
  });

  test('an emptied database is recognized by its lost sentinel, regardless of the rows left', async () => {
    const a = await aUsedLaptop();
    await Promise.all([a.db.meta.clear(), a.db.logs.clear(), a.db.documents.clear()]);
    const left = await copyOf(a.db);
    await a.close();
    const rebuilt = await again(a, left);
    expect(await shown(rebuilt)).toEqual(everything);
    expect((await rebuilt.query('status', null)).restored).toMatchObject({
      changes: 3,
      database: 'rebuilt',
    });
    await expectToGoOn(rebuilt, 4);
    await rebuilt.close();
  });

  test('an older database gets the later writes, and no number is used twice', async () => {
    const a = await start();
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'Court');
    await a.sync();
    const image = await copyOf(a.db);
    await a.write(log, doc, 'assessment', 'answers/D1.1/level', 3);
    await a.sync();
    await a.write(log, doc, 'assessment', 'answers/D1.2/level', 4);
    await a.close();

    const older = await again(a, image);
    expect(await shown(older)).toEqual(everything);
    expect((await older.query('status', null)).restored).toMatchObject({
      changes: 2,
      packs: 1,
      damaged: 0,
      database: 'kept',
    });
    await expectToGoOn(older, 4);
    expect(server.packs(log)).toHaveLength(4);
    await older.close();
  });

  test.each([
    ['ops', 3],
    ['documents', 0],
    ['summaries', 0],
    ['packs', 0],
    ['logs', 3],
  ] as const)('a database that lost its %s has everything again', async (table, changes) => {
    const a = await aUsedLaptop();
    await a.db.table(table).clear();
    const torn = await copyOf(a.db);
    await a.close();
    const mended = await again(a, torn);
    expect(await shown(mended)).toEqual(everything);
    const { restored } = await mended.query('status', null);
    expect(restored?.changes ?? 0).toBe(changes);
    expect((await mended.query('documents', { log })).map(({ title }) => title)).toEqual(['Court']);
    await expectToGoOn(mended, 4);
    await mended.close();
  });

  test('a value that was pruned from the database is not brought back by the journal', async () => {
    const a = await start();
    await a.rest();
    for (const title of ['one', 'two', 'three']) await a.write(log, doc, 'assessment', 'title', title);
    await a.sync();
    await a.db.ops.bulkDelete([1, 2].map((n) => [log, a.id, n] as const));
    const pruned = await copyOf(a.db);
    await a.close();
    const later = await again(a, pruned);
    expect(await shown(later)).toEqual({ title: ['three'] });
    expect((await later.query('status', null)).restored).toBeNull();
    await later.close();
  });

  test('nothing is told when both agree', async () => {
    const a = await aUsedLaptop();
    const copy = await copyOf(a.db);
    await a.close();
    const previousJournalEntries = written(journal);
    const same = await again(a, copy);
    expect((await same.query('status', null)).restored).toBeNull();
    expect(written(journal)).toEqual(previousJournalEntries);
    await same.close();
  });
});

describe('[D2] the database gives the journal its missing entries', () => {
  test('a database from before there was a journal fills it, and may then be lost', async () => {
    const a = await aUsedLaptop();
    const old = await copyOf(a.db);
    await a.close();
    journal.clear();
    const firstTestLaptop = await again(a, old);
    expect((await firstTestLaptop.query('status', null)).restored).toBeNull();
    await firstTestLaptop.close();

    const rebuilt = await again(a, nodeDatabase());
    expect(rebuilt.id).toBe(a.id);
    expect((await rebuilt.query('status', null)).waiting.changes).toBe(2);
    rebuilt.transport.mood = 'good';
    await rebuilt.sync();
    expect(await shown(rebuilt)).toEqual(everything);
    await rebuilt.close();
  });

  test('[D3] damage inside the journal loses nothing that the database has, and is reported once', async () => {
    const a = await aUsedLaptop();
    const whole = await copyOf(a.db);
    await a.close();
    journal.damage(
      (journalEntry) =>
        journalEntry.kind === 'ops' && journalEntry.ops.some(({ dot }) => dot === dotOf(a.id, 2)),
    );
    const firstTestLaptop = await again(a, whole);
    expect((await firstTestLaptop.query('status', null)).restored).toMatchObject({ changes: 0, damaged: 1 });
    expect(firstTestLaptop.id).toBe(a.id);
    await firstTestLaptop.store.dismissRestored();
    const second = await copyOf(firstTestLaptop.db);
    await firstTestLaptop.close();
    const quiet = await again(a, second);
    expect((await quiet.query('status', null)).restored).toBeNull();
    await quiet.close();

    const rebuilt = await again(a, nodeDatabase());
    expect(await shown(rebuilt)).toEqual(everything);
    await rebuilt.close();
  });

  test('both lost different parts: together they have everything', async () => {
    const a = await aUsedLaptop();
    await a.db.ops.where('[log+device+n]').equals([log, a.id, 3]).delete();
    const torn = await copyOf(a.db);
    await a.close();
    journal.damage(
      (journalEntry) =>
        journalEntry.kind === 'ops' && journalEntry.ops.some(({ dot }) => dot === dotOf(a.id, 2)),
    );
    const mended = await again(a, torn);
    expect(await shown(mended)).toEqual(everything);
    expect((await mended.query('status', null)).restored).toMatchObject({ changes: 1, damaged: 1 });
    await expectToGoOn(mended, 4);
    await mended.close();
  });
});

describe('[P2] own numbers that nobody knows are never used again', () => {
  test('database and journal are gone: the enrolled device goes on as another one', async () => {
    const a = await aUsedLaptop();
    const formerId = a.id;
    await a.close();
    journal.clear();
    const renewed = await again(a, nodeDatabase());
    expect(renewed.id).not.toBe(formerId);
    expect((await renewed.query('status', null)).restored).toMatchObject({
      changes: 0,
      database: 'rebuilt',
    });
    await renewed.close();
  });

  test('a number that both lost is a hole; later ops continue under a new identity', async () => {
    const a = await aUsedLaptop();
    const formerId = a.id;
    await a.close();
    journal.damage(
      (journalEntry) =>
        journalEntry.kind === 'ops' && journalEntry.ops.some(({ dot }) => dot === dotOf(a.id, 2)),
    );
    const renewed = await again(a, nodeDatabase());
    expect(renewed.id).not.toBe(formerId);
    expect(await shown(renewed)).toMatchObject({ title: ['Court'], 'answers/D1.2/level': [4] });
    expect((await renewed.query('status', null)).restored).toMatchObject({
      damaged: 1,
      database: 'rebuilt',
    });
    await renewed.close();
  });

  test('an identity adopted only in the journal is completed at the next start', async () => {
    const a = await aUsedLaptop();
    const previousFieldDatabase = await copyOf(a.db);
    const formerId = a.id;
    await a.close();
    await a.host.ask('device.renew', { why: 'restored' });
    const adopted = await again(a, await copyOf(previousFieldDatabase));
    expect(adopted.id).not.toBe(formerId);
    const ownOpRows = await adopted.db.ops
      .where('[log+device+n]')
      .between([log, adopted.id, 0], [log, adopted.id, 9])
      .toArray();
    await adopted.write(log, doc, 'assessment', 'answers/D1.3/level', 5);
    await adopted.close();

    // The database is from before the adoption; the journal is not.
    const late = await again(adopted, previousFieldDatabase);
    expect(await shown(late)).toEqual({ ...everything, 'answers/D1.3/level': [5] });
    expect(await late.db.ops.bulkGet(ownOpRows.map(({ n }) => [log, late.id, n] as const))).toEqual(
      ownOpRows,
    );
    expect((await late.query('status', null)).waiting.changes).toBe(3);
    await late.close();
  });

  test('an identity with a delivered and dropped adoption entry is known by its former identity', async () => {
    const a = await aUsedLaptop();
    const previousFieldDatabase = await copyOf(a.db);
    await a.close();
    await a.host.ask('device.renew', { why: 'restored' });
    const adopted = await again(a, await copyOf(previousFieldDatabase), { mood: 'good' });
    await adopted.rest();
    journal.rotate();
    await adopted.write(log, doc, 'assessment', 'answers/D1.3/level', 5);
    await adopted.sync();
    journal.rotate();
    await adopted.write(log, doc, 'assessment', 'answers/D1.4/level', 1);
    await adopted.sync();
    adopted.transport.mood = 'down';
    const lastWriteResult = await adopted.write(log, doc, 'assessment', 'answers/D1.5/level', 2);
    expect(journal.entries.some(({ kind }) => kind === 'adopted')).toBe(false);
    await adopted.close();

    const late = await again(adopted, previousFieldDatabase);
    const nextWriteResult = await late.write(log, doc, 'assessment', 'answers/D1.6/level', 3);
    expect(await shown(late)).toMatchObject({ 'answers/D1.5/level': [2] });
    const numbers = [lastWriteResult, nextWriteResult].map((writeResult) =>
      writeResult.kind === 'saved' ? writeResult.dots.map(numberOfDot) : [],
    );
    expect(numbers).toEqual([[5], [6]]);
    await late.close();
  });
});
