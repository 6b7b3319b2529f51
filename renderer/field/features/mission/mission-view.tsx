import { ClipboardList, type LucideIcon, Presentation } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import {
  EmptyState,
  Pill,
  RelativeTime,
  ScreenPage,
  SortableTable,
  type TabContent,
  Tabs,
} from '#renderer/ui';
import type { MissionAssessmentRow, MissionWorkshopRow } from './mission-record-rows.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { RecordAttention } from '#renderer/field/parts/record-attention.tsx';
import './mission.css';
import { DayRange } from '#renderer/field/parts/day-range.tsx';
import { institutionTypeLabel, statusLabel } from '#renderer/records/value-labels.ts';

interface WorkshopsTableViewProps {
  readonly rows: readonly MissionWorkshopRow[];
  readonly empty: ReactNode;
}

/** The workshops of one mission. */
function WorkshopsTableView({ rows, empty }: WorkshopsTableViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <SortableTable
      label={translate('mission.workshops.label')}
      rows={rows}
      rowId={({ id }) => id}
      hrefOf={({ href }) => href}
      empty={empty}
      columns={[
        { id: 'title', title: translate('mission.workshops.title'), cell: ({ title }) => <bdi>{title}</bdi> },
        {
          id: 'days',
          title: translate('path.days'),
          cell: ({ from, to }) => <DayRange from={from} to={to} />,
        },
        {
          id: 'status',
          title: translate('path.status'),
          cell: ({ status }) => <Pill text={translate(statusLabel('workshopStatus', status))} />,
        },
        {
          id: 'sessions',
          title: translate('path.sessions'),
          align: 'end',
          cell: ({ sessions }) => format.number(sessions),
        },
        {
          id: 'changed',
          title: translate('mission.assessments.changed'),
          cell: ({ changedAtMs }) => <RelativeTime atMs={changedAtMs} />,
        },
        {
          id: 'attention',
          title: translate('mission.list.attention'),
          cell: ({ conflicts, waiting }) => <RecordAttention conflicts={conflicts} waiting={waiting} />,
        },
      ]}
    />
  );
}

interface AssessmentsTableViewProps {
  readonly rows: readonly MissionAssessmentRow[];
  readonly empty: ReactNode;
}

/** The assessments of one mission. */
function AssessmentsTableView({ rows, empty }: AssessmentsTableViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <SortableTable
      label={translate('mission.assessments.label')}
      rows={rows}
      rowId={({ id }) => id}
      hrefOf={({ href }) => href}
      empty={empty}
      columns={[
        {
          id: 'institution',
          title: translate('path.institution.name'),
          cell: (row) => <AssessmentNameCell row={row} />,
        },
        {
          id: 'type',
          title: translate('mission.assessments.type'),
          cell: ({ type }) => type && institutionTypeLabel(type, defaultMaturityModel, translate),
        },
        {
          id: 'status',
          title: translate('path.status'),
          cell: ({ status }) => <Pill text={translate(statusLabel('assessmentStatus', status))} />,
        },
        {
          id: 'answered',
          title: translate('mission.assessments.answered'),
          align: 'end',
          cell: ({ answered }) => format.number(answered),
        },
        {
          id: 'changed',
          title: translate('mission.assessments.changed'),
          cell: ({ changedAtMs }) => <RelativeTime atMs={changedAtMs} />,
        },
        {
          id: 'attention',
          title: translate('mission.list.attention'),
          cell: ({ openReviewComments: toMend, conflicts, waiting }) => (
            <RecordAttention
              returned={
                toMend === null ? null : { key: 'mission.assessmentReturned', values: { count: toMend } }
              }
              conflicts={conflicts}
              waiting={waiting}
            />
          ),
        },
      ]}
    />
  );
}

/** Institution, and the assessment's title where that says more. */
function AssessmentNameCell({
  row: { institution, title },
}: {
  readonly row: MissionAssessmentRow;
}): ReactElement {
  const name = institution === '' ? title : institution;
  return (
    <span className="mission-name">
      <bdi>{name}</bdi>
      {title !== name && (
        <small>
          <bdi>{title}</bdi>
        </small>
      )}
    </span>
  );
}

type MissionOwnTab = 'assessments' | 'workshops' | 'notes';

interface MissionViewProps<Tab extends string> {
  /** State and days of the mission. */
  readonly about: ReactNode;
  readonly tab: MissionOwnTab | Tab;
  readonly onTab: (tab: MissionOwnTab | Tab) => void;
  readonly assessments: readonly MissionAssessmentRow[];
  readonly workshops: readonly MissionWorkshopRow[];
  /** The interview notes of this laptop. */
  readonly notes: ReactNode;
  /** The person's role here may read but not add. */
  readonly isReadOnly: boolean;
  /** Further tabs of a mission, drawn by the screen. */
  readonly more: readonly TabContent<Tab>[];
}

/** One mission: its assessments, its workshops, the interview notes of this laptop, and further tabs. */
export function MissionView<Tab extends string>(props: MissionViewProps<Tab>): ReactElement {
  const translate = useTranslate();
  const { about, tab, onTab, assessments, workshops, notes, isReadOnly, more } = props;
  const empty = (icon: LucideIcon, title: MessageKey, text: MessageKey): ReactElement => (
    <EmptyState icon={icon} title={translate(title)}>
      {translate(isReadOnly ? 'mission.readOnly.empty' : text)}
    </EmptyState>
  );
  return (
    <ScreenPage>
      {about}
      <Tabs<MissionOwnTab | Tab>
        label={translate('mission.tabs')}
        selected={tab}
        onSelect={onTab}
        tabs={[
          {
            id: 'assessments',
            label: translate('value.documentKind.assessments'),
            count: assessments.length,
            content: (
              <AssessmentsTableView
                rows={assessments}
                empty={empty(
                  ClipboardList,
                  'mission.assessments.empty.title',
                  'mission.assessments.empty.text',
                )}
              />
            ),
          },
          {
            id: 'workshops',
            label: translate('value.documentKind.workshops'),
            count: workshops.length,
            content: (
              <WorkshopsTableView
                rows={workshops}
                empty={empty(Presentation, 'mission.workshops.empty.title', 'mission.workshops.empty.text')}
              />
            ),
          },
          { id: 'notes', label: translate('note.tab'), content: notes },
          ...more,
        ]}
      />
    </ScreenPage>
  );
}
