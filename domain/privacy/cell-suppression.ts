/** Smallest number of people that a figure may be about (docs/requirements.md E7). */
export const minimumCellSize = 5;

/** Return whether a figure about this number of people could reveal one of them. Zero may be shown. */
export const isBelowMinimumCell = (people: number, minimum: number = minimumCellSize): boolean =>
  people > 0 && people < minimum;

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
  counts: readonly number[],
  minimum: number = minimumCellSize,
): SuppressedCounts {
  const table = suppressSmallCells([counts], minimum);
  return { cells: table.rows[0]?.cells ?? [], total: table.rows[0]?.total ?? null };
}

/** A table of counts with its sums for a report; null is withheld. */
interface SuppressedTable {
  readonly rows: readonly SuppressedCounts[];
  /** Sums of the columns, and of all. */
  readonly totals: SuppressedCounts;
}

/** `suppressSmallCounts` for a table with sums of rows and columns: no line reveals a cell. */
export function suppressSmallCells(
  rows: readonly (readonly number[])[],
  minimum: number = minimumCellSize,
): SuppressedTable {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const even = rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? 0));
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

/** A hidden sum follows from cells that are all shown. Hidden cells follow from a shown sum when they are too few. */
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
