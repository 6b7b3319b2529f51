import type * as z from 'zod';

/** Smallest number of people that a figure may be about (docs/requirements.md E7). */
export const minimumCellSize = 5;

declare const peopleBrand: unique symbol;

/**
 * Number of people with an attribute or an answer. To the compiler it is no number: no cell, text or chart takes it.
 * Only `suppressSmallCounts`, `suppressSmallCells` and `releaseCohort` make numbers of it that may be shown.
 */
export interface PeopleCount {
  readonly [peopleBrand]: 'people';
}

/** Mark a number as one of people. */
export const peopleCountOf = (count: number): PeopleCount => count as unknown as PeopleCount; // a number inside

/** The way back. It stays in this file: an export would let a count around the suppression. */
const numberOf = (peopleCount: PeopleCount): number => peopleCount as unknown as number;

/** Number of people in a file or record: the schema of a number, with its bounds. */
export const peopleCountSchema = (count: z.ZodType<number, number>): z.ZodType<PeopleCount, number> =>
  count as unknown as z.ZodType<PeopleCount, number>; // parses alike: only the type differs

export const nobody: PeopleCount = peopleCountOf(0);

export const isNobody = (peopleCount: PeopleCount): boolean => numberOf(peopleCount) === 0;

/** Count the people of a list, or those of them with an attribute. */
export const countPeople = <Person>(
  people: readonly Person[],
  isCounted: (person: Person) => boolean = () => true,
): PeopleCount => peopleCountOf(people.filter(isCounted).length);

export const sumPeople = (peopleCounts: readonly PeopleCount[]): PeopleCount =>
  peopleCountOf(sumOfCells(peopleCounts.map(numberOf)));

/** People of a whole who are in none of the parts; never below nobody. */
export const peopleOutside = (all: PeopleCount, ...parts: readonly PeopleCount[]): PeopleCount =>
  peopleCountOf(Math.max(0, numberOf(all) - numberOf(sumPeople(parts))));

/** Order of two counts for a sort: the fewer people first. */
export const comparePeople = (a: PeopleCount, b: PeopleCount): -1 | 0 | 1 =>
  a === b ? 0 : numberOf(a) < numberOf(b) ? -1 : 1;

/** Return whether a figure about this number of people could reveal one of them. Zero may be shown. */
export const isBelowMinimumCell = (
  people: number | PeopleCount,
  minimum: number = minimumCellSize,
): boolean => Number(people) > 0 && Number(people) < minimum;

/** Numbers in place of the counts of people in a value. */
export type Released<Figures> = Figures extends PeopleCount
  ? number
  : Figures extends object
    ? { readonly [Part in keyof Figures]: Released<Figures[Part]> }
    : Figures;

/**
 * Release all counts about a cohort: results of a test or an evaluation, and sums that leave a laptop
 * (docs/requirements.md C3 to C5). Its parts may be small.
 * @returns null below the minimum, and for nobody
 */
export const releaseCohort = <Figures>(
  figures: Figures,
  peopleCount: PeopleCount,
  minimum: number = minimumCellSize,
): Released<Figures> | null =>
  numberOf(peopleCount) < minimum ? null : (figures as unknown as Released<Figures>); // numbers inside

/**
 * Number of people who took part, or of their sheets. It says no attribute and no answer of theirs, so the minimum cell
 * does not apply.
 */
export const headCountOf = (peopleCount: PeopleCount): number => numberOf(peopleCount);

/** A row of counts and their sum for a report; null is withheld. */
interface SuppressedCounts {
  readonly cells: readonly (number | null)[];
  readonly total: number | null;
}

/**
 * Suppress counts of people for a report with their sum (docs/requirements.md E7). None below the minimum is shown,
 * and none that could be derived from the sum. With one hidden, the next smallest is hidden too. Further ones follow
 * while the hidden ones together are below the minimum. Where no other is left, the sum is hidden.
 */
export function suppressSmallCounts(
  peopleCounts: readonly PeopleCount[],
  minimum: number = minimumCellSize,
): SuppressedCounts {
  const suppressedTable = suppressSmallCells([peopleCounts], minimum);
  return { cells: suppressedTable.rows[0]?.cells ?? [], total: suppressedTable.rows[0]?.total ?? null };
}

