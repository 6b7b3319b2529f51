import { expect, test } from 'vitest';
import { type LogOutbox, planOwnPacks } from '#sync/client/plan-request.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';

const kib = 1024;
const budget = { leftBytes: 32 * kib, packBytes: 32 * kib, isEmpty: true };
const queue = (at: number, part: Partial<LogOutbox> = {}): LogOutbox => ({
  log: aLog(at),
  oldestMs: at,
  signedBytes: [],
  unsignedBytes: 0,
  ...part,
});

test('[S6] the log with the oldest waiting change goes first', () => {
  const queues = [queue(2, { unsignedBytes: 40 * kib }), queue(1, { unsignedBytes: 10 * kib })];
  expect(planOwnPacks(queues, budget)).toEqual([
    { log: aLog(1), signedPacks: 0, newPackBytes: 32 * kib },
    { log: aLog(2), signedPacks: 0, newPackBytes: 22 * kib },
  ]);
});

test('[P1] sealed packs go before new ones are made', () => {
  expect(planOwnPacks([queue(1, { signedBytes: [9 * kib, 9 * kib], unsignedBytes: 99 })], budget)).toEqual([
    { log: aLog(1), signedPacks: 2, newPackBytes: 14 * kib },
  ]);
});

test('[P2] a chain is sent without holes; a pack that does not fit delays its followers', () => {
  const queues = [queue(1, { signedBytes: [20 * kib, 20 * kib, 1 * kib], unsignedBytes: 99 })];
  expect(planOwnPacks(queues, budget)).toEqual([{ log: aLog(1), signedPacks: 1, newPackBytes: 0 }]);
});

test('one pack goes however large it is, so that progress never stops', () => {
  const queues = [queue(1, { signedBytes: [250 * kib] }), queue(2, { unsignedBytes: 10 })];
  expect(planOwnPacks(queues, budget)).toEqual([{ log: aLog(1), signedPacks: 1, newPackBytes: 0 }]);
});

test('nothing waits: nothing is planned', () => {
  expect(planOwnPacks([], budget)).toEqual([]);
});
