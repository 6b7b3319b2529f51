import { describe, expect, test } from 'vitest';
import type { IndexedDbFactories } from '#renderer/store/db/database.ts';
import { answer, ended, opened, type Upgrade, walked } from './requests.ts';

/**
 * Contract of an IndexedDB as the app uses it, through Dexie. The browser's engine, fake-indexeddb and the model of the
 * simulated worlds keep it.
 */
export function indexedDbContract(indexedDb: () => IndexedDbFactories): void {
  const aDatabase = async (version = 1, upgrade: Upgrade = twoTables) => {
    const parts = indexedDb();
    const name = `contract-${crypto.randomUUID()}`;
    return { parts, name, db: await opened(parts, name, version, upgrade) };
  };
  const aFilledDatabase = async () => {
    const { db, ...rest } = await aDatabase();
    const transaction = db.transaction('ops', 'readwrite');
    for (const row of rows) transaction.objectStore('ops').put(row);
    await ended(transaction);
    return { db, ...rest, ops: () => db.transaction('ops').objectStore('ops') };
  };

  describe('an IndexedDB', () => {
    test('orders keys: numbers, texts, lists; lists by their parts', () => {
      const { indexedDB } = indexedDb();
      const keys = [
        -Infinity,
        -1,
        0,
        2,
        10,
        '',
        '10',
        '2',
        'a',
        'á',
        [],
        [1],
        [1, 'a'],
        [1, 'b'],
        ['a'],
        [[]],
      ];
      for (const [at, a] of keys.entries())
        for (const [otherAt, b] of keys.entries()) expect(indexedDB.cmp(a, b)).toBe(Math.sign(at - otherAt));
    });

    test.each([[undefined], [null], [true], [Number.NaN], [{}], [[1, undefined]], [[null]]])(
      'refuses %j as a key',
      async (key) => {
        const { ops } = await aFilledDatabase();
        expect(() => ops().get(key as IDBValidKey)).toThrow(expect.objectContaining({ name: 'DataError' }));
      },
    );

    test('answers a row by its compound key, and undefined where there is none', async () => {
      const { ops } = await aFilledDatabase();
      expect(await answer(ops().get(['l', 'd', 2]))).toEqual(rows[1]);
      expect(await answer(ops().get(['l', 'd', 9]))).toBeUndefined();
      expect(await answer(ops().getKey(['l', 'd', 2]))).toEqual(['l', 'd', 2]);
    });

    test('answers copies: a row that is changed in memory stays as it was put', async () => {
      const { db, ops } = await aFilledDatabase();
      const row = { log: 'l', device: 'd', n: 7, doc: 'x', sealed: Uint8Array.of(1, 2) };
      const transaction = db.transaction('ops', 'readwrite');
      transaction.objectStore('ops').put(row);
      row.sealed[0] = 9;
      await ended(transaction);
      const found = (await answer(ops().get(['l', 'd', 7]))) as typeof row;
      found.sealed[1] = 9;
      expect(await answer(ops().get(['l', 'd', 7]))).toEqual({ ...row, sealed: Uint8Array.of(1, 2) });
    });

    test.each([
      ['a closed range', (range: Ranges) => range.bound(['l', 'd', 1], ['l', 'd', 3]), [1, 2, 3]],
      ['open ends', (range: Ranges) => range.bound(['l', 'd', 1], ['l', 'd', 3], true, true), [2]],
      ['a lower bound', (range: Ranges) => range.lowerBound(['l', 'd', 3]), [3, 1, 4]],
      ['an upper bound', (range: Ranges) => range.upperBound(['l', 'd', 2], true), [1]],
      ['all that begins with a key', (range: Ranges) => range.bound(['l', 'd'], ['l', 'd', []]), [1, 2, 3]],
      ['one key', (range: Ranges) => range.only(['l', 'e', 1]), [1]],
      ['nothing', (range: Ranges) => range.bound(['m'], ['n']), []],
    ])('answers the rows of %s in their order', async (_name, rangeOf, numbers) => {
      const { ops, parts } = await aFilledDatabase();
      const range = rangeOf(parts.IDBKeyRange);
      const foundRows = (await answer(ops().getAll(range))) as Row[];
      expect(foundRows.map(({ n }) => n)).toEqual(numbers);
      expect(await answer(ops().count(range))).toBe(numbers.length);
      expect(await answer(ops().getAllKeys(range))).toEqual(
        foundRows.map(({ log, device, n }) => [log, device, n]),
      );
    });

    test('refuses a range whose end is before its beginning', () => {
      const { IDBKeyRange } = indexedDb();
      expect(() => IDBKeyRange.bound(2, 1)).toThrow(expect.objectContaining({ name: 'DataError' }));
      expect(() => IDBKeyRange.bound(1, 1, true)).toThrow(expect.objectContaining({ name: 'DataError' }));
    });

    test('answers at most so many rows, from the end when asked so', async () => {
      const { ops } = await aFilledDatabase();
      expect(((await answer(ops().getAll(null, 2))) as Row[]).map(({ n }) => n)).toEqual([1, 2]);
      const last = { count: 2, direction: 'prev' } as const;
      // Of the standard of 2025, which the types do not know yet.
      const newest = ops() as unknown as { getAllKeys(options: object): IDBRequest<IDBValidKey[]> };
      expect(await answer(newest.getAllKeys(last))).toEqual([
        ['l', 'f', 4],
        ['l', 'e', 1],
      ]);
    });

    test('lists rows by an index, in the order of their primary keys; not those without its field', async () => {
      const { ops, parts } = await aFilledDatabase();
      const byDoc = ops().index('[log+doc]');
      const foundRows = (await answer(byDoc.getAll(parts.IDBKeyRange.only(['l', 'x'])))) as Row[];
      expect(foundRows.map(({ device, n }) => [device, n])).toEqual([
        ['d', 1],
        ['d', 3],
        ['e', 1],
      ]);
      expect(await answer(ops().index('[log+doc]').count())).toBe(4);
      expect(await answer(ops().index('[log+doc]').getAllKeys(['l', 'y']))).toEqual([['l', 'd', 2]]);
    });

    test('keeps an index to what rows are now: put again, deleted, cleared', async () => {
      const { db, parts } = await aFilledDatabase();
      const transaction = db.transaction('ops', 'readwrite');
      const ops = transaction.objectStore('ops');
      ops.put({ log: 'l', device: 'd', n: 1, doc: 'y' });
      ops.delete(['l', 'e', 1]);
      const left = answer(ops.index('[log+doc]').getAllKeys());
      ops.delete(parts.IDBKeyRange.bound(['l', 'd', 2], ['l', 'd', 3]));
      const afterRange = answer(ops.index('[log+doc]').getAllKeys());
      ops.clear();
      const none = answer(ops.index('[log+doc]').count());
      expect(await left).toEqual([
        ['l', 'd', 3],
        ['l', 'd', 1],
        ['l', 'd', 2],
      ]);
      expect(await afterRange).toEqual([['l', 'd', 1]]);
      expect(await none).toBe(0);
    });

    test.each([
      ['next', [1, 2, 3, 1, 4]],
      ['prev', [4, 1, 3, 2, 1]],
    ] as const)('goes through rows by a cursor, %s', async (direction, numbers) => {
      const { ops } = await aFilledDatabase();
      const found: number[] = [];
      await walked(ops().openCursor(null, direction), (cursor) => {
        found.push((cursor.value as Row).n);
        cursor.continue();
      });
      expect(found).toEqual(numbers);
    });

    test.each([
      [
        'nextunique',
        [
          ['l', 'x'],
          ['l', 'y'],
        ],
        [
          ['l', 'd', 1],
          ['l', 'd', 2],
        ],
      ],
      [
        'prevunique',
        [
          ['l', 'y'],
          ['l', 'x'],
        ],
        [
          ['l', 'd', 2],
          ['l', 'd', 1],
        ],
      ],
    ] as const)('meets each key of an index once by a cursor, %s', async (direction, keys, primaryKeys) => {
      const { ops } = await aFilledDatabase();
      const found: IDBValidKey[] = [];
      const primary: IDBValidKey[] = [];
      await walked(ops().index('[log+doc]').openKeyCursor(null, direction), (cursor) => {
        found.push(cursor.key);
        primary.push(cursor.primaryKey);
        cursor.continue();
      });
      expect(found).toEqual(keys);
      expect(primary).toEqual(primaryKeys);
    });

    test('sends a cursor to a key, to a primary key and over so many rows', async () => {
      const { ops } = await aFilledDatabase();
      const found: IDBValidKey[] = [];
      const moves = [
        (cursor: IDBCursor) => cursor.continuePrimaryKey(['l', 'x'], ['l', 'd', 2]),
        (cursor: IDBCursor) => cursor.advance(1),
        (cursor: IDBCursor) => cursor.continue(['l', 'xx']),
        (cursor: IDBCursor) => cursor.continue(),
      ];
      await walked(ops().index('[log+doc]').openKeyCursor(), (cursor) => {
        found.push(cursor.primaryKey);
        moves.shift()?.(cursor);
      });
      expect(found).toEqual([
        ['l', 'd', 1],
        ['l', 'd', 3],
        ['l', 'e', 1],
        ['l', 'd', 2],
      ]);
    });

    test('numbers the rows of a table that asks for it, from behind the largest number', async () => {
      const { db } = await aDatabase();
      const transaction = db.transaction('runs', 'readwrite');
      const runs = transaction.objectStore('runs');
      const keys = [{ run: 'a' }, { id: 7, run: 'b' }, { id: 3, run: 'c' }, { run: 'd' }].map((row) =>
        answer(runs.add(row)),
      );
      expect(await Promise.all(keys)).toEqual([1, 7, 3, 8]);
      expect(await answer(db.transaction('runs').objectStore('runs').get(8))).toEqual({ id: 8, run: 'd' });
    });
  });

  describe('a transaction', () => {
    test('keeps everything or nothing: an abort brings back rows, indexes and numbers', async () => {
      const { db, ops } = await aFilledDatabase();
      const transaction = db.transaction(['ops', 'runs'], 'readwrite');
      transaction.objectStore('ops').clear();
      transaction.objectStore('ops').put({ log: 'l', device: 'z', n: 1, doc: 'z' });
      await answer(transaction.objectStore('runs').add({ run: 'gone' }));
      transaction.abort();
      expect(await ended(transaction)).toBe('abort');
      expect(await answer(ops().getAll())).toEqual(rows);
      expect(await answer(ops().index('[log+doc]').count())).toBe(4);
      const again = db.transaction('runs', 'readwrite').objectStore('runs');
      expect(await answer(again.add({ run: 'first' }))).toBe(1);
    });

    test('is aborted by a request that fails and that nobody forgives', async () => {
      const { db, ops } = await aFilledDatabase();
      const transaction = db.transaction('ops', 'readwrite');
      transaction.objectStore('ops').put({ log: 'l', device: 'z', n: 1, doc: 'z' });
      const failed = answer(transaction.objectStore('ops').add(rows[0]), false);
      const waiting = answer(transaction.objectStore('ops').count(), false);
      await expect(failed).rejects.toMatchObject({ name: 'ConstraintError' });
      await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
      expect(await ended(transaction)).toBe('abort');
      expect(transaction.error).toMatchObject({ name: 'ConstraintError' });
      expect(await answer(ops().count())).toBe(rows.length);
    });

    test('goes on after a failure that is forgiven, without what failed', async () => {
      const { db, ops } = await aFilledDatabase();
      const transaction = db.transaction('ops', 'readwrite');
      const failed = answer(transaction.objectStore('ops').add({ ...rows[0], doc: 'other' }));
      transaction.objectStore('ops').put({ log: 'l', device: 'z', n: 1, doc: 'z' });
      await expect(failed).rejects.toMatchObject({ name: 'ConstraintError' });
      expect(await ended(transaction)).toBe('complete');
      expect(await answer(ops().get(['l', 'd', 1]))).toEqual(rows[0]);
      expect(await answer(ops().count())).toBe(rows.length + 1);
    });

    test('waits for an earlier one that writes to the same table', async () => {
      const { db } = await aFilledDatabase();
      const order: string[] = [];
      const writing = db.transaction('ops', 'readwrite');
      const reading = db.transaction('ops');
      const other = db.transaction('runs', 'readwrite');
      const read = answer(reading.objectStore('ops').count()).then((count) => order.push(`read ${count}`));
      const ran = answer(other.objectStore('runs').add({ run: 'a' })).then(() => order.push('other'));
      await answer(writing.objectStore('ops').clear());
      await answer(writing.objectStore('ops').put({ log: 'l', device: 'z', n: 1, doc: 'z' }));
      order.push('written');
      await Promise.all([read, ran]);
      expect(order.indexOf('written')).toBeLessThan(order.indexOf('read 1'));
      expect(order).toHaveLength(3);
    });

    test('is over once nothing is asked any more', async () => {
      const { db } = await aFilledDatabase();
      const transaction = db.transaction('ops', 'readwrite');
      const table = transaction.objectStore('ops');
      await answer(table.count());
      await ended(transaction);
      expect(() => table.clear()).toThrow(expect.objectContaining({ name: 'TransactionInactiveError' }));
      expect(() => transaction.abort()).toThrow(expect.objectContaining({ name: 'InvalidStateError' }));
    });

    test('that reads refuses to write, and one without a table to touch it', async () => {
      const { db } = await aFilledDatabase();
      expect(() => db.transaction('ops').objectStore('ops').clear()).toThrow(
        expect.objectContaining({ name: 'ReadOnlyError' }),
      );
      expect(() => db.transaction('ops').objectStore('runs')).toThrow(
        expect.objectContaining({ name: 'NotFoundError' }),
      );
      expect(() => db.transaction('none')).toThrow(expect.objectContaining({ name: 'NotFoundError' }));
    });

    test('refuses a row without its key, and one that cannot be copied', async () => {
      const { db } = await aFilledDatabase();
      const table = db.transaction('ops', 'readwrite').objectStore('ops');
      expect(() => table.put({ log: 'l' })).toThrow(expect.objectContaining({ name: 'DataError' }));
      expect(() => table.put({ log: 'l', device: 'd', n: 1, run: () => 1 })).toThrow();
    });
  });

  describe('a database', () => {
    test('is brought up: new tables and indexes over rows that are there, others gone', async () => {
      const { db, parts, name } = await aFilledDatabase();
      db.close();
      const second = await opened(parts, name, 2, (upgraded, transaction) => {
        upgraded.deleteObjectStore('runs');
        upgraded.createObjectStore('notes', { keyPath: 'id' });
        transaction.objectStore('ops').deleteIndex('[log+doc]');
        transaction.objectStore('ops').createIndex('n', 'n');
      });
      expect([...second.objectStoreNames]).toEqual(['notes', 'ops']);
      const ops = second.transaction('ops').objectStore('ops');
      expect([...ops.indexNames]).toEqual(['n']);
      expect(await answer(ops.index('n').getAllKeys(1))).toEqual([
        ['l', 'd', 1],
        ['l', 'e', 1],
      ]);
    });

    test('stays as it was when bringing it up is aborted', async () => {
      const { db, parts, name } = await aFilledDatabase();
      db.close();
      const failing = opened(parts, name, 2, (upgraded, transaction) => {
        upgraded.deleteObjectStore('ops');
        transaction.abort();
      });
      await expect(failing).rejects.toMatchObject({ name: 'AbortError' });
      const again = await opened(parts, name, 1);
      expect(await answer(again.transaction('ops').objectStore('ops').getAll())).toEqual(rows);
    });

    test('of a newer version is not opened', async () => {
      const { db, parts, name } = await aDatabase(3);
      db.close();
      await expect(opened(parts, name, 2)).rejects.toMatchObject({ name: 'VersionError' });
    });

    test('is listed with its version until it is deleted, which its owners are told of', async () => {
      const { db, parts, name } = await aDatabase(3);
      const versionOf = async () =>
        (await parts.indexedDB.databases()).find((one) => one.name === name)?.version;
      expect(await versionOf()).toBe(3);
      const told = new Promise<number | null>((resolve) => {
        db.onversionchange = ({ newVersion }) => {
          db.close();
          resolve(newVersion);
        };
      });
      await answer(parts.indexedDB.deleteDatabase(name));
      expect(await told).toBeNull();
      expect(await versionOf()).toBeUndefined();
      expect(() => db.transaction('ops')).toThrow(expect.objectContaining({ name: 'InvalidStateError' }));
    });
  });
}

interface Row {
  readonly log: string;
  readonly device: string;
  readonly n: number;
  readonly doc?: string;
}
type Ranges = typeof IDBKeyRange;

const rows: readonly Row[] = [
  { log: 'l', device: 'd', n: 1, doc: 'x' },
  { log: 'l', device: 'd', n: 2, doc: 'y' },
  { log: 'l', device: 'd', n: 3, doc: 'x' },
  { log: 'l', device: 'e', n: 1, doc: 'x' },
  { log: 'l', device: 'f', n: 4 },
];

const twoTables: Upgrade = (db) => {
  const ops = db.createObjectStore('ops', { keyPath: ['log', 'device', 'n'] });
  ops.createIndex('[log+doc]', ['log', 'doc']);
  db.createObjectStore('runs', { keyPath: 'id', autoIncrement: true });
};