/** A table of counts with its sums for a report; null is withheld. */
interface SuppressedTable {
  readonly rows: readonly SuppressedCounts[];
  /** Sums of the columns, and of all. */
  readonly totals: SuppressedCounts;
}

/** `suppressSmallCounts` for a table with sums of rows and columns: no line reveals a cell. */
export function suppressSmallCells(
  rows: readonly (readonly PeopleCount[])[],
  minimum: number = minimumCellSize,
): SuppressedTable {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const even = rows.map((row) =>
    Array.from({ length: width }, (_, column) => numberOf(row[column] ?? nobody)),
  );
  const grid = withMarginSums(even).map((row) =>
    row.map((count) => ({ count, hidden: isBelowMinimumCell(count, minimum) })),
  );
  // Sums of columns of a one-row table are the row itself.
  const shown = rows.length === 1 ? grid.slice(0, 1) : grid;
  const columns = shown.length === 1 ? [] : transposeRows(shown);

  let more = true;
  while (more) {
    more = [...shown, ...columns].map((line) => suppressOneMoreCell(line, minimum)).includes(true);
  }

  const lines = shown.map(suppressedCountsOf);
  const totals = lines.length > rows.length ? lines.at(-1) : lines[0];
  return { rows: lines.slice(0, rows.length), totals: totals ?? { cells: [], total: 0 } };
}

interface SuppressionCell {
  readonly count: number;
  hidden: boolean;
}

/** Each row with its sum at its end, and the sums of the columns as the last row. */
function withMarginSums(rows: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const summed = rows.map((row) => [...row, sumOfCells(row)]);
  return [...summed, transposeRows(summed).map(sumOfCells)];
}

const sumOfCells = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

const transposeRows = <Cell>(rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] =>
  (rows[0] ?? []).map((_, column) =>
    rows.flatMap((row) => {
      const cell = row[column];
      return cell === undefined ? [] : [cell];
    }),
  );

/**
 * Hide one more cell of a line if a hidden cell could be derived; the last cell is the sum.
 * @returns whether a cell was hidden
 */
function suppressOneMoreCell(line: readonly SuppressionCell[], minimum: number): boolean {
  const total = line.at(-1);
  const suppressionCells = line.slice(0, -1);
  const hiddenSuppressionCells = suppressionCells.filter((cell) => cell.hidden);
  if (total === undefined || !isCellDerivable(hiddenSuppressionCells, total, minimum)) return false;

  const open = suppressionCells.filter((cell) => !cell.hidden && cell.count > 0);
  const nextSuppressionCell = open.reduce<SuppressionCell | undefined>(
    (least, suppressionCell) =>
      least === undefined || suppressionCell.count < least.count ? suppressionCell : least,
    undefined,
  );
  (nextSuppressionCell ?? total).hidden = true;
  return true;
}

/** A hidden sum follows from cells that are all shown. Hidden cells follow from a shown sum when they are too few. */
function isCellDerivable(
  hiddenSuppressionCells: readonly SuppressionCell[],
  total: SuppressionCell,
  minimum: number,
): boolean {
  if (total.hidden) return hiddenSuppressionCells.length === 0;
  return areTooFewHidden(
    hiddenSuppressionCells.map(({ count }) => count),
    minimum,
  );
}

/** True when the sum of these hidden counts tells too much: it is one of them, or below the minimum. */
const areTooFewHidden = (hidden: readonly number[], minimum: number): boolean =>
  hidden.length === 1 || isBelowMinimumCell(sumOfCells(hidden), minimum);

/**
 * Return whether the sum of some counts of a table would give away those of them that the table withholds
 * (docs/requirements.md E7).
 * @param counts people, and the number that the table shows for them; null is withheld
 */
export const doesSumRevealHidden = (
  counts: readonly { readonly people: PeopleCount; readonly shown: number | null }[],
  minimum: number = minimumCellSize,
): boolean =>
  areTooFewHidden(
    counts.flatMap(({ people, shown }) => (shown === null ? [numberOf(people)] : [])),
    minimum,
  );

const suppressedCountsOf = (line: readonly SuppressionCell[]): SuppressedCounts => {
  const counts = line.map(({ count, hidden }) => (hidden ? null : count));
  return { cells: counts.slice(0, -1), total: counts.at(-1) ?? null };
};
