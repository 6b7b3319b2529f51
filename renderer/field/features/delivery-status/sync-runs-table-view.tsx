import type { ReactElement } from 'react';
import { syncCodeMessage } from '#renderer/field/parts/sync-messages.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { syncOutcomeKeys } from './sync-log-csv.ts';
import type { SyncLogRow } from './delivery-rows.ts';
import { Pill, RelativeTime, SortableTable, type StatusMeaning } from '#renderer/ui';

/** A longer table would need virtualisation; nobody reads so far back on the screen, and the export has it all. */
export const maximumShownRuns = 100;

interface SyncRunsTableViewProps {
  readonly runs: readonly SyncLogRow[];
}

/** Syncs with headquarters: outcome and cost of each. */
export function SyncRunsTableView({ runs }: SyncRunsTableViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <SortableTable
      label={translate('whereabouts.runs.title')}
      rows={runs.slice(0, maximumShownRuns)}
      rowId={({ startedAtMs }) => String(startedAtMs)}
      empty={translate('whereabouts.runs.empty')}
      columns={[
        {
          id: 'when',
          title: translate('whereabouts.runs.when'),
          cell: ({ startedAtMs }) => <RelativeTime atMs={startedAtMs} show="moment" />,
        },
        {
          id: 'outcome',
          title: translate('whereabouts.runs.outcome'),
          cell: ({ outcome, code }) => (
            <div className="wh-outcome">
              <Pill text={translate(syncOutcomeKeys[outcome])} meaning={syncOutcomeMeanings[outcome]} />
              {code !== null && (
                <span className="wh-why" title={code}>
                  {translate(syncCodeMessage(code))}
                </span>
              )}
            </div>
          ),
        },
        {
          id: 'took',
          title: translate('whereabouts.runs.took'),
          align: 'end',
          cell: ({ startedAtMs, endedAtMs }) => format.duration(Math.max(0, endedAtMs - startedAtMs)),
        },
        {
          id: 'changes',
          title: translate('whereabouts.runs.changes'),
          align: 'end',
          cell: ({ changesUp, changesDown }) =>
            translate('whereabouts.runs.upDown', upAndDownTexts(format.number, changesUp, changesDown)),
        },
        {
          id: 'bytes',
          title: translate('whereabouts.runs.bytes'),
          align: 'end',
          cell: ({ bytesUp, bytesDown }) =>
            translate('whereabouts.runs.upDown', upAndDownTexts(format.bytes, bytesUp, bytesDown)),
        },
        {
          id: 'trips',
          title: translate('whereabouts.runs.roundTrips'),
          align: 'end',
          cell: ({ roundTrips }) => format.number(roundTrips),
        },
      ]}
    />
  );
}

const upAndDownTexts = (
  text: (value: number) => string,
  up: number,
  down: number,
): { readonly up: string; readonly down: string } => ({ up: text(up), down: text(down) });

const syncOutcomeMeanings: { readonly [O in SyncLogRow['outcome']]: StatusMeaning } = {
  done: 'good',
  interrupted: 'wait',
  refused: 'bad',
};
