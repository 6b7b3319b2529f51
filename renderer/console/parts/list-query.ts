import * as z from 'zod';
import type { TableSort } from '#renderer/ui';

/** Search, filters and order of a list of missions, people, devices or reviews. Empty: no filter. */
export const ListQuery = z.readonly(
  z.object({
    find: z.string().catch(''),
    /** Member State, role or mission, as the list has it. */
    group: z.string().catch(''),
    status: z.string().catch(''),
    sort: z.string().catch(''),
    order: z.enum(['', 'ascending', 'descending']).catch(''),
  }),
);
export type ListQuery = z.infer<typeof ListQuery>;

/** The list without filters, in its own order. */
export const unfilteredList: ListQuery = ListQuery.parse({});

/** Whether texts contain every typed word, in any case. */
export function mentionsEveryWord(texts: readonly (string | null | undefined)[], find: string): boolean {
  const shown = texts.join(' ').toLocaleLowerCase();
  return find
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => shown.includes(word));
}

/** Order of a list: that of its address, or its own. */
export const tableSortOfList = ({ sort, order }: ListQuery, own: TableSort): TableSort =>
  sort === '' || order === '' ? own : { column: sort, direction: order };

export const withListSort = (list: ListQuery, { column, direction }: TableSort): ListQuery => ({
  ...list,
  sort: column,
  order: direction,
});

/** Whether a wider list would show more. */
export const isListFiltered = ({ find, group, status }: ListQuery): boolean =>
  [find, group, status].some((part) => part !== '');
