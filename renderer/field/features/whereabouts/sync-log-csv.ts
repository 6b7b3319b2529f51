import { csvText } from '#renderer/field/parts/csv-text.ts';
import { syncCodeMessage } from '#renderer/field/parts/sync-code-message.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import type { Say } from '#renderer/i18n/use-say.ts';
import { outcomeKeys } from './outcome-keys.ts';
import type { SyncRunRow } from './rows.ts';

const columns = [
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
export function syncLogCsv(runs: readonly SyncRunRow[], say: Say): string {
  const rows = runs.map((run) => [
    new Date(run.startedAtMs).toISOString(),
    new Date(run.endedAtMs).toISOString(),
    say(outcomeKeys[run.outcome]),
    run.code ?? '',
    run.code === null ? '' : say(syncCodeMessage(run.code)),
    run.roundTrips,
    run.bytesUp,
    run.bytesDown,
    run.changesUp,
    run.changesDown,
  ]);
  return csvText([columns.map((column) => say(column)), ...rows]);
}
