import { describe, expect, it, test } from 'vitest';
import { readPlanItems } from '#domain/plan/action-plan.ts';
import { dismissalOf, mostListedPairs } from '#domain/plan/compare-items.ts';
import { findDuplications, noDuplications } from '#domain/plan/plan-duplications.ts';
import { anItem, aPlan } from '#tests/support/builders/a-plan.ts';

describe('[A5] possible duplication', () => {
  const spring = { dimension: 'D5', from: '2027-02-15', to: '2027-04-10' };
  const items = (...parts: Parameters<typeof anItem>[0][]) =>
    parts.map((part, at) => anItem({ id: `i${at}`, ...part }));

  it('is two items that share dimension and quarter and have different leads', () => {
    const foundPlanDuplications = findDuplications(
      items(
        { ...spring, lead: 'UNODC' },
        { dimension: 'D5', from: '2027-04-11', to: '2027-09-30', lead: 'INTERPOL' },
      ),
    );
    expect(
      foundPlanDuplications.listed.map(({ items: [a, b], dimension, quarter }) => [
        a.id,
        b.id,
        dimension,
        quarter,
      ]),
    ).toEqual([['i0', 'i1', 'D5', { year: 2027, quarter: 2 }]]);
  });

  it.each([
    ['the same lead, however it is written', { ...spring, lead: ' unodc ' }],
    ['another dimension', { ...spring, dimension: 'D6', lead: 'INTERPOL' }],
    ['another quarter', { ...spring, from: '2027-07-01', to: null, lead: 'INTERPOL' }],
    ['no dates yet', { ...spring, from: null, to: null, lead: 'INTERPOL' }],
    ['no lead yet', { ...spring, lead: '' }],
    ['a dropped item', { ...spring, lead: 'INTERPOL', status: 'dropped' as const }],
    ['an item that is done', { ...spring, lead: 'INTERPOL', status: 'done' as const }],
  ])('is not: %s', (_, other) => {
    expect(findDuplications(items({ ...spring, lead: 'UNODC' }, other))).toEqual(noDuplications);
  });
});

describe('[A5] a judgement that two items are no overlap', () => {
  const [judged] = readPlanItems(aPlan({ 'items/i1/apart/i2': 'Another unit', 'items/i1/apart/i3': '' }));
  if (judged === undefined) throw new Error('the plan has an item');
  const [otherPlanItem, third] = [anItem({ id: 'i2' }), anItem({ id: 'i3' })];

  test('is found with either of them, by its author, and not without a reason', () => {
    expect(dismissalOf(judged, otherPlanItem)).toMatchObject({ item: 'i2', reason: 'Another unit' });
    expect(dismissalOf(otherPlanItem, judged)).toEqual(dismissalOf(judged, otherPlanItem));
    expect([
      dismissalOf(judged, third),
      dismissalOf(third, judged),
      dismissalOf(otherPlanItem, third),
    ]).toEqual([null, null, null]);
  });

  test('leaves the pair out of the duplications', () => {
    const days = { dimension: 'D4', from: '2027-01-11', to: '2027-03-26' };
    const pair = [
      { ...judged, ...days, lead: 'UNODC' },
      { ...otherPlanItem, ...days, lead: 'INTERPOL' },
    ] as const;
    expect(findDuplications(pair)).toEqual(noDuplications);
    expect(findDuplications([{ ...pair[0], apart: [] }, pair[1]]).count).toBe(1);
    const open = pair.map((one) => ({ ...one, apart: [], dimension: null }));
    expect(findDuplications(open)).toEqual(noDuplications);
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
  const days = [
    { from, to },
    { from: otherFrom, to: otherTo },
  ];
  const planItems = days.map((part, at) =>
    anItem({ id: `i${at}`, dimension: 'D5', lead: `Lead ${at}`, ...part }),
  );
  expect(findDuplications(planItems).listed.map((planDuplication) => planDuplication.quarter)).toEqual(
    quarter === null ? [] : [quarter],
  );
});

describe('items of other missions to the State', () => {
  const item = (id: string, lead: string) =>
    anItem({ id, lead, dimension: 'D5', from: '2027-01-01', to: '2027-03-31' });

  test('duplicate items of this mission, and are not compared with each other', () => {
    const ownPlanItems = [item('own', 'UNODC')];
    const otherPlanItems = [item('b', 'INTERPOL'), item('c', 'CTED')];
    const foundPlanDuplications = findDuplications(ownPlanItems, otherPlanItems);
    expect(foundPlanDuplications.listed.map(({ items }) => items.map(({ id }) => id))).toEqual([
      ['own', 'b'],
      ['own', 'c'],
    ]);
    expect(foundPlanDuplications.count).toBe(2);
    expect([...foundPlanDuplications.items].toSorted()).toEqual(['b', 'c', 'own']);
  });
});

test('of very many pairs the first hundred are listed, and all are counted', () => {
  const days = { dimension: 'D4', from: '2027-01-11', to: '2027-03-26' };
  const planItems = Array.from({ length: 200 }, (_, at) =>
    anItem({ id: `i${at}`, lead: `Lead ${at}`, ...days }),
  );
  const foundPlanDuplications = findDuplications(planItems);
  expect(foundPlanDuplications.count).toBe((200 * 199) / 2);
  expect(foundPlanDuplications.listed).toHaveLength(mostListedPairs);
  expect(foundPlanDuplications.items.size).toBe(200);
});
