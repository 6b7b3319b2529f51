import * as z from 'zod';
import { PlanView } from '#domain/plan/plan-table.ts';
import { WorldRegion } from '#domain/states/state-names.ts';
import type { TableSort } from '#renderer/ui';

const sortInAddress = z.string().max(60).catch('');
const orderInAddress = z.enum(['', 'ascending', 'descending']).catch('');

const listFields = z.object({
  find: z.string().catch(''),
  /** Member State, role or mission, as the list has it. */
  group: z.string().catch(''),
  status: z.string().catch(''),
  sort: sortInAddress,
  order: orderInAddress,
});

/** Search, filters and order of a list of missions, people, devices or reviews. Empty: no filter. */
export const ListQuery = z.readonly(listFields);
export type ListQuery = z.infer<typeof ListQuery>;

/** List that headquarters gives page by page. `page`: from 1; empty for the first. */
export const PagedListQuery = z.readonly(listFields.extend({ page: z.string().max(6).catch('') }));
export type PagedListQuery = z.infer<typeof PagedListQuery>;

/** The first page without filters. */
export const unfilteredPages: PagedListQuery = PagedListQuery.parse({});

/** The list without filters, in its own order. */
export const unfilteredList: ListQuery = ListQuery.parse({});

export const withListSort = <List extends ListOrder>(list: List, { column, direction }: TableSort): List => ({
  ...list,
  sort: column,
  order: direction,
});

/** Order of a list as its address has it; empty: its own order. */
export type ListOrder = Pick<ListQuery, 'sort' | 'order'>;

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
    /** Part of the assessments that a State's page lists. */
    records: z.enum(['', 'final', 'review', 'field']).catch(''),
    /** Kind of change that a State's page lists. */
    change: z.enum(['', 'improved', 'declined', 'noComparableChange']).catch(''),
    /** Dimension whose institutions are listed. */
    dimension: z.string().catch(''),
    /** Lead whose late plan items are listed. */
    lead: z.string().catch(''),
    sort: sortInAddress,
    order: orderInAddress,
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
    sort: sortInAddress,
    order: orderInAddress,
  }),
);
export type PlanList = z.infer<typeof PlanList>;

/** The whole plan as a table. */
export const unfilteredPlan: PlanList = PlanList.parse({});
