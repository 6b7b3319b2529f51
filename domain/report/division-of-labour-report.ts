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
import { labourFieldLabels } from './code-labels.ts';
import { buildFigureSection } from './figure-table.ts';
import type { LeadStatusLine, RecordRef, Report, ReportRow, Section } from './report.ts';
import { buildReportHeader } from './report-header.ts';
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
  reportedAssessments: readonly ReportedAssessment[],
): Report | null {
  const reportedItems = sources.plans.flatMap((plan) =>
    readPlanItems(plan).map(
      (planItem): ReportedPlanItem => ({
        ...planItem,
        record: recordRefOf(plan.doc, `items/${planItem.id}`),
      }),
    ),
  );
  if (reportedItems.length === 0) return null;
  const { dimensions } = reportedAssessments[0]?.model ?? defaultMaturityModel;
  const areaTitleOf = (code: string): string => {
    const title = dimensions.find((maturityDimension) => maturityDimension.code === code)?.title;
    return title === undefined ? code : `${code} ${title}`;
  };
  return {
    header: {
      ...buildReportHeader({
        code: 'R5',
        sources,
        readings: reportedAssessments,
        rated: null,
        beside: sources.plans,
      }),
      statuses: PlanItemStatus.options
        .filter((status) => reportedItems.some((item) => item.status === status))
        .map((status) => valueLabelKeys.planStatus[status]),
      // It states no rating.
      confidence: { low: 0, medium: 0, high: 0 },
    },
    audience: 'programme',
    records: reportRecordTitles(sources),
    sections: [
      planItemTable(reportedItems, sources.today),
      buildFigureSection('F1', 'report.r5.f1', 'open', {
        kind: 'timeline',
        today: sources.today,
        lines: reportedItems.map(({ title, from, to, status, record }) => ({
          title,
          from,
          to,
          status,
          records: [record],
        })),
      }),
      buildFigureSection('F2', 'report.r5.f2', 'open', {
        kind: 'status-by-lead',
        lines: statusByLeadLines(reportedItems),
      }),
      leadByAreaTable(reportedItems, areaTitleOf),
      planOverlapTable(reportedItems, areaTitleOf),
      dueMilestoneTable(reportedItems, sources.today),
    ],
  };
}

/** T1, with the days that an item is late. A proposal has none: nobody agreed to its end. */
const planItemTable = (reportedItems: readonly ReportedPlanItem[], today: string): Section => ({
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
    rows: reportedItems.map((reportedItem) => ({
      id: reportedItem.id,
      cells: [
        textCell(reportedItem.title),
        textCell(reportedItem.lead),
        reportedItem.supporting.length === 0 ? emptyCell : listCell(reportedItem.supporting.map(textCell)),
        textCell(reportedItem.counterpart),
        textCell(reportedItem.fundingLine),
        dayCell(reportedItem.from),
        dayCell(reportedItem.to),
        labelCell(valueLabelKeys.planStatus[reportedItem.status]),
        reportedItem.status === 'proposed'
          ? emptyCell
          : agreedEndOf(reportedItem) === null
            ? missingCell
            : countCell(slippageDaysOf(reportedItem, today)),
      ],
      records: [reportedItem.record],
    })),
  },
});

function statusByLeadLines(reportedItems: readonly ReportedPlanItem[]): readonly LeadStatusLine[] {
  return groupByLead(reportedItems).map(({ lead, items: led }) => ({
    lead: lead === '' ? null : lead,
    // The keys are all statuses; fromEntries forgets that.
    counts: Object.fromEntries(
      PlanItemStatus.options.map((itemStatus) => [
        itemStatus,
        led.filter((item) => item.status === itemStatus).length,
      ]),
    ) as LeadStatusLine['counts'],
    records: led.map(({ record }) => record),
  }));
}

/** Areas with a column of their own in T2, at most; all others share one. */
const mostAreaColumns = 20;

/** T2: number of items that each entity leads in each area; dropped ones do not count. */
function leadByAreaTable(
  reportedItems: readonly ReportedPlanItem[],
  areaTitleOf: (code: string) => string,
): Section {
  const live = reportedItems.filter(({ status }) => status !== 'dropped');
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
  reportedItems: readonly ReportedPlanItem[],
  areaTitleOf: (code: string) => string,
): Section {
  const itemsById = groupByKey(reportedItems, ({ id }) => id);
  const recordOfItem = (planItem: PlanItem): readonly RecordRef[] =>
    (itemsById.get(planItem.id) ?? []).map(({ record }) => record);
  const planDuplications = findDuplications(reportedItems);
  const overlaps = planDuplications.listed.map(
    ({ items: [planItem, otherPlanItem], dimension, quarter }): ReportRow => ({
      id: `${planItem.id} ${otherPlanItem.id}`,
      cells: [
        labelCell('report.overlap.twice'),
        listCell([textCell(planItem.title), textCell(otherPlanItem.title)]),
        listCell([textCell(planItem.lead), textCell(otherPlanItem.lead)]),
        listCell([textCell(areaTitleOf(dimension)), textCell(`${quarter.year} Q${quarter.quarter}`)]),
      ],
      records: [...recordOfItem(planItem), ...recordOfItem(otherPlanItem)],
    }),
  );
  const unlisted = planDuplications.count - overlaps.length;
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
  const open = reportedItems.flatMap((reportedItem): readonly ReportRow[] => {
    const agreed = checkAgreement(reportedItem);
    if (agreed.ok || reportedItem.status === 'dropped') return [];
    const { missing: empty, disputed } = agreed.refusal;
    return [
      {
        id: reportedItem.id,
        cells: [
          labelCell('report.overlap.unassigned'),
          textCell(reportedItem.title),
          textCell(reportedItem.lead),
          listCell([...empty, ...disputed].map((field) => labelCell(labourFieldLabels[field]))),
        ],
        records: [reportedItem.record],
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
function dueMilestoneTable(reportedItems: readonly ReportedPlanItem[], today: string): Section {
  const due = reportedItems
    .filter(({ status }) => !endedPlanStatuses.has(status))
    .flatMap((reportedItem) => [
      ...openMilestonesOf(reportedItem)
        .filter(({ day }) => isDayAhead(day, today))
        .map(({ day, text }) => ({ day, text, item: reportedItem })),
      ...(reportedItem.to !== null && isDueSoon(reportedItem, today)
        ? [{ day: reportedItem.to, text: null, item: reportedItem }]
        : []),
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
