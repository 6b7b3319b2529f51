import { expect, test } from 'vitest';
import { newLogRow } from '#renderer/store/db/log-row.ts';
import { StoppedLogs } from '#renderer/store/send/sync-driver.ts';
import { recheckIntervalMs } from '#sync/client/sync-machine.ts';
import { aLog } from '#tests/support/builders/ops.ts';
import { aDoc, aLog as logAt } from '#tests/support/builders/sample-ids.ts';
import { startAssessor } from '#tests/support/laptop/start-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const nowMs = 1_767_225_600_000;
const yearMs = 365 * 86_400_000;

test.each([
  ['is not tried before five minutes', nowMs + recheckIntervalMs - 1, 1],
  ['is tried after five minutes', nowMs + recheckIntervalMs, 0],
  ['is tried although the clock was set back by a year', nowMs - yearMs, 0],
])('[S6] a log that headquarters does not take %s', (_, laterMs, count) => {
  const stoppedLogs = new StoppedLogs();
  stoppedLogs.add(new Map([[aLog, 'access']]), nowMs);
  expect(stoppedLogs.stoppedAt(laterMs).size).toBe(count);
});

test('[S6] where the snapshot of one log is refused, changes in the others still come', async () => {
  const [refused, otherLogId] = [logAt(1), logAt(2)];
  const fakeServer = new FakeServer(nowMs);
  const roles = { [refused]: ['assessor'], [otherLogId]: ['assessor'] } as const;
  const [testLaptop, colleague] = [
    await startAssessor(fakeServer, 1, { roles }),
    await startAssessor(fakeServer, 2, { roles }),
  ];
  await testLaptop.sync();
  testLaptop.transport.mood = 'noSnapshots';
  await testLaptop.db.logs.put({ ...newLogRow(refused), snapshot: null });
  await testLaptop.sync();
  await colleague.write(otherLogId, aDoc(), 'assessment', 'title', 'Court');
  await colleague.sync();
  await testLaptop.sync();
  expect(await testLaptop.query('documents', { log: otherLogId })).toMatchObject([{ title: 'Court' }]);
  await Promise.all([testLaptop.close(), colleague.close()]);
});
