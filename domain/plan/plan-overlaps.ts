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
  items: readonly ListedPlanItem[],
  countryOf: (log: LogId) => string | null,
): PlanOverlaps {
  const found = compareItems(items, (item) => {
    const lead = entityKeyOf(item.lead);
    if (endedPlanStatuses.has(item.status) || lead === '' || item.dimension === null) return null;
    const area = JSON.stringify([countryOf(item.log) ?? item.log, item.dimension]);
    return { area, sameAs: JSON.stringify([lead, item.log]), isOwn: true };
  });
  const overlapsOf = (pairs: readonly WorkPair[]): readonly PlanOverlap[] =>
    pairs
      .flatMap(({ places: [at, otherAt], quarter }): readonly PlanOverlap[] => {
        const [one, other] = [items[at], items[otherAt]];
        if (one === undefined || other === undefined || one.dimension === null) return [];
        return [
          {
            kind: entityKeyOf(one.lead) === entityKeyOf(other.lead) ? 'sameLead' : 'twice',
            items: [one, other],
            country: countryOf(one.log),
            dimension: one.dimension,
            quarter: calendarQuarterOf(quarter),
            dismissal: dismissalOf(one, other),
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
    open: overlapsOf(found.pairs),
    openCount: found.count,
    judged: overlapsOf(found.apart),
    judgedCount: found.apartCount,
    items: new Set([...found.places].flatMap((at) => (items[at] ? [planItemKey(items[at])] : []))),
  };
}
