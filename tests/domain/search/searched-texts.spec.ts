import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import type { DocumentKind } from '#domain/document/op.ts';
import { instrumentKind } from '#domain/instrument/instrument-kind.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import type { SearchReader } from '#domain/search/search-subjects.ts';
import { isSearchedKind, isSearchedPath, searchedTextsOf } from '#domain/search/searched-texts.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { after, anAssessment, otherDevice } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aPerson } from '#tests/support/builders/sample-ids.ts';

const reader: SearchReader = { person: aPerson(1), written: new Set() };
const aRecord = (documentKind: DocumentKind, values: Readonly<Record<string, JsonValue>>): Document =>
  after(
    emptyDocument(aDoc(), documentKind),
    ...Object.entries(values).map(([path, value], at) => ({ n: at + 1, path, value })),
  );
const texts = (document: Document, of = reader): readonly string[] =>
  searchedTextsOf(document, of).map(({ subject, text }) => (subject === '' ? text : `${subject}: ${text}`));

test('[E] an assessment is searched in its title, reasons, evidence, comments, findings and decisions', () => {
  const found = texts(
    anAssessment({
      title: 'Baseline',
      'institution/name': 'National Police',
      'answers/D5.4/level': 2,
      'answers/D5.4/state': 'rated',
      'answers/D5.4/rationale': 'No check before use.',
      'answers/D5.4/variation': 'Not in the north.',
      'answers/D5.4/evidence/e1/title': 'Terms of reference',
      'answers/D5.4/evidence/e1/holder': 'Registry',
      'answers/D5.4/evidence/e1/strength': 'E3',
      'comments/c1/text': 'Ask again.',
      'comments/c1/about': 'D5.4',
      'findings/f1/text': 'Tools come before rules.',
      'recommendations/r1/text': 'Adopt a rule.',
      'recommendations/r1/addressee': 'Ministry',
      'consolidations/D5.4': { level: 2, reason: 'Both saw the draft.' },
      'review/points/p1/about': 'D5.4',
      'review/points/p1/text': 'Which draft?',
    }),
  );
  expect(found).toEqual([
    'Baseline',
    'National Police',
    'D5.4: No check before use.',
    'D5.4: Not in the north.',
    'D5.4: Terms of reference',
    'D5.4: Registry',
    'D5.4: Ask again.',
    'Tools come before rules.',
    'Adopt a rule.',
    'Ministry',
    'D5.4: Both saw the draft.',
    'D5.4: Which draft?',
  ]);
});

test('[E] a mission, a workshop and a plan are searched in their own texts', () => {
  expect(
    texts(
      aRecord(missionKind, {
        title: 'Arlandia',
        country: 'XA',
        'national/D1.1': { level: 2, reason: 'Median' },
      }),
    ),
  ).toEqual(['Arlandia', 'D1.1: Median']);
  expect(
    texts(
      aRecord(workshopKind, {
        'sessions/s1/title': 'Opening',
        'sessions/s1/output': 'A list of cases',
        'entries/n1/session': 's1',
        'entries/n1/text': 'Use the model request.',
        'entries/n1/tags': ['cooperation', 'forms'],
        'lessons/l1/recommendation': 'Begin with a case.',
      }),
    ),
  ).toEqual([
    'Opening: Opening',
    'Opening: A list of cases',
    'Opening: Use the model request.',
    'Opening: cooperation, forms',
    'Begin with a case.',
  ]);
  expect(
    texts(
      aRecord(actionPlanKind, {
        'items/i1/title': 'Draft a rule',
        'items/i1/milestones': '2027-03-31 Draft',
      }),
    ),
  ).toEqual(['Draft a rule: Draft a rule', 'Draft a rule: 2027-03-31 Draft']);
});

test('[E] answers of a form are searched where they are words, also in rows of a repeat', () => {
  const document = anAssessment({
    'answers/q1/value': 'We lack staff.',
    'answers/q2/value': 'choice_code',
    'answers/rep/row1/q3/value': 'Second site',
    'answers/rep/row1/order': 'a0',
  });
  const foundTexts = searchedTextsOf(document, { ...reader, written: new Set(['q1', 'q3']) });
  expect(foundTexts.map(({ text, target }) => [text, target])).toEqual([
    ['We lack staff.', 'q1'],
    ['Second site', 'row1~q3'],
  ]);
});

test('[E] participants, attendance and tests are not searched', () => {
  const paths = [
    'participants/p1/institution',
    'participants/p1/name',
    'attendance/1-am/p1',
    'test',
    'team/t1/name',
  ];
  expect(paths.map((path) => isSearchedPath('workshop', path) || isSearchedPath('mission', path))).toEqual(
    paths.map(() => false),
  );
  expect(isSearchedKind(instrumentKind)).toBe(false);
});

test('[B6.14] an independent rating of another person is not searched', () => {
  const rating = { level: 2, evidence: 'E1', rationale: 'Seen by one.' };
  const document = anAssessment({ [`second-ratings/D1.1/${aPerson(2)}`]: rating });
  expect(texts(document)).toEqual([]);
  expect(texts(document, { ...reader, person: aPerson(2) })).toEqual(['D1.1: E1, Seen by one.']);
});

test('[E rule 3] the speaker of a session without attribution is not searched', () => {
  const entry = {
    'entries/n1/session': 's1',
    'entries/n1/text': 'We have no lab.',
    'entries/n1/speaker': 'Head of unit',
    'entries/n1/institution': 'Customs',
  };
  expect(texts(aRecord(workshopKind, entry))).toEqual(['We have no lab.', 'Head of unit', 'Customs']);
  expect(texts(aRecord(workshopKind, { ...entry, 'sessions/s1/non-attribution': true }))).toEqual([
    'We have no lab.',
  ]);
});

test('a removed item is not searched, and one that was kept again is', () => {
  const removedDocument = anAssessment({ 'findings/f1/text': 'Wrong.', 'findings/f1/removed': true });
  expect(texts(removedDocument)).toEqual([]);
  expect(texts(after(removedDocument, { n: 9, path: 'findings/f1/removed', value: false }))).toEqual([
    'Wrong.',
  ]);
});

test('[M3] both values in conflict are searched', () => {
  const document = after(anAssessment({ 'answers/D1.1/rationale': 'One view.' }), {
    by: otherDevice,
    n: 2,
    path: 'answers/D1.1/rationale',
    value: 'Another view.',
    over: [],
  });
  expect(texts(document)).toEqual(['D1.1: One view.', 'D1.1: Another view.']);
});
