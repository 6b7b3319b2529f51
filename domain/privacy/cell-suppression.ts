/** The fewest people that a figure may be about (domain.md E, rule 7). */
export const minimumCellSize = 5;

/** Would a figure about so many people say something about one of them? Nobody at all is a figure that may be shown. */
export const isBelowMinimumCell = (people: number, minimum: number = minimumCellSize): boolean =>
  people > 0 && people < minimum;

/** A row of counts and their sum as they may be shown; null is withheld. */
export interface SuppressedCounts {
  readonly cells: readonly (number | null)[];
  readonly total: number | null;
}

/**
 * Counts of people as a report may show them beside their sum (domain.md E, rule 7): none under the minimum, and none
 * that can be had by taking the others from the sum. When one is hidden, the next smallest is hidden too; so is one more
 * as long as those that are hidden are together under the minimum; where no other is left, the sum.
 */
export function suppressSmallCounts(
  counts: readonly number[],
  minimum: number = minimumCellSize,
): SuppressedCounts {
  const table = suppressSmallCells([counts], minimum);
  return { cells: table.rows[0]?.cells ?? [], total: table.rows[0]?.total ?? null };
}

/** A table of counts with its sums as they may be shown; null is withheld. */
export interface SuppressedTable {
  readonly rows: readonly SuppressedCounts[];
  /** The sums of the columns, and of all. */
  readonly totals: SuppressedCounts;
}

/** `suppressSmallCounts` for a table that shows the sums of its rows and of its columns: no line of it gives a cell away. */
export function suppressSmallCells(
  rows: readonly (readonly number[])[],
  minimum: number = minimumCellSize,
): SuppressedTable {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const even = rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? 0));
  const grid = withMarginSums(even).map((row) =>
    row.map((count) => ({ count, hidden: isBelowMinimumCell(count, minimum) })),
  );
  // A table of one row has no sums of columns worth the name: they are the row itself.
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

/** Hides one more cell of a line whose last is its sum, if what is hidden could be worked out; says whether it did. */
function suppressOneMoreCell(line: readonly SuppressionCell[], minimum: number): boolean {
  const total = line.at(-1);
  const cells = line.slice(0, -1);
  const hidden = cells.filter((cell) => cell.hidden);
  if (total === undefined || !isCellDerivable(hidden, total, minimum)) return false;

  const open = cells.filter((cell) => !cell.hidden && cell.count > 0);
  const next = open.reduce<SuppressionCell | undefined>(
    (least, cell) => (least === undefined || cell.count < least.count ? cell : least),
    undefined,
  );
  (next ?? total).hidden = true;
  return true;
}

/** A hidden sum is given away by cells that are all shown; hidden cells are by a shown sum, when they are too few. */
function isCellDerivable(
  hidden: readonly SuppressionCell[],
  total: SuppressionCell,
  minimum: number,
): boolean {
  if (total.hidden) return hidden.length === 0;
  if (hidden.length === 0) return false;
  return hidden.length === 1 || isBelowMinimumCell(sumOfCells(hidden.map(({ count }) => count)), minimum);
}

const suppressedCountsOf = (line: readonly SuppressionCell[]): SuppressedCounts => {
  const counts = line.map(({ count, hidden }) => (hidden ? null : count));
  return { cells: counts.slice(0, -1), total: counts.at(-1) ?? null };
};
