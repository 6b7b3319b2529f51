import { describe, expect, test } from 'vitest';
import { estimateRequestCount, estimateSync, type LinkPace } from '#sync/client/estimate-sync.ts';
import type { LogOutbox } from '#sync/client/plan-request.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';

const aQueue = (signedBytes: readonly number[], unsignedBytes: number): LogOutbox => ({
  log: aLog(),
  oldestMs: 0,
  signedBytes,
  unsignedBytes,
});
const pace: LinkPace = { tripMs: 600, bytesPerMs: 10, measuredAtMs: 5_000 };

describe('[S6] the cost of the next sync', () => {
  test('nothing waits: one request that asks for news', () => {
    expect(estimateSync([], pace)).toEqual({
      bytesUp: 1_000,
      requests: 1,
      takesMs: 600,
      measuredAtMs: 5_000,
    });
  });

  test('nothing was measured: size and requests are told, a time is not', () => {
    expect(estimateSync([aQueue([], 4_000)], null)).toEqual({
      bytesUp: 3_000,
      requests: 1,
      takesMs: null,
      measuredAtMs: null,
    });
  });

  test('sealed and unsealed changes of all logs count, compressed, in requests that grow', () => {
    const queues = [aQueue([100_000, 100_000], 50_000), aQueue([], 50_000)];
    const { bytesUp, requests, takesMs } = estimateSync(queues, pace);
    expect(requests).toBe(2); // 32 and 268 of 300 kB
    expect(bytesUp).toBeGreaterThan(300_000 * 0.3);
    expect(bytesUp).toBeLessThan(300_000 * 0.4);
    expect(takesMs).toBe(bytesUp / 10);
  });
});

test('[S6] on a slow link requests stay small, so there are more of them', () => {
  const slow = { ...pace, bytesPerMs: 0.3 };
  expect(estimateRequestCount(300_000, slow)).toBeGreaterThan(estimateRequestCount(300_000, pace));
  expect(estimateRequestCount(300_000, null)).toBe(2);
  expect(estimateRequestCount(0, null)).toBe(1);
});
