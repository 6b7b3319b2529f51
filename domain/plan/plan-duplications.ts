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
 * @param otherPlanItems Items of other missions to the State: compared with `items`, and not with each other.
 */
export function findDuplications(
  planItems: readonly PlanItem[],
  otherPlanItems: readonly PlanItem[] = [],
): PlanDuplications {
  const all = [...planItems, ...otherPlanItems];
  const ownPlanItems = new Set(planItems);
  const foundOverlappingWork = compareItems(all, (planItem) => {
    const lead = entityKeyOf(planItem.lead);
    return endedPlanStatuses.has(planItem.status) || lead === '' || planItem.dimension === null
      ? null
      : { area: planItem.dimension, sameAs: lead, isOwn: ownPlanItems.has(planItem) };
  });
  return {
    listed: foundOverlappingWork.pairs.flatMap(
      ({ indexes: [at, otherAt], quarter }): readonly PlanDuplication[] => {
        const [planItem, otherPlanItem] = [all[at], all[otherAt]];
        return planItem === undefined || otherPlanItem === undefined || planItem.dimension === null
          ? []
          : [
              {
                items: [planItem, otherPlanItem],
                dimension: planItem.dimension,
                quarter: calendarQuarterOf(quarter),
              },
            ];
      },
    ),
    count: foundOverlappingWork.count,
    items: new Set([...foundOverlappingWork.indexes].flatMap((at) => all[at]?.id ?? [])),
  };
}
