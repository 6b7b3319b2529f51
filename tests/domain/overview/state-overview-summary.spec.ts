import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { AssessmentStatus, assessmentKind } from '#domain/assessment/assessment.ts';
import { emptyDocument, plainTextAt } from '#domain/document/document.ts';
import { assessmentFiguresOf } from '#domain/overview/document-figures.ts';
import { institutionResultsOf, type OverviewAssessment } from '#domain/overview/roll-up.ts';
import {
  buildStateOverview,
  type OverviewFilter,
  type OverviewPlanItem,
  type StateRecords,
  summarizeLeads,
  summarizeState,
} from '#domain/overview/state-overview.ts';
import { institutionNameKey } from '#domain/programme/institutions.ts';
import { defaultMaturityModel, maturityModelRef } from '#domain/scoring/maturity-model.ts';
import { defaultScoringPolicy } from '#domain/scoring/scoring-policy.ts';
import { after } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';

const scored = { model: defaultMaturityModel, policy: defaultScoringPolicy };
const context = {
  modelOf: (ref: string) => (ref === maturityModelRef(defaultMaturityModel) ? scored : undefined),
  today: '2026-11-24',
};
const everything: OverviewFilter = { institutionType: '', from: null, to: null, withReview: false };
const year: OverviewFilter = { ...everything, from: '2026-01-01', to: '2026-12-31' };

/** Figures of an assessment of the police with these values. */
function assessment(n: number, values: Readonly<Record<string, JsonValue>>): OverviewAssessment {
  const said = {
    type: 'baseline',
    status: 'final',
    'reference-date': '2026-01-10',
    'institution/name': 'Police',
    'screening/S1': 'POL',
    ...values,
  };
  const document = after(
    emptyDocument(aDoc(n), assessmentKind),
    ...Object.entries(said).map(([path, value], at) => ({ n: at + 1, path, value })),
  );
  return {
    ...assessmentFiguresOf(document, scored),
    institutionKey: institutionNameKey(plainTextAt(document, 'institution/name')),
    log: aLog(1),
    doc: document.doc,
    title: '',
    status: AssessmentStatus.parse(plainTextAt(document, 'status')),
  };
}

const item = (id: string, part: Partial<OverviewPlanItem>): OverviewPlanItem => ({
  log: aLog(1),
  doc: aDoc(5),
  id,
  title: id,
  lead: 'UNODC',
  dimension: 'D3',
  from: null,
  to: '2026-12-31',
  agreedTo: null,
  assessment: null,
  status: 'agreed',
  ...part,
});

const workshop = (n: number, from: string | null) => ({
  log: aLog(1),
  doc: aDoc(n),
  title: `Workshop ${n}`,
  status: 'completed',
  from,
  to: null,
  learning: null,
  isSurveyEnded: false,
});

const mission = (n: number, status: string | null, from: string | null = null) => ({
  log: aLog(n),
  title: `Mission ${n}`,
  status,
  country: 'UY',
  from,
  to: null,
  national: {},
});

const records = (part: Partial<StateRecords>): StateRecords => ({
  missions: [],
  assessments: [],
  workshops: [],
  items: [],
  ...part,
});
const summary = (part: Partial<StateRecords>, overviewFilter = everything) =>
  summarizeState('UY', records(part), overviewFilter, context);

describe('the summary of a State', () => {
  test('counts missions by status, those without one too', () => {
    const missions = [mission(1, 'closed'), mission(2, 'closed'), mission(3, null)];
    expect(summary({ missions }).missions).toEqual({ closed: 2, '': 1 });
  });

  test('counts assessments once: final, in review or in the field, and no superseded one', () => {
    const assessmentStatuses = AssessmentStatus.options;
    const assessments = assessmentStatuses.map((status, n) => assessment(n + 1, { status }));
    const { final, review, field } = summary({ assessments }).assessments;
    expect({ final, review }).toEqual({ final: 1, review: 3 });
    expect(final + review + field).toBe(assessmentStatuses.length - 1);
  });

  test('counts workshops and assessments of its period, both days included', () => {
    const days = ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'];
    const part = {
      assessments: days.map((day, n) => assessment(n + 1, { 'reference-date': day })),
      workshops: [...days, null].map((day, n) => workshop(n + 1, day)),
    };
    expect(summary(part, year)).toMatchObject({ workshops: 2, assessments: { final: 2 } });
    expect(summary(part, { ...year, from: null })).toMatchObject({ workshops: 3, assessments: { final: 3 } });
    expect(summary(part, { ...year, to: null })).toMatchObject({ workshops: 3, assessments: { final: 3 } });
    expect(summary(part)).toMatchObject({ workshops: 5, assessments: { final: 4 } });
  });

  test('counts open items and late ones, from the day after their end', () => {
    const items = [
      item('i1', { to: '2026-11-23' }),
      item('i2', { to: '2026-11-24' }),
      item('i3', { to: '2026-01-01', status: 'done' }),
      item('i4', { to: '2026-01-01', status: 'verified' }),
      item('i5', { to: '2026-01-01', status: 'dropped' }),
      item('i6', { to: '2026-01-01', status: 'proposed' }),
    ];
    expect(summary({ items }).items).toEqual({ open: 3, late: 1 });
  });
});

