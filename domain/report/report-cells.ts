import type { MaturityLevel } from '../assessment/assessment.ts';
import type { DocumentId } from '../ids.ts';
import type { RecordRef, ReportCell } from './report.ts';
import type { ReportTextKey } from './report-text-key.ts';

/** Group items by a key, in the order in which the keys first come. */
export function groupByKey<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** A text that a person or the instrument wrote; empty is missing. */
export const textCell = (value: string): ReportCell =>
  value.trim() === '' ? missingCell : { kind: 'text', text: value };
export const labelCell = (value: ReportTextKey): ReportCell => ({ kind: 'word', word: value });
export const countCell = (value: number): ReportCell => ({ kind: 'number', value, decimals: 0 });
export const meanCell = (value: number | undefined): ReportCell =>
  value === undefined ? missingCell : { kind: 'number', value, decimals: 2 };
/** A figure with one decimal, or with another number of them; null is missing. */
export const decimalCell = (value: number | null, decimals = 1): ReportCell =>
  value === null ? missingCell : { kind: 'number', value, decimals };
export const shareCell = (value: number | null): ReportCell =>
  value === null ? missingCell : { kind: 'share', value };
export const maturityLevelCell = (value: MaturityLevel | null, isProposed = false): ReportCell =>
  value === null ? missingCell : { kind: 'level', level: value, ...(isProposed && { isProposed }) };
export const bareLevelCell = (value: MaturityLevel | null): ReportCell =>
  value === null ? missingCell : { kind: 'level', level: value, isBare: true };
export const dayCell = (value: string | null): ReportCell =>
  value === null ? missingCell : { kind: 'day', day: value };
export const reviewerReasonCell = (value: string): ReportCell => ({ kind: 'reviewerReason', text: value });
export const listCell = (cells: readonly ReportCell[]): ReportCell =>
  cells.length === 0 ? missingCell : cells.length === 1 && cells[0] ? cells[0] : { kind: 'list', cells };
export const yesNoCell = (value: boolean): ReportCell => labelCell(value ? 'report.yes' : 'report.no');
/** Nobody has reported it. */
export const missingCell: ReportCell = { kind: 'missing' };
/** A count of people below the minimum cell (docs/requirements.md E7). */
export const smallCountCell: ReportCell = { kind: 'hidden', why: 'small' };
/** Nothing to report: the column does not apply to this row. */
export const emptyCell: ReportCell = { kind: 'none' };

/** Reference to a record and to fields in it. */
export const recordRefOf = (doc: DocumentId, ...paths: readonly string[]): RecordRef =>
  paths.length === 0 ? { doc } : { doc, paths };
