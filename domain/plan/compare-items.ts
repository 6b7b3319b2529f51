import { addToGroup } from '#base/group.ts';
import type { OverlapDismissal, PlanItem } from './action-plan.ts';
import { findOverlappingWork, type OverlappingWork, type WorkSpan } from './overlapping-work.ts';

/** Pairs that are listed at most; all of them are counted. */
export const mostListedPairs = 100;

/** A quarter of a calendar year, 1 to 4. */
export interface CalendarQuarter {
  readonly year: number;
  readonly quarter: number;
}

/** Quarter that is counted from year 0. */
export const calendarQuarterOf = (number: number): CalendarQuarter => ({
  year: Math.floor(number / 4),
  quarter: (number % 4) + 1,
});

/** Parts of an item that decide on an overlap. */
interface ComparedItem extends Pick<PlanItem, 'id' | 'from' | 'to'> {
  readonly apart: readonly OverlapDismissal[];
}

/** Quarters of an item, counted from year 0; with one day only, the quarter of that day. Null without a day. */
function quarterSpanOf({ from, to }: Pick<PlanItem, 'from' | 'to'>): {
  readonly first: number;
  readonly last: number;
} | null {
  const [first, last] = [from ?? to, to ?? from];
  return first === null || last === null
    ? null
    : { first: quarterNumberOf(first), last: quarterNumberOf(last) };
}

const quarterNumberOf = (day: string): number =>
  Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);

/** Judgement that two items are no overlap, with either of them; null where nobody gave one. */
export const dismissalOf = (
  planItem: Pick<PlanItem, 'id' | 'apart'>,
  otherPlanItem: Pick<PlanItem, 'id' | 'apart'>,
): OverlapDismissal | null =>
  planItem.apart.find(({ item }) => item === otherPlanItem.id) ??
  otherPlanItem.apart.find(({ item }) => item === planItem.id) ??
  null;

/**
 * Find overlaps of plan items (docs/requirements.md A5).
 * @param workOf Area of an item, and the name that makes a pair of one area no overlap; null for an item that
 * overlaps with nothing. An item without days never does.
 */
export function compareItems<T extends ComparedItem>(
  items: readonly T[],
  workOf: (item: T) => Pick<WorkSpan, 'area' | 'sameAs' | 'isOwn'> | null,
): OverlappingWork {
  const indexesOf = new Map<string, number[]>();
  const works = items.map((item, at) => {
    addToGroup(indexesOf, item.id, at);
    const work = workOf(item);
    const span = quarterSpanOf(item);
    return work === null || span === null ? null : { ...work, ...span };
  });
  const apart = items.flatMap(({ apart: judgements }, at) =>
    judgements.flatMap(({ item: other }) =>
      (indexesOf.get(other) ?? []).map((beside) => [at, beside] as const),
    ),
  );
  return findOverlappingWork(works, apart, mostListedPairs);
}
