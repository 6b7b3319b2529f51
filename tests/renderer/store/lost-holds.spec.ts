import { expect, test } from 'vitest';
import { dotOf } from '#domain/document/dot.ts';
import { Path } from '#domain/document/path.ts';
import { readLogRow } from '#renderer/store/log-table.ts';
import { receiveAnswer } from '#renderer/store/receive.ts';
import { aChain, anAnswer, anEntry } from '#tests/builders/packs.ts';
import { aDocument, aLog, anOp, deviceA, deviceB } from '#tests/builders/ops.ts';
import { nodeDatabase } from './node-database.ts';

const own = deviceB;
const nowMs = Date.UTC(2026, 10, 24, 9);

test('[J5] when headquarters was restored, what it held is held no more until its log, read again, says so', async () => {
  const db = nodeDatabase();
  const take = (part: Parameters<typeof anAnswer>[1]) =>
    receiveAnswer(db, own, anAnswer(aLog, part), { sent: [], startedAtMs: nowMs, endedAtMs: nowMs });
  const op = (n: number, value: string) =>
    anOp({ dot: dotOf(deviceA, n), path: Path.parse('title'), value, over: [] });
  const [first, second] = aChain(aLog, [op(1, 'one')], [op(2, 'two')]);
  await take({ entries: [anEntry(1, first, [1]), anEntry(2, second, [2])], next: 2 });
  expect(Object.keys((await readLogRow(db, aLog)).held)).toEqual([dotOf(deviceA, 1), dotOf(deviceA, 2)]);

  await take({ entries: [], next: 1 });
  await take({ entries: [anEntry(1, first, [1])], next: 2 });
  expect(Object.keys((await readLogRow(db, aLog)).held)).toEqual([dotOf(deviceA, 1)]);
  const title = (await db.documents.get([aLog, aDocument]))?.registers[Path.parse('title')];
  expect(title?.heads.map(({ value }) => value)).toEqual(['two']);
  db.close();
});
