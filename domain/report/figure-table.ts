import { Level } from '../assessment/assessment.ts';
import { PlanItemStatus } from '../plan/action-plan.ts';
import { bareLevel, count, day, level, list, mean, missing, none, share, text, word } from './cells.ts';
import type { Figure, HeatCell } from './figure.ts';
import type { Cell, Table } from './report.ts';
import { bandWords, changeWords, planStatusWords, scoreStatusWords, stateWords } from './word-tables.ts';

/** The table that says what the picture shows: for screen readers, for copying, and where pictures are not wanted. */
export function tableOfFigure(figure: Figure): Table {
  switch (figure.kind) {
    case 'dimension-bars':
    case 'dimension-profile':
      return dimensionTable(figure);
    case 'evidence-strength':
      return evidenceTable(figure);
    case 'heat-map':
      return heatTable(figure);
    case 'distribution':
      return distributionTable(figure);
    case 'gap-feasibility':
      return gapTable(figure);
    case 'change':
      return changeTable(figure);
    case 'timeline':
      return timelineTable(figure);
    case 'status-by-lead':
      return leadTable(figure);
  }
}

type Of<Kind extends Figure['kind']> = Extract<Figure, { readonly kind: Kind }>;

const dimensionTable = ({ lines }: Of<'dimension-bars' | 'dimension-profile'>): Table => ({
  columns: [
    { id: 'code', title: 'report.column.code' },
    { id: 'dimension', title: 'report.column.dimension' },
    { id: 'reported', title: 'report.column.reported' },
    { id: 'status', title: 'report.column.status' },
    { id: 'mean', title: 'report.column.mean', align: 'end' },
    { id: 'lowest', title: 'report.column.boundLow', align: 'end' },
    { id: 'highest', title: 'report.column.boundHigh', align: 'end' },
    { id: 'limit', title: 'report.column.limitedBy' },
  ],
  rows: lines.map(({ score, title, records }) => ({
    id: score.code,
    cells: [
      text(score.code),
      text(title),
      level(Level.safeParse(score.reported).data ?? null),
      word(scoreStatusWords[score.status]),
      mean(score.mean),
      mean(score.low),
      mean(score.high),
      score.limitedBy === undefined ? none : text(score.limitedBy),
    ],
    records,
  })),
});

function evidenceTable({ counts }: Of<'evidence-strength'>): Table {
  const all = counts.reduce((sum, one) => sum + one.count, 0);
  return {
    columns: [
      { id: 'strength', title: 'report.column.evidence' },
      { id: 'count', title: 'report.column.ratings', align: 'end' },
      { id: 'share', title: 'report.column.share', align: 'end' },
    ],
    rows: [
      ...counts.map((one) => ({
        id: one.strength,
        cells: [text(one.strength), count(one.count), share(all === 0 ? null : one.count / all)],
        records: one.records,
      })),
      {
        id: 'total',
        cells: [word('report.total'), count(all), share(all === 0 ? null : 1)],
        records: [],
        isTotal: true,
      },
    ],
  };
}

const heatTable = ({ institutions, rows }: Of<'heat-map'>): Table => ({
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
    cells: [text(indicator), text(title), ...cells.map(heatCell)],
    records,
  })),
});

function heatCell(cell: HeatCell): Cell {
  if (cell.level !== null) return bareLevel(cell.level);
  return cell.state === null ? none : word(stateWords[cell.state]);
}

const distributionTable = ({ lines }: Of<'distribution'>): Table => ({
  columns: [
    { id: 'code', title: 'report.column.code' },
    { id: 'dimension', title: 'report.column.dimension' },
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
      text(code),
      text(title),
      ...counts.map(count),
      count(unrated),
      count(counts.reduce((sum, one) => sum + one, unrated)),
    ],
    records,
  })),
});

const gapTable = ({ points }: Of<'gap-feasibility'>): Table => ({
  columns: [
    { id: 'indicator', title: 'report.column.indicator' },
    { id: 'institution', title: 'report.column.institution', access: 'rating' },
    { id: 'gap', title: 'report.column.gap', align: 'end' },
    { id: 'feasibility', title: 'report.column.feasibility', align: 'end' },
    { id: 'band', title: 'report.column.band' },
  ],
  rows: points.map((point) => ({
    id: `${point.indicator} ${point.institution ?? '-'}`,
    cells: [
      text(point.indicator),
      point.institution === null ? word('report.wholeState') : text(point.institution),
      count(point.gap),
      point.feasibility === null ? missing : { kind: 'number', value: point.feasibility, decimals: 1 },
      word(bandWords[point.band]),
    ],
    records: point.records,
  })),
});

const changeTable = ({ lines }: Of<'change'>): Table => ({
  columns: [
    { id: 'indicator', title: 'report.column.indicator' },
    { id: 'title', title: 'report.column.question' },
    { id: 'institution', title: 'report.column.institution', access: 'rating' },
    { id: 'before', title: 'report.column.before' },
    { id: 'after', title: 'report.column.after' },
    { id: 'evidence', title: 'report.column.evidence', access: 'state' },
    { id: 'change', title: 'report.column.change' },
  ],
  rows: lines.map((line) => ({
    id: `${line.indicator} ${line.institution}`,
    cells: [
      text(line.indicator),
      text(line.title),
      text(line.institution),
      level(line.before),
      level(line.after),
      list(line.evidence.map(text)),
      word(changeWords[line.change]),
    ],
    records: line.records,
  })),
});

const timelineTable = ({ lines }: Of<'timeline'>): Table => ({
  columns: [
    { id: 'item', title: 'report.column.item' },
    { id: 'from', title: 'report.column.from' },
    { id: 'to', title: 'report.column.to' },
    { id: 'status', title: 'report.column.status' },
  ],
  rows: lines.map(({ title, from, to, status, records }, at) => ({
    id: String(at + 1),
    cells: [text(title), day(from), day(to), word(planStatusWords[status])],
    records,
  })),
});

function leadTable({ lines }: Of<'status-by-lead'>): Table {
  const used = PlanItemStatus.options.filter((status) => lines.some(({ counts }) => counts[status] > 0));
  return {
    columns: [
      { id: 'lead', title: 'report.column.lead' },
      ...used.map((status) => ({ id: status, title: planStatusWords[status], align: 'end' as const })),
      { id: 'total', title: 'report.total', align: 'end' },
    ],
    rows: lines.map(({ lead, counts, records }) => ({
      id: lead ?? '-',
      cells: [
        lead === null ? missing : text(lead),
        ...used.map((status) => count(counts[status])),
        count(used.reduce((sum, status) => sum + counts[status], 0)),
      ],
      records,
    })),
  };
}
