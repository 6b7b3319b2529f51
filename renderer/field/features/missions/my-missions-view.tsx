import { CloudDownload, Map } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { DayRange } from '#renderer/field/parts/day-range.tsx';
import { RecordAttention } from '#renderer/field/parts/record-attention.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { statusLabel } from '#renderer/records/value-labels.ts';
import { Banner, EmptyState, Pill, ProgressBar, SortableTable } from '#renderer/ui';
import type { ArrivingMissions, MissionListRow } from './mission-rows.ts';

interface MyMissionsViewProps {
  readonly missions: readonly MissionListRow[];
  /** Missions that were removed from this laptop. */
  readonly removedMissions?: ReactNode | undefined;
  /** Progress while missions arrive for the first time; null once all are here. */
  readonly arriving?: ArrivingMissions | null;
  /** A sync is under way. */
  readonly isReceiving?: boolean;
}

/** List of all missions on this laptop. */
export function MyMissionsView(props: MyMissionsViewProps): ReactElement {
  const { missions, removedMissions, arriving = null, isReceiving = false } = props;
  const translate = useTranslate();
  const format = useFormat();
  return (
    <>
      {arriving && <ArrivingMissionsView arriving={arriving} isReceiving={isReceiving} />}
      <SortableTable
        label={translate('mission.list.label')}
        rows={missions}
        rowId={({ id }) => id}
        hrefOf={({ href }) => href}
        columns={[
          {
            id: 'title',
            title: translate('path.mission'),
            cell: ({ title }) => <bdi>{title}</bdi>,
          },
          {
            id: 'days',
            title: translate('path.days'),
            cell: ({ from, to, isAwaited }) => !isAwaited && <DayRange from={from} to={to} />,
          },
          {
            id: 'status',
            title: translate('path.status'),
            cell: ({ status, isAwaited }) => (
              <Pill
                text={translate(
                  isAwaited
                    ? isReceiving
                      ? 'mission.list.receiving'
                      : 'mission.list.notReceived'
                    : statusLabel('missionStatus', status),
                )}
              />
            ),
          },
          {
            id: 'assessments',
            title: translate('value.documentKind.assessments'),
            align: 'end',
            cell: ({ assessments, isAwaited }) => !isAwaited && format.number(assessments),
          },
          {
            id: 'workshops',
            title: translate('value.documentKind.workshops'),
            align: 'end',
            cell: ({ workshops, isAwaited }) => !isAwaited && format.number(workshops),
          },
          {
            id: 'attention',
            title: translate('mission.list.attention'),
            cell: ({ returned, conflicts, waiting, isAwaited }) =>
              !isAwaited && (
                <RecordAttention
                  returned={returned > 0 ? { key: 'mission.returned', values: { count: returned } } : null}
                  conflicts={conflicts}
                  waiting={waiting}
                />
              ),
          },
        ]}
        empty={
          <EmptyState icon={Map} title={translate('mission.list.empty.title')}>
            {translate('mission.list.empty.text')}
          </EmptyState>
        }
      />
      {removedMissions}
    </>
  );
}

interface ArrivingMissionsViewProps {
  readonly arriving: ArrivingMissions;
  readonly isReceiving: boolean;
}

/** Content that is on its way to this laptop for the first time, and how much of it is here. */
function ArrivingMissionsView({ arriving, isReceiving }: ArrivingMissionsViewProps): ReactElement {
  const translate = useTranslate();
  const { done, all, records } = arriving;
  const progress = translate('mission.arriving.progress', { done, count: all });
  return (
    <Banner
      meaning={isReceiving ? 'info' : 'wait'}
      icon={CloudDownload}
      title={translate(isReceiving ? 'mission.arriving.title' : 'mission.arriving.waits')}
    >
      <ProgressBar label={translate('mission.arriving.title')} fraction={done / all} valueText={progress} />
      <p>{translate('mission.arriving.records', { count: records })}</p>
      {!isReceiving && <p>{translate('mission.arriving.waits.text')}</p>}
    </Banner>
  );
}
