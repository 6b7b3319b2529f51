import { expect, test } from 'vitest';
import { newLogRow } from '#renderer/store/db/log-row.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { startAssessor } from '#tests/support/laptop/start-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const [firstBytes, usualBytes] = [64 * 1024, 256 * 1024];

test('a laptop requests a small answer for a new log, then the usual one', async () => {
  const logId = aLog();
  const testLaptop = await startAssessor(new FakeServer(Date.UTC(2026, 10, 24, 9)), 1);
  await testLaptop.sync();
  testLaptop.transport.mood = 'down';
  for (const [since, caughtUp, bytes] of [
    [0, false, firstBytes],
    [1, false, usualBytes],
    [0, true, usualBytes],
  ] as const) {
    await testLaptop.db.logs.put({ ...newLogRow(logId), since, caughtUp });
    await testLaptop.sync();
    expect(testLaptop.sent.at(-1)).toMatchObject({ logs: { [logId]: { since } }, budget: bytes });
  }
  await testLaptop.close();
});
