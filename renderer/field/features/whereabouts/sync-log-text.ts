import type { SyncRunRow } from './rows.ts';

const columns = [
  'started',
  'ended',
  'outcome',
  'code',
  'round trips',
  'bytes up',
  'bytes down',
  'changes up',
  'changes down',
];

/** The log of every sync as tab-separated text with ISO times, for a spreadsheet or a support desk. No content in it. */
export function syncLogText(runs: readonly SyncRunRow[]): string {
  const rows = runs.map((run) => [
    new Date(run.startedAtMs).toISOString(),
    new Date(run.endedAtMs).toISOString(),
    run.outcome,
    run.code ?? '',
    run.roundTrips,
    run.bytesUp,
    run.bytesDown,
    run.changesUp,
    run.changesDown,
  ]);
  return [columns, ...rows].map((row) => row.join('\t')).join('\n');
}
