import { expect, test } from 'vitest';
import * as z from 'zod';
import { decodeBase64 } from '#base/base64.ts';
import { dotOf } from '#domain/document/op.ts';
import { DeviceId } from '#domain/ids.ts';
import type { IndexedDbFactories } from '#renderer/store/db/database.ts';
import version1 from '#tests/data/store-v1.json' with { type: 'json' };
import version4 from '#tests/data/store-v4.json' with { type: 'json' };
import version6 from '#tests/data/store-v6.json' with { type: 'json' };
import { aPerson } from '#tests/support/builders/sample-ids.ts';
import { makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase, nodeIndexedDb } from '#tests/support/laptop/node-database.ts';
import { everything } from '#tests/support/laptop/raw-rows.ts';
import { anEnrolment } from '#tests/support/laptop/test-laptop.ts';

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
      rows: z.array(z.looseObject({ sealed: z.base64().transform(decodeBase64).optional() })),
    }),
  ),
});

/** Put a database on the disk as an earlier app left it, without any code of ours. */
function layDown(
  { indexedDB }: IndexedDbFactories,
  { version, stores }: z.infer<typeof Fixture>,
): Promise<void> {
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

test('a database from before encryption is refused with the code “plain”, and left unchanged', async () => {
  const parts = nodeIndexedDb();
  await layDown(parts, Fixture.parse(version1));
  const before = await everything(parts, 'test');
  const { start } = journaledLaptops();
  for (let times = 0; times < 2; times += 1)
    await expect(start({ db: nodeDatabase(parts) })).rejects.toMatchObject({
      name: 'DatabaseRefused',
      code: 'plain',
    });
  expect(await everything(parts, 'test')).toEqual(before);
});

test('a database of a later version is refused with the code “newer-data”, and left unchanged', async () => {
  const parts = nodeIndexedDb();
  const later = { ...Fixture.parse(version4), version: (nodeDatabase(parts).verno + 1) * 10 };
  await layDown(parts, later);
  const before = await everything(parts, 'test');
  const { start } = journaledLaptops();
  for (let times = 0; times < 2; times += 1)
    await expect(start({ db: nodeDatabase(parts) })).rejects.toMatchObject({
      name: 'DatabaseRefused',
      code: 'newer-data',
    });
  expect(await everything(parts, 'test')).toEqual(before);
  expect(await parts.indexedDB.databases()).toEqual([{ name: 'test', version: later.version }]);
});

test('a database of version 4 opens with everything in it, and work continues from there', async () => {
  const old = Fixture.parse(version4);
  const parts = nodeIndexedDb();
  await layDown(parts, old);
  const host = await makeFakeHost({ device: old.device, enrolment: anEnrolment(aPerson(), 'Assessor A') });
  const device = await journaledLaptops().start({ db: nodeDatabase(parts), host, mood: 'down' });

  expect(await device.query('documents', { log })).toMatchObject([
    { title: 'Forensic laboratory', conflicts: 0, waiting: 1, facts: { answered: 1 } },
  ]);
  expect(await device.query('history', { log, doc, below: 'answers/D1.1' })).toMatchObject([
    { value: 3, where: 'laptop' },
    { value: 2, where: 'headquarters' },
  ]);
  // Values that no row holds yet, but any might: an absent one, and bytes.
  expect(await device.db.parked.get(2)).toStrictEqual({
    id: 2,
    atMs: 2,
    what: 'entry',
    why: undefined,
    hash: expect.any(String) as string,
    text: Uint8Array.of(1, 2, 3),
  });
  expect(await device.write(log, doc, 'assessment', 'status', 'fieldwork')).toEqual({
    kind: 'saved',
    dots: [dotOf(old.device, 4)],
  });
  await device.close();
});

test('a database of version 6 opens with unchanged rows; writes do not touch its documents', async () => {
  const old = Fixture.parse(version6);
  const parts = nodeIndexedDb();
  await layDown(parts, old);
  const before = await everything(parts, 'test');
  const host = await makeFakeHost({ device: old.device, enrolment: anEnrolment(aPerson(), 'Assessor A') });
  const device = await journaledLaptops().start({ db: nodeDatabase(parts), host, mood: 'down' });
  expect(await device.query('documents', { log })).toMatchObject([
    { title: 'Forensic laboratory', conflicts: 0, waiting: 1, facts: { answered: 1 } },
  ]);
  await device.write(log, doc, 'assessment', 'title', 'Forensic laboratory, north');
  await device.close();

  const after = await everything(parts, 'test');
  expect(after.rows['documents']).toEqual(before.rows['documents']);
  expect(after.rows['documentChanges']).toMatchObject([{ log, doc, n: 1 }]);
  const again = await journaledLaptops().start({ db: nodeDatabase(parts), host, mood: 'down' });
  expect(await again.query('documents', { log })).toMatchObject([
    { title: 'Forensic laboratory, north', waiting: 2 },
  ]);
  await again.close();
});

test('keys and indexes hold only ids and small numbers, and no text of people', async () => {
  const db = nodeDatabase();
  await db.open();
  const named = db.tables.flatMap(({ schema }) =>
    [schema.primKey, ...schema.indexes].flatMap(({ keyPath }) => keyPath ?? []),
  );
  const allowed = ['log', 'doc', 'device', 'n', 'first', 'id', 'key'];
  expect([...new Set(named)].filter((name) => !allowed.includes(name))).toEqual([]);
  db.close();
});
