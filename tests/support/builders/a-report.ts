import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Document } from '#domain/document/document.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import { makeReport } from '#domain/report/make-report.ts';
import type { Report, ReportCell, Section } from '#domain/report/report.ts';
import { collectReportSources } from '#domain/report/report-sources.ts';
import type { ReportCode } from '#domain/report-codes.ts';
import { documentWith, type Values } from '#renderer/report/sample/sample-workshop.ts';

export const police = 11;
export const prosecution = 12;

/** An assessment of one institution type, with levels as `['D5.4', 3, 'E2']`; without a strength the evidence is E3. */
export const anAssessmentOf = (
  id: number,
  type: string,
  levels: readonly (readonly [string, number, string?])[],
  more: Values = {},
): Document =>
  documentWith(id, assessmentKind, {
    'institution/name': `Institution ${id}`,
    'screening/S1': type,
    'screening/S9': 'yes',
    'screening/S5': 'yes',
    'screening/S4': 'yes',
    ...Object.assign(
      {},
      ...levels.map(
        ([indicator, level, strength = 'E3']): Values => ({
          [`answers/${indicator}/state`]: 'rated',
          [`answers/${indicator}/level`]: level,
          [`answers/${indicator}/evidence/e1/strength`]: strength,
        }),
      ),
    ),
    ...more,
  });

export const aPlan = (values: Values): Document => documentWith(20, actionPlanKind, values);

const about = { title: 'Visit', country: 'XA', from: '2026-11-09', to: '2026-11-20' };
const mission = documentWith(1, missionKind, about);

/** The record of the mission with more in it, in place of the one in all of these reports. */
export const aMission = (more: Values): Document => documentWith(1, missionKind, { ...about, ...more });

/** The sources of the reports of a mission with these records. */
export const sourcesOf = (documents: readonly Document[], today = '2026-11-24') =>
  collectReportSources({
    named: { title: '', country: '', from: null, to: null },
    documents: documents.some(({ doc }) => doc === mission.doc) ? documents : [mission, ...documents],
    instrumentOf: () => undefined,
    roles: ['lead'],
    today,
  }).sources;

/** A report over these records. Throws where there is none to make. */
export function theReport(reportCode: ReportCode, documents: readonly Document[], today?: string): Report {
  const report = makeReport(reportCode, sourcesOf(documents, today));
  if (typeof report === 'string') throw new Error(report);
  return report;
}

export function sectionOf(report: Report, id: string): Section {
  const section = report.sections.find((one) => one.id === id);
  if (section === undefined) throw new Error(`${report.header.code} has no ${id}`);
  return section;
}

/** The cells of one row by column, reduced to their values. */
export function rowOf(section: Section, id: string): Readonly<Record<string, unknown>> {
  const reportRow = section.table.rows.find((one) => one.id === id);
  if (reportRow === undefined) throw new Error(`${section.id} has no row ${id}`);
  return Object.fromEntries(
    section.table.columns.map((reportColumn, at) => [
      reportColumn.id,
      valueOf(reportRow.cells[at] ?? { kind: 'none' }),
    ]),
  );
}

export function valueOf(reportCell: ReportCell): unknown {
  switch (reportCell.kind) {
    case 'text':
    case 'reviewerReason':
      return reportCell.text;
    case 'recommendation':
      return reportCell.words.text;
    case 'word':
      return reportCell.word;
    case 'number':
    case 'share':
      return reportCell.value;
    case 'level':
      return reportCell.level;
    case 'day':
      return reportCell.day;
    case 'list':
      return reportCell.cells.map(valueOf);
    case 'hidden':
      return `hidden: ${reportCell.why}`;
    default:
      return reportCell.kind;
  }
}
