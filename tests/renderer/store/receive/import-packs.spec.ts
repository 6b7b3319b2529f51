import { expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import { newLogRow } from '#renderer/store/db/log-row.ts';
import { putMeta } from '#renderer/store/db/meta.ts';
import { importNamedPacks, importPacks } from '#renderer/store/receive/import-packs.ts';
import { receiveSyncResponse } from '#renderer/store/receive/receive-response.ts';
import { packHash } from '#sync/protocol/erased-pack.ts';
import { aLog, anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';
import { aChain, anAnswer, anEntry } from '#tests/support/builders/packs.ts';
import { aPerson } from '#tests/support/builders/sample-ids.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';

test('[J5, P2] ops that a snapshot held stay held when their device is named', async () => {
  const db = nodeDatabase();
  const [pack] = aChain(aLog, [anOp({ dot: dotOf(deviceA, 1) }), anOp({ dot: dotOf(deviceA, 2) })]);
  const { payload: text, sig } = pack;
  await db.logs.put({ ...newLogRow(aLog), have: { [deviceA]: 2 } });
  const parked = { atMs: 0, what: 'entry' as const, why: 'unnamed', hash: packHash(pack), text, sig };
  await db.parked.add({ ...parked, id: 1, held: [1] });
  const devices = { [deviceA]: { person: aPerson(), name: 'Assessor A' } };
  await putMeta(db, 'grants', { etag: '1', logs: { [aLog]: ['assessor'] }, devices });

  await importNamedPacks(db, deviceB, 0, undefined);
  expect(Object.keys((await db.logs.get(aLog))?.held ?? {})).toEqual([dotOf(deviceA, 1)]);
  expect(await db.ops.get([aLog, deviceA, 1])).toBeDefined();
  expect(await db.parked.toArray()).toEqual([]);
  db.close();
});

test('[M6] an own pack that waits goes into quarantine once own writes have taken its numbers', async () => {
  const db = nodeDatabase();
  const valueOps = [1, 2, 3].map((n) => anOp({ dot: dotOf(deviceA, n) }));
  const [firstPack, , third] = aChain(aLog, ...valueOps.map((op) => [op] as const));
  if (firstPack === undefined || third === undefined) throw new Error('no packs');
  await importPacks(db, deviceA, [firstPack], 0);
  expect(await importPacks(db, deviceA, [third], 0)).toMatchObject({ early: 1, parked: 0 });

  const logRow = (await db.logs.get(aLog)) ?? newLogRow(aLog);
  await db.logs.put({ ...logRow, have: { [deviceA]: 3 } });
  await receiveSyncResponse(db, deviceA, anAnswer(aLog, {}), { sent: [], startedAtMs: 0, endedAtMs: 0 });
  expect(await db.early.count()).toBe(0);
  expect(await db.parked.toArray()).toMatchObject([{ why: 'fork', text: third.payload }]);
  db.close();
});

test('[M6] a waiting pack that comes again from headquarters leaves the next ones waiting', async () => {
  const db = nodeDatabase();
  const ops = [1, 2, 3, 4, 5].map((n) => [anOp({ dot: dotOf(deviceA, n) })] as const);
  const [firstPack, second, third, ...later] = aChain(aLog, ...ops);
  if (firstPack === undefined || second === undefined || third === undefined) throw new Error('no packs');
  expect(await importPacks(db, deviceB, [third, ...later], 0)).toMatchObject({ early: 3 });
  const entries = [anEntry(1, firstPack), anEntry(3, third), anEntry(4, second)];
  const exchange = { sent: [], startedAtMs: 0, endedAtMs: 0 };
  await receiveSyncResponse(db, deviceB, anAnswer(aLog, { entries }), exchange);
  expect([await db.early.count(), (await db.logs.get(aLog))?.have]).toEqual([0, { [deviceA]: 5 }]);
  db.close();
});
