import { addToDay } from '#base/calendar-day.ts';
import { civilDayMs, parseInstant, type TimeZone } from '#base/civil-date.ts';
import { groupByKey } from '#base/group.ts';
import { compareTexts } from '#base/json.ts';
import { entityKeyOf, type PlanItem, type PlanItemStatus } from './action-plan.ts';
import { isBlankMilestone, type Milestone } from './milestones.ts';

// Figures of plan items. Reports, overviews, the plan and its screens all count by these functions.

const utcDayZone: TimeZone = { offsetMinutes: () => 0 };

/** Calendar days, `2026-11-24`, as days since 1970; 0 for a text that is no day. */
const dayCountOf = (day: string): number => (parseInstant(day, utcDayZone) ?? 0) / civilDayMs;

/** Whole days from one calendar day to another; negative where the second is earlier. */
export const daysBetween = (from: string, to: string): number => dayCountOf(to) - dayCountOf(from);

/** Days that the plan and R5 look ahead (docs/requirements.md D). */
export const milestoneHorizonDays = 60;

/** Statuses after which nothing of an item is awaited. */
export const endedPlanStatuses: ReadonlySet<PlanItemStatus> = new Set(['done', 'verified', 'dropped']);

/** Facts of an item that decide whether it is late. */
export type ItemTime = Pick<PlanItem, 'to' | 'agreedTo' | 'status'>;

/** End from which lateness counts: the agreed one, also where the end moved later. */
export const agreedEndOf = ({ to, agreedTo }: Pick<ItemTime, 'to' | 'agreedTo'>): string | null =>
  agreedTo ?? to;

/**
 * Days that an open item is past its agreed end; 0 while it is in time, over, or only proposed. A later end does not
 * reset them, and neither does a hold.
 */
export function slippageDaysOf(itemTime: ItemTime, today: string): number {
  const due = agreedEndOf(itemTime);
  const isAwaited = itemTime.status !== 'proposed' && !endedPlanStatuses.has(itemTime.status);
  return due === null || !isAwaited ? 0 : Math.max(0, daysBetween(due, today));
}

/** Return whether an open item is past its agreed end. */
export const isLateItem = (itemTime: ItemTime, today: string): boolean => slippageDaysOf(itemTime, today) > 0;

/** Return whether an item that is not late is on time: it has an end, and is neither over, on hold nor only proposed. */
export const isAwaitedInTime = ({ to, status }: Pick<PlanItem, 'to' | 'status'>): boolean =>
  to !== null && status !== 'proposed' && status !== 'on-hold' && !endedPlanStatuses.has(status);

/** Return whether a day is today or within the days that are looked ahead. */
export const isDayAhead = (day: string, today: string): boolean =>
  day >= today && day <= addToDay(today, { days: milestoneHorizonDays });

/** Return whether an open item ends within the days that are looked ahead, today included. */
export const isDueSoon = ({ to, status }: Pick<PlanItem, 'to' | 'status'>, today: string): boolean =>
  to !== null && !endedPlanStatuses.has(status) && isDayAhead(to, today);

/** Milestone that is not reached, with its day. */
export interface OpenMilestone {
  readonly id: string;
  readonly text: string;
  readonly day: string;
}

/** Milestones of an item that are due some day. */
export const openMilestonesOf = ({ milestones }: Pick<PlanItem, 'milestones'>): readonly OpenMilestone[] =>
  milestones.flatMap(({ id, text, day, isDone }) => (day === null || isDone ? [] : [{ id, text, day }]));

/** Milestones with words or a day. */
export const statedMilestonesOf = ({ milestones }: Pick<PlanItem, 'milestones'>): readonly Milestone[] =>
  milestones.filter((milestone) => !isBlankMilestone(milestone));

/** Number of milestones with words or a day, and of those that are reached. */
export function milestoneCountsOf(planItem: Pick<PlanItem, 'milestones'>): {
  readonly done: number;
  readonly of: number;
} {
  const stated = statedMilestonesOf(planItem);
  return { done: stated.filter(({ isDone }) => isDone).length, of: stated.length };
}

/** Items of one lead. */
export interface LedItems<Item> {
  /** As most items write it, of equally many the first by letters; empty for items without a lead. */
  readonly lead: string;
  readonly items: readonly Item[];
}

/** Group items by lead, by name; those without a lead come last. Letter case and spaces distinguish no entities. */
export const groupByLead = <Item extends { readonly lead: string }>(
  items: readonly Item[],
): readonly LedItems<Item>[] =>
  [...groupByKey(items, ({ lead }) => entityKeyOf(lead))]
    .toSorted(([a], [b]) => Number(a === '') - Number(b === '') || compareTexts(a, b))
    .map(([, led]) => ({ lead: mostWritten(led.map(({ lead }) => lead.trim())), items: led }));

function mostWritten(names: readonly string[]): string {
  const sorted = [...groupByKey(names, (name) => name)].toSorted(
    ([a, all], [b, others]) => others.length - all.length || compareTexts(a, b),
  );
  return sorted[0]?.[0] ?? '';
}
