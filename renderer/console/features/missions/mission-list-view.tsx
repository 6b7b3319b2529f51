import { Map as MapIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { stateNameIn } from '#domain/mission/state-names.ts';
import {
  type ListQuery,
  mentionsEveryWord,
  tableSortOfList,
  withListSort,
} from '#renderer/console/parts/list-query.ts';
import { ListFiltersView, NothingFound } from '#renderer/console/parts/list-filters-view.tsx';
import { AttentionCell, NameCell, statusLabelKey, StatusPill } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import {
  Banner,
  EmptyState,
  RelativeTime,
  ScreenPage,
  SortableTable,
  type TableColumn,
  type TableSort,
  TextLink,
} from '#renderer/ui';
import type { MissionRow } from '#renderer/console/api/response-types.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { localNoonMs } from '#renderer/console/parts/local-noon.ts';
import './mission-list.css';

/** A mission (or the programme) as headquarters lists it. */
export type ListedMission = MissionRow;

/** Missions of a list: found by its search and filters, in the order of one column. */
export function filterMissions(
  missions: readonly ListedMission[],
  { find, group, status }: ListQuery,
  { column, direction }: TableSort,
  stateName: (code: string) => string,
): readonly ListedMission[] {
  const nameOf = ({ country }: ListedMission): string => (country === null ? '' : stateName(country));
  const compare = column === 'country' ? compareStates(nameOf) : missionComparisons.get(column);
  const sign = direction === 'ascending' ? 1 : -1;
  const found = missions.filter(
    (mission) =>
      (group === '' || mission.country === group) &&
      (status === '' || mission.status === status) &&
      mentionsEveryWord([mission.title, nameOf(mission), mission.country], find),
  );
  return compare ? found.toSorted((a, b) => sign * compare(a, b)) : found;
}

type MissionComparison = (a: ListedMission, b: ListedMission) => number;

/** Missions of one State stay together, those without a State come last. */
const compareStates =
  (nameOf: (mission: ListedMission) => string): MissionComparison =>
  (a, b) =>
    Number(a.country === null) - Number(b.country === null) || nameOf(a).localeCompare(nameOf(b));

const missionComparisons: ReadonlyMap<string, MissionComparison> = new Map<string, MissionComparison>([
  ['title', (a, b) => a.title.localeCompare(b.title)],
  ['days', (a, b) => (a.from ?? '').localeCompare(b.from ?? '')],
  ['status', (a, b) => (a.status ?? '').localeCompare(b.status ?? '')],
  ['attention', (a, b) => (a.conflicts ?? 0) - (b.conflicts ?? 0) || (a.held ?? 0) - (b.held ?? 0)],
  ['changed', (a, b) => (a.changedAtMs ?? 0) - (b.changedAtMs ?? 0)],
]);

interface MissionListViewProps {
  /** Missions and, beside them, the programme's log. */
  readonly missions: readonly ListedMission[];
  /** False for an administrator and a partner: missions are listed, their records are not opened. */
  readonly opensRecords: boolean;
  /** Address of the plan, for a partner: their items are there. */
  readonly planHref?: string | undefined;
  readonly hrefOf: (mission: ListedMission) => string;
  readonly list: ListQuery;
  readonly onList: (list: ListQuery) => void;
  /** Mission that was just created. */
  readonly created?: string | undefined;
  /** Steps of a new headquarters; absent where nothing is missing. */
  readonly firstSteps?: ReactNode | undefined;
  /** Whether the steps stand above a list as well: for those who take them. */
  readonly isFirst?: boolean | undefined;
}

const newestFirst: TableSort = { column: 'changed', direction: 'descending' };
const byTitle: TableSort = { column: 'title', direction: 'ascending' };

/** Missions of this person, and open work in each. Facts that a role may not see are absent. */
export function MissionListView(props: MissionListViewProps): ReactElement {
  const { opensRecords, planHref, hrefOf, list, onList, created, firstSteps, isFirst = false } = props;
  const translate = useTranslate();
  const { language } = useFormat();
  const missions = props.missions.filter(({ kind }) => kind === 'mission');
  const programme = props.missions.find(({ kind }) => kind === 'programme');
  const sort = tableSortOfList(list, opensRecords ? newestFirst : byTitle);
  const shown = filterMissions(missions, list, sort, (code) => stateNameIn(code, language));
  const columns = useMissionColumns(missions, opensRecords);
  return (
    <ScreenPage>
      {!opensRecords && missions.length > 0 && (
        <Banner meaning="info" isQuiet>
          {planHref === undefined ? (
            translate('console.missions.notOpened')
          ) : (
            <>
              {translate('console.missions.partner')}{' '}
              <TextLink href={planHref}>{translate('console.missions.partner.plan')}</TextLink>
            </>
          )}
        </Banner>
      )}
      {isFirst && missions.length > 0 && firstSteps}
      {missions.length > 0 && (
        <MissionFilters missions={missions} shown={shown.length} list={list} onList={onList} />
      )}
      <SortableTable
        label={translate('console.missions.title')}
        rows={shown}
        rowId={({ log }) => log}
        {...(opensRecords && { hrefOf })}
        columns={columns}
        sort={sort}
        onSort={(next) => onList(withListSort(list, next))}
        selectedId={created}
        empty={
          missions.length > 0 ? (
            <NothingFound list={list} onList={onList} />
          ) : (
            (firstSteps ?? (
              <EmptyState icon={MapIcon} title={translate('console.missions.empty')}>
                {translate('console.missions.empty.text')}
              </EmptyState>
            ))
          )
        }
      />
      {programme && opensRecords && missions.length > 0 && (
        <p>
          <TextLink href={hrefOf(programme)}>{translate('console.missions.programmeRecords')}</TextLink>
        </p>
      )}
    </ScreenPage>
  );
}

interface MissionFiltersProps {
  readonly missions: readonly ListedMission[];
  readonly shown: number;
  readonly list: ListQuery;
  readonly onList: (list: ListQuery) => void;
}

function MissionFilters({ missions, shown, list, onList }: MissionFiltersProps): ReactElement {
  const translate = useTranslate();
  const { language } = useFormat();
  const states = [...new Set(missions.flatMap(({ country }) => country ?? []))]
    .map((id) => ({ id, label: stateNameIn(id, language) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
  const statuses = [...new Set(missions.flatMap(({ status }) => status ?? []))].map((id) => {
    const key = statusLabelKey(id);
    return { id, label: key === undefined ? id : translate(key) };
  });
  return (
    <ListFiltersView
      findLabel={translate('console.missions.find')}
      list={list}
      onList={onList}
      group={{
        label: translate('path.country'),
        anyLabel: translate('console.missions.anyState'),
        options: states,
      }}
      status={{
        label: translate('path.status'),
        anyLabel: translate('console.records.filter.anyStatus'),
        options: statuses,
      }}
      shown={shown}
      count={missions.length}
    />
  );
}

function useMissionColumns(
  missions: readonly ListedMission[],
  opensRecords: boolean,
): readonly TableColumn<ListedMission>[] {
  const translate = useTranslate();
  const { number, list, language } = useFormat();
  const rolesOf = ({ roles }: ListedMission): string =>
    list(roles.map((role) => translate(valueLabels.role[role])));
  // The same role in every mission is no news: the rail has it.
  const areRolesNews = new Set(missions.map(rolesOf)).size > 1;
  const directory: readonly TableColumn<ListedMission>[] = [
    {
      id: 'title',
      title: translate('path.mission'),
      isSortable: true,
      cell: (mission) => (
        <NameCell
          name={mission.title === '' ? translate('value.untitled') : mission.title}
          note={areRolesNews ? rolesOf(mission) : ''}
        />
      ),
    },
    {
      id: 'country',
      title: translate('path.country'),
      isSortable: true,
      cell: ({ country }) => (country === null ? '–' : <bdi>{stateNameIn(country, language)}</bdi>),
    },
  ];
  if (!opensRecords) return directory;
  return [
    ...directory,
    {
      id: 'days',
      title: translate('path.days'),
      isSortable: true,
      cell: ({ from, to }) => <DayRangeText from={from} to={to} />,
    },
    {
      id: 'status',
      title: translate('path.status'),
      isSortable: true,
      cell: ({ status }) => <StatusPill status={status} />,
    },
    {
      id: 'assessments',
      title: translate('value.documentKind.assessments'),
      align: 'end',
      cell: ({ assessments }) => (assessments === null ? '–' : number(assessments)),
    },
    {
      id: 'workshops',
      title: translate('value.documentKind.workshops'),
      align: 'end',
      cell: ({ workshops }) => (workshops === null ? '–' : number(workshops)),
    },
    {
      id: 'attention',
      title: translate('console.column.attention'),
      isSortable: true,
      cell: ({ conflicts, held }) =>
        conflicts === null || held === null ? '–' : <AttentionCell conflicts={conflicts} held={held} />,
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
