/** Write a column of equal numbers as that one number. */
export function compactColumn<T>(column: readonly T[]): T | readonly T[] {
  const [first] = column;
  return typeof first === 'number' && column.every((cell) => cell === first) ? first : column;
}

/**
 * Expand a column to `count` entries.
 * @throws when it has another number of entries.
 */
export function expandColumn<T>(column: T | number | readonly T[], count: number): readonly (T | number)[] {
  const cells = Array.isArray(column) ? (column as readonly T[]) : null;
  if (cells === null) return Array.from({ length: count }, () => column as number);
  if (cells.length !== count) throw new Error('columns differ in length');
  return cells;
}

/**
 * Return the entry at an index.
 * @throws when there is none.
 */
export function entryAt<T>(list: readonly T[], at: number): T {
  const item = list[at];
  if (item === undefined) throw new Error(`index ${at} points nowhere`);
  return item;
}

/** Index that gives each distinct entry a small number, in the order of first appearance. */
export class ColumnIndex<T> {
  readonly values: T[] = [];
  readonly #places = new Map<T, number>();

  of(value: T): number {
    const known = this.#places.get(value);
    if (known !== undefined) return known;
    this.#places.set(value, this.values.length);
    return this.values.push(value) - 1;
  }
}
