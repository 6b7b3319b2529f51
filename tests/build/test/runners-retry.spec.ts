import { expect, test } from 'vitest';
import { retryFailed, type Tally } from '#build/test/runners.mjs';

const failure = (file: string, title = 'is so') => ({ file, title, message: 'Error' });
const failedFirst = (...failures: ReturnType<typeof failure>[]): Tally => ({
  passed: 10,
  failed: failures.length,
  skipped: 3,
  failures,
  files: [
    { file: 'other.spec.ts', ms: 1, passed: 9, skipped: 1 },
    { file: 'a.spec.ts', ms: 1, passed: 1, skipped: 2 },
  ],
});
const passedAlone: Tally = { passed: 4, failed: 0, skipped: 0, failures: [] };

test('a test that passes alone counts as passed and is named as flaky', async () => {
  const tally = await retryFailed(failedFirst(failure('a.spec.ts')), () => Promise.resolve(passedAlone));
  expect(tally).toMatchObject({ passed: 13, failed: 0, skipped: 1, failures: [] });
  expect(tally.flaky).toEqual([failure('a.spec.ts')]);
});

test('a test that fails again has failed', async () => {
  const again = { ...passedAlone, failed: 1, failures: [failure('a.spec.ts', 'is not so')] };
  const firstTally = failedFirst(failure('a.spec.ts'), failure('a.spec.ts', 'is not so'));
  const tally = await retryFailed(firstTally, () => Promise.resolve(again));
  expect(tally).toMatchObject({ passed: 13, failed: 1, flaky: [failure('a.spec.ts')] });
  expect(tally.failures).toEqual(again.failures);
});

test('each file with a failed test runs again once, alone', async () => {
  const ran: (readonly string[])[] = [];
  const firstTally = failedFirst(failure('a.spec.ts'), failure('a.spec.ts', 'too'), failure('b.spec.ts'));
  await retryFailed(firstTally, (filters) => {
    ran.push(filters);
    return Promise.resolve(passedAlone);
  });
  expect(ran).toEqual([['a.spec.ts'], ['b.spec.ts']]);
});

test('nothing runs again where many files failed, or a runner crashed', async () => {
  const never = (): Promise<Tally> => Promise.reject(new Error('ran again'));
  const many = failedFirst(...Array.from({ length: 6 }, (_, index) => failure(`${index}.spec.ts`)));
  expect(await retryFailed(many, never)).toBe(many);
  const crashed = { ...failedFirst(failure('a.spec.ts')), note: 'it ended without results' };
  expect(await retryFailed(crashed, never)).toBe(crashed);
});

test('a retry that ends without results leaves the failure as it was', async () => {
  const firstTally = failedFirst(failure('a.spec.ts'));
  const crashed: Tally = { passed: 0, failed: 1, skipped: 0, note: 'it ended without results' };
  expect(await retryFailed(firstTally, () => Promise.resolve(crashed))).toBe(firstTally);
});
