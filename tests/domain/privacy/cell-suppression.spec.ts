import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import {
  countPeople,
  headCountOf,
  isBelowMinimumCell,
  peopleCountOf,
  peopleOutside,
  releaseCohort,
  suppressSmallCells,
  suppressSmallCounts,
} from '#domain/privacy/cell-suppression.ts';
import { countCell, decimalCell, shareCell, shownCountCell } from '#domain/report/report-sources.ts';
import { peopleRow } from '#tests/support/builders/people-counts.ts';

describe('[E 7] counts of people', () => {
  it('are shown as they are when none is under five', () => {
    expect(suppressSmallCounts(peopleRow(5, 12, 0))).toEqual({ cells: [5, 12, 0], total: 17 });
  });

  it('hide a small count and the next smallest, so that the sum reveals neither', () => {
    expect(suppressSmallCounts(peopleRow(3, 9, 7, 20))).toEqual({ cells: [null, 9, null, 20], total: 39 });
  });

  it('do not pass an empty one off as the second', () => {
    expect(suppressSmallCounts(peopleRow(3, 0, 7))).toEqual({ cells: [null, 0, null], total: 10 });
  });

  it('hide one more when those that are hidden are together still too few', () => {
    expect(suppressSmallCounts(peopleRow(1, 2, 8, 30))).toEqual({ cells: [null, null, null, 30], total: 41 });
  });

  it('lose their sum where there is no other to hide', () => {
    expect(suppressSmallCounts(peopleRow(3))).toEqual({ cells: [null], total: null });
    expect(suppressSmallCounts(peopleRow(2, 2, 0))).toEqual({ cells: [null, null, 0], total: null });
  });

  it('may be nobody at all', () => {
    expect(suppressSmallCounts(peopleRow())).toEqual({ cells: [], total: 0 });
    expect([0, 1, 4, 5].map((people) => isBelowMinimumCell(people))).toEqual([false, true, true, false]);
  });
});

describe('[E 7] a table with the sums of its rows and columns', () => {
  it('hides a small cell beside another in its row and in its column', () => {
    expect(suppressSmallCells([peopleRow(3, 10, 20), peopleRow(12, 8, 30), peopleRow(15, 25, 40)])).toEqual({
      rows: [
        { cells: [null, null, 20], total: 33 },
        { cells: [null, null, 30], total: 50 },
        { cells: [15, 25, 40], total: 80 },
      ],
      totals: { cells: [30, 43, 90], total: 163 },
    });
  });

  it('hides a small sum too, and the cells that would reveal it', () => {
    expect(suppressSmallCells([peopleRow(2, 0), peopleRow(9, 11), peopleRow(6, 7)])).toEqual({
      rows: [
        { cells: [null, 0], total: null },
        { cells: [9, 11], total: 20 },
        { cells: [null, 7], total: null },
      ],
      totals: { cells: [17, 18], total: 35 },
    });
  });
});

/** Every table of these sizes with cells from 0 to `most`. */
function everyTable(rows: number, columns: number, most: number): readonly (readonly number[][])[] {
  const cells = rows * columns;
  return Array.from({ length: (most + 1) ** cells }, (_, one) => {
    const flat = Array.from(
      { length: cells },
      (_unused, at) => Math.floor(one / (most + 1) ** at) % (most + 1),
    );
    return Array.from({ length: rows }, (_unused, row) => flat.slice(row * columns, (row + 1) * columns));
  });
}

/** Parts of a shown table that reveal a person: a small count, or hidden ones that the sums tell. */
function givenAway(table: readonly (readonly number[])[], minimum: number): readonly string[] {
  const { rows, totals } = suppressSmallCells(
    table.map((row) => peopleRow(...row)),
    minimum,
  );
  const shown = [...rows, ...(table.length > 1 ? [totals] : [])].map(({ cells, total }) => [...cells, total]);
  const width = shown[0]?.length ?? 0;
  const columns = Array.from({ length: table.length > 1 ? width : 0 }, (_, at) =>
    shown.map((row) => row[at] ?? null),
  );
  const small = shown.flat().filter((count) => count !== null && isBelowMinimumCell(count, minimum));
  const told = [...shown, ...columns].filter((line) => {
    const total = line.at(-1) ?? null;
    const cells = line.slice(0, -1);
    const hidden = cells.filter((count) => count === null).length;
    if (total === null) return hidden === 0;
    const rest = cells.reduce<number>((left, count) => left - (count ?? 0), total);
    return hidden === 1 || (hidden > 1 && rest < minimum);
  });
  return small.length + told.length === 0 ? [] : [JSON.stringify([table, shown])];
}

it.each([
  [1, 1, 9],
  [1, 2, 9],
  [1, 3, 9],
  [1, 4, 7],
  [2, 2, 7],
  [2, 3, 4],
])('[E 7] no count of any %sx%s table is small, or can be had from the sums', (rows, columns, most) => {
  expect(everyTable(rows, columns, most).flatMap((table) => givenAway(table, 3))).toEqual([]);
});

describe('[E 7] a count of people', () => {
  const peopleCount = peopleCountOf(1);

  it('is no number to the compiler: no cell, sum, text or file takes it before the suppression', () => {
    // The compiler fails on each of these lines once a count of people is a number.
    // @ts-expect-error: a cell of things
    countCell(peopleCount);
    // @ts-expect-error: a cell with decimals
    decimalCell(peopleCount);
    // @ts-expect-error: a share
    shareCell(peopleCount);
    // @ts-expect-error: a cell that the suppression has not seen
    shownCountCell(peopleCount);
    // @ts-expect-error: a total less one cell
    expect(() => peopleCount - peopleCount).not.toThrow();
    // @ts-expect-error: a sum
    expect([peopleCount].reduce((sum, one) => sum + one, 0)).toBe(1);
    // @ts-expect-error: a value of a record or a file
    const value: JsonValue = peopleCount;
    // @ts-expect-error: a number of a screen, a chart or a message
    const shown: number | string = peopleCount;
    expect([value, shown]).toEqual([1, 1]);
  });

  it('of a cohort is released with its parts from five people on', () => {
    const parts = { agree: peopleCountOf(4), others: peopleRow(1, 0) };
    expect(releaseCohort(parts, peopleCountOf(5))).toEqual({ agree: 4, others: [1, 0] });
    expect([4, 0].map((size) => releaseCohort(parts, peopleCountOf(size)))).toEqual([null, null]);
  });

  it('that took part is a head count, which may be small', () => {
    expect(headCountOf(countPeople(['present', 'absent'], (mark) => mark === 'absent'))).toBe(1);
  });

  it('outside of others is never below nobody', () => {
    expect(headCountOf(peopleOutside(peopleCountOf(9), peopleCountOf(5), peopleCountOf(3)))).toBe(1);
    expect(headCountOf(peopleOutside(peopleCountOf(9), peopleCountOf(5), peopleCountOf(6)))).toBe(0);
  });
});
