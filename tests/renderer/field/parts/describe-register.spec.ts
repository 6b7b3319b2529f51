import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { DocumentKind, Path } from '#domain/document/op.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { describeRegister } from '#renderer/field/parts/describe-register.ts';
import { createMessageTranslator, createTranslate } from '#renderer/i18n';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import { after, anEmptyWorkshop, deviceA } from '#tests/support/builders/a-workshop.ts';

const say = createTranslate(createMessageTranslator(messageSetByLanguage.en), 'ltr');

/** "D5.4 Data governance · Level": subject and field, as the card shows them. */
function labelOf(documentKind: DocumentKind, path: string, document = anEmptyWorkshop): string {
  const { subject, what } = describeRegister(documentKind, Path.parse(path), document);
  return [...(subject ? [say(subject)] : []), say(what)].join(' · ');
}

describe('a register in the words of the domain', () => {
  test.each([
    [assessmentKind, 'answers/D5.4/level', 'D5.4 Data governance · Level'],
    [assessmentKind, 'answers/D5.4/rationale', 'D5.4 Data governance · Rationale'],
    [assessmentKind, 'answers/D9.9/level', 'Question D9.9 · Level'],
    [assessmentKind, 'answers/D5.4/evidence/e1/strength', 'D5.4 Evidence “” · Strength of evidence'],
    [assessmentKind, 'institution/name', 'Institution'],
    [assessmentKind, 'screening/S3', 'Question S3 · Screening'],
    [assessmentKind, 'status', 'Status'],
    [workshopKind, 'sessions/s1/minutes', 'Session “Opening” · Minutes'],
    [workshopKind, 'sessions/s2/title', 'Session without a title · Title'],
    [missionKind, 'from', 'First day'],
    [assessmentKind, 'targets/D5.4', 'D5.4 Data governance · Target level'],
    [assessmentKind, 'findings/f1/text', 'Finding without a text · Text'],
    [assessmentKind, 'assignments/D5', 'Dimension D5 · Assigned to'],
    [actionPlanKind, 'items/i1/lead', 'Plan item without a title · Lead'],
    [
      DocumentKind.parse('novelty'),
      'shape/of/things',
      'Field that this version does not know (shape/of/things)',
    ],
  ])('%s %s is called "%s"', (documentKind, path, label) => {
    const workshop = after(anEmptyWorkshop, {
      by: deviceA,
      n: 1,
      path: 'sessions/s1/title',
      value: 'Opening',
    });
    expect(labelOf(documentKind, path, workshop)).toBe(label);
  });

  test('any path of any kind can be said', () => {
    const segment = fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/);
    const path = fc
      .array(segment, { minLength: 1, maxLength: 8 })
      .map((parts) => parts.join('/'))
      .filter((text) => Path.safeParse(text).success)
      .map((text) => Path.parse(text));
    fc.assert(
      fc.property(path, fc.constantFrom(assessmentKind, missionKind, workshopKind), (one, documentKind) => {
        expect(labelOf(documentKind, one)).not.toBe('');
      }),
      { seed: 20_261_113, numRuns: 300 },
    );
  });
});

test.each([
  [missionKind, 'missionStatus'],
  [assessmentKind, 'assessmentStatus'],
  [workshopKind, 'workshopStatus'],
  [actionPlanKind, 'other'],
  [DocumentKind.parse('novelty'), 'other'],
])('the status of a record is shown in the words of its kind: %s', (kind, valueKind) => {
  expect(describeRegister(kind, Path.parse('status'), undefined)).toMatchObject({ valueKind });
});
