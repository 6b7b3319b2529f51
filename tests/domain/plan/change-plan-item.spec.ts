import { describe, expect, test } from 'vitest';
import { LogId } from '#domain/ids.ts';
import { type PlanItem, PlanItemStatus } from '#domain/plan/action-plan.ts';
import {
  actionPlanIdOf,
  createPlanItemFromAction,
  decidePlanChange,
  PlanItemChange,
  partnerMayChange,
  partnerMayMove,
  partsOfChange,
} from '#domain/plan/change-plan.ts';
import { anItem } from '#tests/support/builders/a-plan.ts';

const today = '2026-11-24';
const divided = { lead: 'UNODC', counterpart: 'Ministry of Justice', fundingLine: 'Line 4' };
/** An agreed item from 1 December to 31 January. */
const agreed = anItem({ ...divided, status: 'agreed', from: '2026-12-01', to: '2027-01-31' });
const late = anItem({ ...divided, status: 'in-progress', from: '2026-09-01', to: '2026-10-31' });

/** Registers of a change by their path below the item, or the refusal. */
function change(planItem: PlanItem, said: object) {
  const decided = decidePlanChange(planItem, PlanItemChange.parse(said), today);
  return decided.ok
    ? Object.fromEntries(
        decided.value.map(({ path, value }) => [path.replace(`items/${planItem.id}/`, ''), value]),
      )
    : decided.refusal;
}

describe('[A5] a change of a plan item', () => {
  test('writes the parts that it names, and clears a part by an empty text', () => {
    expect(
      change(agreed, { title: ' Train ', progress: '', supporting: ['INTERPOL'], logframe: 'O1' }),
    ).toEqual({
      title: 'Train',
      progress: null,
      supporting: ['INTERPOL'],
      logframe: 'O1',
    });
    expect(change(agreed, {})).toEqual({});
    expect(change(agreed, { apart: { item: 'i2', reason: 'Another unit' } })).toEqual({
      'apart/i2': 'Another unit',
    });
  });

  test.each(['lead', 'counterpart', 'funding-line'])('does not clear the %s of an agreed item', (part) => {
    expect(change(agreed, { [part]: '' })).toEqual({
      kind: 'labourUndivided',
      missing: [part],
      disputed: [],
    });
    expect(change(anItem({ ...divided, status: 'proposed' }), { [part]: '' })).toEqual({ [part]: null });
  });

  test('divides the labour and agrees in one step', () => {
    const open = anItem({ lead: 'UNODC', status: 'proposed' });
    const said = { counterpart: 'Ministry', 'funding-line': 'Line 4', status: 'agreed' };
    expect(change(open, said)).toEqual(said);
    expect(change(open, { status: 'agreed' })).toMatchObject({ kind: 'labourUndivided' });
  });

  test('settles a dispute about a part by naming it', () => {
    const disputed = { ...agreed, status: 'proposed', disputed: ['lead'] } as const;
    expect(change(disputed, { status: 'agreed' })).toEqual({
      kind: 'labourUndivided',
      missing: [],
      disputed: ['lead'],
    });
    expect(change(disputed, { status: 'agreed', lead: 'UNODC' })).toEqual({
      status: 'agreed',
      lead: 'UNODC',
    });
  });

  test('leaves an agreed item with open work as it is while nobody sets its status or its parts', () => {
    const open = anItem({ status: 'agreed', lead: 'UNODC' });
    expect(change(open, { progress: 'Begun' })).toEqual({ progress: 'Begun' });
    expect(change(open, { 'status-reason': 'Why' })).toMatchObject({ kind: 'labourUndivided' });
    expect(change(open, { lead: 'INTERPOL' })).toMatchObject({ kind: 'labourUndivided' });
  });

  test('takes the reason of the former status away with it, and needs one to drop', () => {
    const heldPlanItem = anItem({ ...divided, status: 'on-hold', statusReason: 'No money' });
    expect(change(heldPlanItem, { status: 'on-hold' })).toEqual({ status: 'on-hold' });
    expect(change(heldPlanItem, { status: 'scheduled' })).toEqual({
      status: 'scheduled',
      'status-reason': null,
    });
    expect(change(heldPlanItem, { status: 'dropped' })).toEqual({ kind: 'reasonMissing' });
    expect(change(heldPlanItem, { 'status-reason': 'Later' })).toEqual({
      status: 'on-hold',
      'status-reason': 'Later',
    });
  });
});

