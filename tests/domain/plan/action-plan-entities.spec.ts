import { describe, expect, test } from 'vitest';
import {
  dismissalOf,
  entitiesOfPlans,
  findDuplications,
  firstSharedQuarter,
  fundingLinesOfPlans,
  readPlanItems,
  takesPartIn,
} from '#domain/plan/action-plan.ts';
import { anItem, aPlan } from '#tests/support/builders/a-plan.ts';

describe('[E5] an entity takes part in an item', () => {
  const item = { lead: 'UNODC', supporting: ['INTERPOL', 'Police  Organisation'] };

  test.each(['unodc', ' Interpol ', 'police organisation'])('that it leads or supports, as "%s"', (name) => {
    expect(takesPartIn(item, name)).toBe(true);
  });

  test.each(['UNODC office', '', ' '])('but not as "%s"', (name) => {
    expect(takesPartIn(item, name)).toBe(false);
  });

  test('of nobody only with a name: an empty lead is no entity', () => {
    expect(takesPartIn({ lead: '', supporting: [' '] }, '')).toBe(false);
    expect(takesPartIn({ lead: 'UNODC', supporting: [] }, 'UNODC')).toBe(true);
  });
});

test('entities and funding lines are named once, in order, without spaces or empty names', () => {
  const plans = [
    aPlan({
      'items/i1/lead': ' UNODC ',
      'items/i1/supporting': ['INTERPOL', ''],
      'items/i1/funding-line': ' B ',
    }),
    aPlan({ 'items/i2/lead': 'UNODC', 'items/i2/funding-line': 'A', 'items/i3/title': 'Open' }),
  ];
  expect(entitiesOfPlans(plans)).toEqual(['INTERPOL', 'UNODC']);
  expect(fundingLinesOfPlans(plans)).toEqual(['A', 'B']);
});

describe('[A5] a judgement that two items are no overlap', () => {
  const [judged] = readPlanItems(aPlan({ 'items/i1/apart/i2': 'Another unit', 'items/i1/apart/i3': '' }));
  if (judged === undefined) throw new Error('the plan has an item');
  const [other, third] = [anItem({ id: 'i2' }), anItem({ id: 'i3' })];

  test('is found with either of them, by its author, and not without a reason', () => {
    expect(dismissalOf(judged, other)).toMatchObject({ item: 'i2', reason: 'Another unit' });
    expect(dismissalOf(other, judged)).toEqual(dismissalOf(judged, other));
    expect([dismissalOf(judged, third), dismissalOf(third, judged), dismissalOf(other, third)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('leaves the pair out of the duplications', () => {
    const days = { dimension: 'D4', from: '2027-01-11', to: '2027-03-26' };
    const pair = [
      { ...judged, ...days, lead: 'UNODC' },
      { ...other, ...days, lead: 'INTERPOL' },
    ] as const;
    expect(findDuplications(pair)).toEqual([]);
    expect(findDuplications([{ ...pair[0], apart: [] }, pair[1]])).toHaveLength(1);
    const open = pair.map((one) => ({ ...one, apart: [], dimension: null }));
    expect(findDuplications(open)).toEqual([]);
  });
});

test.each([
  [['2027-01-01', '2027-03-31'], ['2027-04-01', '2027-06-30'], null],
  [['2027-01-01', '2027-04-01'], ['2027-04-01', '2027-06-30'], { year: 2027, quarter: 2 }],
  [['2026-10-01', '2027-12-31'], ['2026-12-31', '2027-01-01'], { year: 2026, quarter: 4 }],
  [['2027-09-30', null], [null, '2027-07-01'], { year: 2027, quarter: 3 }],
  [['2027-01-01', '2027-12-31'], [null, null], null],
  [[null, null], ['2027-01-01', '2027-12-31'], null],
] as const)('work of %j and %j first shares the quarter %j', ([from, to], [otherFrom, otherTo], quarter) => {
  expect(firstSharedQuarter({ from, to }, { from: otherFrom, to: otherTo })).toEqual(quarter);
});
