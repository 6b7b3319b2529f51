import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noThrottle, throttleAfterTry, throttleAtTime, throttleWaitMs } from '#domain/vault/passphrase.ts';

const after = (tries: number, nowMs: number) =>
  Array.from({ length: tries }).reduce<typeof noThrottle>(
    (state) => throttleAfterTry(state, nowMs),
    noThrottle,
  );

describe('[security 2] wrong passphrases', () => {
  test('cost 1 s, then twice as long each time, and never more than 15 minutes', () => {
    expect([0, 1, 2, 3, 10, 11, 12, 5_000].map(throttleWaitMs)).toEqual([
      0, 1_000, 2_000, 4_000, 512_000, 900_000, 900_000, 900_000,
    ]);
  });

  test('the wait ends when its time has passed', () => {
    const state = after(3, 10_000);
    expect([9_000, 12_500, 14_000, 99_000].map((nowMs) => throttleAtTime(state, nowMs).waitMs)).toEqual([
      4_000, 1_500, 0, 0,
    ]);
  });

  test('a clock turned back neither shortens the wait nor makes it longer than before', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e12, max: 1e12 }), { maxLength: 8 }), (steps) => {
        let state = after(4, 0);
        let forwardMs = 0;
        for (const step of steps) {
          state = throttleAtTime(state, state.atMs + step);
          forwardMs += Math.max(0, step);
          expect(state.waitMs).toBe(Math.max(0, 8_000 - forwardMs));
        }
      }),
      { seed: 20_260_921, numRuns: 200 },
    );
  });
});
