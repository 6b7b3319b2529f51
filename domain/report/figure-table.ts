import { MaturityLevel } from '../assessment/assessment.ts';
import { valueLabelKeys } from '../kinds/enumerations.ts';
import { PlanItemStatus } from '../plan/action-plan.ts';
import { answerStatusLabels, halfDayLabels, ratingChangeLabels, scoreStatusLabels } from './code-labels.ts';
import type { HeatMapCell, ReportAccess, ReportCell, ReportFigure, ReportTable, Section } from './report.ts';
import {
  bareLevelCell,
  countCell,
  dayCell,
  decimalCell,
  emptyCell,
  labelCell,
  listCell,
  maturityLevelCell,
  meanCell,
  notSetCell,
  shareCell,
  textCell,
} from './report-sources.ts';
import type { ReportTextKey } from './report-text-key.ts';
import { sexLabelKey } from './sex-label.ts';

/** A figure with the table of the same values. */
export const buildFigureSection = (
  id: string,
  title: ReportTextKey,
  access: ReportAccess,
  reportFigure: ReportFigure,
): Section => ({
  id,
  title,
  access,
  figure: reportFigure,
  table: tableOfFigure(reportFigure),
});

/** Table of the picture's values: for screen readers, for copying, and where pictures are not wanted. */
function tableOfFigure(reportFigure: ReportFigure): ReportTable {
  switch (reportFigure.kind) {
    case 'dimension-bars':
    case 'dimension-profile':
      return dimensionScoreTable(reportFigure);
    case 'evidence-strength':
      return evidenceStrengthTable(reportFigure);
    case 'heat-map':
      return heatMapTable(reportFigure);
    case 'distribution':
      return levelDistributionTable(reportFigure);
    case 'gap-feasibility':
      return gapFeasibilityTable(reportFigure);
    case 'change':
      return ratingChangeTable(reportFigure);
    case 'timeline':
      return planTimelineTable(reportFigure);
    case 'status-by-lead':
      return statusByLeadTable(reportFigure);
    case 'block-attendance':
      return blockAttendanceTable(reportFigure);
    case 'participation-by-sex':
      return participationTable(reportFigure);
    case 'paired-means':
      return pairedMeansTable(reportFigure);
    case 'likert':
      return likertTable(reportFigure);
    case 'recommendation-status':
      return recommendationStatusTable(reportFigure);
  }
}

type FigureOfKind<Kind extends ReportFigure['kind']> = Extract<ReportFigure, { readonly kind: Kind }>;

const dimensionScoreTable = ({
  lines,
}: FigureOfKind<'dimension-bars' | 'dimension-profile'>): ReportTable => ({
  columns: [
    { id: 'code', title: 'report.column.code' },
    { id: 'dimension', title: 'path.dimension' },
    { id: 'reported', title: 'report.column.reported' },
    { id: 'status', title: 'path.status' },
    { id: 'mean', title: 'report.column.mean', align: 'end' },
    { id: 'lowest', title: 'report.column.boundLow', align: 'end' },
    { id: 'highest', title: 'report.column.boundHigh', align: 'end' },
    { id: 'limit', title: 'report.column.limitedBy' },
  ],
  rows: lines.map(({ score, title, records }) => ({
    id: score.code,
    cells: [
      textCell(score.code),
      textCell(title),
      maturityLevelCell(MaturityLevel.safeParse(score.reported).data ?? null),
      labelCell(scoreStatusLabels[score.status]),
      meanCell(score.mean),
      meanCell(score.low),
      meanCell(score.high),
      score.limitedBy === undefined ? emptyCell : textCell(score.limitedBy),
    ],
    records,
  })),
});

function evidenceStrengthTable({ counts }: FigureOfKind<'evidence-strength'>): ReportTable {
  const all = counts.reduce((sum, evidenceCount) => sum + evidenceCount.count, 0);
  return {
    columns: [
      { id: 'code', title: 'path.evidence' },
      { id: 'strength', title: 'path.evidence.strength' },
      { id: 'count', title: 'report.column.ratings', align: 'end' },
      { id: 'share', title: 'report.column.share', align: 'end' },
    ],
    rows: [
      ...counts.map((evidenceCount) => ({
        id: evidenceCount.strength,
        cells: [
          textCell(evidenceCount.strength),
          labelCell(valueLabelKeys.evidenceStrength[evidenceCount.strength]),
          countCell(evidenceCount.count),
          shareCell(all === 0 ? null : evidenceCount.count / all),
        ],
        records: evidenceCount.records,
      })),
      {
        id: 'total',
        cells: [labelCell('report.total'), emptyCell, countCell(all), shareCell(all === 0 ? null : 1)],
        records: [],
        isTotal: true,
      },
    ],
  };
}

