import { liveQuery } from 'dexie';
import { expect, test, vi } from 'vitest';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import { newLogRow } from '#renderer/store/db/log-row.ts';
import {
  putMeta,
  readCachedLogRow,
  readCachedLogRows,
  readCachedMeta,
  readCachedWaiting,
} from '#renderer/store/db/meta.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';

const log = aLog();

/** A database with one log and this number of waiting own changes, and the number of reads of its logs. */
async function withLog(changes: number) {
  const db = nodeDatabase();
  await putLog(db, changes);
  return { db, reads: vi.spyOn(db.logs, 'toArray') };
}

const putLog = (db: FieldDatabase, changes: number) =>
  db.logs.put({ ...newLogRow(log), waiting: { changes, bytes: 10 * changes } });

test('a row once read is cached until it changes', async () => {
  const { db, reads } = await withLog(1);
  await Promise.all([readCachedLogRows(db), readCachedLogRow(db, log), readCachedWaiting(db)]);
  expect(reads).toHaveBeenCalledTimes(1);
  await putLog(db, 2);
  expect(await readCachedWaiting(db)).toEqual({ changes: 2, bytes: 20 });
  expect((await readCachedLogRow(db, log)).waiting.changes).toBe(2);
  expect(reads).toHaveBeenCalledTimes(2);
  expect(await readCachedLogRow(db, aLog(2))).toEqual(newLogRow(aLog(2)));
  db.close();
});

test('a live query shares no cached read, whose zone would refuse the writes of others', async () => {
  const { db } = await withLog(1);
  const asked: Promise<unknown>[] = [];
  const query = liveQuery(() => {
    const reading = readCachedMeta(db, 'saved');
    asked.push(reading);
    return reading;
  });
  // By a timer: a promise that the query resolves would carry its zone into this test.
  await new Promise<void>((resolve, reject) => {
    const watching = query.subscribe({
      next: () => {
        watching.unsubscribe();
        setTimeout(resolve);
      },
      error: reject,
    });
  });
  expect(asked).toHaveLength(1);
  expect(readCachedMeta(db, 'saved')).not.toBe(asked[0]);
  db.close();
});

test('a query during a change is answered after it, whether the change commits or not', async () => {
  const { db } = await withLog(1);
  await readCachedLogRows(db);
  let asked: Promise<unknown> = Promise.resolve();
  await db.transaction('rw', db.logs, async () => {
    await putLog(db, 2);
    asked = outside(() => readCachedWaiting(db));
  });
  expect(await asked).toMatchObject({ changes: 2 });

  const given = db.transaction('rw', db.logs, async () => {
    await putLog(db, 3);
    asked = outside(() => readCachedWaiting(db));
    throw new Error('given up');
  });
  await expect(given).rejects.toThrow('given up');
  expect(await asked).toMatchObject({ changes: 2 });
  expect(await readCachedWaiting(db)).toMatchObject({ changes: 2 });
  db.close();
});

test('a query from before a change is not cached after it, whenever its answer came', async () => {
  const { db } = await withLog(1);
  const asked = readCachedWaiting(db);
  const put = putLog(db, 2);
  await Promise.all([asked, put]);
  expect(await readCachedWaiting(db)).toMatchObject({ changes: 2 });
  db.close();
});

test('within a transaction the database itself is asked', async () => {
  const { db, reads } = await withLog(1);
  await readCachedLogRows(db);
  const inside = await db.transaction('rw', db.logs, async () => {
    await putLog(db, 2);
    return [await readCachedWaiting(db), await readCachedWaiting(db)];
  });
  expect(inside).toMatchObject([{ changes: 2 }, { changes: 2 }]);
  expect(reads).toHaveBeenCalledTimes(3);
  db.close();
});

test('of the singletons each is known by itself', async () => {
  const db = nodeDatabase();
  const reads = vi.spyOn(db.meta, 'get');
  await putMeta(db, 'paused', true);
  expect([await readCachedMeta(db, 'paused'), await readCachedMeta(db, 'paused')]).toEqual([true, true]);
  expect(reads).toHaveBeenCalledTimes(1);
  await putMeta(db, 'clockOffsetMs', 5);
  expect(await readCachedMeta(db, 'paused')).toBe(true);
  expect(reads).toHaveBeenCalledTimes(1);
  await db.meta.delete('paused');
  expect(await readCachedMeta(db, 'paused')).toBeUndefined();
  await db.meta.clear();
  expect(await readCachedMeta(db, 'clockOffsetMs')).toBeUndefined();
  await putMeta(db, 'clockOffsetMs', 6);
  expect(await readCachedMeta(db, 'clockOffsetMs')).toBe(6);
  db.close();
});

test('a question that failed is asked again', async () => {
  const { db, reads } = await withLog(1);
  reads.mockImplementationOnce(() => {
    throw new Error('a bad sector');
  });
  await expect(readCachedLogRows(db)).rejects.toThrow('a bad sector');
  expect(await readCachedWaiting(db)).toMatchObject({ changes: 1 });
  db.close();
});

test('a database that was closed knows nothing when it is opened again', async () => {
  const { db, reads } = await withLog(1);
  await readCachedLogRows(db);
  db.close();
  await db.open();
  await readCachedLogRows(db);
  expect(reads).toHaveBeenCalledTimes(2);
  db.close();
});

/** Read like a caller outside of the transaction under way. */
const outside = <T>(ask: () => Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    setTimeout(() => void ask().then(resolve, reject));
  });
