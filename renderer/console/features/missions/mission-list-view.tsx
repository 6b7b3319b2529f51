import { Map as MapIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { ConsoleMissionRow } from '#api/console-api.ts';
import { MissionStatus } from '#domain/mission/mission.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { AttentionCell } from '#renderer/console/parts/attention-cell.tsx';
import { type ListColumn, ListTableView } from '#renderer/console/parts/list-filters-view.tsx';
import type { ListQuery } from '#renderer/console/parts/list-query.ts';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, EmptyState, RelativeTime, ScreenPage, type TableSort, TextLink } from '#renderer/ui';
import './mission-list.css';

/** A mission (or the programme) as headquarters lists it. */
export type ListedMission = ConsoleMissionRow;

interface MissionListViewProps {
  /** Missions and, beside them, the programme's log. */
  readonly missions: readonly ListedMission[];
  /** False for an administrator and a partner: missions are listed, their records are not opened. */
  readonly opensRecords: boolean;
  /** Address of the plan, for a partner: their items are there. */
  readonly planHref?: string | undefined;
  readonly hrefOf: (listedMission: ListedMission) => string;
  readonly list: ListQuery;
  readonly onList: (listQuery: ListQuery) => void;
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
  const missionRows = props.missions.filter(({ kind }) => kind === 'mission');
  const programme = props.missions.find(({ kind }) => kind === 'programme');
  const listColumns = useMissionColumns(missionRows, opensRecords);
  return (
    <ScreenPage>
      {!opensRecords && missionRows.length > 0 && (
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
      {isFirst && missionRows.length > 0 && firstSteps}
      <ListTableView
        label={translate('console.missions.title')}
        findLabel={translate('console.missions.find')}
        list={list}
        onList={onList}
        rows={missionRows}
        rowId={({ log }) => log}
        {...(opensRecords && { hrefOf })}
        columns={listColumns}
        ownSort={opensRecords ? newestFirst : byTitle}
        selectedId={created}
        textsOf={({ title, country }) => [title, country, country && stateNameIn(country, language)]}
        group={{
          label: translate('path.country'),
          anyLabel: translate('console.missions.anyState'),
          options: statesOf(missionRows, language),
          idsOf: ({ country }) => (country === null ? [] : [country]),
        }}
        status={{
          label: translate('path.status'),
          anyLabel: translate('console.records.filter.anyStatus'),
          options: MissionStatus.options.map((id) => ({
            id,
            label: translate(valueLabels.missionStatus[id]),
          })),
          idsOf: ({ status }) => (status === null ? [] : [status]),
        }}
        empty={
          firstSteps ?? (
            <EmptyState icon={MapIcon} title={translate('console.missions.empty')}>
              {translate('console.missions.empty.text')}
            </EmptyState>
          )
        }
      />
      {programme && opensRecords && missionRows.length > 0 && (
        <p>
          <TextLink href={hrefOf(programme)}>{translate('console.missions.programmeRecords')}</TextLink>
        </p>
      )}
    </ScreenPage>
  );
}

/** States of the missions as choices, by their names. */
const statesOf = (
  listedMissions: readonly ListedMission[],
  nameLanguage: ReturnType<typeof useFormat>['language'],
) =>
  [...new Set(listedMissions.flatMap(({ country }) => country ?? []))]
    .map((id) => ({ id, label: stateNameIn(id, nameLanguage) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, nameLanguage));

function useMissionColumns(
  listedMissions: readonly ListedMission[],
  opensRecords: boolean,
): readonly ListColumn<ListedMission>[] {
  const translate = useTranslate();
  const { number, list, language } = useFormat();
  const rolesOf = ({ roles }: ListedMission): string =>
    list(roles.map((role) => translate(valueLabels.role[role])));
  // The same role in every mission is no news: the rail has it.
  const areRolesNews = new Set(listedMissions.map(rolesOf)).size > 1;
  const directory: readonly ListColumn<ListedMission>[] = [
    {
      id: 'title',
      title: translate('path.mission'),
      sortBy: ({ title }) => title,
      cell: (missionRow) => (
        <NameCell
          name={missionRow.title === '' ? translate('value.untitled') : missionRow.title}
          note={areRolesNews ? rolesOf(missionRow) : ''}
        />
      ),
    },
    {
      id: 'country',
      title: translate('path.country'),
      sortBy: ({ country }) => country && stateNameIn(country, language),
      cell: ({ country }) => (country === null ? '–' : <bdi>{stateNameIn(country, language)}</bdi>),
    },
  ];
  if (!opensRecords) return directory;
  return [
    ...directory,
    {
      id: 'days',
      title: translate('path.days'),
      sortBy: ({ from }) => from,
      cell: ({ from, to }) => <DayRangeText from={from} to={to} />,
    },
    {
      id: 'status',
      title: translate('path.status'),
      sortBy: ({ status }) => statusRankOf(status),
      cell: ({ status }) => <StatusPill status={status} />,
    },
    {
      id: 'assessments',
      title: translate('value.documentKind.assessments'),
      sortBy: ({ assessments }) => assessments,
      align: 'end',
      cell: ({ assessments }) => (assessments === null ? '–' : number(assessments)),
    },
    {
      id: 'workshops',
      title: translate('value.documentKind.workshops'),
      sortBy: ({ workshops }) => workshops,
      align: 'end',
      cell: ({ workshops }) => (workshops === null ? '–' : number(workshops)),
    },
    {
      id: 'attention',
      title: translate('console.column.attention'),
      sortBy: ({ conflicts, held }) => (conflicts ?? 0) + (held ?? 0),
      cell: ({ conflicts, held }) =>
        conflicts === null || held === null ? '–' : <AttentionCell conflicts={conflicts} held={held} />,
    },
    {
      id: 'changed',
      title: translate('console.missions.column.changed'),
      sortBy: ({ changedAtMs }) => changedAtMs,
      cell: ({ changedAtMs }) =>
        changedAtMs === null ? (
          translate('console.missions.neverChanged')
        ) : (
          <RelativeTime atMs={changedAtMs} />
        ),
    },
  ];
}

/** Rank of a status in the course of a mission; null for none. */
const statusRankOf = (status: string | null): number | null => {
  const known = MissionStatus.safeParse(status);
  return known.success ? MissionStatus.options.indexOf(known.data) : null;
};

interface DayRangeTextProps {
  readonly from: string | null;
  readonly to: string | null;
}

/** First and last day of a period, as far as they are known. */
function DayRangeText({ from, to }: DayRangeTextProps): ReactElement {
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
