import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { RecordRow } from './rows.ts';
import { Pill } from '#renderer/ui/pill.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Table } from '#renderer/ui/table.tsx';
import { kindKey } from './kind-key.ts';

interface RecordsTableViewProps {
  readonly label: string;
  readonly records: readonly RecordRow[];
}

/** One line a record: here only, held back, or at headquarters since when. */
export function RecordsTableView({ label, records }: RecordsTableViewProps): ReactElement {
  const say = useSay();
  return (
    <Table
      label={label}
      rows={records}
      rowId={({ doc }) => doc}
      hrefOf={({ href }) => href}
      columns={[
        {
          id: 'title',
          title: say('whereabouts.record'),
          cell: ({ title }) => <bdi>{title || say('whereabouts.untitled')}</bdi>,
        },
        { id: 'kind', title: say('whereabouts.kind'), cell: ({ kind }) => say(kindKey(kind)) },
        {
          id: 'changed',
          title: say('whereabouts.changed'),
          cell: ({ changedAtMs }) => <RelativeTime atMs={changedAtMs} />,
        },
        { id: 'where', title: say('whereabouts.where'), cell: (record) => <Place record={record} /> },
        {
          id: 'receipt',
          title: say('whereabouts.receipt'),
          cell: ({ receiptAtMs }) =>
            receiptAtMs === null ? (
              say('whereabouts.receipt.none')
            ) : (
              <RelativeTime atMs={receiptAtMs} show="moment" />
            ),
        },
      ]}
    />
  );
}

function Place({ record }: { readonly record: RecordRow }): ReactElement {
  const say = useSay();
  if (record.waiting > 0)
    return <Pill text={say('whereabouts.where.waiting', { count: record.waiting })} meaning="wait" />;
  if (record.heldAtHeadquarters > 0)
    return <Pill text={say('whereabouts.where.held', { count: record.heldAtHeadquarters })} meaning="bad" />;
  return <Pill text={say('whereabouts.where.headquarters')} meaning="good" />;
}
