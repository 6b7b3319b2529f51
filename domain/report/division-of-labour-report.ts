import { groupByKey } from '#base/group.ts';
import { compareTexts } from '#base/json.ts';
import { valueLabelKeys } from '../kinds/enumerations.ts';
import { checkAgreement, type PlanItem, PlanItemStatus, readPlanItems } from '../plan/action-plan.ts';
import { findDuplications } from '../plan/plan-duplications.ts';
import {
  agreedEndOf,
  endedPlanStatuses,
  groupByLead,
  isDayAhead,
  isDueSoon,
  openMilestonesOf,
  slippageDaysOf,
} from '../plan/plan-figures.ts';
import { defaultMaturityModel } from '../scoring/maturity-model.ts';
import { buildFigureSection } from './figure-table.ts';
import type { LeadStatusLine, RecordRef, Report, ReportRow, Section } from './report.ts';
import { buildReportHeader, labourFieldLabels } from './report-header.ts';
import {
  countCell,
  dayCell,
  emptyCell,
  labelCell,
  listCell,
  missingCell,
  type ReportedAssessment,
  type ReportSources,
  recordRefOf,
  reportRecordTitles,
  textCell,
} from './report-sources.ts';

interface ReportedPlanItem extends PlanItem {
  readonly record: RecordRef;
}

/** R5: division of labour by time; null while there is no plan. */
export function makeDivisionOfLabourReport(
  sources: ReportSources,
  readings: readonly ReportedAssessment[],
): Report | null {
  const items = sources.plans.flatMap((plan) =>
    readPlanItems(plan).map(
      (item): ReportedPlanItem => ({ ...item, record: recordRefOf(plan.doc, `items/${item.id}`) }),
    ),
  );
  if (items.length === 0) return null;
  const { dimensions } = readings[0]?.model ?? defaultMaturityModel;
  const areaTitleOf = (code: string): string => {
    const title = dimensions.find((one) => one.code === code)?.title;
    return title === undefined ? code : `${code} ${title}`;
  };
  return {
    header: {
      ...buildReportHeader({ code: 'R5', sources, readings, rated: null, beside: sources.plans }),
      statuses: PlanItemStatus.options
        .filter((status) => items.some((item) => item.status === status))
        .map((status) => valueLabelKeys.planStatus[status]),
      // It states no rating.
      confidence: { low: 0, medium: 0, high: 0 },
    },
    audience: 'programme',
    records: reportRecordTitles(sources),
    sections: [
      planItemTable(items, sources.today),
      buildFigureSection('F1', 'report.r5.f1', 'open', {
        kind: 'timeline',
        today: sources.today,
        lines: items.map(({ title, from, to, status, record }) => ({
          title,
          from,
          to,
          status,
          records: [record],
        })),
      }),
      buildFigureSection('F2', 'report.r5.f2', 'open', {
        kind: 'status-by-lead',
        lines: statusByLeadLines(items),
      }),
      leadByAreaTable(items, areaTitleOf),
      planOverlapTable(items, areaTitleOf),
      dueMilestoneTable(items, sources.today),
    ],
  };
}

/** T1, with the days that an item is late. A proposal has none: nobody agreed to its end. */
const planItemTable = (items: readonly ReportedPlanItem[], today: string): Section => ({
  id: 'T1',
  title: 'report.r5.t1',
  access: 'open',
  table: {
    columns: [
      { id: 'item', title: 'report.column.item' },
      { id: 'lead', title: 'path.item.lead' },
      { id: 'supporting', title: 'path.item.supporting' },
      { id: 'counterpart', title: 'path.item.counterpart', access: 'state-partner' },
      { id: 'funding', title: 'path.item.fundingLine', access: 'donor-partner' },
      { id: 'from', title: 'report.column.from' },
      { id: 'to', title: 'report.column.to' },
      { id: 'status', title: 'path.status' },
      { id: 'slippage', title: 'report.column.slippage', align: 'end' },
    ],
    rows: items.map((item) => ({
      id: item.id,
      cells: [
        textCell(item.title),
        textCell(item.lead),
        item.supporting.length === 0 ? emptyCell : listCell(item.supporting.map(textCell)),
        textCell(item.counterpart),
        textCell(item.fundingLine),
        dayCell(item.from),
        dayCell(item.to),
        labelCell(valueLabelKeys.planStatus[item.status]),
        item.status === 'proposed'
          ? emptyCell
          : agreedEndOf(item) === null
            ? missingCell
            : countCell(slippageDaysOf(item, today)),
      ],
      records: [item.record],
    })),
  },
});

function statusByLeadLines(items: readonly ReportedPlanItem[]): readonly LeadStatusLine[] {
  return groupByLead(items).map(({ lead, items: led }) => ({
    lead: lead === '' ? null : lead,
    // The keys are all statuses; fromEntries forgets that.
    counts: Object.fromEntries(
      PlanItemStatus.options.map((status) => [status, led.filter((item) => item.status === status).length]),
    ) as LeadStatusLine['counts'],
    records: led.map(({ record }) => record),
  }));
}

/** Areas with a column of their own in T2, at most; all others share one. */
const mostAreaColumns = 20;

