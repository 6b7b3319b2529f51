import { describe, expect, it } from 'vitest';
import { checkAgreement, readPlanItems } from '#domain/plan/action-plan.ts';
import { anItem, aPlan } from '#tests/support/builders/a-plan.ts';
import { after, otherDevice } from '#tests/support/builders/an-assessment.ts';

const divided = { lead: 'UNODC', counterpart: 'Ministry of Justice', fundingLine: 'Line 4' };

describe('an action plan, as it is read', () => {
  it('lists items in order without removed ones, with defaults for invalid values', () => {
    const plan = aPlan({
      'items/b/title': 'Second',
      'items/b/order': 'a1',
      'items/b/from': 'in spring',
      'items/b/status': 'maybe',
      'items/a/title': 'First',
      'items/a/order': 'a0',
      'items/a/supporting': ['INTERPOL'],
      'items/c/title': 'Gone',
      'items/c/removed': true,
    });
    expect(
      readPlanItems(plan).map(({ title, from, status, supporting }) => ({
        title,
        from,
        status,
        supporting,
      })),
    ).toEqual([
      { title: 'First', from: null, status: 'proposed', supporting: ['INTERPOL'] },
      { title: 'Second', from: null, status: 'proposed', supporting: [] },
    ]);
    expect(readPlanItems(undefined)).toEqual([]);
  });
});

describe('[A5] agreeing on an item', () => {
  it('is allowed with one lead, one national counterpart and one funding line', () => {
    expect(checkAgreement(anItem(divided)).ok).toBe(true);
  });

  it('is refused while any of the three fields is empty, and names all empty ones', () => {
    expect(checkAgreement(anItem({ ...divided, lead: ' ', fundingLine: '' }))).toEqual({
      ok: false,
      refusal: { kind: 'labourUndivided', missing: ['lead', 'funding-line'], disputed: [] },
    });
  });

  it('is refused while two people have written different leads: there is exactly one', () => {
    const plan = aPlan({
      'items/i/lead': 'UNODC',
      'items/i/counterpart': 'Ministry of Justice',
      'items/i/funding-line': 'Line 4',
    });
    const disputed = after(plan, {
      by: otherDevice,
      n: 1,
      path: 'items/i/lead',
      value: 'INTERPOL',
      over: [],
    });
    const [planItem] = readPlanItems(disputed);
    expect(planItem && checkAgreement(planItem)).toEqual({
      ok: false,
      refusal: { kind: 'labourUndivided', missing: [], disputed: ['lead'] },
    });
  });
});
