import { useCallback, useMemo, useSyncExternalStore } from 'react';
import * as z from 'zod';
import { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { CountryCode } from '#domain/mission/mission.ts';
import { type ReportCode, reportCodes } from '#domain/report-codes.ts';
import {
  ListQuery,
  OverviewList,
  PagedListQuery,
  PlanList,
  unfilteredList,
  unfilteredOverviews,
  unfilteredPages,
  unfilteredPlan,
} from '#renderer/console/parts/list-query.ts';

/** Filters and order of a list of records. In the address, so that "back" and a reload keep them. */
export const RecordList = z.readonly(
  z.object({
    find: z.string().catch(''),
    kind: z.string().catch(''),
    status: z.string().catch(''),
    /** Only records that wait for a person. */
    needs: z.enum(['', 'conflict', 'held']).catch(''),
    removed: z.enum(['', 'yes']).catch(''),
    sort: z.enum(['title', 'status', 'answered', 'attention', 'changed']).catch('changed'),
    order: z.enum(['ascending', 'descending']).catch('descending'),
  }),
);
export type RecordList = z.infer<typeof RecordList>;

/** The whole list, newest change first. */
export const unfilteredRecordList: RecordList = RecordList.parse({});

const plainScreenNames = [
  'review',
  'devices',
  'programme',
  'institutions',
  'requests',
  'data-requests',
  'processing',
  'people',
  'approvals',
  'instruments',
  'templates',
  'recovery',
  'audit',
  'security',
] as const;
type PlainScreen = (typeof plainScreenNames)[number];

/** A report about one record. */
export interface ReportAddress {
  readonly code: ReportCode;
  readonly about: DocumentId;
}

/** Route in the console. */
export type ConsoleRoute =
  | { readonly screen: 'missions' }
  | { readonly screen: PlainScreen }
  | { readonly screen: 'states'; readonly list: OverviewList }
  | { readonly screen: 'plan'; readonly list: PlanList }
  | { readonly screen: 'state'; readonly country: string; readonly list: OverviewList }
  | { readonly screen: 'data-request'; readonly number: number }
  | { readonly screen: 'request'; readonly doc: DocumentId }
  | { readonly screen: 'person'; readonly person: PersonId }
  | { readonly screen: 'records'; readonly log: LogId; readonly list: RecordList }
  | { readonly screen: 'reports'; readonly log: LogId; readonly begins: ReportAddress | null }
  | { readonly screen: 'record'; readonly log: LogId; readonly doc: DocumentId; readonly part: string };

/** The address of a place, such as `#/missions/<log>/<doc>/D5`. */
export function consoleAddressOf(consoleRoute: ConsoleRoute): string {
  switch (consoleRoute.screen) {
    case 'data-request':
      return `#/data-requests/${consoleRoute.number}`;
    case 'request':
      return `#/requests/${consoleRoute.doc}`;
    case 'person':
      return `#/people/${consoleRoute.person}`;
    case 'states':
      return `#/states${queryTextOf(consoleRoute.list, unfilteredOverviews)}`;
    case 'plan':
      return `#/plan${queryTextOf(consoleRoute.list, unfilteredPlan)}`;
    case 'state':
      return `#/states/${consoleRoute.country}${queryTextOf(consoleRoute.list, unfilteredOverviews)}`;
    case 'records':
      return `#/missions/${consoleRoute.log}${recordListQueryOf(consoleRoute.list)}`;
    case 'reports':
      return `#/missions/${consoleRoute.log}/reports${consoleRoute.begins ? `/${consoleRoute.begins.code}/${consoleRoute.begins.about}` : ''}`;
    case 'record':
      return `#/missions/${consoleRoute.log}/${consoleRoute.doc}${consoleRoute.part === '' ? '' : `/${encodeURIComponent(consoleRoute.part)}`}`;
    default:
      return `#/${consoleRoute.screen}`;
  }
}

/** Parse an address. An unknown one leads to the missions. */
export function parseConsoleAddress(address: string): ConsoleRoute {
  const [path = '', query = ''] = address.replace(/^#?\//, '').split('?');
  const [screen, first, second, part = '', about] = path.split('/');
  const number = parseEntryNumber(first);
  if (screen === 'data-requests' && number !== null) return { screen: 'data-request', number };
  const request = DocumentId.safeParse(first);
  if (screen === 'requests' && request.success) return { screen: 'request', doc: request.data };
  const personId = PersonId.safeParse(first);
  if (screen === 'people' && personId.success) return { screen: 'person', person: personId.data };
  if (screen === 'states') {
    const list = OverviewList.parse(Object.fromEntries(new URLSearchParams(query)));
    const country = CountryCode.safeParse(first);
    return country.success ? { screen: 'state', country: country.data, list } : { screen: 'states', list };
  }
  if (screen === 'plan')
    return { screen: 'plan', list: PlanList.parse(Object.fromEntries(new URLSearchParams(query))) };
  const plainScreen = plainScreenNames.find((name) => name === screen);
  if (plainScreen !== undefined) return { screen: plainScreen };

  const logId = LogId.safeParse(first);
  if (screen !== 'missions' || !logId.success) return { screen: 'missions' };
  if (second === 'reports')
    return { screen: 'reports', log: logId.data, begins: parseReportAddress(part, about) };
  const documentId = DocumentId.safeParse(second);
  return documentId.success
    ? { screen: 'record', log: logId.data, doc: documentId.data, part: decodeRoutePart(part) }
    : { screen: 'records', log: logId.data, list: parseRecordList(query) };
}

function parseReportAddress(code: string, about: string | undefined): ReportAddress | null {
  const knownReportCode = reportCodes.find((reportCode) => reportCode === code);
  const documentId = DocumentId.safeParse(about);
  return knownReportCode === undefined || !documentId.success
    ? null
    : { code: knownReportCode, about: documentId.data };
}

/** A whole number from 1 on, as entries of a register have; null for anything else. */
const parseEntryNumber = (text: string | undefined): number | null =>
  text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;

const parseRecordList = (query: string): RecordList =>
  RecordList.parse(Object.fromEntries(new URLSearchParams(query)));

/** Differences from the whole list only, so that the plain address stays plain. */
function recordListQueryOf(recordList: RecordList): string {
  return queryTextOf(recordList, unfilteredRecordList);
}

function queryTextOf(
  list: Readonly<Record<string, string>>,
  whole: Readonly<Record<string, string>>,
): string {
  const entries = Object.entries(list).filter(([name, value]) => value !== whole[name]);
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`;
}

function decodeRoutePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** Current route. Updates when the address changes. */
export function useConsoleRoute(): ConsoleRoute {
  const address = useSyncExternalStore(subscribeToAddress, readRouteAddress);
  return useMemo(() => parseConsoleAddress(address), [address]);
}

/**
 * Query of the present page, and a function that replaces it. In the address, so that "back" and a reload keep it.
 * @param parse the same function at each call
 * @param whole the query of a plain address
 */
export function useAddressQuery<Query extends Readonly<Record<string, string>>>(
  parse: (query: object) => Query,
  whole: Query,
): readonly [Query, (next: Query) => void] {
  const address = useSyncExternalStore(subscribeToAddress, readRouteAddress);
  const query = useMemo(
    () => parse(Object.fromEntries(new URLSearchParams(address.split('?')[1] ?? ''))),
    [address, parse],
  );
  const change = useCallback(
    (next: Query) => {
      const [path = ''] = consoleAddressOf(parseConsoleAddress(location.hash)).split('?');
      replaceAddress(`${path}${queryTextOf(next, whole)}`);
    },
    [whole],
  );
  return [query, change];
}

const parseListQuery = (query: object): ListQuery => ListQuery.parse(query);

/** Search, filters and order of the present list. */
export const useListQuery = (): readonly [ListQuery, (nextListQuery: ListQuery) => void] =>
  useAddressQuery(parseListQuery, unfilteredList);

const parsePagedListQuery = (query: object): PagedListQuery => PagedListQuery.parse(query);

/** Search, filters, order and page of the present list. */
export const usePagedListQuery = (): readonly [PagedListQuery, (nextQuery: PagedListQuery) => void] =>
  useAddressQuery(parsePagedListQuery, unfilteredPages);

/** Go to a route. `replace` leaves no step for "back": for filters and orders of a list. */
export function navigateTo(consoleRoute: ConsoleRoute, how: 'push' | 'replace' = 'push'): void {
  const address = consoleAddressOf(consoleRoute);
  if (address === location.hash) return;
  if (how === 'push') location.hash = address;
  else replaceAddress(address);
}

/** Address of a panel beside the present list, with the filters of that list. */
export function besidePresentList(address: string): string {
  const [, query] = location.hash.split('?');
  return query === undefined ? address : `${address}?${query}`;
}

/** Go to a panel beside the present list, or close it; the list keeps its filters. */
export function goBeside(consoleRoute: ConsoleRoute, how: 'push' | 'replace'): void {
  const address = besidePresentList(consoleAddressOf(consoleRoute));
  if (how === 'push') location.hash = address;
  else replaceAddress(address);
}

/** Width in rem from which a panel has room beside a list: 1,280 px at the usual size of text. */
const roomBesideRem = 80;

/** Return whether a panel has room beside a list, now. */
export const hasRoomBeside = (): boolean =>
  innerWidth >= roomBesideRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Whether a panel has room beside a list. Updates with the window and the size of the text. */
export const useRoomBeside = (): boolean => useSyncExternalStore(subscribeToRoom, hasRoomBeside);

function subscribeToRoom(changed: () => void): () => void {
  addEventListener('resize', changed);
  const textSize = new MutationObserver(changed);
  textSize.observe(document.documentElement, { attributeFilter: ['data-text-size'] });
  return () => {
    removeEventListener('resize', changed);
    textSize.disconnect();
  };
}

function replaceAddress(address: string): void {
  history.replaceState(null, '', address);
  dispatchEvent(new HashChangeEvent('hashchange'));
}

// "Skip to the content" is a plain link to `#fb-main`: the focus follows it, the route stays.
function subscribeToAddress(changed: () => void): () => void {
  const look = (event: HashChangeEvent): void => {
    if (isRouteAddress(location.hash)) changed();
    else history.replaceState(null, '', new URL(event.oldURL).hash);
  };
  addEventListener('hashchange', look);
  return () => removeEventListener('hashchange', look);
}

const isRouteAddress = (hash: string): boolean => hash === '' || hash.startsWith('#/');
const readRouteAddress = (): string => (isRouteAddress(location.hash) ? location.hash : '');
