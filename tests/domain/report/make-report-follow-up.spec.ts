import { describe, expect, test } from 'vitest';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Document } from '#domain/document/document.ts';
import { makeReport } from '#domain/report/make-report.ts';
import type { Report } from '#domain/report/report.ts';
import { makeReportForReader } from '#domain/report/report-for-reader.ts';
import { collectReportSources } from '#domain/report/report-sources.ts';
import { documentWith } from '#renderer/report/sample/sample-workshop.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';

const rated = (level: number) => ({
  'answers/D1.1/state': 'rated',
  'answers/D1.1/level': level,
  'answers/D1.1/evidence/e1/strength': 'E3',
});
const common = { instrument: 'default-needs-assessment@1.0.0', 'institution/name': 'Ministry of Justice' };
const baseline = documentWith(1, assessmentKind, {
  ...common,
  type: 'baseline',
  'reference-date': '2025-06-30',
  ...rated(2),
});

const missions = { here: { title: 'Visit', country: 'KE', from: null, to: null }, today: '2026-11-20' };

const sectionsOf = (follows: string | null) => {
  const followUp = documentWith(2, assessmentKind, {
    ...common,
    type: 'follow-up',
    'reference-date': '2026-11-09',
    ...(follows !== null && { follows }),
    ...rated(3),
  });
  const { sources } = collectReportSources({
    named: missions.here,
    documents: [baseline, followUp],
    instrumentOf: () => undefined,
    roles: [],
    today: missions.today,
  });
  const report = makeReport('R2', sources, followUp.doc);
  return typeof report === 'string' ? [] : report.sections;
};

test('[B6.13] R2 of a follow-up shows the change of each indicator since the assessment that it follows', () => {
  const change = sectionsOf(baseline.doc).find(({ id }) => id === 'F3');
  expect(change?.title).toBe('report.r3.f4');
  expect(change?.figure).toMatchObject({ kind: 'change', lines: [{ before: 2, after: 3 }] });
});

test('[B6.13] R2 without an earlier assessment shows no change', () => {
  expect(sectionsOf(null).some(({ id }) => id === 'F3')).toBe(false);
});

describe('[B6.13] a follow-up of an assessment of another mission', () => {
  const followUp = documentWith(2, assessmentKind, {
    ...common,
    type: 'follow-up',
    status: 'final',
    follows: baseline.doc,
    'follows-mission': aLog(2),
    ...rated(3),
  });
  const isFinal = documentWith(1, assessmentKind, { ...common, status: 'final', ...rated(2) });
  const sources = (earlier: readonly Document[]) =>
    collectReportSources({
      named: missions.here,
      documents: [followUp],
      earlier,
      instrumentOf: () => undefined,
      roles: [],
      today: missions.today,
    }).sources;
  const reportOf = (code: 'R1' | 'R2' | 'R3', earlier: readonly Document[]) => {
    const report = makeReport(code, sources(earlier));
    if (typeof report === 'string') throw new Error(report);
    return report;
  };
  const changesIn = ({ sections }: Report) => sections.find(({ title }) => title === 'report.r3.f4');

  test('shows the change in R2 and R3 where that one can be read', () => {
    for (const code of ['R2', 'R3'] as const)
      expect(changesIn(reportOf(code, [isFinal]))?.figure).toMatchObject({
        lines: [{ before: 2, after: 3 }],
      });
    expect(changesIn(reportOf('R3', []))).toBeUndefined();
  });

  test('counts alone among the assessments of its mission', () => {
    expect(reportOf('R1', [isFinal]).header.institutions).toBe(1);
    expect(reportOf('R2', [isFinal]).header.institution).toBe(common['institution/name']);
    expect(reportOf('R3', [isFinal]).header.statuses).toEqual(reportOf('R3', []).header.statuses);
  });

  test('shows no change to the State while the earlier one may not go there', () => {
    const toState = (earlier: Document) =>
      makeReportForReader(sources([earlier]), {
        code: 'R3',
        about: undefined,
        audience: 'state',
        sharing: { entity: '', purpose: '', until: '' },
      });
    const [shared, kept] = [toState(isFinal), toState(baseline)];
    if (typeof shared === 'string' || typeof kept === 'string') throw new Error('there is no report');
    expect([changesIn(shared)?.table.rows.length, changesIn(kept)]).toEqual([1, undefined]);
  });
});
