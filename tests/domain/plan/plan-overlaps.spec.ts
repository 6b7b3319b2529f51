import { describe, expect, test } from 'vitest';
import { DeviceId, LogId } from '#domain/ids.ts';
import type { PlanItem } from '#domain/plan/action-plan.ts';
import { blankPlanItem } from '#domain/plan/action-plan.ts';
import { findOverlaps } from '#domain/plan/plan-overlaps.ts';
import { choosePlanItems, type ListedPlanItem, listPlanItem } from '#domain/plan/plan-table.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';

const today = '2026-11-24';
const aDevice = DeviceId.parse('a'.repeat(32));
const [first, second, elsewhere] = ['1', '2', '3'].map((n) =>
  LogId.parse(`00000000-0000-4000-8000-00000000000${n}`),
) as [LogId, LogId, LogId];
const countryOf = (logId: LogId): string | null => (logId === elsewhere ? 'FJ' : 'UY');
const item = (id: string, part: Partial<PlanItem> = {}, logId = first): ListedPlanItem =>
  listPlanItem(logId, aDoc(1), {
    ...blankPlanItem(id),
    title: id,
    lead: 'UNODC',
    dimension: 'D4',
    status: 'agreed',
    from: '2027-01-11',
    to: '2027-03-26',
    ...part,
  });

describe('overlaps', () => {
  const kindsOf = (...listedItems: readonly ListedPlanItem[]) =>
    findOverlaps(listedItems, countryOf).open.map(({ kind, items: [a, b] }) => [kind, a.id, b.id]);

  test('[A5] join items of one State, dimension and quarter over missions, with different leads', () => {
    expect(kindsOf(item('a'), item('b', { lead: 'INTERPOL' }, second))).toEqual([['twice', 'a', 'b']]);
  });

  test('join items of one lead in two missions, and never within one', () => {
    expect(kindsOf(item('a'), item('b', { lead: ' unodc ' }, second), item('c'))).toEqual([
      ['sameLead', 'a', 'b'],
      ['sameLead', 'b', 'c'],
    ]);
  });

  test.each([
    ['another State', item('b', { lead: 'INTERPOL' }, elsewhere)],
    ['another dimension', item('b', { lead: 'INTERPOL', dimension: 'D3' })],
    ['another quarter', item('b', { lead: 'INTERPOL', from: '2027-04-01', to: '2027-05-01' })],
    ['an item that is over', item('b', { lead: 'INTERPOL', status: 'done' })],
    ['an item without a lead', item('b', { lead: '' })],
    ['an item without dates', item('b', { lead: 'INTERPOL', from: null, to: null })],
  ])('leave out %s', (_name, otherItem) => {
    expect(kindsOf(item('a'), otherItem)).toEqual([]);
  });
});

test('a pair that a person judged is no open overlap, whichever item has the judgement', () => {
  const judgement = { item: 'b', reason: 'Two courts', device: aDevice, atMs: 1 };
  const [listedItem, otherItem] = [
    item('a', { apart: [judgement] }),
    item('b', { lead: 'INTERPOL' }, second),
  ];
  for (const listedItems of [
    [listedItem, otherItem],
    [otherItem, listedItem],
  ]) {
    const planOverlaps = findOverlaps(listedItems, countryOf);
    expect(planOverlaps.open).toEqual([]);
    expect(planOverlaps.judged.map(({ dismissal }) => dismissal)).toEqual([judgement]);
    const choice = { country: '', lead: '', funding: '', status: '', pair: [] };
    const foundItems = choosePlanItems(
      listedItems,
      { ...choice, view: 'overlap' },
      { countryOf, overlapping: planOverlaps.items, today },
    );
    expect(foundItems).toEqual([]);
  }
});
