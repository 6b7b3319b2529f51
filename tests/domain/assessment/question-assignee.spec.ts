import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import {
  directAssigneeOf,
  indicatorAssigneeOf,
  questionAssigneeOf,
} from '#domain/assessment/question-assignee.ts';
import { type NodeDefinition, QuestionId } from '#forms/model/instrument.ts';
import type { PlacedNode } from '#forms/model/placed-nodes.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';

const one = '00000000-0000-4000-8000-000000000001';
const two = '00000000-0000-4000-8000-000000000002';

test('a form question belongs to the assignee of the innermost assigned group around it', () => {
  const [visits, day, place] = ['visits', 'visits.day', 'place'].map((qid) => QuestionId.parse(qid)) as [
    QuestionId,
    QuestionId,
    QuestionId,
  ];
  const node = { name: 'x' } as NodeDefinition; // only its place counts here
  const placed = new Map<QuestionId, PlacedNode>([
    [visits, { node, parent: null, repeats: [], path: 'visits' }],
    [day, { node, parent: visits, repeats: [], path: 'visits/day' }],
    [place, { node, parent: null, repeats: [], path: 'place' }],
  ]);
  const asked = (values: Readonly<Record<string, JsonValue>>) =>
    [day, place].map((questionId) => questionAssigneeOf(anAssessment(values), placed, questionId));
  expect(asked({ 'assignments/visits': one })).toEqual([one, null]);
  expect(asked({ 'assignments/visits': one, 'assignments/visits.day': two })).toEqual([two, null]);
});

test('a question has its own assignee, or else the assignee of its dimension', () => {
  const document = anAssessment({ 'assignments/D5': one, 'assignments/D5.4': two, 'assignments/D6': null });
  expect(['D5.1', 'D5.4', 'D6.1', 'D7.1'].map((id) => indicatorAssigneeOf(document, id))).toEqual([
    one,
    two,
    null,
    null,
  ]);
  expect(directAssigneeOf(document, 'D5.1')).toBeNull();
});
