import { expect, test } from 'vitest';
import { LogId } from '#domain/ids.ts';
import type { PlanItem } from '#domain/plan/action-plan.ts';
import { blankPlanItem } from '#domain/plan/action-plan.ts';
import { findOverlaps } from '#domain/plan/plan-overlaps.ts';
import {
  choosePlanItems,
  type ListedPlanItem,
  listPlanItem,
  type PlanChoice,
  planItemKey,
  standingOf,
  summarizeByLead,
} from '#domain/plan/plan-table.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';

const today = '2026-11-24';
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

test('an item whose end was moved is late from its agreed end on', () => {
  const moved = item('a', { from: null, to: '2027-06-01', agreedTo: '2026-11-01' });
  expect(standingOf(moved, today)).toBe('late');
  expect(standingOf({ ...moved, status: 'done' }, today)).toBe('over');
});

test('[A5] a proposal past its end is proposed and counts as late for no lead', () => {
  const proposal = item('a', { from: null, to: '2026-11-01', status: 'proposed' });
  expect(standingOf(proposal, today)).toBe('proposed');
  expect(summarizeByLead([proposal], today)).toMatchObject([{ late: 0, proposed: 1 }]);
});

test('the numbers of a lead add up, and items without one come last', () => {
  const listedItems = [
    item('a', { lead: '' }),
    item('b', { to: '2026-11-01', from: null }),
    item('c', { status: 'proposed' }),
    item('d', { status: 'verified', lead: 'unodc' }),
    item('e'),
  ];
  expect(summarizeByLead(listedItems, today)).toEqual([
    { lead: 'UNODC', all: 4, over: 1, late: 1, proposed: 1, onTime: 1 },
    { lead: '', all: 1, over: 0, late: 0, proposed: 0, onTime: 1 },
  ]);
});

test('a choice keeps items by State, lead, funding line, status, view and pair', () => {
  const listedItems = [
    item('a', { fundingLine: 'EU-1', lead: 'INTERPOL' }),
    item('b', { status: 'proposed' }, second),
    item('c', { lead: '', to: '2026-12-01', from: null }, elsewhere),
  ];
  const all: PlanChoice = { view: 'all', country: '', lead: '', funding: '', status: '', pair: [] };
  const planOverlaps = findOverlaps(listedItems, countryOf);
  const idsOf = (planChoice: Partial<PlanChoice>) =>
    choosePlanItems(
      listedItems,
      { ...all, ...planChoice },
      { countryOf, overlapping: planOverlaps.items, today },
    ).map(({ id }) => id);
  expect(idsOf({})).toEqual(['a', 'b', 'c']);
  expect(idsOf({ country: 'UY' })).toEqual(['a', 'b']);
  expect(idsOf({ lead: 'interpol' })).toEqual(['a']);
  expect(idsOf({ lead: '-' })).toEqual(['c']);
  expect(idsOf({ funding: 'EU-1' })).toEqual(['a']);
  expect(idsOf({ status: 'proposed' })).toEqual(['b']);
  expect(idsOf({ view: 'proposed' })).toEqual(['b']);
  expect(idsOf({ view: 'due' })).toEqual(['c']);
  expect(idsOf({ view: 'overlap' })).toEqual(['a', 'b']);
  expect(idsOf({ pair: listedItems.slice(2).map(planItemKey) })).toEqual(['c']);
});
