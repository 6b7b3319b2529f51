import { expect, test } from 'vitest';
import {
  compareDataRequests,
  DataRequest,
  defaultDueDay,
  mayKeepDataRequests,
  mayReadDataRequests,
  dataRequestUrgencyOf,
} from '#domain/privacy/data-request.ts';
import { Role } from '#domain/people/role.ts';
import { aDataRequest } from '#tests/support/builders/a-data-request.ts';

const answer = { on: '2026-11-20', outcome: 'done', reason: '', did: 'A copy was handed over.' } as const;

test.each([
  ['2026-11-02', '2026-12-02'],
  ['2027-01-31', '2027-03-02'],
  ['2028-01-31', '2028-03-01'],
])('[E8] a request received on %s is due on %s unless the register states another day', (on, due) => {
  expect(defaultDueDay(on)).toBe(due);
});

test.each([
  ['2026-11-24', 'open'],
  ['2026-11-25', 'soon'],
  ['2026-12-02', 'soon'],
  ['2026-12-03', 'overdue'],
])('[E8] on %s a request that is due on 2 December is %s', (today, wait) => {
  expect(dataRequestUrgencyOf('2026-12-02', today)).toBe(wait);
});

test('[E8] open requests come first, ordered by due date', () => {
  const [late, soon, over] = [
    aDataRequest({ dueOn: '2026-12-09' }),
    aDataRequest({ dueOn: '2026-12-02' }),
    aDataRequest({ dueOn: '2026-11-30', answer }),
  ];
  expect([over, late, soon].toSorted(compareDataRequests)).toEqual([soon, late, over]);
});

test.each([
  ['without a reference', { reference: ' ' }],
  ['due before it was received', { dueOn: '2026-11-01' }],
  ['answered before it was received', { answer: { ...answer, on: '2026-11-01' } }],
  ['refused without a reason', { answer: { ...answer, outcome: 'refused' } }],
  ['done in part without a reason', { answer: { ...answer, outcome: 'partly' } }],
  ['with a name of its own field', { name: 'x' }],
])('[E8] a request %s is none', (_what, said) => {
  expect(DataRequest.safeParse({ ...aDataRequest(), ...said }).success).toBe(false);
});

test('[E8] a request that was done needs no reason', () => {
  expect(DataRequest.safeParse(aDataRequest({ answer })).success).toBe(true);
});

test('[A3] the focal point keeps the register, the manager reads it, and nobody else', () => {
  expect(Role.options.filter(mayKeepDataRequests)).toEqual(['dpo']);
  expect(Role.options.filter(mayReadDataRequests).toSorted()).toEqual(['dpo', 'manager']);
});
