import type { ReactElement, ReactNode } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Pill } from '#renderer/ui/pill.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Table } from '#renderer/ui/table.tsx';
import { Attention } from '#renderer/field/parts/attention.tsx';
import { DayRange } from '#renderer/field/parts/day-range.tsx';
import { workshopStatusKey } from '#renderer/field/parts/status-word.ts';
import type { WorkshopRow } from './record-rows.ts';

interface WorkshopsTableViewProps {
  readonly rows: readonly WorkshopRow[];
  readonly empty: ReactNode;
}

/** The workshops of one mission. */
export function WorkshopsTableView({ rows, empty }: WorkshopsTableViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  return (
    <Table
      label={say('mission.workshops.label')}
      rows={rows}
      rowId={({ id }) => id}
      hrefOf={({ href }) => href}
      empty={empty}
      columns={[
        { id: 'title', title: say('mission.workshops.title'), cell: ({ title }) => <bdi>{title}</bdi> },
        {
          id: 'days',
          title: say('mission.list.days'),
          cell: ({ from, to }) => <DayRange from={from} to={to} />,
        },
        {
          id: 'status',
          title: say('mission.list.status'),
          cell: ({ status }) => <Pill text={say(workshopStatusKey(status))} />,
        },
        {
          id: 'sessions',
          title: say('mission.workshops.sessions'),
          align: 'end',
          cell: ({ sessions }) => format.number(sessions),
        },
        {
          id: 'changed',
          title: say('mission.assessments.changed'),
          cell: ({ changedAtMs }) => <RelativeTime atMs={changedAtMs} />,
        },
        {
          id: 'attention',
          title: say('mission.list.attention'),
          cell: ({ conflicts, waiting }) => <Attention conflicts={conflicts} waiting={waiting} />,
        },
      ]}
    />
  );
}