const heatMapTable = ({ institutions, rows }: FigureOfKind<'heat-map'>): ReportTable => ({
  columns: [
    { id: 'code', title: 'report.column.code' },
    { id: 'indicator', title: 'report.column.indicator' },
    ...institutions.map((name, at) => ({
      id: `institution-${at + 1}`,
      title: { text: name },
      access: 'rating' as const,
    })),
  ],
  rows: rows.map(({ indicator, title, cells, records }) => ({
    id: indicator,
    cells: [textCell(indicator), textCell(title), ...cells.map(heatMapCell)],
    records,
  })),
});

function heatMapCell(cell: HeatMapCell): ReportCell {
  if (cell.level !== null) return bareLevelCell(cell.level);
  return cell.state === null ? emptyCell : labelCell(answerStatusLabels[cell.state]);
}

const levelDistributionTable = ({ lines }: FigureOfKind<'distribution'>): ReportTable => ({
  columns: [
    { id: 'code', title: 'report.column.code' },
    { id: 'dimension', title: 'path.dimension' },
    ...([1, 2, 3, 4, 5] as const).map((at) => ({
      id: `level-${at}`,
      title: { text: String(at) },
      align: 'end' as const,
    })),
    { id: 'unrated', title: 'report.column.unrated', align: 'end' },
    { id: 'total', title: 'report.total', align: 'end' },
  ],
  rows: lines.map(({ code, title, counts, unrated, records }) => ({
    id: code,
    cells: [
      textCell(code),
      textCell(title),
      ...counts.map(countCell),
      countCell(unrated),
      countCell(counts.reduce((sum, one) => sum + one, unrated)),
    ],
    records,
  })),
});

const gapFeasibilityTable = ({ points }: FigureOfKind<'gap-feasibility'>): ReportTable => ({
  columns: [
    { id: 'code', title: 'report.column.code' },
    { id: 'indicator', title: 'report.column.indicator' },
    { id: 'institution', title: 'path.institution.name', access: 'rating' },
    { id: 'gap', title: 'report.column.gap', align: 'end' },
    { id: 'feasibility', title: 'report.column.feasibility' },
    { id: 'band', title: 'report.column.band' },
  ],
  rows: points.map((gapPoint) => ({
    id: `${gapPoint.indicator} ${gapPoint.institution ?? '-'}`,
    cells: [
      textCell(gapPoint.indicator),
      textCell(gapPoint.title),
      gapPoint.institution === null ? labelCell('report.wholeState') : textCell(gapPoint.institution),
      countCell(gapPoint.gap),
      feasibilityCell(gapPoint.feasibility),
      labelCell(valueLabelKeys.priorityBand[gapPoint.band]),
    ],
    records: gapPoint.records,
  })),
});

function feasibilityCell(value: number | null): ReportCell {
  if (value === null) return notSetCell;
  if (value === 1) return labelCell('report.chart.feasibility.1');
  return labelCell(value === 0 ? 'report.chart.feasibility.0' : 'report.chart.feasibility.half');
}

const ratingChangeTable = ({ lines }: FigureOfKind<'change'>): ReportTable => ({
  columns: [
    { id: 'code', title: 'report.column.code' },
    { id: 'indicator', title: 'report.column.indicator' },
    { id: 'institution', title: 'path.institution.name', access: 'rating' },
    { id: 'before', title: 'report.column.before' },
    { id: 'after', title: 'report.column.after' },
    { id: 'evidence', title: 'path.evidence', access: 'state' },
    { id: 'change', title: 'report.column.change' },
  ],
  rows: lines.map((changeLine) => ({
    id: `${changeLine.indicator} ${changeLine.institution}`,
    cells: [
      textCell(changeLine.indicator),
      textCell(changeLine.title),
      textCell(changeLine.institution),
      maturityLevelCell(changeLine.before),
      maturityLevelCell(changeLine.after),
      listCell(changeLine.evidence.map(textCell)),
      labelCell(ratingChangeLabels[changeLine.change]),
    ],
    records: changeLine.records,
  })),
});

