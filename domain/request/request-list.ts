import * as z from 'zod';
import { mentionsEveryWord, type SortValue, sortRows } from '#base/list-rows.ts';
import { type AssistanceRequest, RequestStatus } from './request.ts';
import { requestTimerOn, StepOwner } from './request-steps.ts';

/** Most requests of one page. */
export const requestsPerPage = 100;

/** Filter by a status, or by the step: `open` has one to do, `over` is past its time. Empty: all. */
export const RequestFilter = z.enum(['', 'open', 'over', ...RequestStatus.options]);
export type RequestFilter = z.infer<typeof RequestFilter>;

/** Column by which the register sorts; empty: its own order, the longest waiting first. */
export const RequestColumn = z.enum(['', 'state', 'status', 'due', 'owner', 'received']);
export type RequestColumn = z.infer<typeof RequestColumn>;

/** Search, filters, order and page of the register of requests. */
export interface RequestListQuery {
  readonly find: string;
  /** Code of a State; empty: all. */
  readonly state: string;
  readonly status: RequestFilter;
  readonly sort: RequestColumn;
  readonly order: '' | 'ascending' | 'descending';
  /** From 1. */
  readonly page: number;
}

/** Page of the register, with figures over all of its requests. */
interface RequestPage<Row> {
  readonly requests: readonly Row[];
  /** Page that is shown, and number of pages after the filters: at least 1. */
  readonly page: number;
  readonly pages: number;
  /** Requests after the filters. */
  readonly found: number;
  readonly total: number;
  /** Requests with a step to do, and those of them past its time. */
  readonly open: number;
  readonly over: number;
  /** Codes of the States with requests, by their names. */
  readonly states: readonly string[];
}

/**
 * Return a page of the requests after filters, in an order. A page after the last one is the last.
 * @param requests newest first
 * @param today day by which steps are due
 * @param nameOf name of a State in the reader's language
 */
export function pageOfRequests<Row extends AssistanceRequest>(
  requests: readonly Row[],
  requestListQuery: RequestListQuery,
  today: string,
  { language, nameOf }: { readonly language: string; readonly nameOf: (state: string) => string },
): RequestPage<Row> {
  const stateOf = ({ form: { state } }: Row): string => (state === null ? '' : nameOf(state));
  const timed = requests.map((row) => ({ row, timer: requestTimerOn(today, row) }));
  const isIn = ({ row, timer }: (typeof timed)[number], requestFilter: RequestFilter): boolean => {
    if (requestFilter === '') return true;
    if (requestFilter === 'open') return timer !== null;
    return requestFilter === 'over' ? timer !== null && timer.daysOver > 0 : row.status === requestFilter;
  };
  const valueOf: { readonly [column in RequestColumn]: (one: (typeof timed)[number]) => SortValue } = {
    '': ({ timer }) => timer?.dueOn ?? null,
    due: ({ timer }) => timer?.dueOn ?? null,
    state: ({ row }) => stateOf(row),
    status: ({ row }) => RequestStatus.options.indexOf(row.status),
    owner: ({ timer }) => (timer === null ? null : StepOwner.options.indexOf(timer.owner)),
    received: ({ row }) => row.form['received-on'],
  };
  const found = timed.filter(
    (one) =>
      (requestListQuery.state === '' || one.row.form.state === requestListQuery.state) &&
      isIn(one, requestListQuery.status) &&
      mentionsEveryWord(
        [stateOf(one.row), one.row.form.authority, one.row.form.reference],
        requestListQuery.find,
      ),
  );
  const sorted = sortRows(
    found,
    valueOf[requestListQuery.sort],
    requestListQuery.order || 'ascending',
    language,
  );
  const pages = Math.max(1, Math.ceil(found.length / requestsPerPage));
  const page = Math.min(requestListQuery.page, pages);
  const states = [...new Set(requests.flatMap(({ form: { state } }) => state ?? []))];
  return {
    requests: sorted.slice((page - 1) * requestsPerPage, page * requestsPerPage).map(({ row }) => row),
    page,
    pages,
    found: found.length,
    total: requests.length,
    open: timed.filter((one) => isIn(one, 'open')).length,
    over: timed.filter((one) => isIn(one, 'over')).length,
    states: [...sortRows(states, nameOf, 'ascending', language)],
  };
}
