import { expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import { putMeta } from '#renderer/store/db/meta.ts';
import { newLogRow } from '#renderer/store/db/rows.ts';
import { importNamedPacks } from '#renderer/store/receive/import-packs.ts';
import { packHash } from '#sync/protocol/erased-pack.ts';
import { aChain } from '#tests/support/builders/packs.ts';
import { aLog, anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';
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
