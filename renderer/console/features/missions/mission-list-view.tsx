import { Map as MapIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { stateNameIn } from '#domain/mission/state-names.ts';
import { AttentionCell, NameCell, StatusPill } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import {
  Banner,
  EmptyState,
  RelativeTime,
  ScreenPage,
  SortableTable,
  type TableColumn,
  type TableSort,
} from '#renderer/ui';
import type { MissionRow } from '#renderer/console/api/response-types.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { localNoonMs } from '#renderer/console/parts/local-noon.ts';
import './mission-list.css';

/** A mission (or the programme) as headquarters lists it. */
export type ListedMission = MissionRow;

/** The missions in the order of one column. Equal ones stay as headquarters sent them: newest change first. */
export function sortMissions(
  missions: readonly ListedMission[],
  { column, direction }: TableSort,
): readonly ListedMission[] {
  const compare = missionComparisons.get(column);
  if (!compare) return missions;
  const sign = direction === 'ascending' ? 1 : -1;
  return missions.toSorted((a, b) => sign * compare(a, b));
}

type MissionComparison = (a: ListedMission, b: ListedMission) => number;

const missionComparisons: ReadonlyMap<string, MissionComparison> = new Map<string, MissionComparison>([
  ['title', (a, b) => a.title.localeCompare(b.title)],
  ['days', (a, b) => (a.from ?? '').localeCompare(b.from ?? '')],
  ['attention', (a, b) => a.conflicts - b.conflicts || a.held - b.held],
  ['changed', (a, b) => (a.changedAtMs ?? 0) - (b.changedAtMs ?? 0)],
]);

/**
 * Rows of the list from the logs that are open to a person.
 * The programme is listed beside missions, and not alone: everybody is in the programme, and it is no
 * mission.
 */
export const missionsToList = (missions: readonly ListedMission[]): readonly ListedMission[] =>
  missions.some(({ kind }) => kind === 'mission') ? missions : [];

interface MissionListViewProps {
  readonly missions: readonly ListedMission[];
  /** False for an administrator: missions are listed, their records are not opened. */
  readonly opensRecords: boolean;
  readonly hrefOf: (mission: ListedMission) => string;
  readonly sort: TableSort;
  readonly onSort: (sort: TableSort) => void;
}

/** Missions of this person, and open work in each. */
export function MissionListView(props: MissionListViewProps): ReactElement {
  const { missions, opensRecords, hrefOf, sort, onSort } = props;
  const translate = useTranslate();
  const columns = useMissionColumns();
  return (
    <ScreenPage>
      {!opensRecords && missions.length > 0 && (
        <Banner meaning="info" isQuiet>
          {translate('console.missions.notOpened')}
        </Banner>
      )}
      <SortableTable
        label={translate('console.missions.title')}
        rows={missions}
        rowId={({ log }) => log}
        {...(opensRecords && { hrefOf })}
        columns={columns}
        sort={sort}
        onSort={onSort}
        empty={
          <EmptyState icon={MapIcon} title={translate('console.missions.empty')}>
            {translate('console.missions.empty.text')}
          </EmptyState>
        }
      />
    </ScreenPage>
  );
}

function useMissionColumns(): readonly TableColumn<ListedMission>[] {
  const translate = useTranslate();
  const { number, list, language } = useFormat();
  return [
    {
      id: 'title',
      title: translate('path.mission'),
      isSortable: true,
      cell: ({ title, kind, roles }) => (
        <NameCell
          name={title === '' ? translate('value.untitled') : title}
          note={
            kind === 'programme'
              ? translate('console.missions.programme')
              : list(roles.map((role) => translate(valueLabels.role[role])))
          }
        />
      ),
    },
    {
      id: 'country',
      title: translate('path.country'),
      cell: ({ country }) => (country === null ? '–' : stateNameIn(country, language)),
    },
    {
      id: 'days',
      title: translate('path.days'),
      isSortable: true,
      cell: ({ kind, from, to }) => (kind === 'programme' ? '–' : <DayRangeText from={from} to={to} />),
    },
    {
      id: 'status',
      title: translate('path.status'),
      cell: ({ kind, status }) =>
        kind === 'programme' && status === null ? '–' : <StatusPill status={status} />,
    },
    {
      id: 'assessments',
      title: translate('value.documentKind.assessments'),
      align: 'end',
      cell: ({ assessments }) => number(assessments),
    },
    {
      id: 'workshops',
      title: translate('value.documentKind.workshops'),
      align: 'end',
      cell: ({ workshops }) => number(workshops),
    },
    {
      id: 'attention',
      title: translate('console.column.attention'),
      isSortable: true,
      cell: ({ conflicts, held }) => <AttentionCell conflicts={conflicts} held={held} />,
    },
    {
      id: 'changed',
      title: translate('console.missions.column.changed'),
      isSortable: true,
      cell: ({ changedAtMs }) =>
        changedAtMs === null ? (
          translate('console.missions.neverChanged')
        ) : (
          <RelativeTime atMs={changedAtMs} />
        ),
    },
  ];
}

interface DayRangeTextProps {
  readonly from: string | null;
  readonly to: string | null;
}

/** First and last day of a period, as far as they are known. */
export function DayRangeText({ from, to }: DayRangeTextProps): ReactElement {
  const format = useFormat();
  const translate = useTranslate();
  if (from !== null && to !== null) {
    return <span className="console-days">{format.dateRange(localNoonMs(from), localNoonMs(to))}</span>;
  }
  if (from !== null) return <>{translate('console.days.from', { day: format.date(localNoonMs(from)) })}</>;
  return (
    <>
      {to === null
        ? translate('console.days.none')
        : translate('console.days.to', { day: format.date(localNoonMs(to)) })}
    </>
  );
}
