import { expect, test } from 'vitest';
import { newLogRow } from '#renderer/store/db/rows.ts';
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
  const stopped = new StoppedLogs();
  stopped.add(new Map([[aLog, 'access']]), nowMs);
  expect(stopped.stoppedAt(laterMs).size).toBe(count);
});

test('[S6] where the snapshot of one log is refused, changes in the others still come', async () => {
  const [refused, other] = [logAt(1), logAt(2)];
  const server = new FakeServer(nowMs);
  const roles = { [refused]: ['assessor'], [other]: ['assessor'] } as const;
  const [laptop, colleague] = [
    await startAssessor(server, 1, { roles }),
    await startAssessor(server, 2, { roles }),
  ];
  await laptop.sync();
  laptop.transport.mood = 'noSnapshots';
  await laptop.db.logs.put({ ...newLogRow(refused), snapshot: null });
  await laptop.sync();
  await colleague.write(other, aDoc(), 'assessment', 'title', 'Court');
  await colleague.sync();
  await laptop.sync();
  expect(await laptop.answer('documents', { log: other })).toMatchObject([{ title: 'Court' }]);
  await Promise.all([laptop.close(), colleague.close()]);
});
