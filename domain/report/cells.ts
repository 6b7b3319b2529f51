import type { Level } from '../assessment/assessment.ts';
import type { DocumentId } from '../ids.ts';
import type { RecordRef } from './record-ref.ts';
import type { Cell } from './report.ts';
import type { ReportWord } from './words.ts';

/** A text that a person or the instrument wrote; empty is missing. */
export const text = (value: string): Cell => (value.trim() === '' ? missing : { kind: 'text', text: value });
export const word = (value: ReportWord): Cell => ({ kind: 'word', word: value });
export const count = (value: number): Cell => ({ kind: 'number', value, decimals: 0 });
export const mean = (value: number | undefined): Cell =>
  value === undefined ? missing : { kind: 'number', value, decimals: 2 };
export const share = (value: number | null): Cell => (value === null ? missing : { kind: 'share', value });
export const level = (value: Level | null, isProposed = false): Cell =>
  value === null ? missing : { kind: 'level', level: value, ...(isProposed && { isProposed }) };
export const bareLevel = (value: Level | null): Cell =>
  value === null ? missing : { kind: 'level', level: value, isBare: true };
export const day = (value: string | null): Cell => (value === null ? missing : { kind: 'day', day: value });
export const reviewerReason = (value: string): Cell => ({ kind: 'reviewerReason', text: value });
export const list = (cells: readonly Cell[]): Cell =>
  cells.length === 0 ? missing : cells.length === 1 && cells[0] ? cells[0] : { kind: 'list', cells };
export const yesNo = (value: boolean): Cell => word(value ? 'report.yes' : 'report.no');
/** Nobody has reported it. */
export const missing: Cell = { kind: 'missing' };
/** There is nothing to report here: the column does not apply to this row. */
export const none: Cell = { kind: 'none' };

/** A record and what in it. */
export const recordOf = (doc: DocumentId, ...paths: readonly string[]): RecordRef =>
  paths.length === 0 ? { doc } : { doc, paths };
