import * as z from 'zod';
import { WorldRegion } from '#domain/mission/state-names.ts';
import { PlanView } from '#domain/plan/plan-table.ts';
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

/** Filters of overviews over all missions. In the address, as those of records. */
export const OverviewList = z.readonly(
  z.object({
    region: z.union([z.literal(''), WorldRegion]).catch(''),
    /** Code of an institution type. */
    type: z.string().catch(''),
    /** Months before today; empty for all dates. */
    period: z.enum(['', '6', '12', '24']).catch(''),
    basis: z.enum(['final', 'review']).catch('final'),
    /** Dimension whose institutions are listed. */
    dimension: z.string().catch(''),
    /** Lead whose late plan items are listed. */
    lead: z.string().catch(''),
  }),
);
export type OverviewList = z.infer<typeof OverviewList>;

/** Overviews of all records, with final levels. */
export const unfilteredOverviews: OverviewList = OverviewList.parse({});

/** Filters and form of the plan over all missions. In the address, as those of records. */
export const PlanList = z.readonly(
  z.object({
    view: PlanView.catch('all'),
    look: z.enum(['table', 'board', 'timeline']).catch('table'),
    find: z.string().catch(''),
    country: z.string().catch(''),
    lead: z.string().catch(''),
    funding: z.string().catch(''),
    status: z.string().catch(''),
    /** Keys of two items that are shown alone, with a bar between. */
    pair: z.string().catch(''),
  }),
);
export type PlanList = z.infer<typeof PlanList>;

/** The whole plan as a table. */
export const unfilteredPlan: PlanList = PlanList.parse({});
