import { expect, test } from 'vitest';
import * as z from 'zod';
import { dotOf } from '#domain/document/dot.ts';
import { DeviceId } from '#domain/ids.ts';
import type { IndexedDbParts } from '#renderer/store/database.ts';
import { makeFakeHost } from '#tests/fakes/fake-host.ts';
import { anEnrolment, FakeDevice } from '#tests/fakes/fake-device.ts';
import { FakeServer } from '#tests/fakes/fake-server.ts';
import { aDoc, aLog, aPerson } from '#tests/fakes/sample-ids.ts';
import fixture from '#tests/fixtures/store-v1.json' with { type: 'json' };
import { nodeDatabase, nodeIndexedDb } from './node-database.ts';

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

const log = aLog();
const doc = aDoc();

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

test('a database of version 1 opens: everything in it is there, and work goes on where it stopped', async () => {
  const old = Fixture.parse(fixture);
  const parts = nodeIndexedDb();
  await layDown(parts, old);
  const device = await FakeDevice.start({
    db: nodeDatabase(parts),
    server: new FakeServer(Date.UTC(2026, 10, 25)),
    host: await makeFakeHost({ device: old.device, enrolment: anEnrolment(aPerson(), 'Assessor A') }),
    person: aPerson(),
    name: 'Assessor A',
    roles: { [log]: ['assessor'] },
    mood: 'down',
  });

  expect(await device.answer('documents', { log })).toMatchObject([
    { title: 'Forensic laboratory', conflicts: 1, waiting: 1, facts: { answered: 2 } },
  ]);
  expect(await device.answer('history', { log, doc, below: 'answers/D1.1' })).toMatchObject([
    { value: 4, where: 'headquarters' },
    { value: 3, where: 'headquarters' },
    { value: 2, where: 'headquarters' },
  ]);
  expect(await device.write(log, doc, 'assessment', 'status', 'fieldwork')).toEqual({
    kind: 'saved',
    dots: [dotOf(old.device, 5)],
  });
  await device.close();
});

test('keys and indexes hold ids and small numbers only: nothing of what people wrote', async () => {
  const db = nodeDatabase();
  await db.open();
  const named = db.tables.flatMap(({ schema }) =>
    [schema.primKey, ...schema.indexes].flatMap(({ keyPath }) => keyPath ?? []),
  );
  const allowed = ['log', 'doc', 'device', 'n', 'first', 'id', 'key', 'undecided'];
  expect([...new Set(named)].filter((name) => !allowed.includes(name))).toEqual([]);
  db.close();
});
