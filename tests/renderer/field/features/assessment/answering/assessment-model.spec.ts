import { expect, test } from 'vitest';
import { withEqualParts } from '#base/json.ts';
import type { Document } from '#domain/document/document.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { assessmentModelOf } from '#renderer/field/features/assessment/answering/assessment-model.ts';
import { after, anAssessment } from '#tests/support/builders/an-assessment.ts';

const rated = anAssessment({
  'screening/S1': 'POL',
  'answers/D5.3/state': 'rated',
  'answers/D5.3/level': 4,
  'answers/D5.4/state': 'rated',
  'answers/D5.4/level': 2,
  'answers/D8.2/state': 'rated',
  'answers/D8.2/level': 2,
});

/** As a screen gets it from the store: a copy, with the parts of the one before. */
const arrived = (document: Document): Document => withEqualParts(rated, structuredClone(document));

test('a changed question leaves the parts of every other the same objects', () => {
  const previousAssessmentModel = assessmentModelOf(rated, defaultMaturityModel);
  const nextDocument = arrived(after(rated, { n: 90, path: 'answers/D5.3/level', value: 1 }));
  const model = assessmentModelOf(nextDocument, defaultMaturityModel, previousAssessmentModel);
  expect(model).toEqual(assessmentModelOf(nextDocument, defaultMaturityModel));
  const kept = [...model.parts.byQuestion].filter(
    ([id, part]) => part === previousAssessmentModel.parts.byQuestion.get(id),
  );
  expect(kept.map(([id]) => id)).toEqual(['D5.4', 'D8.2']);
  expect(
    model.dimensions.filter((dimensionModel) => !previousAssessmentModel.dimensions.includes(dimensionModel)),
  ).toEqual([expect.objectContaining({ dimension: expect.objectContaining({ code: 'D5' }) })]);
});

test('a rationale leaves answers and dimensions the same objects', () => {
  const previousAssessmentModel = assessmentModelOf(rated, defaultMaturityModel);
  const nextDocument = arrived(
    after(rated, { n: 90, path: 'answers/D5.3/rationale', value: 'Seen in the register.' }),
  );
  const model = assessmentModelOf(nextDocument, defaultMaturityModel, previousAssessmentModel);
  expect(model).toEqual(assessmentModelOf(nextDocument, defaultMaturityModel));
  expect([model.answers, model.screening, model.dimensions]).toEqual([
    previousAssessmentModel.answers,
    previousAssessmentModel.screening,
    previousAssessmentModel.dimensions,
  ]);
  expect(model.dimensions).toBe(previousAssessmentModel.dimensions);
  expect(model.answers).toBe(previousAssessmentModel.answers);
});
