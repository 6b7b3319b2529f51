import { describe, expect, test } from 'vitest';
import { entitiesOfPlans, fundingLinesOfPlans, takesPartIn } from '#domain/plan/action-plan.ts';
import { aPlan } from '#tests/support/builders/a-plan.ts';

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