const planTimelineTable = ({ lines }: FigureOfKind<'timeline'>): ReportTable => ({
  columns: [
    { id: 'item', title: 'report.column.item' },
    { id: 'from', title: 'report.column.from' },
    { id: 'to', title: 'report.column.to' },
    { id: 'status', title: 'path.status' },
  ],
  rows: lines.map(({ title, from, to, status, records }, at) => ({
    id: String(at + 1),
    cells: [textCell(title), dayCell(from), dayCell(to), labelCell(valueLabelKeys.planStatus[status])],
    records,
  })),
});

function statusByLeadTable({ lines }: FigureOfKind<'status-by-lead'>): ReportTable {
  const used = PlanItemStatus.options.filter((status) => lines.some(({ counts }) => counts[status] > 0));
  return {
    columns: [
      { id: 'lead', title: 'path.item.lead' },
      ...used.map((itemStatus) => ({
        id: itemStatus,
        title: valueLabelKeys.planStatus[itemStatus],
        align: 'end' as const,
      })),
      { id: 'total', title: 'report.total', align: 'end' },
    ],
    rows: lines.map(({ lead, counts, records }) => ({
      id: lead ?? '-',
      cells: [
        lead === null ? notSetCell : textCell(lead),
        ...used.map((status) => countCell(counts[status])),
        countCell(used.reduce((sum, status) => sum + counts[status], 0)),
      ],
      records,
    })),
  };
}

// Rows of people name the record alone: the counts may be shown, the fields of a person may not.
const blockAttendanceTable = ({ lines }: FigureOfKind<'block-attendance'>): ReportTable => ({
  columns: [
    { id: 'day', title: 'path.session.day', align: 'end' },
    { id: 'half', title: 'report.column.halfDay' },
    ...(['present', 'partial', 'absent'] as const).map((attendanceMark) => ({
      id: attendanceMark,
      title: valueLabelKeys.attendanceMark[attendanceMark],
      align: 'end' as const,
    })),
    { id: 'unmarked', title: 'report.column.unmarked', align: 'end' },
  ],
  rows: lines.map(({ day, half, present, partial, absent, unmarked, records }) => ({
    id: `${day}-${half}`,
    access: 'open',
    cells: [
      countCell(day),
      labelCell(halfDayLabels[half]),
      ...[present, partial, absent, unmarked].map(countCell),
    ],
    records,
  })),
});

const participationTable = ({ lines }: FigureOfKind<'participation-by-sex'>): ReportTable => ({
  columns: [
    { id: 'sex', title: 'report.column.sex' },
    { id: 'participants', title: 'report.column.participants', align: 'end' },
  ],
  rows: lines.map(({ sex, count, records }) => ({
    id: sex,
    access: 'open',
    cells: [labelCell(sexLabelKey(sex)), countCell(count)],
    records,
  })),
});

const pairedMeansTable = ({ lines }: FigureOfKind<'paired-means'>): ReportTable => ({
  columns: [
    { id: 'pairs', title: 'report.fact.pairs', align: 'end' },
    { id: 'before', title: 'report.fact.meanBefore', align: 'end' },
    { id: 'after', title: 'report.fact.meanAfter', align: 'end' },
    { id: 'low', title: 'report.fact.gainLow', align: 'end' },
    { id: 'high', title: 'report.fact.gainHigh', align: 'end' },
  ],
  rows: lines.map(({ pairs, before, after, gainLow, gainHigh, records }, at) => ({
    id: String(at + 1),
    access: 'open',
    cells: [countCell(pairs), ...[before, after, gainLow, gainHigh].map((value) => decimalCell(value))],
    records,
  })),
});

const likertTable = ({ lines }: FigureOfKind<'likert'>): ReportTable => ({
  columns: [
    { id: 'statement', title: 'report.column.statement' },
    ...([1, 2, 3, 4, 5] as const).map((answer) => ({
      id: `answer-${answer}`,
      title: { text: String(answer) },
      align: 'end' as const,
    })),
    { id: 'answers', title: 'report.total', align: 'end' },
  ],
  rows: lines.map(({ item, statement, counts, records }) => ({
    id: item,
    access: 'open',
    cells: [
      textCell(`${item}. ${statement}`),
      ...counts.map(countCell),
      countCell(counts.reduce((sum, one) => sum + one, 0)),
    ],
    records,
  })),
});

const recommendationStatusTable = ({ lines }: FigureOfKind<'recommendation-status'>): ReportTable => ({
  columns: [
    { id: 'status', title: 'path.status' },
    { id: 'count', title: 'report.column.recommendations', align: 'end' },
  ],
  rows: lines.map(({ status, count, records }) => ({
    id: status,
    cells: [labelCell(valueLabelKeys.recommendationStatus[status]), countCell(count)],
    records,
  })),
});
