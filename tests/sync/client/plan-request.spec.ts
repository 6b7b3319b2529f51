import { expect, test } from 'vitest';
import { type LogQueue, planRequest } from '#sync/client/plan-request.ts';
import { aLog } from '#tests/fakes/sample-ids.ts';

const kib = 1024;
const queue = (at: number, part: Partial<LogQueue> = {}): LogQueue => ({
  log: aLog(at),
  oldestMs: at,
  sealedBytes: [],
  unsealedBytes: 0,
  ...part,
});

test('[S6] the log with the oldest waiting change goes first', () => {
  const queues = [queue(2, { unsealedBytes: 40 * kib }), queue(1, { unsealedBytes: 10 * kib })];
  expect(planRequest(queues, 32 * kib)).toEqual([
    { log: aLog(1), sealed: 0, sealBytes: 32 * kib },
    { log: aLog(2), sealed: 0, sealBytes: 22 * kib },
  ]);
});

test('[P1] sealed packs go before new ones are made', () => {
  expect(planRequest([queue(1, { sealedBytes: [9 * kib, 9 * kib], unsealedBytes: 99 })], 32 * kib)).toEqual([
    { log: aLog(1), sealed: 2, sealBytes: 14 * kib },
  ]);
});

test('[P2] a chain is sent without a hole: what does not fit waits with all that follows it', () => {
  const queues = [queue(1, { sealedBytes: [20 * kib, 20 * kib, 1 * kib], unsealedBytes: 99 })];
  expect(planRequest(queues, 32 * kib)).toEqual([{ log: aLog(1), sealed: 1, sealBytes: 0 }]);
});

test('one pack goes however large it is, so that progress never stops', () => {
  const queues = [queue(1, { sealedBytes: [250 * kib] }), queue(2, { unsealedBytes: 10 })];
  expect(planRequest(queues, 32 * kib)).toEqual([{ log: aLog(1), sealed: 1, sealBytes: 0 }]);
});

test('nothing waits: nothing is planned', () => {
  expect(planRequest([], 32 * kib)).toEqual([]);
});
