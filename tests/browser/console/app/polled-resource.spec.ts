import { expect, test } from 'vitest';
import { createBrowserPollScheduler } from '#renderer/console/app/polled-resource.ts';

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

test('an idle page stops polling so its session can end; input resumes polling at once', async () => {
  let asked = 0;
  const stop = createBrowserPollScheduler(
    20,
    200,
  )(() => {
    asked += 1;
  });
  await expect.poll(() => asked).toBeGreaterThan(1);
  await wait(400);
  const left = asked;
  await wait(200);
  expect(asked).toBe(left);

  dispatchEvent(new PointerEvent('pointermove'));
  expect(asked).toBe(left + 1);
  await expect.poll(() => asked).toBeGreaterThan(left + 1);
  stop();
});
