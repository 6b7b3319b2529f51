import { expect, test } from 'vitest';
import {
  decideDuplicateAssessment,
  decideRenameAssessment,
  startFromMaturityModel,
} from '#domain/assessment/create-assessment.ts';
import { assessmentSchema } from '#domain/assessment/schema/assessment-schema.ts';
import { DocumentId } from '#domain/ids.ts';
import { checkAgainstSchema } from '#domain/path-rules/kind-schema.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { anOp } from '#tests/support/builders/ops.ts';

const doc = DocumentId.parse('00000000-0000-4000-8000-0000000000aa');
const mission = DocumentId.parse('00000000-0000-4000-8000-0000000000ab');
const source = anAssessment({
  title: 'Baseline assessment',
  status: 'final',
  'institution/name': 'National Police',
  'institution/type': 'POL',
  'screening/S1': 'POL',
  'screening/S3': 'yes',
  'answers/D5.4/level': 2,
  'answers/D5.4/rationale': 'No policy yet.',
  'answers/D5.4/override': { reason: 'Seen on site.', level: 2, evidence: 'E0' },
  'answers/D5.4/evidence/e1/title': 'Policy',
  'comments/c1/text': 'A remark.',
  'findings/f1/text': 'A gap.',
  'targets/D5.4': { level: 4, reason: '', agreedOn: null, agreedBy: '' },
  'review/returns/1': { reason: 'Once.' },
});
const copyOf = (isWithAnswers: boolean) => {
  const intent = {
    institution: ' Gendarmerie ',
    type: 'FOR',
    title: 'Baseline assessment',
    assessmentType: 'baseline',
    isWithAnswers,
  } as const;
  const values = decideDuplicateAssessment(
    source,
    intent,
    { doc, mission },
    startFromMaturityModel(defaultMaturityModel),
  );
  if (!values.ok) throw new Error(values.refusal.kind);
  return values.value;
};
const byPath = (initialValues: ReturnType<typeof copyOf>) =>
  Object.fromEntries(initialValues.map(({ path, value }) => [path, value]));

test('a copy for another institution asks the same questions, and has no answer', () => {
  expect(byPath(copyOf(false))).toEqual({
    title: 'Baseline assessment',
    mission,
    instrument: expect.stringMatching(/@/),
    type: 'baseline',
    'institution/name': 'Gendarmerie',
    'institution/type': 'FOR',
    'screening/S1': 'FOR',
    status: 'draft',
  });
});

test('a copy with answers has ratings and rationales, no evidence, comment, finding or review', () => {
  expect(byPath(copyOf(true))).toEqual({
    ...byPath(copyOf(false)),
    'screening/S3': 'yes',
    'answers/D5.4/level': 2,
    'answers/D5.4/rationale': 'No policy yet.',
  });
  const refused = copyOf(true).filter(
    ({ kind, path, value }) => !checkAgainstSchema(assessmentSchema, anOp({ doc, kind, path, value })).ok,
  );
  expect(refused).toEqual([]);
});

test('other names change only the values that differ, and the first screening answer follows the type', () => {
  const renamed = (names: Partial<Parameters<typeof decideRenameAssessment>[1]>) =>
    decideRenameAssessment(source, {
      institution: 'National Police',
      type: 'POL',
      title: 'Baseline assessment',
      ...names,
    });
  expect(renamed({})).toEqual({ ok: true, value: [] });
  expect(renamed({ institution: 'National Police of Arlandia ', type: 'FOR' })).toEqual({
    ok: true,
    value: [
      { path: 'institution/name', value: 'National Police of Arlandia' },
      { path: 'institution/type', value: 'FOR' },
      { path: 'screening/S1', value: 'FOR' },
    ],
  });
  expect(renamed({ institution: ' ' })).toEqual({ ok: false, refusal: { kind: 'institutionMissing' } });
  expect(renamed({ type: null })).toEqual({ ok: false, refusal: { kind: 'typeMissing' } });
  expect(renamed({ title: '' })).toEqual({ ok: false, refusal: { kind: 'titleMissing' } });
});
