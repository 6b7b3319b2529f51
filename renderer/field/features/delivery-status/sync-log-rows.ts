import { csvText } from '#base/csv-text.ts';
import { syncCodeMessage } from '#renderer/field/parts/sync-code-messages.ts';
import type { MessageKey, Translate } from '#renderer/i18n';
import type { SyncRun } from '#renderer/store/api/store-api.ts';

export type SyncLogRow = SyncRun;

/** Outcome of a sync, in a word. */
export const syncOutcomeKeys: { readonly [O in SyncLogRow['outcome']]: MessageKey } = {
  done: 'whereabouts.runs.done',
  interrupted: 'whereabouts.runs.interrupted',
  refused: 'whereabouts.runs.refused',
};

const syncLogColumns = [
  'whereabouts.csv.started',
  'whereabouts.csv.ended',
  'whereabouts.runs.outcome',
  'whereabouts.csv.code',
  'whereabouts.csv.why',
  'whereabouts.runs.roundTrips',
  'whereabouts.csv.bytesUp',
  'whereabouts.csv.bytesDown',
  'whereabouts.csv.changesUp',
  'whereabouts.csv.changesDown',
] as const satisfies readonly MessageKey[];

/** The log of every sync for a spreadsheet or a support desk, in the person's words, with ISO times. No content in it. */
export function syncLogCsv(logRows: readonly SyncLogRow[], translate: Translate): string {
  const rows = logRows.map((logRow) => [
    new Date(logRow.startedAtMs).toISOString(),
    new Date(logRow.endedAtMs).toISOString(),
    translate(syncOutcomeKeys[logRow.outcome]),
    logRow.code ?? '',
    logRow.code === null ? '' : translate(syncCodeMessage(logRow.code)),
    logRow.roundTrips,
    logRow.bytesUp,
    logRow.bytesDown,
    logRow.changesUp,
    logRow.changesDown,
  ]);
  return csvText([syncLogColumns.map((column) => translate(column)), ...rows]);
}
