import { Map } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { Table } from '#renderer/ui/table.tsx';
import { Attention } from '#renderer/field/parts/attention.tsx';
import { DayRange } from '#renderer/field/parts/day-range.tsx';
import { missionStatusKey } from '#renderer/field/parts/status-word.ts';
import type { MissionRow } from './mission-rows.ts';

interface MissionsViewProps {
  readonly missions: readonly MissionRow[];
  /** What was taken off this laptop. */
  readonly takenOff?: ReactNode | undefined;
}

/** Everything this laptop knows of: where one starts the day. */
export function MissionsView({ missions, takenOff }: MissionsViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  return (
    <Page>
      <Table
        label={say('mission.list.label')}
        rows={missions}
        rowId={({ id }) => id}
        hrefOf={({ href }) => href}
        columns={[
          {
            id: 'title',
            title: say('mission.list.mission'),
            cell: ({ title }) => <bdi>{title}</bdi>,
          },
          {
            id: 'days',
            title: say('mission.list.days'),
            cell: ({ from, to }) => <DayRange from={from} to={to} />,
          },
          {
            id: 'status',
            title: say('mission.list.status'),
            cell: ({ status }) => <Pill text={say(missionStatusKey(status))} />,
          },
          {
            id: 'assessments',
            title: say('mission.list.assessments'),
            align: 'end',
            cell: ({ assessments }) => format.number(assessments),
          },
          {
            id: 'workshops',
            title: say('mission.list.workshops'),
            align: 'end',
            cell: ({ workshops }) => format.number(workshops),
          },
          {
            id: 'attention',
            title: say('mission.list.attention'),
            cell: ({ returned, conflicts, waiting }) => (
              <Attention
                returned={returned > 0 ? { key: 'mission.returned', values: { count: returned } } : null}
                conflicts={conflicts}
                waiting={waiting}
              />
            ),
          },
        ]}
        empty={
          <EmptyState icon={Map} title={say('mission.list.empty.title')}>
            {say('mission.list.empty.text')}
          </EmptyState>
        }
      />
      {takenOff}
    </Page>
  );
}
