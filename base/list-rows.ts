/** Whether texts contain every typed word, in any case. */
export function mentionsEveryWord(texts: readonly (string | null | undefined)[], find: string): boolean {
  const shown = texts.join(' ').toLocaleLowerCase();
  return find
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => shown.includes(word));
}

/** Value by which a column sorts: texts by their letters, numbers by size, days as `2026-11-24`. Empty ones come last. */
export type SortValue = string | number | null;

/** Rows in the order of one value. Equal rows keep their places; rows without a value come last in both directions. */
export function sortRows<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => SortValue,
  direction: 'ascending' | 'descending',
  language: string,
): readonly Row[] {
  const letters = new Intl.Collator(language, { numeric: true });
  const sign = direction === 'ascending' ? 1 : -1;
  const isEmpty = (sortValue: SortValue): boolean => sortValue === null || sortValue === '';
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .toSorted(({ value: a }, { value: b }) => {
      if (isEmpty(a) || isEmpty(b)) return Number(isEmpty(a)) - Number(isEmpty(b));
      return typeof a === 'number' && typeof b === 'number'
        ? sign * (a - b)
        : sign * letters.compare(String(a), String(b));
    })
    .map(({ row }) => row);
}
