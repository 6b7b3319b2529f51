import { describe, expect, test } from 'vitest';
import {
  areFewTriesLeft,
  EraseAfter,
  leastErasingLimit,
  passphraseTriesLeft,
  throttleWaitMs,
  WrongPassphrases,
} from '#domain/vault/passphrase.ts';

describe('[security 2] after how many wrong passphrases a vault erases itself', () => {
  test('is a whole number from ten (minutes of waiting) to a hundred (a day)', () => {
    const fits = [9, 10, 10.5, 20, 100, 101, '20', null].map((one) => EraseAfter.safeParse(one).success);
    expect(fits).toEqual([false, true, false, true, true, false, false, false]);
    const waitedMs = (tries: number): number =>
      Array.from({ length: tries }, (_, at) => throttleWaitMs(at)).reduce((sum, one) => sum + one, 0);
    expect(waitedMs(10)).toBeGreaterThan(8 * 60_000);
    expect(waitedMs(100)).toBeGreaterThan(22 * 60 * 60_000);
  });

  test('is stored with the count of wrong tries, which stays below it until erasure', () => {
    const reads = [0, 9, 10, -1, 1.5].map(
      (wrong) => WrongPassphrases.safeParse({ eraseAfter: 10, wrong }).success,
    );
    expect(reads).toEqual([true, true, false, false, false]);
    expect(passphraseTriesLeft({ eraseAfter: 10, wrong: 9 })).toBe(1);
    expect([6, 5, 1].map(areFewTriesLeft)).toEqual([false, true, true]);
  });

  test('is the highest of several limits, and never if one is never or none exists', () => {
    expect(leastErasingLimit([])).toBeNull();
    expect(leastErasingLimit([20])).toBe(20);
    expect(leastErasingLimit([20, 50, 10])).toBe(50);
    expect(leastErasingLimit([20, null])).toBeNull();
  });
});
