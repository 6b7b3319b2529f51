import type { PlanItem } from './action-plan.ts';

/** A quarter of a calendar year, 1 to 4. */
export interface CalendarQuarter {
  readonly year: number;
  readonly quarter: number;
}

/** Two items that may be the same work twice (docs/requirements.md A5). */
export interface PlanDuplication {
  readonly items: readonly [PlanItem, PlanItem];
  readonly dimension: string;
  /** First quarter of work on both. */
  readonly quarter: CalendarQuarter;
}

/**
 * A5: pairs of items of one State that share dimension and quarter but have different leads. An item that was
 * dropped, or has no lead or no dates yet, duplicates nothing.
 */
export function findDuplications(items: readonly PlanItem[]): readonly PlanDuplication[] {
  const live = items.filter(({ status, lead }) => status !== 'dropped' && leadKeyOf(lead) !== '');
  return live.flatMap((one, at) =>
    live.slice(at + 1).flatMap((other): readonly PlanDuplication[] => {
      if (one.dimension === null || one.dimension !== other.dimension) return [];
      if (leadKeyOf(one.lead) === leadKeyOf(other.lead)) return [];
      const quarter = firstSharedQuarter(one, other);
      return quarter === null ? [] : [{ items: [one, other], dimension: one.dimension, quarter }];
    }),
  );
}

/** Letter case and spaces do not distinguish entities. */
const leadKeyOf = (lead: string): string => lead.trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('en');

function firstSharedQuarter(one: PlanItem, other: PlanItem): CalendarQuarter | null {
  const [a, b] = [quarterSpanOf(one), quarterSpanOf(other)];
  if (a === null || b === null) return null;
  const first = Math.max(a.first, b.first);
  return first > Math.min(a.last, b.last) ? null : { year: Math.floor(first / 4), quarter: (first % 4) + 1 };
}

/** Quarters of an item, counted from year 0; with one day only, the quarter of that day. */
function quarterSpanOf({ from, to }: PlanItem): { readonly first: number; readonly last: number } | null {
  const [first, last] = [from ?? to, to ?? from];
  return first === null || last === null
    ? null
    : { first: quarterNumberOf(first), last: quarterNumberOf(last) };
}

const quarterNumberOf = (day: string): number =>
  Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