describe('[A5] the days of a plan item', () => {
  test.each([
    [{ from: '2027-02-01' }, { kind: 'endsBeforeItStarts' }],
    [{ to: '2026-11-30' }, { kind: 'endsBeforeItStarts' }],
    [{ to: '2026-12-01' }, { to: '2026-12-01', 'agreed-to': '2027-01-31' }],
    [
      { from: null, to: '2026-11-30' },
      { from: null, to: '2026-11-30', 'agreed-to': '2027-01-31' },
    ],
    [{ from: '2026-12-02' }, { from: '2026-12-02' }],
    [{ from: agreed.from, to: agreed.to }, {}],
    [
      { from: '2027-02-01', to: null },
      { from: '2027-02-01', to: null, 'agreed-to': '2027-01-31' },
    ],
  ])('change by %j to %j', (said, written) => {
    expect(change(agreed, said)).toEqual(written);
  });

  test('keep the first agreed end, and none of an item that nobody agreed to', () => {
    expect(change({ ...agreed, agreedTo: '2026-12-31' }, { to: '2027-02-28' })).toEqual({ to: '2027-02-28' });
    expect(change({ ...agreed, status: 'proposed' }, { to: '2027-02-28' })).toEqual({ to: '2027-02-28' });
    expect(change({ ...agreed, to: null }, { to: '2027-02-28' })).toEqual({ to: '2027-02-28' });
  });

  test('of a late item move with a reason only', () => {
    expect(change(late, { to: '2026-12-31' })).toEqual({ kind: 'reasonMissing' });
    expect(change(late, { to: '2026-12-31', 'date-reason': ' ' })).toEqual({ kind: 'reasonMissing' });
    expect(change(late, { to: '2026-12-31', 'date-reason': 'Strike' })).toEqual({
      to: '2026-12-31',
      'agreed-to': '2026-10-31',
      'date-reason': 'Strike',
    });
    expect(change(late, { from: '2026-09-02' })).toEqual({ from: '2026-09-02' });
    expect(change({ ...late, to: today }, { to: '2026-12-31' })).toMatchObject({ to: '2026-12-31' });
  });

  test('have one reason: the same is not written again, an empty one clears it', () => {
    const moved = { ...agreed, dateReason: 'Strike' };
    expect(change(moved, { 'date-reason': 'Strike' })).toEqual({});
    expect(change(moved, { 'date-reason': '' })).toEqual({ 'date-reason': null });
  });
});

describe('milestones of a change', () => {
  const stored = { id: 'm1', text: 'Draft', day: '2026-12-10', isDone: false, isStored: true, order: 'a0' };
  const item = { ...agreed, milestones: [stored] };

  test('write the parts of a stored one that it names', () => {
    expect(change(item, { milestones: [{ id: 'm1', isDone: true }] })).toEqual({
      'milestones/m1/done': true,
    });
    expect(change(item, { milestones: [{ id: 'm1', text: 'Final', day: null }] })).toEqual({
      'milestones/m1/text': 'Final',
      'milestones/m1/day': null,
    });
  });

  test('store a new one whole, and a second change of it by its part', () => {
    const added = change(item, {
      milestones: [
        { id: 'm2', text: 'Final' },
        { id: 'm2', isDone: true },
      ],
    });
    expect(added).toMatchObject({ 'milestones/m2/text': 'Final', 'milestones/m2/done': true });
    expect(Object.keys(added).every((path) => path.startsWith('milestones/m2/'))).toBe(true);
  });

  test('remove a known one, and write nothing for an unknown one', () => {
    expect(change(item, { milestones: [{ id: 'm1', removed: true }] })).toMatchObject({
      'milestones/m1/removed': true,
    });
    expect(change(item, { milestones: [{ id: 'm9', removed: true }] })).toEqual({});
  });
});

