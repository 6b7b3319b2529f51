import { describe, expect, test } from 'vitest';
import {
  boundTimestamp,
  type HlcTimestamp,
  isTimestampFarAhead,
  laterTimestamp,
  latestTimestampMs,
  maximumHlcCounter,
  mergeTimestamp,
  nextTimestamp,
} from '#domain/clock/hlc.ts';

describe('the clock after a colleague’s stamp', () => {
  test.each<[string, HlcTimestamp, HlcTimestamp, number, HlcTimestamp]>([
    ['of the same millisecond counts on from the higher counter, theirs', [5, 7], [5, 9], 5, [5, 10]],
    ['of the same millisecond counts on from the higher counter, its own', [5, 9], [5, 7], 5, [5, 10]],
    ['of an earlier millisecond counts on from its own, whatever their counter', [5, 7], [4, 9], 5, [5, 8]],
    ['of a later millisecond counts on from theirs, whatever its own counter', [4, 9], [5, 7], 4, [5, 8]],
    ['begins anew when the wall clock is later than both', [4, 9], [5, 7], 6, [6, 0]],
    ['counts on when the wall clock shows the same millisecond', [4, 9], [6, 7], 6, [6, 8]],
  ])('%s', (_, lastHlcTimestamp, remoteHlcTimestamp, nowMs, result) => {
    expect(mergeTimestamp(lastHlcTimestamp, remoteHlcTimestamp, nowMs)).toEqual(result);
  });
});

test('[J4] a stamp is far ahead when it leads by more than 24 hours', () => {
  const dayMs = 24 * 60 * 60 * 1000;
  expect([isTimestampFarAhead([7 + dayMs, 9], 7), isTimestampFarAhead([8 + dayMs, 0], 7)]).toEqual([
    false,
    true,
  ]);
});

test('an own stamp in the same millisecond counts on', () => {
  expect(nextTimestamp([5, 7], 5)).toEqual([5, 8]);
});

test.each<[HlcTimestamp, HlcTimestamp]>([
  [
    [5, 7],
    [5, 6],
  ],
  [
    [5, 0],
    [4, 9],
  ],
])('%j is later than %j, whichever comes first', (later, earlier) => {
  expect([laterTimestamp(later, earlier), laterTimestamp(earlier, later)]).toEqual([later, later]);
});

test.each<[readonly [number, number], HlcTimestamp]>([
  [
    [latestTimestampMs + 1, 3],
    [latestTimestampMs, 3],
  ],
  [
    [7, maximumHlcCounter + 1],
    [7, maximumHlcCounter],
  ],
  [
    [7, 3],
    [7, 3],
  ],
])(
  'a stored stamp %j is brought within the bounds, and otherwise left alone',
  (keptHlcTimestamp, bounded) => {
    expect(boundTimestamp(keptHlcTimestamp)).toEqual(bounded);
  },
);
