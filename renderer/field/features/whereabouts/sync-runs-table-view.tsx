import type { ReactElement } from 'react';
import { syncCodeMessage } from '#renderer/field/parts/sync-code-message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { outcomeKeys } from './outcome-keys.ts';
import type { SyncRunRow } from './rows.ts';
import type { Meaning } from '#renderer/ui/meaning.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Table } from '#renderer/ui/table.tsx';

/** A longer table would need virtualisation; nobody reads so far back on the screen, and the export has it all. */
export const mostShown = 100;

interface SyncRunsTableViewProps {
  readonly runs: readonly SyncRunRow[];
}

/** Every exchange with headquarters: how it went and what it cost. */
export function SyncRunsTableView({ runs }: SyncRunsTableViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  return (
    <Table
      label={say('whereabouts.runs.title')}
      rows={runs.slice(0, mostShown)}
      rowId={({ startedAtMs }) => String(startedAtMs)}
      empty={say('whereabouts.runs.empty')}
      columns={[
        {
          id: 'when',
          title: say('whereabouts.runs.when'),
          cell: ({ startedAtMs }) => <RelativeTime atMs={startedAtMs} show="moment" />,
        },
        {
          id: 'outcome',
          title: say('whereabouts.runs.outcome'),
          cell: ({ outcome, code }) => (
            <div className="wh-outcome">
              <Pill text={say(outcomeKeys[outcome])} meaning={meanings[outcome]} />
              {code !== null && (
                <span className="wh-why" title={code}>
                  {say(syncCodeMessage(code))}
                </span>
              )}
            </div>
          ),
        },
        {
          id: 'took',
          title: say('whereabouts.runs.took'),
          align: 'end',
          cell: ({ startedAtMs, endedAtMs }) => format.duration(Math.max(0, endedAtMs - startedAtMs)),
        },
        {
          id: 'changes',
          title: say('whereabouts.runs.changes'),
          align: 'end',
          cell: ({ changesUp, changesDown }) =>
            say('whereabouts.runs.upDown', upDown(format.number, changesUp, changesDown)),
        },
        {
          id: 'bytes',
          title: say('whereabouts.runs.bytes'),
          align: 'end',
          cell: ({ bytesUp, bytesDown }) =>
            say('whereabouts.runs.upDown', upDown(format.bytes, bytesUp, bytesDown)),
        },
        {
          id: 'trips',
          title: say('whereabouts.runs.roundTrips'),
          align: 'end',
          cell: ({ roundTrips }) => format.number(roundTrips),
        },
      ]}
    />
  );
}

const upDown = (
  text: (value: number) => string,
  up: number,
  down: number,
): { readonly up: string; readonly down: string } => ({ up: text(up), down: text(down) });

const meanings: { readonly [O in SyncRunRow['outcome']]: Meaning } = {
  done: 'good',
  interrupted: 'wait',
  refused: 'bad',
};
