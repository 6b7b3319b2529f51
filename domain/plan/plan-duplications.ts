import { entityKeyOf, type PlanItem } from './action-plan.ts';
import { type CalendarQuarter, calendarQuarterOf, compareItems } from './compare-items.ts';
import { endedPlanStatuses } from './plan-figures.ts';

/** Two items that may be the same work twice (docs/requirements.md A5). */
interface PlanDuplication {
  readonly items: readonly [PlanItem, PlanItem];
  readonly dimension: string;
  /** First quarter of work on both. */
  readonly quarter: CalendarQuarter;
}

/** Possible duplications: the first ones by quarter, and the number of all. */
export interface PlanDuplications {
  readonly listed: readonly PlanDuplication[];
  readonly count: number;
  /** Ids of all items that take part in one. */
  readonly items: ReadonlySet<string>;
}

export const noDuplications: PlanDuplications = { listed: [], count: 0, items: new Set() };

/**
 * A5: pairs of items of one State that share dimension and quarter but have different leads. An item that is
 * over, or has no lead or no dates yet, duplicates nothing; neither does a pair that a person judged no overlap.
 * @param others Items of other missions to the State: compared with `items`, and not with each other.
 */
export function findDuplications(
  items: readonly PlanItem[],
  others: readonly PlanItem[] = [],
): PlanDuplications {
  const all = [...items, ...others];
  const own = new Set(items);
  const found = compareItems(all, (item) => {
    const lead = entityKeyOf(item.lead);
    return endedPlanStatuses.has(item.status) || lead === '' || item.dimension === null
      ? null
      : { area: item.dimension, sameAs: lead, isOwn: own.has(item) };
  });
  return {
    listed: found.pairs.flatMap(({ places: [at, otherAt], quarter }): readonly PlanDuplication[] => {
      const [one, other] = [all[at], all[otherAt]];
      return one === undefined || other === undefined || one.dimension === null
        ? []
        : [{ items: [one, other], dimension: one.dimension, quarter: calendarQuarterOf(quarter) }];
    }),
    count: found.count,
    items: new Set([...found.places].flatMap((at) => all[at]?.id ?? [])),
  };
}
