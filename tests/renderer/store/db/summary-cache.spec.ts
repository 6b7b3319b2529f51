import { liveQuery } from 'dexie';
import { expect, test, vi } from 'vitest';
import { DocumentKind } from '#domain/document/op.ts';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import type { SummaryRow } from '#renderer/store/db/rows.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';

const aSummary = (at: number, title = `${at}`): SummaryRow => ({
  log: aLog(),
  doc: aDoc(at),
  kind: DocumentKind.parse('assessment'),
  title,
  status: '',
  conflicts: 0,
  isGone: false,
  facts: {},
  changedAtMs: at,
  waiting: 0,
  receiptAtMs: null,
});
const titles = async (db: FieldDatabase): Promise<readonly string[]> =>
  (await db.summaryCache.read()).map(({ title }) => title);

test('cached summaries follow the table’s additions, changes and deletions, in the order of ids', async () => {
  const db = nodeDatabase();
  await db.summaries.bulkPut([aSummary(3), aSummary(1)]);
  expect(await titles(db)).toEqual(['1', '3']);

  await db.summaries.put(aSummary(3, 'changed'));
  await db.summaries.put(aSummary(2));
  expect(await titles(db)).toEqual(['1', '2', 'changed']);

  await db.summaries.delete([aLog(), aDoc(1)]);
  expect(await titles(db)).toEqual(['2', 'changed']);
  db.close();
});

test('each read asks the table for the rows alone that changed since the one before', async () => {
  const db = nodeDatabase();
  await db.summaries.bulkPut([1, 2, 3].map((at) => aSummary(at)));
  await titles(db);
  const asked = vi.spyOn(db.summaries, 'bulkGet');
  for (const at of [1, 2]) {
    await db.summaries.put(aSummary(at, 'changed'));
    await titles(db);
    await titles(db);
  }
  expect(asked.mock.calls).toEqual([1, 2].map((at) => [[[aLog(), aDoc(at)]]]));
  db.close();
});

test('bulk writes, a cleared table and a reopened database are read anew', async () => {
  const db = nodeDatabase();
  expect(await titles(db)).toEqual([]);
  await db.summaries.bulkPut(Array.from({ length: 60 }, (_, at) => aSummary(at + 1)));
  expect(await titles(db)).toHaveLength(60);

  await db.summaries.clear();
  expect(await titles(db)).toEqual([]);

  db.close();
  await db.open();
  await db.summaries.put(aSummary(7));
  expect(await titles(db)).toEqual(['7']);
  db.close();
});

test('a change that is taken back is in no list', async () => {
  const db = nodeDatabase();
  await db.summaries.put(aSummary(1));
  await titles(db);
  const failing = db.transaction('rw', db.summaries, async () => {
    await db.summaries.put(aSummary(1, 'never kept'));
    throw new Error('the disk is full');
  });
  await expect(failing).rejects.toThrow('the disk is full');
  expect(await titles(db)).toEqual(['1']);
  db.close();
});

test('a live query sees each change, also many at once and during its reading', async () => {
  const db = nodeDatabase();
  const seen: number[] = [];
  const heard = new Promise<void>((resolve) => {
    const subscription = liveQuery(() => titles(db)).subscribe((answer) => {
      seen.push(answer.length);
      if (answer.length < 61) return;
      subscription.unsubscribe();
      resolve();
    });
  });
  const many = db.summaries.bulkPut(Array.from({ length: 60 }, (_, at) => aSummary(at + 1)));
  const reading = titles(db);
  await Promise.all([many, reading, db.summaries.put(aSummary(61))]);
  await heard;
  expect(seen.at(-1)).toBe(61);
  db.close();
});
