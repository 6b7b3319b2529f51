import { countByIndicator, readRecommendations } from '../assessment/finding.ts';
import { valueLabelKeys } from '../kinds/enumerations.ts';
import { recommendationTable } from './assessment-tables.ts';
import { buildFigureSection } from './figure-table.ts';
import { missionKeyMessages } from './key-messages.ts';
import type { GapPoint, Report, ReportCell, Section } from './report.ts';
import { buildReportHeader } from './report-header.ts';
import {
  bareLevelCell,
  countCell,
  emptyCell,
  labelCell,
  maturityLevelCell,
  missingCell,
  type ReportedAssessment,
  type ReportSources,
  reportRecordTitles,
  textCell,
  yesNoCell,
} from './report-sources.ts';
import { rankStateGaps, type StateGap } from './state-gaps.ts';
import { buildStateProfile } from './state-profile.ts';

/** R4: priorities and recommendations; null while there is no assessment. */
export function makePrioritiesReport(
  sources: ReportSources,
  reportedAssessments: readonly ReportedAssessment[],
): Report | null {
  const profile = buildStateProfile(sources.mission, reportedAssessments);
  if (profile === null) return null;
  const stateGaps = rankStateGaps(profile);
  const currentAssessments = profile.current.map(({ reading }) => reading);
  return {
    header: buildReportHeader({
      code: 'R4',
      sources,
      readings: currentAssessments,
      rated: { model: profile.model, screening: {}, answers: profile.answers },
    }),
    audience: 'programme',
    records: reportRecordTitles(sources),
    sections: [
      ...missionKeyMessages(sources, () => profile),
      rankedGapTable(stateGaps),
      buildFigureSection('F1', 'report.r4.f1', 'state', {
        kind: 'gap-feasibility',
        points: stateGaps.map(gapPointOf),
      }),
      recommendationTable(currentAssessments, { id: 'T2', title: 'report.r4.t2' }),
      requestAlignmentTable(stateGaps, currentAssessments),
    ],
  };
}

const gapPointOf = (stateGap: StateGap): GapPoint => ({
  indicator: stateGap.indicator.id,
  title: stateGap.indicator.title,
  institution: stateGap.institution,
  gap: stateGap.priority.gap,
  feasibility: stateGap.stated.feasibility,
  band: stateGap.band,
  records: stateGap.records,
});

/** R4 T1: the computed score and band stay beside values that a person has set (B6.11). */
const rankedGapTable = (stateGaps: readonly StateGap[]): Section => ({
  id: 'T1',
  title: 'report.r4.t1',
  access: 'state',
  table: {
    columns: [
      { id: 'rank', title: 'report.column.rank', align: 'end' },
      { id: 'code', title: 'report.column.code' },
      { id: 'indicator', title: 'report.column.indicator' },
      { id: 'institution', title: 'path.institution.name' },
      { id: 'level', title: 'path.level' },
      { id: 'target', title: 'report.column.target' },
      { id: 'gap', title: 'report.column.gap', align: 'end' },
      { id: 'score', title: 'report.column.score', align: 'end' },
      { id: 'computed', title: 'report.column.computedBand' },
      { id: 'band', title: 'report.column.band' },
      { id: 'reason', title: 'report.column.overrideReason' },
    ],
    rows: stateGaps.map((stateGap, at) => ({
      id: `${stateGap.indicator.id} ${stateGap.institution ?? '-'}`,
      cells: [
        countCell(at + 1),
        textCell(stateGap.indicator.id),
        textCell(stateGap.indicator.title),
        gapInstitutionCell(stateGap),
        maturityLevelCell(stateGap.level, stateGap.isProposed),
        bareLevelCell(stateGap.target),
        countCell(stateGap.priority.gap),
        { kind: 'number', value: stateGap.priority.score, decimals: 1 },
        labelCell(valueLabelKeys.priorityBand[stateGap.priority.band]),
        labelCell(valueLabelKeys.priorityBand[stateGap.band]),
        stateGap.stated.override === null ? emptyCell : textCell(stateGap.stated.override.reason),
      ],
      records: stateGap.records,
    })),
  },
});

const gapInstitutionCell = ({ institution }: StateGap): ReportCell =>
  institution === null ? labelCell('report.wholeState') : textCell(institution);

/** R4 T3: gaps that the State asked for help with, and gaps with a recommendation that it has shared. */
function requestAlignmentTable(
  stateGaps: readonly StateGap[],
  reportedAssessments: readonly ReportedAssessment[],
): Section {
  const countOfRecommendations = countByIndicator(
    reportedAssessments.flatMap(({ document }) => readRecommendations(document)),
  );
  const isRaised = ({ stated }: StateGap): boolean => (stated.ownership ?? 0) > 0 || stated.alignment === 1;
  return {
    id: 'T3',
    title: 'report.r4.t3',
    access: 'state',
    notes: ['report.note.requests'],
    table: {
      columns: [
        { id: 'code', title: 'report.column.code' },
        { id: 'indicator', title: 'report.column.indicator' },
        { id: 'institution', title: 'path.institution.name' },
        { id: 'ownership', title: 'path.priority.ownership' },
        { id: 'alignment', title: 'report.column.alignment' },
        { id: 'recommendations', title: 'report.column.recommendations', align: 'end' },
      ],
      rows: stateGaps.filter(isRaised).map((stateGap) => ({
        id: `${stateGap.indicator.id} ${stateGap.institution ?? '-'}`,
        cells: [
          textCell(stateGap.indicator.id),
          textCell(stateGap.indicator.title),
          gapInstitutionCell(stateGap),
          gapOwnershipCell(stateGap),
          stateGap.stated.alignment === null ? missingCell : yesNoCell(stateGap.stated.alignment === 1),
          countCell(countOfRecommendations.get(stateGap.indicator.id) ?? 0),
        ],
        records: stateGap.records,
      })),
    },
  };
}

function gapOwnershipCell({ stated: { ownership } }: StateGap): ReportCell {
  if (ownership === null) return missingCell;
  if (ownership === 1) return labelCell('report.ownership.asked');
  return labelCell(ownership === 0.5 ? 'report.ownership.discussed' : 'report.ownership.notRaised');
}
