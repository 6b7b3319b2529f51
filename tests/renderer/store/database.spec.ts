import { expect, test } from 'vitest';
import * as z from 'zod';
import { DeviceId } from '#domain/ids.ts';
import type { IndexedDbParts } from '#renderer/store/database.ts';
import fixture from '#tests/fixtures/store-v1.json' with { type: 'json' };
import { journaledLaptops } from './journaled-laptops.ts';
import { nodeDatabase, nodeIndexedDb } from './node-database.ts';
import { everything } from '#tests/contracts/raw-rows.ts';

const KeyPath = z.union([z.string(), z.array(z.string())]);
const Fixture = z.object({
  version: z.int(),
  device: DeviceId,
  stores: z.array(
    z.object({
      name: z.string(),
      keyPath: KeyPath,
      autoIncrement: z.boolean(),
      indexes: z.array(z.object({ name: z.string(), keyPath: KeyPath })),
      rows: z.array(z.unknown()),
    }),
  ),
});

/** Puts a database on the disk as version 1 of the app left it, without any code of ours. */
function layDown({ indexedDB }: IndexedDbParts, { version, stores }: z.infer<typeof Fixture>): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('test', version);
    request.onerror = () => reject(request.error ?? new Error('not opened'));
    request.onupgradeneeded = () => {
      for (const { name, keyPath, autoIncrement, indexes, rows } of stores) {
        const store = request.result.createObjectStore(name, { keyPath, autoIncrement });
        for (const index of indexes) store.createIndex(index.name, index.keyPath);
        for (const row of rows) store.add(row);
      }
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}

test('a database from before there was encryption is refused with the code “plain”, and left as it is', async () => {
  const parts = nodeIndexedDb();
  await layDown(parts, Fixture.parse(fixture));
  const before = await everything(parts, 'test');
  const { start } = journaledLaptops();
  for (let times = 0; times < 2; times += 1)
    await expect(start({ db: nodeDatabase(parts) })).rejects.toMatchObject({
      name: 'DatabaseRefused',
      code: 'plain',
    });
  expect(await everything(parts, 'test')).toEqual(before);
});

test('keys and indexes hold ids and small numbers only: nothing of what people wrote', async () => {
  const db = nodeDatabase();
  await db.open();
  const named = db.tables.flatMap(({ schema }) =>
    [schema.primKey, ...schema.indexes].flatMap(({ keyPath }) => keyPath ?? []),
  );
  const allowed = ['log', 'doc', 'device', 'n', 'first', 'id', 'key'];
  expect([...new Set(named)].filter((name) => !allowed.includes(name))).toEqual([]);
  db.close();
});
