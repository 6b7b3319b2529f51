import type { Document } from '../document/document.ts';
import type { DocumentId } from '../ids.ts';
import type { ReportCode, WorkshopReportCode } from '../report-codes.ts';
import { scoreDimensions } from '../scoring/score.ts';
import {
  declinedAnswerTable,
  evidenceReferenceTable,
  findingTable,
  indicatorTable,
  recommendationTable,
  screeningTable,
  stateCommentTable,
} from './assessment-tables.ts';
import { makeDivisionOfLabourReport } from './division-of-labour-report.ts';
import { buildFigureSection } from './figure-table.ts';
import { makeFollowUpReport } from './follow-up-report.ts';
import { assessmentKeyFacts, keyMessageTable, missionKeyMessages } from './key-messages.ts';
import { makeLearningReport } from './learning-report.ts';
import { makeMissionNote } from './mission-note.ts';
import { narrativeTable } from './narrative-tables.ts';
import { makePrioritiesReport } from './priorities-report.ts';
import type { Report, Section } from './report.ts';
import {
  dimensionBarsFigure,
  dimensionProfileFigure,
  evidenceStrengthFigure,
  heatMapFigure,
  levelDistributionFigure,
  ratingChangesFigure,
} from './report-figures.ts';
import { buildReportHeader } from './report-header.ts';
import {
  type ReportedAssessment,
  type ReportSources,
  readReportedAssessment,
  reportRecordTitles,
} from './report-sources.ts';
import { buildStateProfile, type StateProfile } from './state-profile.ts';
import {
  gateIndicatorTable,
  informationGapTable,
  nationalDecisionTable,
  stateDimensionTable,
  stateIndicatorTable,
  taggedIndicatorTables,
} from './state-tables.ts';
import { makeWorkshopReport } from './workshop-report.ts';

/**
 * Make a report from the records of one mission. Laptop and headquarters give the same report, for it reads nothing
 * else.
 * @param documentId the assessment of R2, or the workshop of R6 to R8; without it, and where it is not there, the first
 */
export function makeReport(
  reportCode: ReportCode,
  sources: ReportSources,
  documentId?: DocumentId,
): Report | NoReportReason {
  const ownAssessments = sources.assessments.map(readReportedAssessment);
  const reportedAssessments = [...ownAssessments, ...sources.earlier.map(readReportedAssessment)];
  switch (reportCode) {
    case 'R1':
      return makeMissionNote(sources, ownAssessments, reportedAssessments);
    case 'R2': {
      const reportedAssessment = ownAssessments.find(({ doc }) => doc === documentId) ?? ownAssessments[0];
      return reportedAssessment === undefined
        ? 'noAssessment'
        : makeInstitutionReport(sources, reportedAssessment, reportedAssessments);
    }
    case 'R3':
      return makeStateSynthesis(sources, reportedAssessments) ?? 'noAssessment';
    case 'R4':
      return makePrioritiesReport(sources, reportedAssessments) ?? 'noAssessment';
    case 'R5':
      return makeDivisionOfLabourReport(sources, ownAssessments) ?? 'noPlan';
    case 'R6':
    case 'R7':
    case 'R8': {
      const workshop = sources.workshops.find(({ doc }) => doc === documentId) ?? sources.workshops[0];
      return workshop === undefined
        ? 'noWorkshop'
        : makeReportOfWorkshop(reportCode, sources, workshop, reportedAssessments);
    }
  }
}

/**
 * Conclusions of an assessment: ranked gaps, findings and recommendations, in the report's sections. The heading of
 * the page names the institution, which leaves room for the reason of a priority.
 */
export const buildConclusionSections = (sources: ReportSources): readonly Section[] => [
  ...reportSectionsOf('R4', ['T1'], sources).map((section) => withoutColumn('institution', section)),
  ...reportSectionsOf('R2', ['T4', 'T5'], sources),
];

function reportSectionsOf(
  reportCode: ReportCode,
  ids: readonly string[],
  sources: ReportSources,
): readonly Section[] {
  const report = makeReport(reportCode, sources);
  return typeof report === 'string' ? [] : report.sections.filter(({ id }) => ids.includes(id));
}

function withoutColumn(column: string, section: Section): Section {
  const { columns, rows } = section.table;
  const isKept = (_: unknown, at: number): boolean => columns[at]?.id !== column;
  return {
    ...section,
    table: {
      columns: columns.filter(isKept),
      rows: rows.map((row) => ({ ...row, cells: row.cells.filter(isKept) })),
    },
  };
}

