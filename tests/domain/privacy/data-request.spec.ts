import { expect, test } from 'vitest';
import { Role } from '#domain/people/role.ts';
import {
  asksForErasure,
  compareDataRequests,
  DataRequest,
  DataRequestKind,
  dataRequestUrgencyOf,
  defaultDueDay,
  erasureFromMs,
  mayKeepDataRequests,
  mayReadDataRequests,
} from '#domain/privacy/data-request.ts';
import { aDataRequest } from '#tests/support/builders/a-data-request.ts';

const answer = { on: '2026-11-20', outcome: 'done', reason: '', did: 'A copy was handed over.' } as const;

test.each([
  ['for a day', '2026-11-20', '2026-12-20', '2026-12-02T10:00:00Z'],
  ['for a day, though its new entry is overdue', '2026-11-25', '2026-11-01', '2026-12-02T10:00:00Z'],
  ['until the last hour of its due day', '2026-11-01', '2026-12-01', '2026-12-01T23:00:00Z'],
  ['no longer, where it is overdue', '2026-10-01', '2026-10-31', '2026-12-01T10:00:00Z'],
])('[E8] an erasure waits %s', (_, registeredOn, dueOn, from) => {
  const nowMs = Date.parse('2026-12-01T10:00:00Z');
  const registeredAtMs = Date.parse(`${registeredOn}T09:00:00Z`);
  expect(new Date(erasureFromMs({ nowMs, registeredAtMs, dueOn })).toISOString()).toBe(
    from.replace('Z', '.000Z'),
  );
});

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
  for (const dataRequests of [
    [over, late, soon],
    [soon, over, late],
  ])
    expect(dataRequests.toSorted(compareDataRequests)).toEqual([soon, late, over]);
  expect(compareDataRequests(soon, aDataRequest({ dueOn: '2026-12-02' }))).toBe(0);
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

const refused = { ...answer, outcome: 'refused', reason: 'It is not ours.' } as const;
test.each([
  ['reference', 200, (text: string) => ({ reference: text })],
  ['institution', 200, (text: string) => ({ institution: text })],
  ['function', 200, (text: string) => ({ function: text })],
  ['reason', 2_000, (reason: string) => ({ answer: { ...refused, reason } })],
  ['account of the measures', 4_000, (did: string) => ({ answer: { ...refused, did } })],
])('[security 5] the %s of a request has at most %i characters', (_, most, said) => {
  const isTaken = (length: number) =>
    DataRequest.safeParse({ ...aDataRequest(), ...said('x'.repeat(length)) }).success;
  expect([isTaken(most), isTaken(most + 1)]).toEqual([true, false]);
});

test.each([
  ['dueOn', { dueOn: '2026-11-01' }],
  ['answer.on', { answer: { ...answer, on: '2026-11-01' } }],
  ['answer.reason', { answer: { ...refused, reason: '  ' } }],
  ['reference', { reference: 'two\nlines' }],
])('[E8] a refusal names the field %s', (field, said) => {
  const { error } = DataRequest.safeParse({ ...aDataRequest(), ...said });
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
});

test('[E8] a request may be due and answered on the day it was received, and loses outer spaces', () => {
  const day = '2026-11-02';
  const dataRequest = aDataRequest({ dueOn: day, answer: { ...answer, on: day, did: ' Done. ' } });
  expect(DataRequest.parse(dataRequest).answer?.did).toBe('Done.');
});

test('[E8] correction, objection and erasure may erase; access erases nothing', () => {
  expect(DataRequestKind.options.filter(asksForErasure)).toEqual(['correction', 'objection', 'erasure']);
});

test('[E8] a request that was done needs no reason', () => {
  expect(DataRequest.safeParse(aDataRequest({ answer })).success).toBe(true);
});

test('[A3] the focal point keeps the register, the manager reads it, and nobody else', () => {
  expect(Role.options.filter(mayKeepDataRequests)).toEqual(['dpo']);
  expect(Role.options.filter(mayReadDataRequests).toSorted()).toEqual(['dpo', 'manager']);
});
