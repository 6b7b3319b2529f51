import { instrumentKind } from '#domain/instrument/published/instrument-kind.ts';
import type { DocumentRow } from '#renderer/console/api/answers.ts';
import type { RecordList } from '#renderer/console/app/route.ts';
import type { TableSort } from '#renderer/ui/table.tsx';

/** A record as headquarters lists it. */
export type RecordRow = DocumentRow;

/** What a person asked to see of the list, as it stands in the address. */
export type { RecordList };

/**
 * The records that the list asks for, in its order. Equal ones stay as headquarters sent them: newest change first.
 * Published instruments are no records: they have their library.
 */
export function listRecords(records: readonly RecordRow[], list: RecordList): readonly RecordRow[] {
  const sign = list.order === 'ascending' ? 1 : -1;
  return records
    .filter((record) => record.kind !== instrumentKind && isWanted(record, list))
    .toSorted((a, b) => sign * comparisons[list.sort](a, b));
}

/** The statuses that occur, for the filter. */
export const statusesOf = (records: readonly RecordRow[]): readonly string[] =>
  [...new Set(records.map(({ status }) => status ?? ''))].filter((status) => status !== '').toSorted();

/** The kinds that occur, for the filter. */
export const kindsOf = (records: readonly RecordRow[]): readonly string[] =>
  [...new Set(records.map(({ kind }) => kind as string))]
    .filter((kind) => kind !== instrumentKind)
    .toSorted();

/** True when something is left out that a wider list would show. */
export const isNarrowed = (list: RecordList): boolean =>
  [list.find, list.kind, list.status, list.needs].some((part) => part !== '');

/** The order of the list as the table's headings show it, and back. */
export const sortOf = ({ sort, order }: RecordList): TableSort => ({ column: sort, direction: order });

export function sortedBy(list: RecordList, { column, direction }: TableSort): RecordList {
  return isSort(column) ? { ...list, sort: column, order: direction } : list;
}

type Sort = RecordList['sort'];
type Comparison = (a: RecordRow, b: RecordRow) => number;

const comparisons: { readonly [S in Sort]: Comparison } = {
  title: (a, b) => a.title.localeCompare(b.title),
  status: (a, b) => (a.status ?? '').localeCompare(b.status ?? ''),
  answered: (a, b) => a.facts.answered - b.facts.answered || a.facts.sessions - b.facts.sessions,
  attention: (a, b) => a.conflicts - b.conflicts || a.held - b.held,
  changed: (a, b) => (a.changedAtMs ?? 0) - (b.changedAtMs ?? 0),
};

const isSort = (column: string): column is Sort => Object.hasOwn(comparisons, column);

function isWanted(record: RecordRow, list: RecordList): boolean {
  if (record.removed && list.removed !== 'yes') return false;
  if (list.kind !== '' && record.kind !== list.kind) return false;
  if (list.status !== '' && record.status !== list.status) return false;
  if (list.needs === 'conflict' && record.conflicts === 0) return false;
  if (list.needs === 'held' && record.held === 0) return false;
  return mentions(record, list.find);
}

/** Every word that was typed occurs in what the row shows, in whatever case. */
function mentions({ title, facts, lastAuthor }: RecordRow, find: string): boolean {
  const shown = [title, facts.institution, facts.institutionType, lastAuthor?.name].join(' ').toLowerCase();
  return find
    .toLowerCase()
    .split(/\s+/)
    .every((word) => shown.includes(word));
}
