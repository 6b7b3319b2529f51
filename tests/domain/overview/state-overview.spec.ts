import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { AssessmentStatus, assessmentKind } from '#domain/assessment/assessment.ts';
import { type Document, emptyDocument, plainTextAt } from '#domain/document/document.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { assessmentFiguresOf, figuresOfDocument } from '#domain/overview/document-figures.ts';
import type { OverviewAssessment } from '#domain/overview/roll-up.ts';
import {
  buildStateOverview,
  type OverviewFilter,
  rollUpState,
  type StateRecords,
} from '#domain/overview/state-overview.ts';
import { institutionNameKey } from '#domain/programme/institutions.ts';
import { readReportedAssessment } from '#domain/report/report-sources.ts';
import { buildStateProfile } from '#domain/report/state-profile.ts';
import { defaultMaturityModel, maturityModelRef } from '#domain/scoring/maturity-model.ts';
import { defaultScoringPolicy } from '#domain/scoring/scoring-policy.ts';
import { after } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';

const scored = { model: defaultMaturityModel, policy: defaultScoringPolicy };
const sourceOf = (document: Document) => ({ document, ...scored, languages: ['en'] });
const context = {
  modelOf: (ref: string) => (ref === maturityModelRef(defaultMaturityModel) ? scored : undefined),
  today: '2026-11-24',
};
const everything: OverviewFilter = { institutionType: '', from: null, to: null, withReview: false };

type Values = Readonly<Record<string, JsonValue>>;

/** A document with these values, all written by one person. */
const written = (n: number, documentKind: Document['kind'], values: Values): Document =>
  after(
    emptyDocument(aDoc(n), documentKind),
    ...Object.entries(values).map(([path, value], at) => ({ n: at + 1, path, value })),
  );

const police = { 'institution/name': 'National Police', 'screening/S1': 'POL' };
const prosecution = { 'institution/name': 'Prosecution', 'screening/S1': 'PRO' };

/** Ratings of these indicators, each with a document as its evidence. */
const ratings = (levels: Readonly<Record<string, number>>, strength = 'E3'): Values =>
  Object.assign(
    {},
    ...Object.entries(levels).map(([id, level]) => ({
      [`answers/${id}/state`]: 'rated',
      [`answers/${id}/level`]: level,
      [`answers/${id}/evidence/e1/strength`]: strength,
      [`answers/${id}/evidence/e1/title`]: 'Order 12',
    })),
  ) as Values;

const assessment = (n: number, values: Values): Document =>
  written(n, assessmentKind, {
    type: 'baseline',
    status: 'final',
    'reference-date': '2026-01-10',
    ...values,
  });

const overviewOf = (document: Document, log: LogId = aLog(1)): OverviewAssessment => ({
  ...assessmentFiguresOf(document, scored),
  institutionKey: institutionNameKey(plainTextAt(document, 'institution/name')),
  log,
  doc: document.doc,
  title: plainTextAt(document, 'title'),
  status: AssessmentStatus.parse(plainTextAt(document, 'status')),
});

const recordsOf = (...assessments: readonly OverviewAssessment[]): StateRecords => ({
  missions: [1, 2].map((n) => ({
    log: aLog(n),
    title: `Mission ${n}`,
    status: 'under-way',
    country: 'UY',
    from: `2026-0${n}-01`,
    to: null,
    national: {},
  })),
  assessments,
  workshops: [],
  items: [],
});

const rowsOf = (stateRecords: StateRecords, overviewFilter: OverviewFilter = everything) =>
  buildStateOverview(stateRecords, overviewFilter, context).institutions;

