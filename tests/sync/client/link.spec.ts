import { expect, test } from 'vitest';
import {
  type LinkMeasurement,
  linkAfterFailure,
  linkAfterResponse,
  nextRequestBytes,
  nextRoundBudget,
  unmeasuredLink,
} from '#sync/client/link.ts';

const kib = 1024;
const startMs = 1_000_000;

/** Sync rounds that fill the allowed size, one after the other, at a rate. */
function fill(
  linkMeasurement: LinkMeasurement,
  bytesPerMs: number,
  trips: number,
  fromMs = startMs,
): LinkMeasurement {
  let now = fromMs;
  return Array.from({ length: trips }).reduce<LinkMeasurement>((currentLinkMeasurement) => {
    const bytes = nextRequestBytes(currentLinkMeasurement, now);
    const tookMs = bytes / bytesPerMs;
    now += tookMs;
    return linkAfterResponse(currentLinkMeasurement, { bytes, tookMs, endedAtMs: now });
  }, linkMeasurement);
}

test('[S6] the first request is at most 32 KiB; later ones grow to the sustained rate', () => {
  expect(nextRequestBytes(unmeasuredLink, startMs)).toBe(32 * kib);
  const sizes = [1, 2, 9].map((trips) => fill(unmeasuredLink, 1_000, trips).sizeBytes / kib);
  expect(sizes).toEqual([2048, 2048, 2048]);
});

test('[S6] requests are limited to 90 s of link time, and answers to twenty seconds', () => {
  const slow = fill(unmeasuredLink, 8, 9);
  expect(nextRoundBudget(slow, slow.measuredAtMs ?? 0)).toMatchObject({
    requestBytes: 720_000,
    responseBytes: 160_000,
  });
});

test('[S6] packs are small where a cut costs much resending, and large on a fast link', () => {
  const packKib = (bytesPerMs: number): number => {
    const linkMeasurement = fill(unmeasuredLink, bytesPerMs, 9);
    return nextRoundBudget(linkMeasurement, linkMeasurement.measuredAtMs ?? 0).packBytes / kib;
  };
  expect(nextRoundBudget(unmeasuredLink, startMs).packBytes / kib).toBe(16);
  expect([8, 2_000].map(packKib)).toEqual([32, 128]);
});

test('[S6] requests are signed ahead only on links that move the largest in two seconds', () => {
  const isAhead = (bytesPerMs: number): boolean => {
    const linkMeasurement = fill(unmeasuredLink, bytesPerMs, 9);
    return nextRoundBudget(linkMeasurement, linkMeasurement.measuredAtMs ?? 0).signsAhead;
  };
  expect(nextRoundBudget(unmeasuredLink, startMs).signsAhead).toBe(false);
  expect([8, 900, 1_100].map(isAhead)).toEqual([false, false, true]);
});

test('[S6] when the rate falls, requests become smaller', () => {
  const fast = fill(unmeasuredLink, 200, 4);
  const slower = fill(fast, 50, 1, fast.measuredAtMs ?? 0);
  expect(slower.sizeBytes).toBeLessThan(fast.sizeBytes);
});

test('[S6] two cuts in a row halve the next request, but not below the first size', () => {
  const once = linkAfterFailure(fill(unmeasuredLink, 1_000, 4));
  expect(once.sizeBytes / kib).toBe(2048);
  expect(linkAfterFailure(once).sizeBytes / kib).toBe(1024);
  expect(linkAfterFailure(linkAfterFailure(linkAfterFailure(once))).sizeBytes / kib).toBe(256);
  expect(linkAfterFailure(linkAfterFailure(unmeasuredLink)).sizeBytes / kib).toBe(32);
});

test('[S6] a cut that an answer followed is not counted any more, however small that was', () => {
  const cut = linkAfterFailure(fill(unmeasuredLink, 1_000, 4));
  const endedAtMs = (cut.measuredAtMs ?? 0) + 600;
  expect(
    linkAfterFailure(linkAfterResponse(cut, { bytes: 500, tookMs: 600, endedAtMs })).sizeBytes / kib,
  ).toBe(2048);
});

test('[S6] after a quiet time the first request is small again', () => {
  const fast = fill(unmeasuredLink, 1_000, 4);
  expect(nextRequestBytes(fast, (fast.measuredAtMs ?? 0) + 60_000)).toBe(2048 * kib);
  expect(nextRequestBytes(fast, (fast.measuredAtMs ?? 0) + 10 * 60_000)).toBe(32 * kib);
});

test('[S6] a measurement far in the future, after the clock was set back, is ignored', () => {
  const fast = fill(unmeasuredLink, 1_000, 4);
  expect(nextRequestBytes(fast, (fast.measuredAtMs ?? 0) - 10 * 60_000)).toBe(32 * kib);
});

test('[S6] a small request tells of delay, not of rate, and changes nothing', () => {
  const fast = fill(unmeasuredLink, 1_000, 2);
  expect(
    linkAfterResponse(fast, { bytes: 500, tookMs: 600, endedAtMs: (fast.measuredAtMs ?? 0) + 600 }),
  ).toEqual(fast);
});
