import { compareTexts } from '#base/json.ts';
import type { LogId } from '../ids.ts';
import { entityKeyOf, type OverlapDismissal } from './action-plan.ts';
import { type CalendarQuarter, calendarQuarterOf, compareItems, dismissalOf } from './compare-items.ts';
import type { WorkPair } from './overlapping-work.ts';
import { endedPlanStatuses } from './plan-figures.ts';
import { type ListedPlanItem, planItemKey } from './plan-table.ts';

/**
 * Two items of one State in one quarter and dimension (docs/requirements.md A5). `twice`: different leads, so perhaps
 * the same work done twice. `sameLead`: one lead in two missions, which can be joined.
 */
export interface PlanOverlap {
  readonly kind: 'twice' | 'sameLead';
  readonly items: readonly [ListedPlanItem, ListedPlanItem];
  readonly country: string | null;
  readonly dimension: string;
  readonly quarter: CalendarQuarter;
  /** Judgement of a person that it is none; null while nobody gave one. */
  readonly dismissal: OverlapDismissal | null;
}

/** Overlaps over all missions: the first ones by quarter, in order of State and quarter, and the number of all. */
export interface PlanOverlaps {
  /** Overlaps that nobody has judged yet to be none. */
  readonly open: readonly PlanOverlap[];
  readonly openCount: number;
  readonly judged: readonly PlanOverlap[];
  readonly judgedCount: number;
  /** Keys of all items with an open overlap. */
  readonly items: ReadonlySet<string>;
}

/**
 * Overlaps of items over all missions. An item that is over, or has no lead, dimension or dates yet, overlaps with
 * nothing. Items of missions without a State compare within their mission.
 */
export function findOverlaps(
  listedItems: readonly ListedPlanItem[],
  countryOf: (logId: LogId) => string | null,
): PlanOverlaps {
  const foundOverlappingWork = compareItems(listedItems, (listedItem) => {
    const lead = entityKeyOf(listedItem.lead);
    if (endedPlanStatuses.has(listedItem.status) || lead === '' || listedItem.dimension === null) return null;
    const area = JSON.stringify([countryOf(listedItem.log) ?? listedItem.log, listedItem.dimension]);
    return { area, sameAs: JSON.stringify([lead, listedItem.log]), isOwn: true };
  });
  const overlapsOf = (workPairs: readonly WorkPair[]): readonly PlanOverlap[] =>
    workPairs
      .flatMap(({ indexes: [at, otherAt], quarter }): readonly PlanOverlap[] => {
        const [listedItem, otherItem] = [listedItems[at], listedItems[otherAt]];
        if (listedItem === undefined || otherItem === undefined || listedItem.dimension === null) return [];
        return [
          {
            kind: entityKeyOf(listedItem.lead) === entityKeyOf(otherItem.lead) ? 'sameLead' : 'twice',
            items: [listedItem, otherItem],
            country: countryOf(listedItem.log),
            dimension: listedItem.dimension,
            quarter: calendarQuarterOf(quarter),
            dismissal: dismissalOf(listedItem, otherItem),
          },
        ];
      })
      .toSorted(
        (a, b) =>
          compareTexts(a.country ?? '', b.country ?? '') ||
          a.quarter.year - b.quarter.year ||
          a.quarter.quarter - b.quarter.quarter,
      );
  return {
    open: overlapsOf(foundOverlappingWork.pairs),
    openCount: foundOverlappingWork.count,
    judged: overlapsOf(foundOverlappingWork.apart),
    judgedCount: foundOverlappingWork.apartCount,
    items: new Set(
      [...foundOverlappingWork.indexes].flatMap((at) =>
        listedItems[at] ? [planItemKey(listedItems[at])] : [],
      ),
    ),
  };
}
