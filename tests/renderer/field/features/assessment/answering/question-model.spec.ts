import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { findUncheckedTexts } from '#domain/privacy/find-unchecked-texts.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import {
  assessmentModelOf,
  findQuestions,
  noQuestionFilterFacts,
  type QuestionFilter,
  searchableQuestions,
} from '#renderer/field/features/assessment/answering/assessment-model.ts';
import {
  answerFlagsOf,
  questionPartsOf,
} from '#renderer/field/features/assessment/answering/question-model.ts';
import { after, anAssessment, otherDevice } from '#tests/support/builders/an-assessment.ts';
import { aPerson } from '#tests/support/builders/sample-ids.ts';

const flags = (values: Readonly<Record<string, JsonValue>>) => {
  const document = anAssessment(values);
  return answerFlagsOf(document, 'D5.3', assessmentModelOf(document, defaultMaturityModel).answers);
};
const rated = (level: number) => ({ 'answers/D5.3/state': 'rated', 'answers/D5.3/level': level });
const why = { 'answers/D5.3/rationale': 'Seen in the register.' };
const oral = { 'answers/D5.3/evidence/e1/strength': 'E1', 'answers/D5.3/evidence/e1/title': 'Interview' };

test('B3: a rating above the level of its evidence is kept and flagged with both', () => {
  expect(flags({ ...rated(4), ...why, ...oral })).toEqual([
    { kind: 'aboveEvidence', level: 4, has: 'E1', items: 1, carries: 2, reviewer: null },
  ]);
  expect(flags({ ...rated(2), ...why, ...oral })).toEqual([]);
});

test('B3: the flag gives the reviewer’s reason, and whether it applies to this rating', () => {
  const reviewerOf = (level: number) => {
    const override = { reason: 'The practice was seen.', level: 3, evidence: 'E1' };
    const [answerFlag] = flags({ ...rated(level), ...why, ...oral, 'answers/D5.3/override': override });
    return answerFlag?.kind === 'aboveEvidence' ? answerFlag.reviewer : undefined;
  };
  expect(reviewerOf(3)).toEqual({ reason: 'The practice was seen.', holds: true });
  expect(reviewerOf(4)).toEqual({ reason: 'The practice was seen.', holds: false });
});

test('a rationale for another answer of another person is flagged with both answers', () => {
  const document = after(anAssessment({ ...rated(2), ...why, 'answers/D5.3/rationale-for': 2 }), {
    by: otherDevice,
    n: 20,
    path: 'answers/D5.3/level',
    value: 3,
  });
  const { answers } = assessmentModelOf(document, defaultMaturityModel);
  expect(answerFlagsOf(document, 'D5.3', answers)).toContainEqual({
    kind: 'otherAnswer',
    writtenFor: 2,
    answer: 3,
  });
});

test('B2: a rating needs a sentence, and "does not apply" a sentence or code', () => {
  expect(flags({ ...rated(1), 'answers/D5.3/rationale': '  ' })).toEqual([
    { kind: 'reasonMissing', state: 'rated' },
  ]);
  expect(flags({ 'answers/D5.3/state': 'na' })).toEqual([{ kind: 'reasonMissing', state: 'na' }]);
  expect(flags({ 'answers/D5.3/state': 'na', 'answers/D5.3/na-reason': 'federal-share' })).toEqual([]);
  expect(flags({ 'answers/D5.3/state': 'declined' })).toEqual([]);
});

test('B4: an institution sees only the dimensions that have questions for its type', () => {
  const police = assessmentModelOf(anAssessment({ 'screening/S1': 'POL' }), defaultMaturityModel);
  expect(police.dimensions.map(({ dimension }) => dimension.code)).toEqual([
    'D2',
    'D3',
    'D4',
    'D5',
    'D6',
    'D7',
    'D8',
  ]);
});

test('search finds by code and by any words; a filter keeps questions still to do', () => {
  const document = anAssessment({ 'screening/S1': 'POL', ...rated(2), ...why });
  const foundQuestions = searchableQuestions(
    assessmentModelOf(document, defaultMaturityModel),
    noQuestionFilterFacts,
  );
  expect(findQuestions(foundQuestions, 'd5.3', null, []).map(({ id }) => id)).toEqual(['D5.3']);
  expect(findQuestions(foundQuestions, 'contracts AUDITABILITY', null, []).map(({ id }) => id)).toEqual([
    'D5.3',
  ]);
  expect(findQuestions(foundQuestions, 'D5', 'unanswered', []).map(({ id }) => id)).not.toContain('D5.3');
});

test('filters keep assigned questions, returned questions, and texts that may name a person', () => {
  const me = aPerson(1);
  const document = anAssessment({
    'screening/S1': 'POL',
    'assignments/D5': me,
    'assignments/D5.4': aPerson(2),
    'review/returns/1': { reason: 'Look again.' },
    'review/points/p1/about': 'D6.2',
    'review/points/p1/text': 'Name the act.',
    'review/points/p1/round': 1,
    ...rated(1),
    'answers/D5.3/rationale': 'Ask Second Assessor.',
  });
  const model = assessmentModelOf(document, defaultMaturityModel);
  const toCheck = findUncheckedTexts(document, ['Second Assessor']);
  const foundQuestions = searchableQuestions(model, { person: me, toCheck });
  const found = (questionFilter: QuestionFilter) =>
    findQuestions(foundQuestions, '', questionFilter, []).map(({ id }) => id);
  expect(found('mine')).toEqual(['D5.1', 'D5.2', 'D5.3', 'D5.5', 'D5.6']);
  expect(found('returned')).toEqual(['D6.2']);
  expect(found('flagged')).toContain('D5.3');
});

test('a record is split by questions alike with and without its earlier parts', () => {
  const values = { ...rated(4), 'answers/D1.1/level': 2, 'consolidations/D2.1': 'x', title: 'A' };
  const previousQuestionParts = questionPartsOf(anAssessment(values));
  const others = Object.fromEntries(
    Object.entries(previousQuestionParts.whole.registers).filter(([path]) => path !== 'answers/D1.1/level'),
  );
  const added = anAssessment({ 'answers/D3.1/level': 5, 'answers/D5.3/rationale': 'Seen.' }).registers;
  const after = { ...previousQuestionParts.whole, registers: { ...others, ...added } };
  const questionParts = questionPartsOf(after, previousQuestionParts);
  const registersOf = ({ byQuestion }: typeof questionParts) =>
    new Map([...byQuestion].map(([qid, { registers }]) => [qid, registers]));
  expect(registersOf(questionParts)).toEqual(registersOf(questionPartsOf(after)));
  expect(questionParts.byQuestion.get('D2.1')).toBe(previousQuestionParts.byQuestion.get('D2.1'));
  expect(questionParts.byQuestion.has('D1.1')).toBe(false);
});
