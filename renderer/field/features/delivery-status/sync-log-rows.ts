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
export function syncLogCsv(runs: readonly SyncLogRow[], translate: Translate): string {
  const rows = runs.map((run) => [
    new Date(run.startedAtMs).toISOString(),
    new Date(run.endedAtMs).toISOString(),
    translate(syncOutcomeKeys[run.outcome]),
    run.code ?? '',
    run.code === null ? '' : translate(syncCodeMessage(run.code)),
    run.roundTrips,
    run.bytesUp,
    run.bytesDown,
    run.changesUp,
    run.changesDown,
  ]);
  return csvText([syncLogColumns.map((column) => translate(column)), ...rows]);
}
