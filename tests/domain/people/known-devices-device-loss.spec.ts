import { describe, expect, test } from 'vitest';
import { isDeviceLoss, lossNoticeTimeOf, RevokeReason } from '#domain/people/known-devices.ts';

const nowMs = Date.UTC(2026, 10, 24, 9, 30, 59);
const hourMs = 60 * 60_000;

describe('[E 6] a laptop that is taken out of use', () => {
  test('is an incident when it is lost, stolen or seized, and else is none', () => {
    expect(RevokeReason.options.filter(isDeviceLoss)).toEqual(['lost', 'stolen', 'seized']);
  });

  test.each([
    ['just now', 0, false],
    ['24 hours ago', 24 * hourMs, false],
    ['a millisecond more than that ago', 24 * hourMs + 1, true],
  ])('noticed %s: the entry says when, and whether it is later than 24 hours', (_, agoMs, isLate) => {
    expect(lossNoticeTimeOf(nowMs - agoMs, nowMs)).toEqual({ atMs: nowMs - agoMs, isLate });
  });

  test('noticed by a clock that is ahead counts as noticed now', () => {
    expect(lossNoticeTimeOf(nowMs + 3 * hourMs, nowMs)).toEqual({ atMs: nowMs, isLate: false });
  });

  test('of which nobody knows when it was noticed: the entry says that nobody does', () => {
    expect(lossNoticeTimeOf(null, nowMs)).toEqual({ atMs: null, isLate: null });
  });
});
