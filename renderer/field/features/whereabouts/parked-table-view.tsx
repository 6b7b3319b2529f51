import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { ParkedRow } from './rows.ts';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Table } from '#renderer/ui/table.tsx';
import { parkedKey, parkedMessage } from './parked-message.ts';

interface ParkedTableViewProps {
  readonly items: readonly ParkedRow[];
}

/** What could not be accepted, with its reason. It stays here until someone has looked at it. */
export function ParkedTableView({ items }: ParkedTableViewProps): ReactElement {
  const say = useSay();
  return (
    <Table
      label={say('whereabouts.parked.title')}
      rows={items}
      rowId={({ atMs, text }) => `${atMs} ${text.slice(0, 200)}`}
      columns={[
        { id: 'what', title: say('whereabouts.parked.what'), cell: ({ what }) => say(parkedKey(what)) },
        {
          id: 'why',
          title: say('whereabouts.parked.why'),
          cell: (item) => <span className="wh-why">{say(parkedMessage(item))}</span>,
        },
        {
          id: 'when',
          title: say('whereabouts.runs.when'),
          cell: ({ atMs }) => <RelativeTime atMs={atMs} show="moment" />,
        },
      ]}
    />
  );
}
