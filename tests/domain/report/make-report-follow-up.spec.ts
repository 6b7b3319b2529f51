import { expect, test } from 'vitest';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { makeReport } from '#domain/report/make-report.ts';
import { collectReportSources } from '#domain/report/report-sources.ts';
import { documentWith } from '#renderer/report/sample/sample-document.ts';

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

const sectionsOf = (follows: string | null) => {
  const followUp = documentWith(2, assessmentKind, {
    ...common,
    type: 'follow-up',
    'reference-date': '2026-11-09',
    ...(follows !== null && { follows }),
    ...rated(3),
  });
  const { sources } = collectReportSources({
    named: { title: 'Visit', country: 'KE', from: null, to: null },
    documents: [baseline, followUp],
    instrumentOf: () => undefined,
    roles: [],
    today: '2026-11-20',
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