describe('the roll-up of a State', () => {
  const documents = [
    assessment(1, {
      ...police,
      ...ratings({ 'D3.2': 2, 'D3.3': 3, 'D3.4': 4, 'D4.1': 2, 'D5.4': 1, 'D5.2': 4, 'D5.5': 3 }),
      'answers/D3.5/state': 'ne',
      'answers/D3.6/state': 'na',
    }),
    assessment(2, {
      ...prosecution,
      'screening/S6': 'no',
      ...ratings({ 'D3.2': 4, 'D3.3': 1, 'D4.1': 3, 'D4.5': 2, 'D7.1': 5, 'D1.1': 1 }),
    }),
    assessment(3, {
      'institution/name': 'Ministry of Justice',
      'screening/S1': 'MIN',
      ...ratings({ 'D2.1': 2, 'D2.2': 3, 'D2.5': 2, 'D2.6': 3, 'D7.1': 2, 'D8.1': 2 }),
    }),
  ];
  const mission = written(9, missionKind, {
    'national/D2.1': { level: 5, reason: 'Agreed with the ministry.', proposed: 2 },
  });

  test('[B6.8] has the levels of the State report', () => {
    const report = buildStateProfile(
      mission,
      documents.map((one) => readReportedAssessment(sourceOf(one))),
    );
    const stateRecords = recordsOf(...documents.map((one) => overviewOf(one)));
    const national = figuresOfDocument(mission, null) as { readonly national: Record<string, 3> };
    const missions = stateRecords.missions.map((overviewMission) => ({ ...overviewMission, ...national }));
    const { cells } = rollUpState({ ...stateRecords, missions }, everything, context);
    expect(
      cells.map(({ code, level, mean, coverage, status }) => ({ code, level, mean, coverage, status })),
    ).toEqual(
      report?.scores.map(({ code, reported, mean, coverage, status }) => ({
        code,
        level: reported ?? null,
        mean: mean ?? null,
        coverage,
        status,
      })),
    );
    expect(cells.some(({ level }) => level !== null)).toBe(true);
  });

  test('counts the institutions behind each dimension', () => {
    const { cells } = rollUpState(recordsOf(...documents.map((one) => overviewOf(one))), everything, context);
    expect(cells.find(({ code }) => code === 'D4')?.institutions).toBe(2);
    expect(cells.find(({ code }) => code === 'D6')?.institutions).toBe(0);
  });

  test('leaves out assessments of another instrument, and says how many', () => {
    const [ownOverviewAssessment, ...otherOverviewAssessments] = documents.map((one) => overviewOf(one));
    const other = otherOverviewAssessments.map((overviewAssessment) => ({
      ...overviewAssessment,
      instrument: 'wells@1',
    }));
    const { apart } = rollUpState(
      recordsOf(...(ownOverviewAssessment ? [ownOverviewAssessment] : []), ...other),
      everything,
      context,
    );
    expect(apart).toBe(2);
  });

  test('counts drafts never, and assessments in review only where they are wanted', () => {
    const statuses = ['fieldwork', 'quality-review'].map((status, at) =>
      overviewOf(assessment(at + 1, { ...(at === 0 ? police : prosecution), status })),
    );
    expect(rowsOf(recordsOf(...statuses))).toEqual([]);
    const withReview = rowsOf(recordsOf(...statuses), { ...everything, withReview: true });
    expect(withReview.map(({ institution }) => institution)).toEqual(['Prosecution']);
  });

  test('takes the national levels of the latest mission', () => {
    const stateRecords = recordsOf(...documents.map((one) => overviewOf(one)));
    const missions = stateRecords.missions.map((overviewMission, at) => ({
      ...overviewMission,
      national: at === 0 ? ({ 'D2.1': 1, 'D2.2': 4 } as const) : ({ 'D2.1': 5 } as const),
    }));
    const { national } = rollUpState(
      { ...stateRecords, missions: missions.toReversed() },
      everything,
      context,
    );
    expect(national).toEqual({ 'D2.1': 5, 'D2.2': 4 });
  });
});

describe('an institution over several missions', () => {
  const levels = { 'D3.2': 2, 'D3.3': 2, 'D3.4': 3, 'D3.8': 2 };
  const baseline = overviewOf(assessment(1, { ...police, ...ratings(levels) }), aLog(1));
  const followUp = (values: Values, follows: DocumentId | null = null): OverviewAssessment =>
    overviewOf(
      assessment(2, { ...police, type: 'follow-up', 'reference-date': '2026-11-02', follows, ...values }),
      aLog(2),
    );

  test('[B6.13] pairs a follow-up with the assessment that it names', () => {
    const named = followUp({ 'institution/name': 'Police' }, baseline.doc);
    const [institutionRow] = rowsOf(recordsOf(baseline, named));
    expect(institutionRow).toMatchObject({
      log: aLog(2),
      paired: 'link',
      before: { log: aLog(1), doc: baseline.doc },
    });
  });

  test('pairs by institution where a follow-up names none', () => {
    const institutionRows = rowsOf(recordsOf(baseline, followUp({ 'institution/name': 'national  police' })));
    expect(institutionRows).toHaveLength(1);
    expect(institutionRows[0]).toMatchObject({ paired: 'institution', before: { doc: baseline.doc } });
  });

  test('pairs no institutions of the same name and another type', () => {
    expect(rowsOf(recordsOf(baseline, followUp({ 'screening/S1': 'PRO' })))).toHaveLength(2);
  });

  test('fills blanks of a follow-up from the assessment before', () => {
    const [institutionRow] = rowsOf(recordsOf(baseline, followUp(ratings({ 'D3.2': 4 }))));
    const d3 = institutionRow?.cells.find(({ code }) => code === 'D3');
    // Weights 2: levels 4, 2, 3, 2.
    expect(d3?.mean).toBeCloseTo(2.75);
  });

  test('names changes with evidence at both dates, and others as not comparable', () => {
    const later = followUp({ ...ratings({ 'D3.2': 4, 'D3.4': 2 }), ...ratings({ 'D3.3': 4 }, 'E1') });
    const { changes, profile } = buildStateOverview(recordsOf(baseline, later), everything, context);
    expect(changes.map(({ indicator, change, before, after }) => [indicator, change, before, after])).toEqual(
      [
        ['D3.2', 'improved', 2, 4],
        ['D3.3', 'noComparableChange', 2, 4],
        ['D3.4', 'declined', 3, 2],
      ],
    );
    expect(changes[0]).toMatchObject({ from: { log: aLog(1) }, to: { log: aLog(2) } });
    expect(profile.sinceBaseline).toMatchObject({ followed: 1, institutions: 1 });
  });

  test('compares nothing with the baseline before any follow-up', () => {
    expect(buildStateOverview(recordsOf(baseline), everything, context).profile.sinceBaseline).toBeNull();
  });

  test('ends at assessments that follow each other in a circle', () => {
    const one = { ...baseline, follows: aDoc(2) };
    const otherOverviewAssessment = followUp({}, aDoc(1));
    const third = overviewOf(assessment(3, { ...police, follows: aDoc(2) }));
    expect(rowsOf(recordsOf(one, otherOverviewAssessment, third))).toHaveLength(1);
  });
});

