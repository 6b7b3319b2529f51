import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DiskTimeoutError, timeoutAfter } from '#renderer/store/db/database-timeouts.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[D1] a database task is waited for up to its time limit, and no longer', async () => {
  const failed = vi.fn<(error: unknown) => void>();
  void timeoutAfter(200)(new Promise(() => {})).catch(failed);
  await vi.advanceTimersByTimeAsync(199);
  expect(failed).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(failed).toHaveBeenCalledExactlyOnceWith(new DiskTimeoutError('No answer in 200 ms'));
});

test('[D1] a task that ends in time, also with failure, is not affected by the limit', async () => {
  await expect(timeoutAfter(200)(Promise.resolve('done'))).resolves.toBe('done');
  await expect(timeoutAfter(200)(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(vi.getTimerCount()).toBe(0);
});