test('leads stand by name, those without open items are left out, and items without a lead come last', () => {
  const overviewPlanItems = [
    item('i1', { lead: '' }),
    item('i2', { lead: 'UNODC', to: '2026-11-01' }),
    item('i3', { lead: 'INTERPOL' }),
    item('i4', { lead: 'UNODC' }),
    item('i5', { lead: 'CTED', status: 'done' }),
  ];
  const leads = [
    { lead: 'INTERPOL', open: 1, late: 0 },
    { lead: 'UNODC', open: 2, late: 1 },
    { lead: '', open: 1, late: 0 },
  ];
  for (const some of [overviewPlanItems, overviewPlanItems.toReversed()])
    expect(summarizeLeads(some, context.today)).toEqual(leads);
});

describe('the overview of a State', () => {
  test('has the later mission first, workshops of the period, and items by their end', () => {
    const stateOverview = buildStateOverview(
      records({
        missions: [mission(1, null, '2026-01-01'), mission(2, null, '2026-06-01'), mission(3, null)],
        workshops: [workshop(7, '2026-03-01'), workshop(8, '2025-03-01')],
        items: [
          item('i3', { to: null }),
          item('i2', { to: '2027-02-01' }),
          item('i1', { to: '2027-01-01' }),
          item('i0', { to: '2027-01-01' }),
          item('gone', { status: 'dropped' }),
        ],
      }),
      year,
      context,
    );
    expect(stateOverview.missions.map(({ title }) => title)).toEqual(['Mission 2', 'Mission 1', 'Mission 3']);
    const held = stateOverview.missions.flatMap(({ workshops }) => workshops.map(({ title }) => title));
    expect(held).toEqual(['Workshop 7']);
    expect(stateOverview.plan.map(({ id }) => id)).toEqual(['i0', 'i1', 'i2', 'i3']);
  });
});

describe('[B6.13] an institution with several assessments and no link', () => {
  const dated = (n: number, day: string, values: Readonly<Record<string, JsonValue>> = {}) =>
    assessment(n, { 'reference-date': day, ...values });
  const chainOf = (...all: readonly OverviewAssessment[]) =>
    institutionResultsOf(all).map(({ latest, before, first, paired }) => [
      latest.doc,
      before?.doc ?? null,
      first.doc,
      paired,
    ]);

  test('has the latest, the one before it and the first, in any order of its records', () => {
    const all = [dated(1, '2026-01-10'), dated(2, '2026-06-10'), dated(3, '2026-11-10')] as const;
    const chain = [[aDoc(3), aDoc(2), aDoc(1), 'institution']];
    expect(chainOf(...all)).toEqual(chain);
    expect(chainOf(...all.toReversed())).toEqual(chain);
  });

  test('has one order within a day, by the id of the record', () => {
    expect(chainOf(dated(2, '2026-01-10'), dated(1, '2026-01-10'))).toEqual([
      [aDoc(2), aDoc(1), aDoc(1), 'institution'],
    ]);
    expect(chainOf(dated(2, '2026-01-10'), dated(1, '2026-01-11'))).toEqual([
      [aDoc(1), aDoc(2), aDoc(2), 'institution'],
    ]);
  });

  test('is one of its own without a date, and without a name', () => {
    const undated = { ...dated(1, '2026-01-10'), referenceDate: null };
    expect(chainOf(undated, dated(2, '2026-06-10'))).toHaveLength(2);
    const unnamed = (n: number, day: string) => dated(n, day, { 'institution/name': '' });
    expect(chainOf(unnamed(1, '2026-01-10'), unnamed(2, '2026-06-10'))).toHaveLength(2);
    expect(chainOf(dated(1, '2026-01-10'))).toEqual([[aDoc(1), null, aDoc(1), null]]);
  });

  test('pairs with no superseded one', () => {
    const [previousDocumentIds] = chainOf(
      dated(1, '2026-01-10', { status: 'superseded' }),
      dated(2, '2026-06-10'),
    ).filter(([latestDocumentId]) => latestDocumentId === aDoc(2));
    expect(previousDocumentIds).toEqual([aDoc(2), null, aDoc(2), null]);
  });
});