test('a change names the registers that its person saw', () => {
  expect(
    partsOfChange({
      title: 'x',
      apart: { item: 'i2', reason: null },
      milestones: [
        { id: 'm1', text: 'x', isDone: true },
        { id: 'm2', removed: true },
      ],
    }),
  ).toEqual(['title', 'apart/i2', 'milestones/m1/text', 'milestones/m1/done', 'milestones/m2/removed']);
  expect(partsOfChange({ lead: 'x' })).toEqual(['lead']);
});

describe('[E5] a partner', () => {
  test('changes status, progress and days of its items, and reaches milestones', () => {
    const parts = ['status', 'status-reason', 'progress', 'from', 'to', 'agreed-to', 'date-reason'];
    for (const part of [...parts, 'milestones/m1/done'])
      expect([part, partnerMayChange(part)]).toEqual([part, true]);
    for (const part of [
      'title',
      'lead',
      'logframe',
      'supporting',
      'apart/i2',
      'milestones/m1/text',
      'milestones/a/b/done',
    ])
      expect([part, partnerMayChange(part)]).toEqual([part, false]);
  });

  const reported: readonly string[] = ['scheduled', 'in-progress', 'done', 'on-hold'];
  test.each(PlanItemStatus.options)('moves an item on from "%s" only where it was agreed', (itemStatus) => {
    const isAgreed = ['agreed', 'scheduled', 'in-progress', 'done', 'on-hold'].includes(itemStatus);
    expect(
      PlanItemStatus.options.filter((newStatus) => partnerMayMove({ status: itemStatus }, newStatus)),
    ).toEqual(
      PlanItemStatus.options.filter(
        (newStatus) => newStatus === itemStatus || (isAgreed && reported.includes(newStatus)),
      ),
    );
  });
});

test.each([
  ['title', 400],
  ['lead', 400],
  ['progress', 20_000],
])('[security 5] the %s of a change has at most %i characters', (part, most) => {
  expect(PlanItemChange.safeParse({ [part]: 'x'.repeat(most) }).success).toBe(true);
  expect(PlanItemChange.safeParse({ [part]: 'x'.repeat(most + 1) }).success).toBe(false);
});

test.each([
  ['an empty title', { title: ' ' }],
  ['an empty supporting entity', { supporting: [' '] }],
  ['51 supporting entities', { supporting: Array.from({ length: 51 }, () => 'x') }],
  ['101 milestones', { milestones: Array.from({ length: 101 }, () => ({ id: 'm1' })) }],
  ['a milestone with a path as id', { milestones: [{ id: 'm1/text' }] }],
  ['an item with a path as id', { apart: { item: 'i/2', reason: 'x' } }],
  ['an empty reason of a judgement', { apart: { item: 'i2', reason: '' } }],
])('[security 5] a change with %s is none', (_, said) => {
  expect(PlanItemChange.safeParse(said).success).toBe(false);
});

test('the plan of a mission has one id everywhere, a UUID of version 5', () => {
  expect(actionPlanIdOf(LogId.parse('00000000-0000-4000-8000-000000000001'))).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});

test('an item from an agreed action has its day, its owner as counterpart and one line as title', () => {
  const values = (owner: string) =>
    createPlanItemFromAction([], 'i1', { text: ' Train\nstaff ', owner, due: '2027-01-31' });
  expect(values(' Police ')).toMatchObject([
    { path: 'items/i1/title', value: 'Train staff' },
    { path: 'items/i1/counterpart', value: 'Police' },
    { path: 'items/i1/to', value: '2027-01-31' },
    { path: 'items/i1/status', value: 'proposed' },
    { path: 'items/i1/order' },
  ]);
  expect(values(' ')[1]?.value).toBeNull();
});
