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
export function filterRecords(
  listedRecords: readonly ListedRecord[],
  recordList: RecordList,
): readonly ListedRecord[] {
  const sign = recordList.order === 'ascending' ? 1 : -1;
  return listedRecords
    .filter((record) => isListedKind(record.kind) && isRecordWanted(record, recordList))
    .toSorted((a, b) => sign * recordComparisons[recordList.sort](a, b));
}

const isListedKind = (kind: string): boolean => descriptorOf(kind)?.listedAs !== 'edition';

/** The statuses that occur, for the filter. */
export const recordStatusesIn = (listedRecords: readonly ListedRecord[]): readonly string[] =>
  [...new Set(listedRecords.map(({ status }) => status ?? ''))].filter((status) => status !== '').toSorted();

/** The kinds that occur, for the filter. */
export const recordKindsIn = (listedRecords: readonly ListedRecord[]): readonly string[] =>
  [...new Set(listedRecords.map(({ kind }) => kind as string))].filter(isListedKind).toSorted();

/** True when a wider list would show more. */
export const isListNarrowed = (recordList: RecordList): boolean =>
  [recordList.find, recordList.kind, recordList.status, recordList.needs].some((part) => part !== '');

/** The order of the list as the table's headings show it, and back. */
export const tableSortOf = ({ sort, order }: RecordList): TableSort => ({ column: sort, direction: order });

export function withTableSort(recordList: RecordList, { column, direction }: TableSort): RecordList {
  return isRecordSort(column) ? { ...recordList, sort: column, order: direction } : recordList;
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

function isRecordWanted(listedRecord: ListedRecord, recordList: RecordList): boolean {
  if (listedRecord.removed && recordList.removed !== 'yes') return false;
  if (recordList.kind !== '' && listedRecord.kind !== recordList.kind) return false;
  if (recordList.status !== '' && listedRecord.status !== recordList.status) return false;
  if (recordList.needs === 'conflict' && listedRecord.conflicts === 0) return false;
  if (recordList.needs === 'held' && listedRecord.held === 0) return false;
  const { title, facts, lastAuthor } = listedRecord;
  return mentionsEveryWord(
    [title, facts.institution, facts.institutionType, lastAuthor?.name],
    recordList.find,
  );
}
