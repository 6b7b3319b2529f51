import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import type { FieldDatabase, IndexedDbFactories } from '#renderer/store/db/database.ts';
import { StoredDocument } from '#renderer/store/db/stored-document.ts';
import { aTextOp, deviceA } from '#tests/support/builders/ops.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { journaledLaptops } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase, nodeIndexedDb } from '#tests/support/laptop/node-database.ts';
import { bytesOf, everything } from '#tests/support/laptop/raw-rows.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const doc = aDoc();
const server = new FakeServer(Date.UTC(2026, 10, 24, 9));

const aDevice = (db: FieldDatabase): Promise<TestLaptop> => startLaptop(server, 1, { db });

/** A laptop without a network and with a record of this many long answers. */
async function withAnswers(parts: IndexedDbFactories, count: number): Promise<TestLaptop> {
  const device = await aDevice(nodeDatabase(parts));
  await device.rest();
  device.transport.mood = 'down';
  await device.store.write(
    log,
    Array.from({ length: count }, (_, at) => ({
      doc,
      kind: 'assessment' as never, // a kind
      path: `answers/q${at}/value` as never, // a path
      value: `${at} `.repeat(100),
      over: [],
    })),
  );
  return device;
}

const rawRows = async (parts: IndexedDbFactories) => (await everything(parts, 'test')).rows;

test('a saved answer writes only the changed registers; the stored document stays unchanged', async () => {
  const parts = nodeIndexedDb();
  const device = await withAnswers(parts, 200);
  const before = await rawRows(parts);
  await device.write(log, doc, 'assessment', 'answers/q7/value', 'changed');
  const after = await rawRows(parts);
  expect(after['documents']).toEqual(before['documents']);
  const changes = after['documentChanges'] ?? [];
  expect(changes).toMatchObject([{ log, doc, n: 1 }]);
  expect(bytesOf(changes).length).toBeLessThan(600);
  expect(bytesOf(after['documents']).length).toBeGreaterThan(2_000);
  await device.close();
});

test('a document and its changes read as one, also after the database was opened again', async () => {
  const parts = nodeIndexedDb();
  const device = await withAnswers(parts, 3);
  for (let n = 1; n <= 5; n += 1) await device.write(log, doc, 'assessment', 'answers/q1/value', n);
  const seen = await device.db.documents.get([log, doc]);
  expect(await device.db.documents.where('log').equals(log).toArray()).toEqual([seen]);
  await device.close();
  const db = nodeDatabase(parts);
  expect(await db.documents.get([log, doc])).toEqual(seen);
  expect(await db.documents.bulkGet([[log, doc]])).toEqual([seen]);
  db.close();
});

test('changes much larger than their document are folded into it, and none is left', async () => {
  const parts = nodeIndexedDb();
  const device = await withAnswers(parts, 1);
  const words = 'word '.repeat(1_000);
  let most = 0;
  for (let n = 1; n <= 15; n += 1) {
    await device.write(log, doc, 'assessment', 'answers/q0/value', `${n} ${words}`);
    most = Math.max(most, await device.db.documentChanges.count());
  }
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThan(10);
  const seen = await device.db.documents.get([log, doc]);
  await device.close();
  const db = nodeDatabase(parts);
  expect(await db.documents.get([log, doc])).toEqual(seen);
  db.close();
});

test('a small document with 128 rows of changes is written whole at the next one', async () => {
  const device = await withAnswers(nodeIndexedDb(), 1);
  const counts: number[] = [];
  for (let n = 1; n <= 130; n += 1) {
    await device.write(log, doc, 'assessment', 'answers/q0/value', n);
    counts.push(await device.db.documentChanges.count());
  }
  expect(Math.max(...counts)).toBe(128);
  expect(counts).toContain(0);
  await device.close();
});

test('a fold that is cut off leaves the document and its changes as they were', async () => {
  const parts = nodeIndexedDb();
  const device = await withAnswers(parts, 2);
  await device.write(log, doc, 'assessment', 'answers/q1/value', 'changed');
  const before = await rawRows(parts);
  const { db } = device;
  const whole = await db.documents.get([log, doc]);
  await expect(
    db.transaction('rw', db.documents, async () => {
      if (whole !== undefined) await db.documents.put({ ...whole, changedAtMs: 1 });
      Dexie.currentTransaction.abort();
    }),
  ).rejects.toThrow();
  expect(await rawRows(parts)).toEqual(before);
  expect(await db.documents.get([log, doc])).toEqual(whole);
  await device.close();
});

test('deleting a document, by key or by log, deletes its changes too', async () => {
  const parts = nodeIndexedDb();
  const device = await withAnswers(parts, 1);
  await device.write(log, doc, 'assessment', 'answers/q0/value', 'changed');
  const { db } = device;
  const baseRow = await db.documents.get([log, doc]);
  await db.documents.delete([log, doc]);
  expect(await db.documentChanges.count()).toBe(0);
  expect(await db.documents.get([log, doc])).toBeUndefined();
  if (baseRow !== undefined) await db.documents.put(baseRow);
  await db.documents.put({ log, doc, n: 1, registers: {}, changedAtMs: 5 });
  await db.documents.where('[log+doc]').between([log, Dexie.minKey], [log, Dexie.maxKey]).delete();
  expect(await db.documentChanges.count()).toBe(0);
  expect(await db.documents.get([log, doc])).toBeUndefined();
  await device.close();
});

