import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOverlappingWork, type WorkSpan } from '#domain/plan/overlapping-work.ts';

const quarter = fc.nat(6);
const work: fc.Arbitrary<WorkSpan | null> = fc.option(
  fc.record({
    area: fc.constantFrom('D1', 'D2'),
    sameAs: fc.constantFrom('A', 'B', 'C'),
    first: quarter,
    last: quarter,
    isOwn: fc.boolean(),
  }),
  { freq: 8 },
);
const works = fc.array(work, { maxLength: 12 });
const setApart = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 6 });

/** Every pair of indexes with its first shared quarter, by comparing each work with each other one. */
function compareAll(
  all: readonly (WorkSpan | null)[],
): readonly { indexes: [number, number]; quarter: number }[] {
  return all.flatMap((workSpan, at) =>
    all.flatMap((otherWorkSpan, otherAt) => {
      if (
        at >= otherAt ||
        !workSpan ||
        !otherWorkSpan ||
        workSpan.area !== otherWorkSpan.area ||
        workSpan.sameAs === otherWorkSpan.sameAs
      )
        return [];
      if (!workSpan.isOwn && !otherWorkSpan.isOwn) return [];
      const first = Math.max(workSpan.first, otherWorkSpan.first);
      return first > Math.min(workSpan.last, otherWorkSpan.last)
        ? []
        : [{ indexes: [at, otherAt] as [number, number], quarter: first }];
    }),
  );
}

describe('overlapping work', () => {
  it('is counted and listed as a comparison of all pairs finds it', () => {
    fc.assert(
      fc.property(works, setApart, fc.integer({ min: 1, max: 5 }), (all, apart, most) => {
        const keyOf = (one: number, other: number): string =>
          `${Math.min(one, other)} ${Math.max(one, other)}`;
        const apartKeys = new Set(apart.map(([one, other]) => keyOf(one, other)));
        const every = compareAll(all);
        const open = every.filter(({ indexes }) => !apartKeys.has(keyOf(...indexes)));
        const foundOverlappingWork = findOverlappingWork(all, apart, most);
        expect(foundOverlappingWork.count).toBe(open.length);
        expect(foundOverlappingWork.apartCount).toBe(every.length - open.length);
        expect([...foundOverlappingWork.indexes].toSorted((a, b) => a - b)).toEqual(
          [...new Set(open.flatMap(({ indexes }) => indexes))].toSorted((a, b) => a - b),
        );
        expect(foundOverlappingWork.pairs).toHaveLength(Math.min(most, open.length));
        expect(open).toEqual(expect.arrayContaining([...foundOverlappingWork.pairs]));
        expect(new Set(foundOverlappingWork.pairs.map(({ indexes }) => keyOf(...indexes))).size).toBe(
          foundOverlappingWork.pairs.length,
        );
        // The first ones by quarter.
        const quarters = open.map((one) => one.quarter).toSorted((a, b) => a - b);
        expect(foundOverlappingWork.pairs.map((workPair) => workPair.quarter)).toEqual(
          quarters.slice(0, most),
        );
      }),
    );
  });
});
