import { expect, test } from 'vitest';
import { dotOf } from '#domain/document/dot.ts';
import { remakeDead } from '#renderer/store/forks.ts';
import { noJournal } from '#renderer/store/journal.ts';
import { type Fork, putMeta, readMeta } from '#renderer/store/meta.ts';
import { Owed } from '#renderer/store/owed.ts';
import { deviceA, deviceB, deviceC } from '#tests/builders/ops.ts';
import { aLog } from '#tests/fakes/sample-ids.ts';
import { nodeDatabase } from './node-database.ts';

test('[P2] suspects that were looked at are forgotten, and each fork stays', async () => {
  const db = nodeDatabase();
  const fork = (at: number, suspects: Fork['suspects']): Fork => ({
    log: aLog(at),
    device: deviceB,
    upTo: 2,
    suspects,
  });
  const looked = fork(1, [dotOf(deviceB, 3)]);
  const others = [fork(2, []), { ...fork(1, []), device: deviceC }];
  await putMeta(db, 'forks', [looked, ...others]);
  const owed = new Owed();
  expect(await remakeDead({ db, device: deviceA, journal: noJournal, owed })).toBe(false);
  expect(await readMeta(db, 'forks')).toEqual([{ ...looked, suspects: [] }, ...others]);
  db.close();
});
