import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { AssessmentStatus, assessmentKind } from '#domain/assessment/assessment.ts';
import type { Document } from '#domain/document/document.ts';
import { emptyDocument, plainTextAt } from '#domain/document/document.ts';
import { assessmentFiguresOf } from '#domain/overview/document-figures.ts';
import { institutionResultsOf } from '#domain/overview/roll-up.ts';
import { ratingChangesFigure } from '#domain/report/report-figures.ts';
import { readReportedAssessment } from '#domain/report/report-sources.ts';
import { currentAssessmentsOf } from '#domain/report/state-profile.ts';
import {
  assessmentsBefore,
  createFollowedAssessments,
  type FollowingAssessment,
} from '#domain/scoring/followed-assessments.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { defaultScoringPolicy } from '#domain/scoring/scoring-policy.ts';
import { stateAnswerOf } from '#domain/scoring/state-roll-up.ts';
import { after } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';

const scored = { model: defaultMaturityModel, policy: defaultScoringPolicy };

const assessment = (n: number, values: Readonly<Record<string, JsonValue>>): Document =>
  after(
    emptyDocument(aDoc(n), assessmentKind),
    ...Object.entries({ 'institution/name': 'National Police', 'screening/S1': 'POL', ...values }).map(
      ([path, value], at) => ({ n: at + 1, path, value }),
    ),
  );

const rated = (id: string, level: number) => ({
  [`answers/${id}/state`]: 'rated',
  [`answers/${id}/level`]: level,
  [`answers/${id}/evidence/e1/strength`]: 'E3',
  [`answers/${id}/evidence/e1/title`]: 'Order 12',
});

const baseline = { type: 'baseline', 'reference-date': '2026-01-10' };
const superseded = assessment(1, { ...baseline, status: 'superseded', ...rated('D3.2', 2) });
const version = assessment(2, {
  ...baseline,
  status: 'final',
  follows: aDoc(1),
  ...rated('D3.2', 1),
  ...rated('D3.3', 2),
});
/** It names the assessment of that day, which has a new version since. */
const followUp = assessment(3, {
  type: 'follow-up',
  'reference-date': '2026-11-02',
  status: 'final',
  follows: aDoc(1),
  ...rated('D3.2', 3),
});

const inReport = (...documents: readonly Document[]) =>
  documents.map((document) => readReportedAssessment({ document, ...scored, languages: ['en'] }));
const onStatePage = (...documents: readonly Document[]) =>
  documents.map((document) => ({
    ...assessmentFiguresOf(document, scored),
    institutionKey: plainTextAt(document, 'institution/name'),
    log: aLog(),
    doc: document.doc,
    title: '',
    status: AssessmentStatus.parse(plainTextAt(document, 'status')),
  }));

describe('[B6.13] a follow-up of an assessment that a new version superseded', () => {
  test('follows the new version, on State pages as in reports', () => {
    const all = [superseded, version, followUp];
    const currentAssessments = currentAssessmentsOf(inReport(...all));
    expect(currentAssessments.map(({ chain }) => chain.map(({ doc }) => doc))).toEqual([[aDoc(3), aDoc(2)]]);
    expect(currentAssessments[0]?.docOf('D3.3')).toBe(aDoc(2));
    const institutionResults = institutionResultsOf(onStatePage(...all));
    expect(institutionResults.map(({ latest, before }) => [latest.doc, before?.doc])).toEqual([
      [aDoc(3), aDoc(2)],
    ]);
    expect(institutionResults[0]?.paired).toBe('link');
    const { lines } = ratingChangesFigure(inReport(...all));
    expect(lines.map(({ indicator, before, after: now }) => [indicator, before, now])).toEqual([
      ['D3.2', 1, 3],
    ]);
  });

  test('follows the superseded one where no new version is here, in both', () => {
    const all = [superseded, followUp];
    expect(currentAssessmentsOf(inReport(...all))[0]?.chain.map(({ doc }) => doc)).toEqual([
      aDoc(3),
      aDoc(1),
    ]);
    expect(institutionResultsOf(onStatePage(...all))[0]?.before?.doc).toBe(aDoc(1));
  });

  test('a new version of a follow-up follows its baseline', () => {
    const values = { type: 'follow-up', 'reference-date': '2026-11-02' };
    const firstDocument = assessment(4, { ...values, status: 'superseded', follows: aDoc(2) });
    const second = assessment(5, { ...values, status: 'final', follows: aDoc(4), ...rated('D3.2', 4) });
    const all = [version, firstDocument, second];
    const { lines } = ratingChangesFigure(inReport(...all));
    expect(lines.map(({ before, after: now }) => [before, now])).toEqual([[1, 4]]);
    expect(institutionResultsOf(onStatePage(...all)).map(({ before }) => before?.doc)).toEqual([aDoc(2)]);
  });
});

test('links in a circle end', () => {
  const one = (n: number, follows: number, status: 'final' | 'superseded'): FollowingAssessment => ({
    doc: aDoc(n),
    follows: aDoc(follows),
    status,
    type: 'baseline',
    referenceDate: '2026-01-10',
  });
  const circle = [one(1, 2, 'superseded'), one(2, 3, 'superseded'), one(3, 1, 'final'), one(4, 4, 'final')];
  const beforeOf = createFollowedAssessments(circle);
  for (const each of circle) expect(assessmentsBefore(each, beforeOf).length).toBeLessThan(circle.length);
});

test('[B6.8] the level of a State is the decided one, else the lower median; unasked does not apply', () => {
  expect(stateAnswerOf({ levels: [4, 2, 3, 3], isAsked: true })).toMatchObject({ state: 'rated', level: 3 });
  expect(stateAnswerOf({ levels: [4], isAsked: true, decided: 2 })).toMatchObject({ level: 2 });
  expect(stateAnswerOf({ levels: [], isAsked: false, decided: 2 }).state).toBe('na');
  expect(stateAnswerOf({ levels: [], isAsked: true }).state).toBe('blank');
  expect(stateAnswerOf({ levels: [], isAsked: true, isSought: true }).state).toBe('ne');
});
