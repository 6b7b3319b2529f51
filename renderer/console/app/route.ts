import * as z from 'zod';
import { DocumentId, LogId } from '#domain/ids.ts';

/** Which records a list shows, and in what order. In the address, so that "back" and a reload keep it. */
export const RecordList = z.readonly(
  z.object({
    find: z.string().catch(''),
    kind: z.string().catch(''),
    status: z.string().catch(''),
    /** Only what waits for a person. */
    needs: z.enum(['', 'conflict', 'held']).catch(''),
    removed: z.enum(['', 'yes']).catch(''),
    sort: z.enum(['title', 'status', 'answered', 'attention', 'changed']).catch('changed'),
    order: z.enum(['ascending', 'descending']).catch('descending'),
  }),
);
export type RecordList = z.infer<typeof RecordList>;

/** The whole list, newest change first. */
export const wholeList: RecordList = RecordList.parse({});

const plainScreens = [
  'review',
  'devices',
  'programme',
  'data-requests',
  'processing',
  'people',
  'approvals',
  'instruments',
  'recovery',
  'audit',
  'security',
] as const;
type PlainScreen = (typeof plainScreens)[number];

/** Where a person is in the console. */
export type Route =
  | { readonly screen: 'missions' }
  | { readonly screen: PlainScreen }
  | { readonly screen: 'data-request'; readonly number: number }
  | { readonly screen: 'records'; readonly log: LogId; readonly list: RecordList }
  | { readonly screen: 'reports'; readonly log: LogId }
  | { readonly screen: 'record'; readonly log: LogId; readonly doc: DocumentId; readonly part: string };

/** The address of a place, such as `#/missions/<log>/<doc>/D5`. */
export function addressOf(route: Route): string {
  switch (route.screen) {
    case 'data-request':
      return `#/data-requests/${route.number}`;
    case 'records':
      return `#/missions/${route.log}${queryOf(route.list)}`;
    case 'reports':
      return `#/missions/${route.log}/reports`;
    case 'record':
      return `#/missions/${route.log}/${route.doc}${route.part === '' ? '' : `/${encodeURIComponent(route.part)}`}`;
    default:
      return `#/${route.screen}`;
  }
}

/** Reads an address. What leads nowhere leads to the missions. */
export function routeOf(address: string): Route {
  const [path = '', query = ''] = address.replace(/^#?\//, '').split('?');
  const [screen, first, second, part = ''] = path.split('/');
  const number = numberOf(first);
  if (screen === 'data-requests' && number !== null) return { screen: 'data-request', number };
  const plain = plainScreens.find((name) => name === screen);
  if (plain !== undefined) return { screen: plain };

  const log = LogId.safeParse(first);
  if (screen !== 'missions' || !log.success) return { screen: 'missions' };
  if (second === 'reports') return { screen: 'reports', log: log.data };
  const doc = DocumentId.safeParse(second);
  return doc.success
    ? { screen: 'record', log: log.data, doc: doc.data, part: decode(part) }
    : { screen: 'records', log: log.data, list: listOf(query) };
}

/** A whole number from 1 on, as entries of a register have; null for anything else. */
const numberOf = (text: string | undefined): number | null =>
  text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;

const listOf = (query: string): RecordList =>
  RecordList.parse(Object.fromEntries(new URLSearchParams(query)));

/** Only what differs from the whole list, so that the plain address stays plain. */
function queryOf(list: RecordList): string {
  const whole: Readonly<Record<string, string>> = wholeList;
  const entries = Object.entries(list).filter(([name, value]) => value !== whole[name]);
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
