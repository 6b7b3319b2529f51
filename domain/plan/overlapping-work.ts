import { addToGroup } from '#base/group.ts';

/** Work in a time: it overlaps with other work of its area that is at least once at work in the same quarter. */
export interface WorkSpan {
  /** Only work of one area is compared, for example of one State and dimension. */
  readonly area: string;
  /** Work of one area with the same name here is no overlap, for example of the same lead. */
  readonly sameAs: string;
  /** First and last quarter, counted from year 0. */
  readonly first: number;
  readonly last: number;
  /** Pairs are sought that have at least one own work. */
  readonly isOwn: boolean;
}

/** Pairs of overlapping work, by their places in the list that was given. */
export interface OverlappingWork {
  /** The first of them by quarter, as many as were asked for. The earlier place is first in a pair. */
  readonly pairs: readonly WorkPair[];
  /** Number of all of them. */
  readonly count: number;
  /** Works that take part in at least one of them. */
  readonly places: ReadonlySet<number>;
  /** Pairs that would overlap and that a person set apart, at most as many as were asked for. */
  readonly apart: readonly WorkPair[];
  readonly apartCount: number;
}

export interface WorkPair {
  readonly places: readonly [number, number];
  /** First quarter that both share. */
  readonly quarter: number;
}

/**
 * Find overlapping work. The cost grows with n log n and with the number of listed pairs, never with their square:
 * pairs are counted without being made.
 * @param setApart Pairs of places that a person judged to be no overlap; others than overlaps are ignored.
 */
export function findOverlappingWork(
  works: readonly (WorkSpan | null)[],
  setApart: Iterable<readonly [number, number]>,
  mostListed: number,
): OverlappingWork {
  const sweep = sweepWorks(works);
  const { order, rankOf, earlier, later } = sweep;
  const apartKeys = new Set<string>();
  const apart: WorkPair[] = [];
  for (const [one, other] of setApart) {
    const places = [Math.min(one, other), Math.max(one, other)] as const;
    const quarter = overlapOf(works[one], works[other]);
    const key = places.join(' ');
    if (one === other || quarter === null || apartKeys.has(key)) continue;
    apartKeys.add(key);
    apart.push({ places, quarter });
    const isOneFirst = (rankOf.get(one) ?? 0) < (rankOf.get(other) ?? 0);
    const [before, after] = isOneFirst ? [one, other] : [other, one];
    earlier[after] = (earlier[after] ?? 0) - 1;
    later[before] = (later[before] ?? 0) - 1;
  }

  const pairs: WorkPair[] = [];
  const met = new Map<string, number[]>();
  let count = 0;
  const places = new Set<number>();
  for (const at of order) {
    const work = works[at];
    if (work === null || work === undefined) continue;
    const open = earlier[at] ?? 0;
    count += open;
    if (open + (later[at] ?? 0) > 0) places.add(at);
    // Each work that is looked at brings a pair, so that at most `mostListed` works are compared with all before them.
    if (open > 0 && pairs.length < mostListed)
      for (const before of met.get(work.area) ?? []) {
        const both = [Math.min(before, at), Math.max(before, at)] as const;
        const quarter = overlapOf(works[before], work);
        if (quarter === null || apartKeys.has(both.join(' '))) continue;
        pairs.push({ places: both, quarter });
        if (pairs.length === mostListed) break;
      }
    addToGroup(met, work.area, at);
  }
  return {
    pairs,
    count,
    places,
    apart: apart
      .toSorted((a, b) => a.quarter - b.quarter || a.places[0] - b.places[0] || a.places[1] - b.places[1])
      .slice(0, mostListed),
    apartCount: apart.length,
  };
}

/** First quarter of an overlap; null where there is none. */
function overlapOf(one: WorkSpan | null | undefined, other: WorkSpan | null | undefined): number | null {
  if (!one || !other || one.area !== other.area || one.sameAs === other.sameAs) return null;
  if (!one.isOwn && !other.isOwn) return null;
  const first = Math.max(one.first, other.first);
  return first > Math.min(one.last, other.last) ? null : first;
}

interface WorkSweep {
  /** Places by first quarter. */
  readonly order: readonly number[];
  readonly rankOf: ReadonlyMap<number, number>;
  /** For each place, its overlaps with works before and after it in the order. */
  readonly earlier: number[];
  readonly later: number[];
}

/** Walk through time once: at each beginning the works at work are counted, at each end those that began meanwhile. */
function sweepWorks(works: readonly (WorkSpan | null)[]): WorkSweep {
  const places = works.flatMap((work, at) => (work === null || work.first > work.last ? [] : [at]));
  const firstOf = (at: number): number => works[at]?.first ?? 0;
  const lastOf = (at: number): number => works[at]?.last ?? 0;
  const order = places.toSorted((a, b) => firstOf(a) - firstOf(b) || a - b);
  const ends = places.toSorted((a, b) => lastOf(a) - lastOf(b) || a - b);
  const active = new GroupCounts();
  const begun = new GroupCounts();
  const earlier = works.map(() => 0);
  const later = works.map(() => 0);
  const begunAtStart = works.map(() => 0);
  let ended = 0;
  const endBefore = (quarter: number): void => {
    for (let at = ends[ended]; at !== undefined && lastOf(at) < quarter; at = ends[ended]) {
      const work = works[at];
      ended += 1;
      if (!work) continue;
      later[at] = begun.partnersOf(work) - (begunAtStart[at] ?? 0);
      active.add(work, -1);
    }
  };
  for (const at of order) {
    const work = works[at];
    if (!work) continue;
    endBefore(work.first);
    earlier[at] = active.partnersOf(work);
    active.add(work, 1);
    begun.add(work, 1);
    begunAtStart[at] = begun.partnersOf(work);
  }
  endBefore(Number.POSITIVE_INFINITY);
  return { order, rankOf: new Map(order.map((at, rank) => [at, rank])), earlier, later };
}

/** Numbers of works by area, and by area and name; of all, and of own ones. */
class GroupCounts {
  readonly #counts = new Map<string, number>();

  add(work: WorkSpan, by: 1 | -1): void {
    for (const key of [keyOf(work, false), keyOf(work, true)]) {
      this.#add(`all ${key}`, by);
      if (work.isOwn) this.#add(`own ${key}`, by);
    }
  }

  /** Works of the area with another name; beside a work of others only own ones count. */
  partnersOf(work: WorkSpan): number {
    const side = work.isOwn ? 'all' : 'own';
    return this.#at(`${side} ${keyOf(work, false)}`) - this.#at(`${side} ${keyOf(work, true)}`);
  }

  #add(key: string, by: number): void {
    this.#counts.set(key, this.#at(key) + by);
  }

  #at(key: string): number {
    return this.#counts.get(key) ?? 0;
  }
}

const keyOf = ({ area, sameAs }: WorkSpan, hasName: boolean): string =>
  JSON.stringify(hasName ? [area, sameAs] : [area]);
