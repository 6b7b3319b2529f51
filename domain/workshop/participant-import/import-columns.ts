import type { SheetRow } from '#forms/workbook/workbook.ts';
import { comparableWordsOf } from '../participant-duplicates.ts';
import { entriesOf, fieldHeadings, forbiddenHeadings } from './import-words.ts';

/** Fields that a column of a list can fill. `code` only finds people who are registered already. */
export const importFields = [
  'name',
  'institution',
  'institutionType',
  'function',
  'seniority',
  'sex',
  'email',
  'needs',
  'nominated',
  'followUpConsent',
  'photoConsent',
  'listConsent',
  'code',
] as const;
export type ImportField = (typeof importFields)[number];

/** Kinds of columns that Fieldbook never takes (docs/requirements.md C2): it has no such field. */
export type ForbiddenColumn =
  | 'birth'
  | 'identity'
  | 'address'
  | 'phone'
  | 'religion'
  | 'ethnicity'
  | 'rank'
  | 'image'
  | 'travel';

/** Use of a column. `forbidden` cannot be changed by a person. */
export type ColumnUse =
  | { readonly kind: 'field'; readonly field: ImportField }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'forbidden'; readonly what: ForbiddenColumn };

/** A column of the list: its place from 0, its heading, and its use. */
export interface ImportColumn {
  readonly at: number;
  readonly heading: string;
  readonly use: ColumnUse;
}

/** Row of the headings, and the columns below it. */
export interface ImportHead {
  /** Number of the row in the file; 0 when the list is empty. */
  readonly row: number;
  readonly columns: readonly ImportColumn[];
}

/** Rows that can be the headings: lists begin with titles and dates. */
const searchedRows = 15;
const maximumColumns = 60;

/** Find the row of the headings, and guess the use of each column. */
export function guessImportHead(rows: readonly SheetRow[]): ImportHead {
  const candidates = rows.slice(0, searchedRows).map((row) => ({ row, columns: guessColumns(row) }));
  const knownOf = (columns: readonly ImportColumn[]): number =>
    columns.filter(({ use }) => use.kind !== 'ignored').length;
  const best = candidates.reduce<(typeof candidates)[number] | undefined>(
    (found, one) => (found === undefined || knownOf(one.columns) > knownOf(found.columns) ? one : found),
    undefined,
  );
  if (best === undefined) return { row: 0, columns: [] };
  const head =
    knownOf(best.columns) > 0 ? best : (candidates.find(({ row }) => countFilled(row) > 1) ?? best);
  return { row: head.row.row, columns: head.columns };
}

const countFilled = ({ cells }: SheetRow): number => cells.filter((cell) => cell.trim() !== '').length;

function guessColumns({ cells }: SheetRow): readonly ImportColumn[] {
  const taken = new Set<ImportField>();
  return cells.slice(0, maximumColumns).map((cell, at): ImportColumn => {
    const heading = cell.trim().slice(0, maximumHeadingLength);
    const use = guessColumnUse(heading);
    if (use.kind !== 'field' || use.field === 'name') return { at, heading, use };
    // Several columns make one name; of any other field the first one counts.
    if (taken.has(use.field)) return { at, heading, use: { kind: 'ignored' } };
    taken.add(use.field);
    return { at, heading, use };
  });
}

const maximumHeadingLength = 120;

/** Guess the use of a column by its heading. The entry with most words wins; forbidden ones come before fields. */
export function guessColumnUse(heading: string): ColumnUse {
  const words = comparableWordsOf(heading);
  // A long text is no heading.
  if (words.length === 0 || words.length > maximumHeadingWords) return { kind: 'ignored' };
  const forbidden = bestEntry(words, forbiddenEntries);
  const field = bestEntry(words, fieldEntries);
  if (forbidden !== null && (field === null || forbidden.words >= field.words))
    return { kind: 'forbidden', what: forbidden.value };
  return field === null ? { kind: 'ignored' } : { kind: 'field', field: field.value };
}

const maximumHeadingWords = 8;

interface HeadingEntry<Value> {
  readonly value: Value;
  readonly words: readonly string[];
}

const headingEntriesOf = <Value extends string>(
  table: Readonly<Record<Value, string>>,
): readonly HeadingEntry<Value>[] =>
  // The keys of a record in the code are its own.
  (Object.entries(table) as [Value, string][]).flatMap(([value, headings]) =>
    entriesOf(headings).map((heading) => ({ value, words: comparableWordsOf(heading) })),
  );

const fieldEntries = headingEntriesOf(fieldHeadings);
const forbiddenEntries = headingEntriesOf(forbiddenHeadings);

/** Entry with all of its words in the heading: first one that is the whole heading, then the one with most words. */
function bestEntry<Value>(
  words: readonly string[],
  entries: readonly HeadingEntry<Value>[],
): { readonly value: Value; readonly words: number } | null {
  let best: { readonly value: Value; readonly words: number } | null = null;
  for (const entry of entries) {
    if (!entry.words.every((word) => words.includes(word))) continue;
    const weight = entry.words.length === words.length ? Number.POSITIVE_INFINITY : entry.words.length;
    if (best === null || weight > best.words) best = { value: entry.value, words: weight };
  }
  return best;
}
