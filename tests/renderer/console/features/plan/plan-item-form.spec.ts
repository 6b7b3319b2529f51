import { expect, test } from 'vitest';
import type { PlanItemResponse } from '#api/plan-api.ts';
import { DocumentId } from '#domain/ids.ts';
import { formFieldOf } from '#domain/kinds/form-field.ts';
import { blankPlanItem } from '#domain/plan/action-plan.ts';
import { listPlanItem } from '#domain/plan/plan-table.ts';
import {
  planItemChangeOf,
  planItemFormOf,
  planItemRowsOf,
  planItemSubject,
  untouchedPartOf,
  untouchedValuesOf,
} from '#renderer/console/features/plan/plan-item-form.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';

const today = '2026-11-24';
const doc = DocumentId.parse('66666666-6666-7666-8666-666666666666');

/** Late item with a reason for its present end and for its status. */
const response: PlanItemResponse = {
  item: listPlanItem(aLog(), doc, { ...blankPlanItem('a'), status: 'on-hold', to: '2026-10-20' }),
  right: 'all',
  texts: { statusReason: 'No staff', progress: '', dateReason: 'Rain', logframe: '' },
  milestones: [{ id: 'm1', text: 'Draft', day: null, isDone: false, order: 'a', isStored: true }],
  seen: {},
  disputed: {},
  basis: null,
};
const stored = planItemFormOf(response);

test('the form of a late item has a field for each part that has one, by its path rule', () => {
  const names = planItemRowsOf(response, stored, today).flat();
  const parts = Object.keys(stored).filter((name) => !name.startsWith('milestones/'));
  expect(names.toSorted()).toEqual(parts.toSorted());
  expect(names.map((name) => formFieldOf(planItemSubject, name).label)).not.toContain(undefined);
});

test('values as they were read change nothing', () => {
  expect(planItemChangeOf(response, stored, today)).toEqual({});
});

test('another end of a late item begins without the reason of the former one', () => {
  const values = untouchedValuesOf(response, { to: '2027-01-15' }, today);
  expect(values['date-reason']).toBe('');
  expect(planItemChangeOf(response, { ...values, to: '2027-01-15', 'date-reason': 'Rain' }, today)).toEqual({
    to: '2027-01-15',
    'date-reason': 'Rain',
  });
});

test('a milestone that was added and removed is not sent; one that was stored is removed', () => {
  const values = {
    ...stored,
    'milestones/m1/removed': true,
    'milestones/m2/text': 'In use',
    'milestones/m2/removed': true,
  };
  expect(planItemChangeOf(response, values, today)).toEqual({ milestones: [{ id: 'm1', removed: true }] });
});

test('a part that is given up has its present value again', () => {
  const values = { ...stored, title: 'Mine', 'milestones/m1/text': 'Mine', 'milestones/m2/text': 'New' };
  const withoutTitle = { ...values, ...untouchedPartOf(response, values, 'title') };
  expect(Object.keys(planItemChangeOf(response, withoutTitle, today))).toEqual(['milestones']);
  const withoutBoth = { ...withoutTitle, ...untouchedPartOf(response, values, 'milestones') };
  expect(planItemChangeOf(response, withoutBoth, today)).toEqual({});
});
