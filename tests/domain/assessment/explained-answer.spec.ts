import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { explainedAnswerAt, readMismatchedRationale } from '#domain/assessment/explained-answer.ts';
import {
  after,
  anAssessment,
  anEmptyAssessment,
  otherDevice,
  ownDevice,
} from '#tests/support/builders/an-assessment.ts';

const rated = { 'answers/D4.3/state': 'rated', 'answers/D4.3/level': 2 };
const explained = {
  'answers/D4.3/rationale': 'Certificates seen for half of the examiners.',
  'answers/D4.3/rationale-for': 2,
};

/** Own rationale for level 2, beside an answer of the given device. */
const answeredBy = (by: typeof ownDevice, state: string, level: JsonValue) =>
  after(
    anAssessment({ ...rated, ...explained }),
    { by, n: 20, path: 'answers/D4.3/state', value: state },
    { by, n: 21, path: 'answers/D4.3/level', value: level },
  );

test('a rationale for level 2 under a colleague’s level 3 is found', () => {
  expect(readMismatchedRationale(answeredBy(otherDevice, 'rated', 3), 'D4.3')).toMatchObject({
    writtenFor: 2,
    answer: 3,
    writer: { device: ownDevice },
  });
});

test('a rationale for level 2 under a colleague’s "not applicable" is found', () => {
  expect(readMismatchedRationale(answeredBy(otherDevice, 'na', null), 'D4.3')).toMatchObject({
    writtenFor: 2,
    answer: 'na',
  });
});

test('a rationale that its author wrote before changing the own level fits', () => {
  expect(readMismatchedRationale(answeredBy(ownDevice, 'rated', 3), 'D4.3')).toBeNull();
});

test('a colleague’s equal level fits, and so does an answer that was cleared', () => {
  expect(readMismatchedRationale(answeredBy(otherDevice, 'rated', 2), 'D4.3')).toBeNull();
  expect(readMismatchedRationale(answeredBy(otherDevice, 'blank', null), 'D4.3')).toBeNull();
});

test('an emptied rationale, and one of an earlier version of the app, fit', () => {
  const byOther = answeredBy(otherDevice, 'rated', 3);
  const emptied = after(byOther, { n: 30, path: 'answers/D4.3/rationale', value: ' ' });
  expect(readMismatchedRationale(emptied, 'D4.3')).toBeNull();
  const { 'answers/D4.3/rationale-for': _, ...earlier } = explained;
  const unmarked = after(anAssessment({ ...rated, ...earlier }), {
    by: otherDevice,
    n: 21,
    path: 'answers/D4.3/level',
    value: 3,
  });
  expect(readMismatchedRationale(unmarked, 'D4.3')).toBeNull();
});

test('the explained answer is a level without a status too, and null while blank', () => {
  expect(explainedAnswerAt(anAssessment({ 'answers/D4.3/level': 4 }), 'D4.3')).toBe(4);
  expect(explainedAnswerAt(anAssessment({ 'answers/D4.3/state': 'declined' }), 'D4.3')).toBe('declined');
  expect(explainedAnswerAt(anEmptyAssessment, 'D4.3')).toBeNull();
});
