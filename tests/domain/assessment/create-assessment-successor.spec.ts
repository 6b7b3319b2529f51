import { describe, expect, test } from 'vitest';
import {
  type AssessmentSuccessor,
  decideCreateSuccessor,
  followedAssessmentOf,
} from '#domain/assessment/create-assessment.ts';
import { assessmentSchema } from '#domain/assessment/schema/assessment-schema.ts';
import { DocumentId } from '#domain/ids.ts';
import { checkAgainstSchema } from '#domain/path-rules/kind-schema.ts';
import { anAssessment, anEmptyAssessment } from '#tests/support/builders/an-assessment.ts';
import { anOp } from '#tests/support/builders/ops.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';

const doc = DocumentId.parse('00000000-0000-4000-8000-0000000000aa');
const final = anAssessment({
  title: 'Baseline assessment',
  status: 'final',
  instrument: 'default-needs-assessment@1.0.0',
  type: 'baseline',
  'reference-date': '2026-11-13',
  'institution/name': 'National Police',
  'screening/S1': 'POL',
  'answers/D5.4/state': 'rated',
  'answers/D5.4/level': 2,
  'answers/D5.4/override': { reason: 'Seen on site.', level: 2, evidence: 'E0' },
  'answers/D5.4/evidence/e1/title': 'Policy',
  'targets/D5.4': { level: 4, reason: '', agreedOn: null, agreedBy: '' },
  'comments/c1/text': 'A remark.',
  'review/points/p1/text': 'Mend this.',
  'review/returns/1': { reason: 'Once.' },
  'sign-off/adviser': { decision: 'signed', note: '' },
  'periods/final-on': '2026-12-24',
});
const made = (assessmentSuccessor: AssessmentSuccessor) => {
  const values = decideCreateSuccessor(final, doc, assessmentSuccessor);
  if (!values.ok) throw new Error(values.refusal.kind);
  return Object.fromEntries(values.value.map(({ path, value }) => [path, value]));
};

describe('[A2] a final assessment is locked', () => {
  test('a change creates a new version with a reason, all answers and no review', () => {
    expect(made({ kind: 'version', reason: ' The act was amended. ' })).toEqual({
      title: 'Baseline assessment',
      status: 'fieldwork',
      instrument: 'default-needs-assessment@1.0.0',
      type: 'baseline',
      'reference-date': '2026-11-13',
      'institution/name': 'National Police',
      'screening/S1': 'POL',
      'answers/D5.4/state': 'rated',
      'answers/D5.4/level': 2,
      'answers/D5.4/evidence/e1/title': 'Policy',
      'targets/D5.4': { level: 4, reason: '', agreedOn: null, agreedBy: '' },
      follows: anEmptyAssessment.doc,
      'version-reason': 'The act was amended.',
    });
  });

  test('a follow-up asks the same institution the same questions again, of another day', () => {
    expect(made({ kind: 'follow-up', title: 'Follow-up', referenceDate: '2027-10-01' })).toEqual({
      title: 'Follow-up',
      status: 'draft',
      instrument: 'default-needs-assessment@1.0.0',
      type: 'follow-up',
      'reference-date': '2027-10-01',
      'institution/name': 'National Police',
      'screening/S1': 'POL',
      follows: anEmptyAssessment.doc,
    });
  });

  test('a follow-up in another mission names the mission that it follows', () => {
    const previousDocument = anAssessment({
      status: 'final',
      mission: aDoc(1),
      'institution/name': 'National Police',
    });
    const successor = { kind: 'follow-up', title: 'Follow-up', referenceDate: null } as const;
    const values = decideCreateSuccessor(previousDocument, doc, successor, {
      from: aLog(1),
      mission: aDoc(2),
    });
    if (!values.ok) throw new Error(values.refusal.kind);
    const byPath = Object.fromEntries(values.value.map(({ path, value }) => [path, value]));
    expect(byPath).toMatchObject({
      mission: aDoc(2),
      follows: previousDocument.doc,
      'follows-mission': aLog(1),
    });
    const followUp = anAssessment(byPath);
    expect(followedAssessmentOf(followUp, aLog(2))).toEqual({ log: aLog(1), doc: previousDocument.doc });
    expect(followedAssessmentOf(anAssessment({ follows: previousDocument.doc }), aLog(2))).toEqual({
      log: aLog(2),
      doc: previousDocument.doc,
    });
  });

  test('no successor is created from a non-final assessment, without a reason or without a title', () => {
    const open = anAssessment({ status: 'shared' });
    expect(decideCreateSuccessor(open, doc, { kind: 'version', reason: 'x' })).toMatchObject({
      refusal: { kind: 'notFinal' },
    });
    expect(decideCreateSuccessor(final, doc, { kind: 'version', reason: ' ' })).toMatchObject({
      refusal: { kind: 'reasonMissing' },
    });
    expect(
      decideCreateSuccessor(final, doc, { kind: 'follow-up', title: '', referenceDate: null }),
    ).toMatchObject({
      refusal: { kind: 'titleMissing' },
    });
  });

  test('every value that is taken over is one that the schema takes', () => {
    const values = decideCreateSuccessor(final, doc, { kind: 'version', reason: 'x' });
    const refused = (values.ok ? values.value : []).filter(
      ({ path, value }) => !checkAgainstSchema(assessmentSchema, anOp({ path, value })).ok,
    );
    expect(refused).toEqual([]);
  });
});