/** R3: the State over all its institutions; null while there is no assessment. */
function makeStateSynthesis(
  sources: ReportSources,
  reportedAssessments: readonly ReportedAssessment[],
): Report | null {
  const profile = buildStateProfile(sources.mission, reportedAssessments);
  if (profile === null) return null;
  return {
    header: buildReportHeader({
      code: 'R3',
      sources,
      readings: profile.current.map(({ reading }) => reading),
      rated: { model: profile.model, screening: {}, answers: profile.answers },
    }),
    audience: 'programme',
    records: reportRecordTitles(sources),
    sections: [
      ...missionKeyMessages(sources, () => profile),
      ...stateSynthesisSections(profile),
      ...ratingChangeSections('F4', reportedAssessments),
    ],
  };
}

const stateSynthesisSections = (profile: StateProfile): readonly Section[] => [
  buildFigureSection('F1', 'report.r3.f1', 'aggregate', dimensionProfileFigure(profile)),
  stateDimensionTable(profile),
  buildFigureSection('F2', 'report.r3.f2', 'rating', heatMapFigure(profile)),
  stateIndicatorTable(profile),
  ...nationalDecisionTable(profile),
  buildFigureSection('F3', 'report.r3.f3', 'aggregate', levelDistributionFigure(profile)),
  gateIndicatorTable(profile),
  ...taggedIndicatorTables(profile, 'HR', { id: 'T4', title: 'report.r3.t4' }),
  ...taggedIndicatorTables(profile, 'GEN', { id: 'T5', title: 'report.r3.t5' }),
  informationGapTable(profile, { id: 'T6', title: 'report.r3.t6' }),
];

/** Changes since the assessments that others follow (B6.13); none without a follow-up. */
function ratingChangeSections(
  id: string,
  reportedAssessments: readonly ReportedAssessment[],
): readonly Section[] {
  const figure = ratingChangesFigure(reportedAssessments);
  return figure.lines.length === 0 ? [] : [buildFigureSection(id, 'report.r3.f4', 'rating', figure)];
}

/** R2: one institution, with the present status of its assessment. */
function makeInstitutionReport(
  sources: ReportSources,
  reportedAssessment: ReportedAssessment,
  reportedAssessments: readonly ReportedAssessment[],
): Report {
  const { model, screening, answers, policy, institution, follows } = reportedAssessment;
  const previousAssessments = reportedAssessments.filter(({ doc }) => doc === follows);
  const dimensionScores = scoreDimensions(model, screening, answers, policy);
  return {
    header: buildReportHeader({
      code: 'R2',
      sources,
      readings: [reportedAssessment],
      institution,
      rated: { model, screening, answers },
    }),
    audience: 'programme',
    records: reportRecordTitles(sources),
    sections: [
      ...keyMessageTable(reportedAssessment.document, () => assessmentKeyFacts(reportedAssessment)),
      ...narrativeTable(reportedAssessment.document, 'inside'),
      buildFigureSection(
        'F1',
        'report.r2.f1',
        'rating',
        dimensionBarsFigure(reportedAssessment, dimensionScores),
      ),
      buildFigureSection('F2', 'report.r2.f2', 'state', evidenceStrengthFigure(reportedAssessment)),
      ...ratingChangeSections('F3', [...previousAssessments, reportedAssessment]),
      screeningTable(reportedAssessment),
      indicatorTable(reportedAssessment),
      declinedAnswerTable(reportedAssessment),
      evidenceReferenceTable(reportedAssessment),
      findingTable(reportedAssessment),
      recommendationTable([reportedAssessment], { id: 'T5', title: 'report.r2.t5' }),
      stateCommentTable(reportedAssessment),
    ],
  };
}

/** Reason why there is nothing to report yet. */
export type NoReportReason = 'noAssessment' | 'noPlan' | 'noWorkshop';

function makeReportOfWorkshop(
  reportCode: WorkshopReportCode,
  sources: ReportSources,
  workshop: Document,
  reportedAssessments: readonly ReportedAssessment[],
): Report {
  switch (reportCode) {
    case 'R6':
      return makeWorkshopReport(sources, workshop);
    case 'R7':
      return makeLearningReport(sources, workshop);
    case 'R8':
      return makeFollowUpReport(sources, workshop, reportedAssessments);
  }
}
