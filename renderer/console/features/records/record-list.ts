import type { ConsoleDocumentRow } from '#api/console-api.ts';
import { mentionsEveryWord } from '#base/list-rows.ts';
import { descriptorOf } from '#domain/kinds/kind-descriptors.ts';
import type { RecordList } from '#renderer/console/app/console-route.ts';
import type { TableSort } from '#renderer/ui';

/** A record as headquarters lists it. */
export type ListedRecord = ConsoleDocumentRow;

/** Filters and order of the list, from the address. */
export type { RecordList };

/**
 * Records that match the list's filters, in its order.
 * Equal ones stay as headquarters sent them: newest change first. Published instruments are no records: they
 * have their library.
 */
export function filterRecords(records: readonly ListedRecord[], list: RecordList): readonly ListedRecord[] {
  const sign = list.order === 'ascending' ? 1 : -1;
  return records
    .filter((record) => isListedKind(record.kind) && isRecordWanted(record, list))
    .toSorted((a, b) => sign * recordComparisons[list.sort](a, b));
}

const isListedKind = (kind: string): boolean => descriptorOf(kind)?.listedAs !== 'edition';

/** The statuses that occur, for the filter. */
export const recordStatusesIn = (records: readonly ListedRecord[]): readonly string[] =>
  [...new Set(records.map(({ status }) => status ?? ''))].filter((status) => status !== '').toSorted();

/** The kinds that occur, for the filter. */
export const recordKindsIn = (records: readonly ListedRecord[]): readonly string[] =>
  [...new Set(records.map(({ kind }) => kind as string))].filter(isListedKind).toSorted();

/** True when a wider list would show more. */
export const isListNarrowed = (list: RecordList): boolean =>
  [list.find, list.kind, list.status, list.needs].some((part) => part !== '');

/** The order of the list as the table's headings show it, and back. */
export const tableSortOf = ({ sort, order }: RecordList): TableSort => ({ column: sort, direction: order });

export function withTableSort(list: RecordList, { column, direction }: TableSort): RecordList {
  return isRecordSort(column) ? { ...list, sort: column, order: direction } : list;
}

type RecordSort = RecordList['sort'];
type RecordComparison = (a: ListedRecord, b: ListedRecord) => number;

const recordComparisons: { readonly [S in RecordSort]: RecordComparison } = {
  title: (a, b) => a.title.localeCompare(b.title),
  status: (a, b) => (a.status ?? '').localeCompare(b.status ?? ''),
  answered: (a, b) => a.facts.answered - b.facts.answered || a.facts.sessions - b.facts.sessions,
  attention: (a, b) => a.conflicts - b.conflicts || a.held - b.held,
  changed: (a, b) => (a.changedAtMs ?? 0) - (b.changedAtMs ?? 0),
};

const isRecordSort = (column: string): column is RecordSort => Object.hasOwn(recordComparisons, column);

function isRecordWanted(record: ListedRecord, list: RecordList): boolean {
  if (record.removed && list.removed !== 'yes') return false;
  if (list.kind !== '' && record.kind !== list.kind) return false;
  if (list.status !== '' && record.status !== list.status) return false;
  if (list.needs === 'conflict' && record.conflicts === 0) return false;
  if (list.needs === 'held' && record.held === 0) return false;
  const { title, facts, lastAuthor } = record;
  return mentionsEveryWord([title, facts.institution, facts.institutionType, lastAuthor?.name], list.find);
}
