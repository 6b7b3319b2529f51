/** The fewest people that a figure may be about (domain.md E, rule 7). */
export const minimumCell = 5;

/** Would a figure about so many people say something about one of them? Nobody at all is a figure that may be shown. */
export const isTooFew = (people: number, minimum: number = minimumCell): boolean =>
  people > 0 && people < minimum;

/** A row of counts and their sum as they may be shown; null is withheld. */
export interface ShownCounts {
  readonly cells: readonly (number | null)[];
  readonly total: number | null;
}

/**
 * Counts of people as a report may show them beside their sum (domain.md E, rule 7): none under the minimum, and none
 * that can be had by taking the others from the sum. When one is hidden, the next smallest is hidden too; so is one more
 * as long as those that are hidden are together under the minimum; where no other is left, the sum.
 */
export function withholdSmall(counts: readonly number[], minimum: number = minimumCell): ShownCounts {
  const table = withholdSmallTable([counts], minimum);
  return { cells: table.rows[0]?.cells ?? [], total: table.rows[0]?.total ?? null };
}

/** A table of counts with its sums as they may be shown; null is withheld. */
export interface ShownTable {
  readonly rows: readonly ShownCounts[];
  /** The sums of the columns, and of all. */
  readonly totals: ShownCounts;
}

/** `withholdSmall` for a table that shows the sums of its rows and of its columns: no line of it gives a cell away. */
export function withholdSmallTable(
  rows: readonly (readonly number[])[],
  minimum: number = minimumCell,
): ShownTable {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const even = rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? 0));
  const grid = withSums(even).map((row) => row.map((count) => ({ count, hidden: isTooFew(count, minimum) })));
  // A table of one row has no sums of columns worth the name: they are the row itself.
  const shown = rows.length === 1 ? grid.slice(0, 1) : grid;
  const columns = shown.length === 1 ? [] : across(shown);

  let more = true;
  while (more) {
    more = [...shown, ...columns].map((line) => hideOneMore(line, minimum)).includes(true);
  }

  const lines = shown.map(countsOf);
  const totals = lines.length > rows.length ? lines.at(-1) : lines[0];
  return { rows: lines.slice(0, rows.length), totals: totals ?? { cells: [], total: 0 } };
}

interface GridCell {
  readonly count: number;
  hidden: boolean;
}

/** Each row with its sum at its end, and the sums of the columns as the last row. */
function withSums(rows: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const summed = rows.map((row) => [...row, sum(row)]);
  return [...summed, across(summed).map(sum)];
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

const across = <Cell>(rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] =>
  (rows[0] ?? []).map((_, column) =>
    rows.flatMap((row) => {
      const cell = row[column];
      return cell === undefined ? [] : [cell];
    }),
  );

/** Hides one more cell of a line whose last is its sum, if what is hidden could be worked out; says whether it did. */
function hideOneMore(line: readonly GridCell[], minimum: number): boolean {
  const total = line.at(-1);
  const cells = line.slice(0, -1);
  const hidden = cells.filter((cell) => cell.hidden);
  if (total === undefined || !isGivenAway(hidden, total, minimum)) return false;

  const open = cells.filter((cell) => !cell.hidden && cell.count > 0);
  const next = open.reduce<GridCell | undefined>(
    (least, cell) => (least === undefined || cell.count < least.count ? cell : least),
    undefined,
  );
  (next ?? total).hidden = true;
  return true;
}

/** A hidden sum is given away by cells that are all shown; hidden cells are by a shown sum, when they are too few. */
function isGivenAway(hidden: readonly GridCell[], total: GridCell, minimum: number): boolean {
  if (total.hidden) return hidden.length === 0;
  if (hidden.length === 0) return false;
  return hidden.length === 1 || isTooFew(sum(hidden.map(({ count }) => count)), minimum);
}

const countsOf = (line: readonly GridCell[]): ShownCounts => {
  const counts = line.map(({ count, hidden }) => (hidden ? null : count));
  return { cells: counts.slice(0, -1), total: counts.at(-1) ?? null };
};
