import * as z from 'zod';
import { addToDay } from '#base/calendar-day.ts';

import { DeviceId, DocumentId, LogId } from '../ids.ts';
import { entityKeyOf, type PlanItem, PlanItemStatus } from './action-plan.ts';
import {
  daysBetween,
  endedPlanStatuses,
  groupByLead,
  isDueSoon,
  isLateItem,
  milestoneCountsOf,
} from './plan-figures.ts';

const shortText = z.string();
const day = z.iso.date().nullable();

/** Item of a plan as tables over all missions show it: without its long texts. */
export const ListedPlanItem = z.readonly(
  z.object({
    log: LogId,
    doc: DocumentId,
    id: shortText,
    title: shortText,
    lead: shortText,
    supporting: z.readonly(z.array(shortText)),
    counterpart: shortText,
    fundingLine: shortText,
    dimension: shortText.nullable(),
    from: day,
    to: day,
    agreedTo: day,
    status: PlanItemStatus,
    /** Milestones with words or a day, and those of them that are reached. */
    milestones: z.readonly(z.object({ done: z.int().nonnegative(), of: z.int().nonnegative() })),
    /** Judgements that this item and another one are no overlap. */
    apart: z.readonly(
      z.array(
        z.readonly(z.object({ item: shortText, reason: shortText, device: DeviceId, atMs: z.number() })),
      ),
    ),
    /** True where somebody has to decide between values of lead, counterpart or funding line. */
    isDisputed: z.boolean(),
  }),
);
export type ListedPlanItem = z.infer<typeof ListedPlanItem>;

/** An item as tables show it. */
export function listPlanItem(log: LogId, doc: DocumentId, planItem: PlanItem): ListedPlanItem {
  return {
    log,
    doc,
    id: planItem.id,
    title: planItem.title,
    lead: planItem.lead.trim(),
    supporting: planItem.supporting.map((name) => name.trim()).filter((name) => name !== ''),
    counterpart: planItem.counterpart,
    fundingLine: planItem.fundingLine.trim(),
    dimension: planItem.dimension,
    from: planItem.from,
    to: planItem.to,
    agreedTo: planItem.agreedTo,
    status: planItem.status,
    milestones: milestoneCountsOf(planItem),
    apart: planItem.apart,
    isDisputed: planItem.disputed.length > 0,
  };
}

/** Key of an item over all missions. */
export const planItemKey = ({ log, doc, id }: Pick<ListedPlanItem, 'log' | 'doc' | 'id'>): string =>
  `${log} ${doc} ${id}`;

/** Choice of items: by status, due in 60 days, or possible overlaps. */
export const PlanView = z.enum(['all', 'late', 'due', 'proposed', 'overlap', 'over', 'onTime', 'open']);
export type PlanView = z.infer<typeof PlanView>;

/** Numbers of one lead's items. The parts add up to `all`. */
export interface LeadSummary {
  /** As most items write it; empty for items without a lead. */
  readonly lead: string;
  readonly all: number;
  readonly over: number;
  readonly late: number;
  readonly proposed: number;
  readonly onTime: number;
}

/** Numbers of each lead, by name; items without a lead come last. */
export const summarizeByLead = (
  listedItems: readonly ListedPlanItem[],
  today: string,
): readonly LeadSummary[] =>
  groupByLead(listedItems).map(({ lead, items: led }) => {
    const counts = { over: 0, late: 0, proposed: 0, onTime: 0 };
    for (const listedItem of led) counts[standingOf(listedItem, today)] += 1;
    return { lead, all: led.length, ...counts };
  });

/** Standing of an item on a day: over, past its agreed end, only proposed, or on time. A proposal is never late. */
export function standingOf(
  listedItem: ListedPlanItem,
  today: string,
): 'over' | 'late' | 'proposed' | 'onTime' {
  if (endedPlanStatuses.has(listedItem.status)) return 'over';
  if (isLateItem(listedItem, today)) return 'late';
  return listedItem.status === 'proposed' ? 'proposed' : 'onTime';
}

/** Choice of items. Empty: no choice. */
export interface PlanChoice {
  readonly view: PlanView;
  readonly country: string;
  /** Key of an entity; `-` for items without a lead. */
  readonly lead: string;
  readonly funding: string;
  readonly status: string;
  /** Keys of two items to see alone. */
  readonly pair: readonly string[];
}

/** Filter value for items without a lead, a funding line or a State. */
export const noneChosen = '-';

/** Items of a choice; the views count by the same rule. */
export function choosePlanItems(
  listedItems: readonly ListedPlanItem[],
  { view, country, lead, funding, status, pair }: PlanChoice,
  {
    countryOf,
    overlapping,
    today,
  }: {
    readonly countryOf: (logId: LogId) => string | null;
    /** Keys of items with an open overlap. */
    readonly overlapping: ReadonlySet<string>;
    readonly today: string;
  },
): readonly ListedPlanItem[] {
  const matches = (wanted: string, value: string): boolean =>
    wanted === '' || (wanted === noneChosen ? value === '' : value === wanted);
  return listedItems.filter(
    (listedItem) =>
      (pair.length === 0 || pair.includes(planItemKey(listedItem))) &&
      matches(country, countryOf(listedItem.log) ?? '') &&
      matches(lead, entityKeyOf(listedItem.lead)) &&
      matches(funding, listedItem.fundingLine) &&
      (status === '' || listedItem.status === status) &&
      isInView(listedItem, view, overlapping, today),
  );
}

function isInView(
  listedItem: ListedPlanItem,
  planView: PlanView,
  overlapping: ReadonlySet<string>,
  today: string,
): boolean {
  switch (planView) {
    case 'all':
      return true;
    case 'late':
    case 'proposed':
    case 'over':
    case 'onTime':
      return standingOf(listedItem, today) === planView;
    case 'open':
      return standingOf(listedItem, today) !== 'over';
    case 'due':
      return isDueSoon(listedItem, today);
    case 'overlap':
      return overlapping.has(planItemKey(listedItem));
  }
}

/** Most months of a timeline, and months before today in one that is longer. */
const mostMonths = 36;
const monthsBefore = 6;
/** Days of a timeline. */
export interface TimeScale {
  readonly from: string;
  readonly days: number;
  /** First days of quarters. */
  readonly ticks: readonly string[];
}

/** Days of all dated items, from the first day of a month on; of long plans the part around today. */
export function timeScaleOf(listedItems: readonly ListedPlanItem[], today: string): TimeScale {
  const days = [today, ...listedItems.flatMap(({ from, to, agreedTo }) => [from, to, agreedTo])]
    .filter((day) => day !== null)
    .toSorted();
  const earliest = addToDay(today, { months: -monthsBefore });
  const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;
  const first = monthOf(days[0] ?? today);
  const latest = addToDay(monthOf(days.at(-1) ?? today), { months: 1 });
  const isLong = daysBetween(first, latest) > mostMonths * 31;
  const from = isLong && first < earliest ? monthOf(earliest) : first;
  const farthest = addToDay(from, { months: mostMonths });
  const to = latest < farthest ? latest : farthest;
  const ticks: string[] = [];
  for (let day = from; day < to; day = addToDay(day, { months: 1 }))
    if (['01', '04', '07', '10'].includes(day.slice(5, 7))) ticks.push(day);
  return { from, days: daysBetween(from, to), ticks };
}
