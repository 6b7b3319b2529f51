import { describe, expect, it } from 'vitest';
import { readRecommendations } from '#domain/assessment/finding.ts';
import { dotsAt } from '#domain/document/document.ts';
import { entitiesOfPlans, fundingLinesOfPlans, readPlanItems } from '#domain/plan/action-plan.ts';
import { createPlanItem, decidePlanStatus } from '#domain/plan/change-plan.ts';
import { anEmptyPlan, anItem, aPlan } from '#tests/support/builders/a-plan.ts';
import { after, anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';

describe('a new item of the plan', () => {
  const [recommendation] = readRecommendations(
    anAssessment({
      'recommendations/r1/text': 'Issue a written check\nbefore use',
      'recommendations/r1/addressee': 'National Police',
    }),
  );

  it('takes the text of its recommendation, proposes the addressee as counterpart and has no lead', () => {
    const origin = recommendation && { assessment: aDoc(7), recommendation, dimension: 'D5' };
    const plan = createPlanItem([], 'i1', origin ?? null).reduce(
      (previousDocument, { path, value }, at) =>
        after(previousDocument, { n: at + 1, path, value, over: dotsAt(previousDocument, path) }),
      anEmptyPlan,
    );
    expect(readPlanItems(plan)).toEqual([
      anItem({
        id: 'i1',
        title: 'Issue a written check before use',
        assessment: aDoc(7),
        recommendation: 'r1',
        dimension: 'D5',
        counterpart: 'National Police',
        order: 'a0',
      }),
    ]);
  });

  it('comes after the last', () => {
    const planItems = readPlanItems(aPlan({ 'items/i1/order': 'a0', 'items/i2/order': 'a1' }));
    const order = createPlanItem(planItems, 'i3', null).find(({ path }) => path === 'items/i3/order');
    expect(order?.value).toBe('a2');
  });
});

describe('[A2, A5] moving an item on', () => {
  const open = anItem({ lead: 'UNODC' });
  const divided = anItem({ lead: 'UNODC', counterpart: 'Ministry of Justice', fundingLine: 'Line 4' });

  it.each(['agreed', 'scheduled', 'in-progress', 'done', 'verified'] as const)(
    'does not bring it to "%s" while counterpart or funding line is empty',
    (to) => {
      expect(decidePlanStatus(open, to, '')).toEqual({
        ok: false,
        refusal: { kind: 'labourUndivided', missing: ['counterpart', 'funding-line'], disputed: [] },
      });
      expect(decidePlanStatus(divided, to, '').ok).toBe(true);
    },
  );

  it('drops it only with a reason, which is written with the state', () => {
    expect(decidePlanStatus(open, 'dropped', ' ')).toEqual({ ok: false, refusal: { kind: 'reasonMissing' } });
    expect(decidePlanStatus(open, 'dropped', 'Another programme does it')).toEqual({
      ok: true,
      value: [
        { path: 'items/i1/status', value: 'dropped' },
        { path: 'items/i1/status-reason', value: 'Another programme does it' },
      ],
    });
  });

  it('may always be put on hold or proposed again', () => {
    expect(decidePlanStatus(open, 'on-hold', '').ok && decidePlanStatus(open, 'proposed', '').ok).toBe(true);
  });
});

describe('names to choose from in a plan', () => {
  const plans = [
    aPlan({ 'items/i1/title': 'A', 'items/i1/lead': 'Regional centre', 'items/i1/funding-line': 'Line 4 ' }),
    aPlan({
      'items/i1/title': 'B',
      'items/i1/supporting': ['Programme office', 'Regional centre'],
      'items/i1/funding-line': 'Line 4',
    }),
  ];

  it('are those that plans use, each once', () => {
    expect(entitiesOfPlans(plans)).toEqual(['Programme office', 'Regional centre']);
    expect(fundingLinesOfPlans(plans)).toEqual(['Line 4']);
  });
});
