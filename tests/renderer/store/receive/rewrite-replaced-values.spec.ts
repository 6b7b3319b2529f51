import { expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import { type ForkedIdentity, putMeta, readMeta } from '#renderer/store/db/meta.ts';
import { rewriteReplacedValues } from '#renderer/store/receive/rewrite-replaced-values.ts';
import { UncommittedEntries } from '#renderer/store/write/uncommitted-entries.ts';
import { deviceA, deviceB, deviceC } from '#tests/support/builders/ops.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { absentJournal } from '#tests/support/laptop/absent-journal.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';

test('[P2] suspects that were looked at are forgotten, and each fork stays', async () => {
  const db = nodeDatabase();
  const fork = (at: number, suspects: ForkedIdentity['suspects']): ForkedIdentity => ({
    log: aLog(at),
    device: deviceB,
    upTo: 2,
    suspects,
  });
  const looked = fork(1, [dotOf(deviceB, 3)]);
  const otherIdentities = [fork(2, []), { ...fork(1, []), device: deviceC }];
  await putMeta(db, 'forks', [looked, ...otherIdentities]);
  const uncommitted = new UncommittedEntries();
  expect(await rewriteReplacedValues({ db, device: deviceA, journal: absentJournal, uncommitted })).toBe(
    false,
  );
  expect(await readMeta(db, 'forks')).toEqual([{ ...looked, suspects: [] }, ...otherIdentities]);
  db.close();
});
