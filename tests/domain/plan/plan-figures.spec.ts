import { describe, expect, test } from 'vitest';
import type { PlanItemStatus } from '#domain/plan/action-plan.ts';
import {
  groupByLead,
  isAwaitedInTime,
  isDueSoon,
  isLateItem,
  milestoneCountsOf,
  openMilestonesOf,
  slippageDaysOf,
} from '#domain/plan/plan-figures.ts';

const today = '2026-11-24';
const anItem = (status: PlanItemStatus, to: string | null, agreedTo: string | null = null) => ({
  status,
  to,
  agreedTo,
});
const aMilestone = (id: string, text: string, day: string | null, isDone = false) => ({
  id,
  text,
  day,
  isDone,
  order: 'a0',
  isStored: true,
});

describe('[A5] a plan item', () => {
  test('is on time only while its end is awaited, and not on hold', () => {
    const isOnTime = (status: PlanItemStatus) => isAwaitedInTime(anItem(status, '2026-12-10'));
    expect([isOnTime('agreed'), isOnTime('in-progress')]).toEqual([true, true]);
    expect([isOnTime('on-hold'), isOnTime('proposed'), isOnTime('done')]).toEqual([false, false, false]);
    expect(isAwaitedInTime(anItem('in-progress', null))).toBe(false);
  });

  test.each<[PlanItemStatus, string | null, string | null, number]>([
    ['in-progress', '2026-11-10', null, 14],
    ['on-hold', '2026-11-10', null, 14],
    ['agreed', '2026-12-10', '2026-11-10', 14],
    ['agreed', '2026-11-10', '2026-12-10', 0],
    ['agreed', today, null, 0],
    ['agreed', null, null, 0],
    ['done', '2026-11-10', null, 0],
    ['verified', '2026-11-10', null, 0],
    ['dropped', '2026-11-10', null, 0],
    ['proposed', '2026-11-10', null, 0],
    ['proposed', '2026-12-10', '2026-11-10', 0],
  ])('that is %s until %s, agreed %s, is late by its agreed end', (itemStatus, to, agreedTo, days) => {
    const item = anItem(itemStatus, to, agreedTo);
    expect([slippageDaysOf(item, today), isLateItem(item, today)]).toEqual([days, days > 0]);
  });

  test('is due soon from today to 60 days on, while it is open', () => {
    const ends = ['2026-11-23', today, '2027-01-23', '2027-01-24'];
    expect(ends.map((to) => isDueSoon(anItem('agreed', to), today))).toEqual([false, true, true, false]);
    expect([anItem('verified', today), anItem('agreed', null)].some((one) => isDueSoon(one, today))).toBe(
      false,
    );
  });

  test('counts its stated milestones, and awaits those with a day that are not reached', () => {
    const milestones = [
      aMilestone('m1', 'Draft', today),
      aMilestone('m2', 'Text', '2026-10-01', true),
      aMilestone('m3', 'No day', null),
      aMilestone('m4', ' ', null),
    ];
    expect(milestoneCountsOf({ milestones })).toEqual({ done: 1, of: 3 });
    expect(openMilestonesOf({ milestones })).toEqual([{ id: 'm1', text: 'Draft', day: today }]);
  });
});

test('one lead is one group however it is written, under its usual name, and none comes last', () => {
  const items = ['', 'UNOCT', 'unoct ', 'UNOCT', 'Interpol'].map((lead) => ({ lead }));
  expect(groupByLead(items).map(({ lead, items: led }) => [lead, led.length])).toEqual([
    ['Interpol', 1],
    ['UNOCT', 3],
    ['', 1],
  ]);
});
