import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { ParkedRow } from './rows.ts';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Table } from '#renderer/ui/table.tsx';

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
        {
          id: 'what',
          title: say('whereabouts.parked.what'),
          cell: ({ what }) => <code dir="ltr">{what}</code>,
        },
        { id: 'why', title: say('whereabouts.parked.why'), cell: ({ why }) => <bdi>{why}</bdi> },
        {
          id: 'when',
          title: say('whereabouts.runs.when'),
          cell: ({ atMs }) => <RelativeTime atMs={atMs} show="moment" />,
        },
      ]}
    />
  );
}
