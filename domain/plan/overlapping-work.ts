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

/** Pairs of overlapping work, by their indexes in the list that was given. */
export interface OverlappingWork {
  /** The first of them by quarter, as many as were asked for. The earlier index is first in a pair. */
  readonly pairs: readonly WorkPair[];
  /** Number of all of them. */
  readonly count: number;
  /** Works that take part in at least one of them. */
  readonly indexes: ReadonlySet<number>;
  /** Pairs that would overlap and that a person set apart, at most as many as were asked for. */
  readonly apart: readonly WorkPair[];
  readonly apartCount: number;
}

export interface WorkPair {
  readonly indexes: readonly [number, number];
  /** First quarter that both share. */
  readonly quarter: number;
}

/**
 * Find overlapping work. The cost grows with n log n and with the number of listed pairs, never with their square:
 * pairs are counted without being made.
 * @param setApart Pairs of indexes that a person judged to be no overlap; others than overlaps are ignored.
 */
export function findOverlappingWork(
  workSpans: readonly (WorkSpan | null)[],
  setApart: Iterable<readonly [number, number]>,
  mostListed: number,
): OverlappingWork {
  const workSweep = sweepWorks(workSpans);
  const { order, rankOf, earlier, later } = workSweep;
  const apartKeys = new Set<string>();
  const apart: WorkPair[] = [];
  for (const [one, other] of setApart) {
    const indexes = [Math.min(one, other), Math.max(one, other)] as const;
    const quarter = overlapOf(workSpans[one], workSpans[other]);
    const key = indexes.join(' ');
    if (one === other || quarter === null || apartKeys.has(key)) continue;
    apartKeys.add(key);
    apart.push({ indexes, quarter });
    const isOneFirst = (rankOf.get(one) ?? 0) < (rankOf.get(other) ?? 0);
    const [before, after] = isOneFirst ? [one, other] : [other, one];
    earlier[after] = (earlier[after] ?? 0) - 1;
    later[before] = (later[before] ?? 0) - 1;
  }

  const workPairs: WorkPair[] = [];
  const met = new Map<string, number[]>();
  let count = 0;
  const indexes = new Set<number>();
  for (const at of order) {
    const workSpan = workSpans[at];
    if (workSpan === null || workSpan === undefined) continue;
    const open = earlier[at] ?? 0;
    count += open;
    if (open + (later[at] ?? 0) > 0) indexes.add(at);
    // Each work that is looked at brings a pair, so that at most `mostListed` works are compared with all before them.
    if (open > 0 && workPairs.length < mostListed)
      for (const before of met.get(workSpan.area) ?? []) {
        const both = [Math.min(before, at), Math.max(before, at)] as const;
        const quarter = overlapOf(workSpans[before], workSpan);
        if (quarter === null || apartKeys.has(both.join(' '))) continue;
        workPairs.push({ indexes: both, quarter });
        if (workPairs.length === mostListed) break;
      }
    addToGroup(met, workSpan.area, at);
  }
  return {
    pairs: workPairs,
    count,
    indexes,
    apart: apart
      .toSorted((a, b) => a.quarter - b.quarter || a.indexes[0] - b.indexes[0] || a.indexes[1] - b.indexes[1])
      .slice(0, mostListed),
    apartCount: apart.length,
  };
}

/** First quarter of an overlap; null where there is none. */
function overlapOf(
  workSpan: WorkSpan | null | undefined,
  otherWorkSpan: WorkSpan | null | undefined,
): number | null {
  if (
    !workSpan ||
    !otherWorkSpan ||
    workSpan.area !== otherWorkSpan.area ||
    workSpan.sameAs === otherWorkSpan.sameAs
  )
    return null;
  if (!workSpan.isOwn && !otherWorkSpan.isOwn) return null;
  const first = Math.max(workSpan.first, otherWorkSpan.first);
  return first > Math.min(workSpan.last, otherWorkSpan.last) ? null : first;
}

interface WorkSweep {
  /** Indexes by first quarter. */
  readonly order: readonly number[];
  readonly rankOf: ReadonlyMap<number, number>;
  /** For each index, its overlaps with works before and after it in the order. */
  readonly earlier: number[];
  readonly later: number[];
}

/** Walk through time once: at each beginning the works at work are counted, at each end those that began meanwhile. */
function sweepWorks(workSpans: readonly (WorkSpan | null)[]): WorkSweep {
  const indexes = workSpans.flatMap((work, at) => (work === null || work.first > work.last ? [] : [at]));
  const firstOf = (at: number): number => workSpans[at]?.first ?? 0;
  const lastOf = (at: number): number => workSpans[at]?.last ?? 0;
  const order = indexes.toSorted((a, b) => firstOf(a) - firstOf(b) || a - b);
  const ends = indexes.toSorted((a, b) => lastOf(a) - lastOf(b) || a - b);
  const active = new GroupCounts();
  const begun = new GroupCounts();
  const earlier = workSpans.map(() => 0);
  const later = workSpans.map(() => 0);
  const begunAtStart = workSpans.map(() => 0);
  let ended = 0;
  const endBefore = (quarter: number): void => {
    for (let at = ends[ended]; at !== undefined && lastOf(at) < quarter; at = ends[ended]) {
      const workSpan = workSpans[at];
      ended += 1;
      if (!workSpan) continue;
      later[at] = begun.partnersOf(workSpan) - (begunAtStart[at] ?? 0);
      active.add(workSpan, -1);
    }
  };
  for (const at of order) {
    const workSpan = workSpans[at];
    if (!workSpan) continue;
    endBefore(workSpan.first);
    earlier[at] = active.partnersOf(workSpan);
    active.add(workSpan, 1);
    begun.add(workSpan, 1);
    begunAtStart[at] = begun.partnersOf(workSpan);
  }
  endBefore(Number.POSITIVE_INFINITY);
  return { order, rankOf: new Map(order.map((at, rank) => [at, rank])), earlier, later };
}

/** Numbers of works by area, and by area and name; of all, and of own ones. */
class GroupCounts {
  readonly #counts = new Map<string, number>();

  add(workSpan: WorkSpan, by: 1 | -1): void {
    for (const key of [keyOf(workSpan, false), keyOf(workSpan, true)]) {
      this.#add(`all ${key}`, by);
      if (workSpan.isOwn) this.#add(`own ${key}`, by);
    }
  }

  /** Works of the area with another name; beside a work of others only own ones count. */
  partnersOf(workSpan: WorkSpan): number {
    const side = workSpan.isOwn ? 'all' : 'own';
    return this.#at(`${side} ${keyOf(workSpan, false)}`) - this.#at(`${side} ${keyOf(workSpan, true)}`);
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
