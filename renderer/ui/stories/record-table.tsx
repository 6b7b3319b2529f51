import { ClipboardList } from 'lucide-react';
import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n';
import { galleryNowMs, useSample } from '../gallery/sample.ts';
import { EmptyState } from '../marks/empty-state.tsx';
import { Pill, type StatusMeaning } from '../marks/pill.tsx';
import { RelativeTime } from '../screen-clock.tsx';
import { SortableTable } from '../sortable-table.tsx';

interface SampleRecord {
  readonly name: string;
  readonly state: string;
  readonly meaning: StatusMeaning | undefined;
  readonly answers: number;
  readonly changedMs: number;
}

/** Sample rows for the stories that show a table. */
export function RecordTable({ isEmpty = false }: { readonly isEmpty?: boolean }): ReactElement {
  const sample = useSample();
  const { number } = useFormat();
  const sampleRecords: readonly SampleRecord[] = [
    { name: sample.institution, state: sample.fieldwork, meaning: 'info', answers: 18, changedMs: 720_000 },
    { name: sample.court, state: sample.returned, meaning: 'wait', answers: 29, changedMs: 93_600_000 },
    { name: sample.laboratory, state: sample.agreed, meaning: 'good', answers: 54, changedMs: 520_000_000 },
    { name: sample.institutionLong, state: sample.draft, meaning: undefined, answers: 0, changedMs: 30_000 },
  ];
  return (
    <SortableTable
      label={sample.mission}
      rows={isEmpty ? [] : sampleRecords}
      rowId={({ name }) => name}
      onOpen={() => undefined}
      columns={[
        { id: 'name', title: sample.name, cell: ({ name }) => name },
        {
          id: 'state',
          title: sample.state,
          cell: ({ state, meaning }) => <Pill text={state} meaning={meaning} />,
        },
        { id: 'answers', title: sample.answers, align: 'end', cell: ({ answers }) => number(answers) },
        {
          id: 'changed',
          title: sample.changed,
          cell: ({ changedMs }) => <RelativeTime atMs={galleryNowMs - changedMs} />,
        },
      ]}
      empty={
        <EmptyState icon={ClipboardList} title={sample.emptyTitle}>
          {sample.emptyText}
        </EmptyState>
      }
    />
  );
}