test('a change to a document that the disk lacks is refused as an emptied database', async () => {
  const db = nodeDatabase();
  const other = { log, doc: aDoc(2), kind: 'assessment' as never, registers: {}, changedAtMs: 5 }; // a kind
  await db.documents.put(other);
  await expect(db.documents.put({ log, doc, n: 1, registers: {}, changedAtMs: 5 })).rejects.toMatchObject({
    name: 'DatabaseResetError',
  });
  db.close();
});

test('a second change under a number that is there fails, and the first stays', async () => {
  const parts = nodeIndexedDb();
  const device = await withAnswers(parts, 1);
  await device.write(log, doc, 'assessment', 'answers/q0/value', 'first');
  const before = await rawRows(parts);
  const change = { log, doc, n: 1, registers: {}, changedAtMs: 5 };
  await expect(device.db.documents.put(change)).rejects.toThrow();
  expect((await rawRows(parts))['documentChanges']).toEqual(before['documentChanges']);
  await device.write(log, doc, 'assessment', 'answers/q0/value', 'second');
  expect((await device.db.documentChanges.toArray()).map(({ n }) => n)).toEqual([1, 2]);
  await device.close();
});

test('[D2] a document with a missing change is rebuilt from its ops at the next start', async () => {
  const parts = nodeIndexedDb();
  const { start } = journaledLaptops();
  const device = await start({ db: nodeDatabase(parts) });
  await device.rest();
  device.transport.mood = 'down';
  for (const path of ['title', 'answers/D1.1/rationale', 'answers/D1.2/rationale', 'answers/D1.3/rationale'])
    await device.write(log, doc, 'assessment', path, `about ${path}`);
  const whole = await device.db.documents.get([log, doc]);
  await device.db.documentChanges.delete([log, doc, 2]);
  const { host } = device;
  await device.close();
  const again = await start({ db: nodeDatabase(parts), host, mood: 'down' });
  expect((await again.db.documents.get([log, doc]))?.registers).toEqual(whole?.registers);
  expect(await again.db.documentChanges.count()).toBe(0);
  await again.close();
});

test('a live query hears of a change as of its document', async () => {
  const device = await withAnswers(nodeIndexedDb(), 1);
  const heard: unknown[] = [];
  const stop = await device.store.watch('document', { log, doc }, (queryResult) => {
    heard.push(queryResult?.document.registers['answers/q0/value' as never]);
  });
  await device.write(log, doc, 'assessment', 'answers/q0/value', 'changed');
  await expect.poll(() => heard.at(-1)).toMatchObject({ heads: [{ value: 'changed' }] });
  stop();
  await device.close();
});

test('the cache keeps recently used documents within its byte limit, and always the last one', () => {
  const db = nodeDatabase();
  const { documentCache } = db;
  const large = (at: number, megabytes: number) =>
    new StoredDocument({
      log,
      doc: aDoc(at),
      kind: 'assessment' as never, // a kind
      changedAtMs: 0,
      registers: {
        ['title' as never]: {
          heads: [{ dot: dotOf(deviceA, 1), stamp: [1, 0], value: 'x'.repeat(megabytes * 1_000_000) }],
        },
      },
    });
  const kept = (): readonly number[] => [1, 2, 3, 4].filter((at) => documentCache.find([log, aDoc(at)]));
  for (const at of [1, 2]) documentCache.keepRead(large(at, 6), documentCache.version);
  documentCache.find([log, aDoc(1)]);
  documentCache.keepRead(large(3, 6), documentCache.version);
  expect(kept()).toEqual([1, 3]);
  documentCache.keepRead(large(4, 20), documentCache.version);
  expect(kept()).toEqual([4]);
  db.close();
});

/** Write this many texts of 240 KB into one register. */
async function writeTexts(device: TestLaptop, numbers: readonly number[]): Promise<readonly string[]> {
  const outcomes: string[] = [];
  for (const n of numbers) {
    const { path, text } = aTextOp(dotOf(deviceA, n), 'a'.repeat(180_000));
    const writeResult = await device.store.write(log, [{ doc, kind: 'assessment' as never, path, text }]);
    outcomes.push(writeResult.kind === 'refused' ? writeResult.reason.kind : writeResult.kind);
  }
  return outcomes;
}

test('[J5] an own text beyond a register’s limit is refused with its reason, and not written', async () => {
  const device = await withAnswers(nodeIndexedDb(), 1);
  const outcomes = await writeTexts(device, [1, 2, 3, 4, 5]);
  expect(outcomes).toEqual(['saved', 'saved', 'saved', 'saved', 'registerFull']);
  expect(await device.db.ops.count()).toBe(5);
  await device.close();
});

test('[J5] an imported pack without room in a register is quarantined whole, and work continues', async () => {
  const colleague = await startLaptop(server, 2);
  await colleague.rest();
  colleague.transport.mood = 'down';
  const device = await withAnswers(nodeIndexedDb(), 1);
  await writeTexts(device, [1, 2, 3, 4]);
  await writeTexts(colleague, [5]);
  expect(await device.carry(await colleague.packsFor(log))).toEqual({ changes: 0, early: 0, parked: 1 });
  expect((await device.query('parked', null)).map(({ why }) => why)).toEqual(['tooLarge']);
  expect(await device.write(log, doc, 'assessment', 'title', 'Court')).toMatchObject({ kind: 'saved' });
  await Promise.all([device.close(), colleague.close()]);
});
