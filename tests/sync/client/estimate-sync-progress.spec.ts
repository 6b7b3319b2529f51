import { expect, test } from 'vitest';
import { type LinkPace, type RunInProgress, syncProgressOf } from '#sync/client/estimate-sync.ts';

const begun: RunInProgress = {
  startedAtMs: 1_000,
  endedAtMs: 1_000,
  roundTrips: 0,
  bytesUp: 0,
  bytesDown: 0,
  changesUp: 0,
  changesDown: 0,
};
const halfWay: RunInProgress = {
  startedAtMs: 1_000,
  endedAtMs: 5_000,
  roundTrips: 2,
  bytesUp: 30_000,
  bytesDown: 10_000,
  changesUp: 500,
  changesDown: 40,
};
const waiting = { changes: 500, bytes: 60_000 };
const earlier: LinkPace = { tripMs: 500, bytesPerMs: 1, measuredAtMs: 0 };

test('[S6] progress reports sent, received and remaining changes, and bytes as they travel', () => {
  expect(syncProgressOf(halfWay, waiting, null)).toMatchObject({
    sentBytes: 30_000,
    receivedBytes: 10_000,
    sentChanges: 500,
    receivedChanges: 40,
    leftChanges: 500,
  });
});

test('[S6] time left follows the rate of this very run as soon as it tells one', () => {
  const { leftBytes, leftMs } = syncProgressOf(halfWay, waiting, earlier);
  expect(leftMs).toBe(Math.max(leftBytes / 10, 4_000));
});

test('[S6] before the first answer the pace of earlier runs is taken', () => {
  const { leftBytes, leftMs } = syncProgressOf(begun, waiting, earlier);
  expect(leftMs).toBe(leftBytes);
});

test('[S6] no remaining time is given without a measurement, or if only headquarters knows the rest', () => {
  expect(syncProgressOf(begun, waiting, null).leftMs).toBeNull();
  expect(syncProgressOf(halfWay, { changes: 0, bytes: 0 }, earlier)).toMatchObject({
    leftBytes: 0,
    leftMs: null,
  });
});