describe('the filter of an overview', () => {
  const [old, recent] = ['2025-03-01', '2026-03-01'].map((day, at) =>
    overviewOf(
      assessment(at + 1, {
        ...(at === 0 ? police : prosecution),
        'reference-date': day,
        ...ratings({ 'D3.2': 3 }),
      }),
    ),
  );
  const stateRecords = recordsOf(...[old, recent].flatMap((overviewAssessment) => overviewAssessment ?? []));

  test('keeps the period of the reference date, with both days', () => {
    const inPeriod = rowsOf(stateRecords, { ...everything, from: '2026-03-01', to: '2026-03-01' });
    expect(inPeriod.map(({ institution }) => institution)).toEqual(['Prosecution']);
  });

  test('leaves out assessments without a date once a period is chosen', () => {
    const undated = recordsOf(overviewOf(assessment(1, { ...police, 'reference-date': null })));
    expect(rowsOf(undated)).toHaveLength(1);
    expect(rowsOf(undated, { ...everything, from: '2020-01-01' })).toEqual([]);
  });

  test('keeps one type of institution, and leaves out levels decided for the whole State', () => {
    const missions = stateRecords.missions.map((overviewMission) => ({
      ...overviewMission,
      national: { 'D2.1': 5 } as const,
    }));
    const chosen = { ...everything, institutionType: 'POL' };
    const { results, national } = rollUpState({ ...stateRecords, missions }, chosen, context);
    expect(results.map(({ latest }) => latest.institution)).toEqual(['National Police']);
    expect(national).toEqual({});
  });
});

test('a plan item is late by the days since its end, unless done or proposed', () => {
  const item = {
    log: aLog(1),
    doc: aDoc(5),
    title: 'Training plan',
    lead: 'INTERPOL',
    dimension: 'D3',
    from: null,
    assessment: null,
    agreedTo: null,
  };
  const items = [
    { ...item, id: 'i1', to: '2026-11-20', status: 'agreed' },
    { ...item, id: 'i2', to: '2026-11-20', status: 'done' },
    { ...item, id: 'i3', to: '2027-01-20', status: 'agreed' },
    { ...item, id: 'i4', to: '2026-01-20', status: 'dropped' },
    { ...item, id: 'i5', to: '2027-02-20', agreedTo: '2026-01-20', status: 'proposed' },
  ] as const;
  const { plan } = buildStateOverview({ ...recordsOf(), items }, everything, context);
  expect(plan.map(({ id, lateDays }) => [id, lateDays])).toEqual([
    ['i1', 4],
    ['i2', 0],
    ['i3', 0],
    ['i5', 0],
  ]);
});

test('assessments and workshops are below their mission, in any status', () => {
  const draft = overviewOf(assessment(1, { ...police, status: 'draft' }), aLog(2));
  const workshop = {
    log: aLog(1),
    doc: aDoc(7),
    title: 'Regional seminar',
    status: 'completed',
    from: '2026-05-02',
    to: '2026-05-03',
    learning: null,
    isSurveyEnded: false,
  };
  const records = { ...recordsOf(draft), workshops: [workshop] };
  const { missions } = buildStateOverview(records, everything, context);
  expect(
    missions.map(({ title, assessments, workshops }) => [title, assessments.length, workshops.length]),
  ).toEqual([
    ['Mission 2', 1, 0],
    ['Mission 1', 0, 1],
  ]);
});
