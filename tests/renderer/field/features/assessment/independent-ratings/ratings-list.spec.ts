import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { ratedQuestionsOf } from '#renderer/field/features/assessment/independent-ratings/ratings-list.ts';
import { anAssessment, otherDevice, ownDevice } from '#tests/support/builders/an-assessment.ts';
import { aPerson } from '#tests/support/builders/sample-ids.ts';

const [own, second, third] = [aPerson(1), aPerson(2), aPerson(3)];
const people = {
  [ownDevice]: { person: own, name: 'First' },
  [otherDevice]: { person: second, name: 'Second' },
};
const questions = ['D5.1', 'D5.3', 'D5.4'].map((id) => ({ id, title: id }));
const rated = (id: string, level: number): Readonly<Record<string, JsonValue>> => ({
  [`answers/${id}/state`]: 'rated',
  [`answers/${id}/level`]: level,
});
const by = (id: string, person: string, level: number): Readonly<Record<string, JsonValue>> => ({
  [`second-ratings/${id}/${person}`]: { level, evidence: 'E1', rationale: '' },
});
/** Everything is written on the first assessor's laptop. */
const statusesOf = (values: Readonly<Record<string, JsonValue>>, personId = own, isLead = false) =>
  ratedQuestionsOf({ document: anAssessment(values), people }, questions, personId, isLead).map(
    ({ id, status: how }) => `${id} ${how}`,
  );

test('everybody but the answering assessor rates a question; without a level, nobody does', () => {
  const values = rated('D5.3', 2);
  expect(statusesOf(values)).toEqual(['D5.3 waits']);
  expect(statusesOf(values, second)).toEqual(['D5.3 toRate']);
});

test('a person without a rating of their own does not learn whether others agree', () => {
  const values = { ...rated('D5.3', 2), ...by('D5.3', second, 4) };
  expect(statusesOf(values, third)).toEqual(['D5.3 toRate']);
  expect(statusesOf(values, second)).toEqual(['D5.3 differs']);
  expect(statusesOf({ ...rated('D5.3', 2), ...by('D5.3', second, 2) }, second)).toEqual(['D5.3 agrees']);
});

test('the lead sees differing ratings, and rates the rest like everybody else', () => {
  const values = { ...rated('D5.1', 3), ...rated('D5.3', 2), ...by('D5.3', second, 4) };
  expect(statusesOf(values, third, true)).toEqual(['D5.1 toRate', 'D5.3 toDecide']);
});

test('a decided rating is open to all', () => {
  const decision = { 'consolidations/D5.3': { level: 2, reason: 'Agreed.', first: 3 } };
  expect(statusesOf({ ...rated('D5.3', 2), ...by('D5.3', second, 4), ...decision }, third)).toEqual([
    'D5.3 decided',
  ]);
});
