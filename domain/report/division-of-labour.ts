import { daysBetween, dayAfter } from './days.ts';
import { PlanItemStatus } from '../plan/action-plan.ts';
import { duplicationsIn } from '../plan/duplications.ts';
import { readMilestones } from '../plan/milestones.ts';
import { mayAgree, type PlanItem, readActionPlan } from '../plan/read-plan.ts';
import { count, day, list, missing, none, recordOf, text, word } from './cells.ts';
import type { LeadLine } from './figure.ts';
import { figureSection } from './figure-section.ts';
import { grouped } from './grouped.ts';
import type { RecordRef } from './record-ref.ts';
import type { Report, Row, Section } from './report.ts';
import { headerOf } from './report-header.ts';
import { recordTitles, type Reading, type ReportSources } from './report-sources.ts';
import { labourWords, planStatusWords } from './word-tables.ts';

/** How far ahead T4 looks (domain.md D). */
export const milestoneDays = 60;

interface Item extends PlanItem {
  readonly record: RecordRef;
}

/** R5: who does what by when; null while there is no plan. */
export function divisionOfLabour(sources: ReportSources, readings: readonly Reading[]): Report | null {
  const items = sources.plans.flatMap((plan) =>
    readActionPlan(plan).map((item): Item => ({ ...item, record: recordOf(plan.doc, `items/${item.id}`) })),
  );
  if (items.length === 0) return null;
  return {
    header: headerOf({ code: 'R5', sources, readings, rated: null, beside: sources.plans }),
    audience: 'programme',
    records: recordTitles(sources),
    sections: [
      itemTable(items, sources.today),
      figureSection('F1', 'report.r5.f1', 'open', {
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
      figureSection('F2', 'report.r5.f2', 'open', { kind: 'status-by-lead', lines: leadLines(items) }),
      areaTable(items),
      overlapTable(items),
      milestoneTable(items, sources.today),
    ],
  };
}

/** T1, with how many days an item is late: past its end and neither done nor dropped. */
const itemTable = (items: readonly Item[], today: string): Section => ({
  id: 'T1',
  title: 'report.r5.t1',
  access: 'open',
  table: {
    columns: [
      { id: 'item', title: 'report.column.item' },
      { id: 'lead', title: 'report.column.lead' },
      { id: 'supporting', title: 'report.column.supporting' },
      { id: 'counterpart', title: 'report.column.counterpart', access: 'state-partner' },
      { id: 'funding', title: 'report.column.funding', access: 'donor-partner' },
      { id: 'from', title: 'report.column.from' },
      { id: 'to', title: 'report.column.to' },
      { id: 'status', title: 'report.column.status' },
      { id: 'slippage', title: 'report.column.slippage', align: 'end' },
    ],
    rows: items.map((item) => ({
      id: item.id,
      cells: [
        text(item.title),
        text(item.lead),
        item.supporting.length === 0 ? none : list(item.supporting.map(text)),
        text(item.counterpart),
        text(item.fundingLine),
        day(item.from),
        day(item.to),
        word(planStatusWords[item.status]),
        item.to === null ? missing : count(slippageOf(item, today)),
      ],
      records: [item.record],
    })),
  },
});

const ended: ReadonlySet<PlanItemStatus> = new Set(['done', 'verified', 'dropped']);

/** Days after its end that an item is still open; 0 while it is in time or over. */
export const slippageOf = ({ to, status }: Pick<PlanItem, 'to' | 'status'>, today: string): number =>
  to === null || ended.has(status) ? 0 : Math.max(0, daysBetween(to, today));

function leadLines(items: readonly Item[]): readonly LeadLine[] {
  const byLead = grouped(items, ({ lead }) => lead.trim());
  return [...byLead]
    .toSorted(([a], [b]) => Number(a === '') - Number(b === '') || (a < b ? -1 : 1))
    .map(([lead, led]) => ({
      lead: lead === '' ? null : lead,
      // The keys are all statuses; fromEntries forgets that.
      counts: Object.fromEntries(
        PlanItemStatus.options.map((status) => [status, led.filter((item) => item.status === status).length]),
      ) as LeadLine['counts'],
      records: led.map(({ record }) => record),
    }));
}

/** T2: how many items each entity leads in each area; dropped ones are no work. */
function areaTable(items: readonly Item[]): Section {
  const live = items.filter(({ status }) => status !== 'dropped');
  const areas = [...new Set(live.map(({ dimension }) => dimension ?? ''))].sort();
  const countIn = (led: readonly Item[], area: string): number =>
    led.filter(({ dimension }) => (dimension ?? '') === area).length;
  const rowOf = (id: string, name: Row['cells'][number], led: readonly Item[]): Row => ({
    id,
    cells: [name, ...areas.map((area) => count(countIn(led, area))), count(led.length)],
    records: led.map(({ record }) => record),
  });
  const byLead = [...grouped(live, ({ lead }) => lead.trim())].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    id: 'T2',
    title: 'report.r5.t2',
    access: 'open',
    table: {
      columns: [
        { id: 'lead', title: 'report.column.lead' },
        ...areas.map((area) => ({
          id: area === '' ? 'none' : area,
          title: area === '' ? ('report.column.noArea' as const) : { text: area },
          align: 'end' as const,
        })),
        { id: 'total', title: 'report.total', align: 'end' },
      ],
      rows: [
        ...byLead.map(([lead, led]) => rowOf(lead || '-', text(lead), led)),
        { ...rowOf('total', word('report.total'), live), records: [], isTotal: true },
      ],
    },
  };
}

/** T3: what may be done twice (domain.md A5), and what nobody or more than one answers for. */
function overlapTable(items: readonly Item[]): Section {
  const recordOfItem = (one: PlanItem): readonly RecordRef[] =>
    items.filter(({ id }) => id === one.id).map(({ record }) => record);
  const overlaps = duplicationsIn(items).map(
    ({ items: [one, other], dimension, quarter }): Row => ({
      id: `${one.id} ${other.id}`,
      cells: [
        word('report.overlap.twice'),
        list([text(one.title), text(other.title)]),
        list([text(one.lead), text(other.lead)]),
        list([text(dimension), text(`${quarter.year} Q${quarter.quarter}`)]),
      ],
      records: [...recordOfItem(one), ...recordOfItem(other)],
    }),
  );
  const open = items.flatMap((item): readonly Row[] => {
    const agreed = mayAgree(item);
    if (agreed.ok || item.status === 'dropped') return [];
    const { missing: empty, disputed } = agreed.refusal;
    return [
      {
        id: item.id,
        cells: [
          word('report.overlap.unassigned'),
          text(item.title),
          text(item.lead),
          list([...empty, ...disputed].map((field) => word(labourWords[field]))),
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
        { id: 'lead', title: 'report.column.lead' },
        { id: 'what', title: 'report.column.where' },
      ],
      rows: [...overlaps, ...open],
    },
  };
}

/** T4: what is not reached yet of milestones, and ends of open items, from today on. */
function milestoneTable(items: readonly Item[], today: string): Section {
  const last = dayAfter(today, milestoneDays);
  const due = items
    .filter(({ status }) => !ended.has(status))
    .flatMap((item) => [
      ...readMilestones(item.milestones).flatMap((one) =>
        one.day === null || one.isDone ? [] : [{ day: one.day, text: one.text, item }],
      ),
      ...(item.to === null ? [] : [{ day: item.to, text: null, item }]),
    ])
    .filter((one) => one.day >= today && one.day <= last)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return {
    id: 'T4',
    title: 'report.r5.t4',
    access: 'open',
    table: {
      columns: [
        { id: 'day', title: 'report.column.due' },
        { id: 'milestone', title: 'report.column.milestone', access: 'state-partner' },
        { id: 'item', title: 'report.column.item' },
        { id: 'lead', title: 'report.column.lead' },
      ],
      rows: due.map(({ day: on, text: said, item }, at) => ({
        id: String(at + 1),
        cells: [
          day(on),
          said === null ? word('report.milestone.end') : text(said),
          text(item.title),
          text(item.lead),
        ],
        records: [item.record],
      })),
    },
  };
}
