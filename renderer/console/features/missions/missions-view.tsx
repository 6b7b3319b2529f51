import { Map as MapIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { Attention } from '#renderer/console/parts/attention.tsx';
import { DayRange } from '#renderer/console/parts/day-range.tsx';
import { NameCell } from '#renderer/console/parts/name-cell.tsx';
import { roleKeys } from '#renderer/console/parts/role-words.ts';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { type Column, Table, type TableSort } from '#renderer/ui/table.tsx';
import type { Mission } from './mission.ts';

interface MissionsViewProps {
  readonly missions: readonly Mission[];
  /** False for an administrator: missions are listed, their records are not opened. */
  readonly opensRecords: boolean;
  readonly hrefOf: (mission: Mission) => string;
  readonly sort: TableSort;
  readonly onSort: (sort: TableSort) => void;
}

/** The missions that this person has a part in, and what waits in each. */
export function MissionsView(props: MissionsViewProps): ReactElement {
  const { missions, opensRecords, hrefOf, sort, onSort } = props;
  const say = useSay();
  const columns = useMissionColumns();
  return (
    <Page>
      {!opensRecords && missions.length > 0 && (
        <Banner meaning="info" isQuiet>
          {say('console.missions.notOpened')}
        </Banner>
      )}
      <Table
        label={say('console.missions.title')}
        rows={missions}
        rowId={({ log }) => log}
        {...(opensRecords && { hrefOf })}
        columns={columns}
        sort={sort}
        onSort={onSort}
        empty={
          <EmptyState icon={MapIcon} title={say('console.missions.empty')}>
            {say('console.missions.empty.text')}
          </EmptyState>
        }
      />
    </Page>
  );
}

function useMissionColumns(): readonly Column<Mission>[] {
  const say = useSay();
  const { number, list } = useFormat();
  return [
    {
      id: 'title',
      title: say('console.missions.column.mission'),
      isSortable: true,
      cell: ({ title, kind, roles }) => (
        <NameCell
          name={title === '' ? say('console.untitled') : title}
          note={
            kind === 'programme'
              ? say('console.missions.programme')
              : list(roles.map((role) => say(roleKeys[role])))
          }
        />
      ),
    },
    // No name for a code: names of States follow UN terminology, which no library of ours brings.
    { id: 'country', title: say('console.missions.column.country'), cell: ({ country }) => country ?? '–' },
    {
      id: 'days',
      title: say('console.missions.column.days'),
      isSortable: true,
      cell: ({ kind, from, to }) => (kind === 'programme' ? '–' : <DayRange from={from} to={to} />),
    },
    {
      id: 'status',
      title: say('console.column.status'),
      cell: ({ kind, status }) =>
        kind === 'programme' && status === null ? '–' : <StatusPill status={status} />,
    },
    {
      id: 'assessments',
      title: say('console.rail.assessments'),
      align: 'end',
      cell: ({ assessments }) => number(assessments),
    },
    {
      id: 'workshops',
      title: say('console.rail.workshops'),
      align: 'end',
      cell: ({ workshops }) => number(workshops),
    },
    {
      id: 'attention',
      title: say('console.column.attention'),
      isSortable: true,
      cell: ({ conflicts, held }) => <Attention conflicts={conflicts} held={held} />,
    },
    {
      id: 'changed',
      title: say('console.missions.column.changed'),
      isSortable: true,
      cell: ({ changedAtMs }) =>
        changedAtMs === null ? say('console.missions.neverChanged') : <RelativeTime atMs={changedAtMs} />,
    },
  ];
}
