import { expect, test } from 'vitest';
import { StoppedLogs } from '#renderer/store/stopped-logs.ts';
import { recheckMs } from '#sync/client/sync-machine.ts';
import { aLog } from '#tests/builders/ops.ts';

const nowMs = 1_767_225_600_000;
const yearMs = 365 * 86_400_000;

test.each([
  ['is not tried before five minutes', nowMs + recheckMs - 1, 1],
  ['is tried after five minutes', nowMs + recheckMs, 0],
  ['is tried although the clock was set back by a year', nowMs - yearMs, 0],
])('[S6] a log that headquarters does not take %s', (_, laterMs, count) => {
  const stopped = new StoppedLogs();
  stopped.stop(new Map([[aLog, 'access']]), nowMs);
  expect(stopped.at(laterMs).size).toBe(count);
});
