import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countLeaseAbsence,
  countLeaseStep,
  isLeaseOver,
  type LeaseCheck,
  leaseAfterContact,
  leaseDurationMs,
  leaseLeftMs,
  leaseWarningDays,
} from '#domain/kinds/device-lease.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const yearMs = 365 * dayMs;
const leaseMs = 45 * dayMs;
const startMs = Date.UTC(2026, 10, 24);

/** The laptop is used day after day, its clock going as it should. */
function days(leaseCheck: LeaseCheck, fromMs: number, howMany: number): LeaseCheck {
  let counted = leaseCheck;
  for (let day = 1; day <= howMany; day += 1) counted = countLeaseStep(counted, fromMs + day * dayMs);
  return counted;
}

describe('[security 3] the lease', () => {
  test.each([
    ['used every day', (from: LeaseCheck, day: number) => days(from, startMs, day)],
    ['left in a drawer', (from: LeaseCheck, day: number) => countLeaseAbsence(from, startMs + day * dayMs)],
  ])('a laptop %s has a lease of 45 days, and none from then on', (_how, usedFor) => {
    const isOver = (day: number): boolean =>
      isLeaseOver(usedFor(leaseAfterContact(startMs), day), leaseMs, startMs + day * dayMs);
    expect([isOver(44), isOver(45)]).toEqual([false, true]);
  });

  test('counts an absence of up to 180 days; a longer one is a clock change', () => {
    const isOver = (day: number): boolean => {
      const nowMs = startMs + day * dayMs;
      return isLeaseOver(countLeaseAbsence(leaseAfterContact(startMs), nowMs), leaseMs, nowMs);
    };
    expect([46, 100, 180, 181, 1_100].map(isOver)).toEqual([true, true, true, false, false]);
  });

  test('a clock set by 1 to 2,000 days while the store runs locks nobody out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.boolean(), (by, isReopened) => {
        const jumpedMs = startMs + by * dayMs;
        const contact = leaseAfterContact(startMs);
        expect(isLeaseOver(contact, leaseMs, jumpedMs)).toBe(false);
        const there = countLeaseStep(contact, jumpedMs);
        // Nor after the app was closed and opened again with that clock.
        const later = isReopened ? countLeaseAbsence(there, jumpedMs + dayMs) : days(there, jumpedMs, 1);
        expect(isLeaseOver(later, leaseMs, jumpedMs + dayMs)).toBe(false);
      }),
      { seed: 20_261_128, numRuns: 500 },
    );
  });

  test('states its remaining time: above zero before the end, and at most a whole lease', () => {
    const contact = leaseAfterContact(startMs);
    const left = (leaseCheck: LeaseCheck, nowMs: number) =>
      leaseLeftMs(countLeaseAbsence(leaseCheck, nowMs), leaseMs, nowMs) / dayMs;
    expect([0, 10, 45, 60].map((day) => left(contact, startMs + day * dayMs))).toEqual([45, 35, 0, 0]);
    // A clock that jumped years ahead, and one that was set back.
    expect([left(contact, startMs + yearMs), left(contact, startMs - yearMs)]).toEqual([45, 45]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), (used, later) => {
        const leaseCheck = days(contact, startMs, used);
        const nowMs = startMs + (used + later) * dayMs;
        expect(leaseLeftMs(leaseCheck, leaseMs, nowMs) === 0).toBe(isLeaseOver(leaseCheck, leaseMs, nowMs));
      }),
      { seed: 20_261_127, numRuns: 200 },
    );
  });

  test('is named in its last ten days, and never as none', () => {
    const named = (days: number) => leaseWarningDays(days * dayMs);
    expect([45, 10.1, 10, 9.2, 1, 0.01].map(named)).toEqual([null, null, 10, 10, 1, 1]);
  });

  test('a contact renews it at once after any counted time', () => {
    const nowMs = startMs + 60 * dayMs;
    expect(isLeaseOver(days(leaseAfterContact(startMs), startMs, 60), leaseMs, nowMs)).toBe(true);
    expect(isLeaseOver(leaseAfterContact(nowMs), leaseMs, nowMs)).toBe(false);
  });

  test.each([-10, -5, -1, 1, 5, 10])('a clock that jumps by %s years locks nobody out', (years) => {
    const jumpedMs = startMs + years * yearMs;
    expect(isLeaseOver(leaseAfterContact(startMs), leaseMs, jumpedMs)).toBe(false);
    const there = countLeaseStep(leaseAfterContact(startMs), jumpedMs);
    expect(isLeaseOver(days(there, jumpedMs, 44), leaseMs, jumpedMs + 44 * dayMs)).toBe(false);
    // And back, when somebody sets it right.
    expect(isLeaseOver(countLeaseStep(there, startMs + dayMs), leaseMs, startMs + dayMs)).toBe(false);
  });

  test('a clock without a battery, which begins in 2000 at each start, locks nobody out', () => {
    let leaseCheck = leaseAfterContact(startMs);
    for (let day = 1; day < 40; day += 1) {
      leaseCheck = countLeaseStep(leaseCheck, Date.UTC(2000, 0, 1));
      expect(isLeaseOver(leaseCheck, leaseMs, Date.UTC(2000, 0, 1, 8))).toBe(false);
      leaseCheck = countLeaseStep(leaseCheck, startMs + day * dayMs);
      expect(isLeaseOver(leaseCheck, leaseMs, startMs + day * dayMs)).toBe(false);
    }
  });

  test('after a jump of years the days are counted from there', () => {
    const jumpedMs = startMs + 10 * yearMs;
    const there = countLeaseStep(leaseAfterContact(startMs), jumpedMs);
    expect(isLeaseOver(days(there, jumpedMs, 45), leaseMs, jumpedMs + 45 * dayMs)).toBe(true);
  });

  test('under any clock, nobody is locked out before it shows a whole lease since contact', () => {
    const readings = fc.array(fc.integer({ min: -10 * yearMs, max: leaseMs - 1 }), { maxLength: 30 });
    fc.assert(
      fc.property(readings, (offsets) => {
        let leaseCheck = leaseAfterContact(startMs);
        for (const offset of offsets) {
          if (isLeaseOver(leaseCheck, leaseMs, startMs + offset)) return false;
          leaseCheck = countLeaseStep(leaseCheck, startMs + offset);
        }
        return true;
      }),
      { seed: 20_261_125, numRuns: 500 },
    );
  });

  test('headquarters says milliseconds; a number of days is understood as well', () => {
    expect([leaseDurationMs(45 * dayMs), leaseDurationMs(45)]).toEqual([45 * dayMs, 45 * dayMs]);
  });
});
