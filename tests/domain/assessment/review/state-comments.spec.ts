import { expect, test } from 'vitest';
import { readStateComments, unansweredStateComments } from '#domain/assessment/review/state-comments.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';

test("the State's comments come in the order of their days, and those without an answer are known", () => {
  const document = anAssessment({
    'state-comments/b/from': 'Ministry of Justice',
    'state-comments/b/on': '2026-12-02',
    'state-comments/b/text': 'The act was amended.',
    'state-comments/b/response': 'Taken over.',
    'state-comments/a/text': 'Later.',
    'state-comments/c/on': '2026-12-01',
    'state-comments/c/text': 'A remark.',
    'state-comments/d/removed': true,
  });
  expect(readStateComments(document).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  expect(unansweredStateComments(readStateComments(document)).map(({ id }) => id)).toEqual(['c', 'a']);
});