/** T2: number of items that each entity leads in each area; dropped ones do not count. */
function leadByAreaTable(items: readonly ReportedPlanItem[], areaTitleOf: (code: string) => string): Section {
  const live = items.filter(({ status }) => status !== 'dropped');
  // The most used ones: an area is any text, and leads times areas would be the square of the items.
  const byArea = [...groupByKey(live, ({ dimension }) => dimension ?? '')];
  const shown = byArea.toSorted(([, a], [, b]) => b.length - a.length).slice(0, mostAreaColumns);
  const areas = shown.map(([area]) => area).sort();
  const hasOthers = byArea.length > areas.length;
  const rowOf = (
    id: string,
    name: ReportRow['cells'][number],
    led: readonly ReportedPlanItem[],
  ): ReportRow => {
    const counts = new Map<string, number>();
    for (const { dimension } of led) counts.set(dimension ?? '', (counts.get(dimension ?? '') ?? 0) + 1);
    const inAreas = areas.map((area) => counts.get(area) ?? 0);
    const inOthers = led.length - inAreas.reduce((sum, count) => sum + count, 0);
    return {
      id,
      cells: [name, ...[...inAreas, ...(hasOthers ? [inOthers] : []), led.length].map(countCell)],
      records: led.map(({ record }) => record),
    };
  };
  return {
    id: 'T2',
    title: 'report.r5.t2',
    access: 'open',
    table: {
      columns: [
        { id: 'lead', title: 'path.item.lead' },
        ...areas.map((area) => ({
          id: area === '' ? 'none' : area,
          title: area === '' ? ('report.column.noArea' as const) : { text: areaTitleOf(area) },
          align: 'end' as const,
        })),
        ...(hasOthers
          ? [{ id: 'others', title: 'report.column.otherAreas' as const, align: 'end' as const }]
          : []),
        { id: 'total', title: 'report.total', align: 'end' },
      ],
      rows: [
        ...groupByLead(live).map(({ lead, items: led }) => rowOf(lead || '-', textCell(lead), led)),
        { ...rowOf('total', labelCell('report.total'), live), records: [], isTotal: true, access: 'open' },
      ],
    },
  };
}

/** T3: possible duplicates (docs/requirements.md A5), and items without exactly one lead. */
function planOverlapTable(
  items: readonly ReportedPlanItem[],
  areaTitleOf: (code: string) => string,
): Section {
  const itemsById = groupByKey(items, ({ id }) => id);
  const recordOfItem = (one: PlanItem): readonly RecordRef[] =>
    (itemsById.get(one.id) ?? []).map(({ record }) => record);
  const duplications = findDuplications(items);
  const overlaps = duplications.listed.map(
    ({ items: [one, other], dimension, quarter }): ReportRow => ({
      id: `${one.id} ${other.id}`,
      cells: [
        labelCell('report.overlap.twice'),
        listCell([textCell(one.title), textCell(other.title)]),
        listCell([textCell(one.lead), textCell(other.lead)]),
        listCell([textCell(areaTitleOf(dimension)), textCell(`${quarter.year} Q${quarter.quarter}`)]),
      ],
      records: [...recordOfItem(one), ...recordOfItem(other)],
    }),
  );
  const unlisted = duplications.count - overlaps.length;
  const rest: readonly ReportRow[] =
    unlisted === 0
      ? []
      : [
          {
            id: 'more',
            cells: [
              labelCell('report.overlap.twice'),
              listCell([labelCell('report.overlap.more'), countCell(unlisted)]),
              emptyCell,
              emptyCell,
            ],
            records: [],
            access: 'open',
          },
        ];
  const open = items.flatMap((item): readonly ReportRow[] => {
    const agreed = checkAgreement(item);
    if (agreed.ok || item.status === 'dropped') return [];
    const { missing: empty, disputed } = agreed.refusal;
    return [
      {
        id: item.id,
        cells: [
          labelCell('report.overlap.unassigned'),
          textCell(item.title),
          textCell(item.lead),
          listCell([...empty, ...disputed].map((field) => labelCell(labourFieldLabels[field]))),
        ],
        records: [item.record],
      },
    ];
  });
  return {
    id: 'T3',
    title: 'report.r5.t3',
    access: 'open',
    table: {
      columns: [
        { id: 'kind', title: 'report.column.kind' },
        { id: 'items', title: 'report.column.item' },
        { id: 'lead', title: 'path.item.lead' },
        { id: 'what', title: 'report.column.where' },
      ],
      rows: [...overlaps, ...rest, ...open],
    },
  };
}

/** T4: open milestones, and ends of open items, from today on. */
function dueMilestoneTable(items: readonly ReportedPlanItem[], today: string): Section {
  const due = items
    .filter(({ status }) => !endedPlanStatuses.has(status))
    .flatMap((item) => [
      ...openMilestonesOf(item)
        .filter(({ day }) => isDayAhead(day, today))
        .map(({ day, text }) => ({ day, text, item })),
      ...(item.to !== null && isDueSoon(item, today) ? [{ day: item.to, text: null, item }] : []),
    ])
    .toSorted((a, b) => compareTexts(a.day, b.day));
  return {
    id: 'T4',
    title: 'report.r5.t4',
    access: 'open',
    table: {
      columns: [
        { id: 'day', title: 'report.column.due' },
        { id: 'milestone', title: 'report.column.milestone', access: 'state-partner' },
        { id: 'item', title: 'report.column.item' },
        { id: 'lead', title: 'path.item.lead' },
      ],
      rows: due.map(({ day: on, text: said, item }, at) => ({
        id: String(at + 1),
        cells: [
          dayCell(on),
          said === null ? labelCell('report.milestone.end') : textCell(said),
          textCell(item.title),
          textCell(item.lead),
        ],
        records: [item.record],
      })),
    },
  };
}
