import { countByIndicator, readRecommendations } from '../assessment/finding.ts';
import { valueLabelKeys } from '../kinds/enumerations.ts';
import { recommendationTable } from './assessment-tables.ts';
import { buildFigureSection } from './figure-table.ts';
import { missionKeyMessages } from './narrative-tables.ts';
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
  readings: readonly ReportedAssessment[],
): Report | null {
  const profile = buildStateProfile(sources.mission, readings);
  if (profile === null) return null;
  const gaps = rankStateGaps(profile);
  const current = profile.current.map(({ reading }) => reading);
  return {
    header: buildReportHeader({
      code: 'R4',
      sources,
      readings: current,
      rated: { model: profile.model, screening: {}, answers: profile.answers },
    }),
    audience: 'programme',
    records: reportRecordTitles(sources),
    sections: [
      ...missionKeyMessages(sources, () => profile),
      rankedGapTable(gaps),
      buildFigureSection('F1', 'report.r4.f1', 'state', {
        kind: 'gap-feasibility',
        points: gaps.map(gapPointOf),
      }),
      recommendationTable(current, { id: 'T2', title: 'report.r4.t2' }),
      requestAlignmentTable(gaps, current),
    ],
  };
}

const gapPointOf = (gap: StateGap): GapPoint => ({
  indicator: gap.indicator.id,
  title: gap.indicator.title,
  institution: gap.institution,
  gap: gap.priority.gap,
  feasibility: gap.stated.feasibility,
  band: gap.band,
  records: gap.records,
});

/** R4 T1: the computed score and band stay beside values that a person has set (B6.11). */
const rankedGapTable = (gaps: readonly StateGap[]): Section => ({
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
    rows: gaps.map((gap, at) => ({
      id: `${gap.indicator.id} ${gap.institution ?? '-'}`,
      cells: [
        countCell(at + 1),
        textCell(gap.indicator.id),
        textCell(gap.indicator.title),
        gapInstitutionCell(gap),
        maturityLevelCell(gap.level, gap.isProposed),
        bareLevelCell(gap.target),
        countCell(gap.priority.gap),
        { kind: 'number', value: gap.priority.score, decimals: 1 },
        labelCell(valueLabelKeys.priorityBand[gap.priority.band]),
        labelCell(valueLabelKeys.priorityBand[gap.band]),
        gap.stated.override === null ? emptyCell : textCell(gap.stated.override.reason),
      ],
      records: gap.records,
    })),
  },
});

const gapInstitutionCell = ({ institution }: StateGap): ReportCell =>
  institution === null ? labelCell('report.wholeState') : textCell(institution);

/** R4 T3: gaps that the State asked for help with, and gaps with a recommendation that it has shared. */
function requestAlignmentTable(gaps: readonly StateGap[], readings: readonly ReportedAssessment[]): Section {
  const countOfRecommendations = countByIndicator(
    readings.flatMap(({ document }) => readRecommendations(document)),
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
      rows: gaps.filter(isRaised).map((gap) => ({
        id: `${gap.indicator.id} ${gap.institution ?? '-'}`,
        cells: [
          textCell(gap.indicator.id),
          textCell(gap.indicator.title),
          gapInstitutionCell(gap),
          gapOwnershipCell(gap),
          gap.stated.alignment === null ? missingCell : yesNoCell(gap.stated.alignment === 1),
          countCell(countOfRecommendations.get(gap.indicator.id) ?? 0),
        ],
        records: gap.records,
      })),
    },
  };
}

function gapOwnershipCell({ stated: { ownership } }: StateGap): ReportCell {
  if (ownership === null) return missingCell;
  if (ownership === 1) return labelCell('report.ownership.asked');
  return labelCell(ownership === 0.5 ? 'report.ownership.discussed' : 'report.ownership.notRaised');
}
