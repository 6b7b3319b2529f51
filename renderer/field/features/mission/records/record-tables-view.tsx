import { Archive, ArchiveRestore, Copy, FolderInput, Pencil, Trash2, Undo2 } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { isMovableStatus } from '#domain/assessment/move-assessment.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { DayRange } from '#renderer/field/parts/day-range.tsx';
import { RecordAttention } from '#renderer/field/parts/record-attention.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { institutionTypeLabel, statusLabel } from '#renderer/records/value-labels.ts';
import {
  Button,
  ListEntry,
  MenuButton,
  type MenuChoice,
  Pill,
  RelativeTime,
  SortableTable,
  type TableColumn,
  TextLink,
} from '#renderer/ui';
import { type MissionAssessmentRow, type MissionWorkshopRow, recordNameOf } from './record-rows.ts';

/** Act on one record of a mission. */
export type RecordAct = 'rename' | 'duplicate' | 'move' | 'archive' | 'unarchive' | 'remove' | 'restore';

type RecordRow = MissionAssessmentRow | MissionWorkshopRow;

interface RecordTableProps<Row extends RecordRow> {
  readonly rows: readonly Row[];
  /** Removed records of this kind. */
  readonly removed: readonly Row[];
  /** Absent where nothing may be written. */
  readonly onAct?: ((recordAct: RecordAct, recordRow: RecordRow) => void) | undefined;
  readonly empty: ReactNode;
}

/** The workshops of one mission, with those that are archived or removed below. */
export function WorkshopTableView(props: RecordTableProps<MissionWorkshopRow>): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <RecordTable
      {...props}
      label={translate('mission.workshops.label')}
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

/** The assessments of one mission, with those that are archived or removed below. */
export function AssessmentTableView(props: RecordTableProps<MissionAssessmentRow>): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <RecordTable
      {...props}
      label={translate('mission.assessments.label')}
      columns={[
        {
          id: 'institution',
          title: translate('path.institution.name'),
          cell: (missionAssessmentRow) => <AssessmentNameCell row={missionAssessmentRow} />,
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
          cell: ({ answered, open }) =>
            open === null ? (
              format.number(answered)
            ) : (
              <span className="mission-count">
                {translate('mission.assessments.answeredOf', { answered, total: answered + open })}
              </span>
            ),
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
function AssessmentNameCell({ row }: { readonly row: MissionAssessmentRow }): ReactElement {
  const name = recordNameOf(row);
  return (
    <span className="mission-name">
      <bdi>{name}</bdi>
      {row.title !== name && (
        <small>
          <bdi>{row.title}</bdi>
        </small>
      )}
    </span>
  );
}

function RecordTable<Row extends RecordRow>({
  rows,
  removed,
  onAct,
  empty,
  label,
  columns,
}: RecordTableProps<Row> & {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
}): ReactElement {
  const translate = useTranslate();
  const menu: TableColumn<Row> = {
    id: 'acts',
    title: translate('ui.more'),
    isActions: true,
    isTitleHidden: true,
    align: 'end',
    cell: (row) => onAct && <RecordMenu row={row} onAct={(recordAct) => onAct(recordAct, row)} />,
  };
  return (
    <>
      <SortableTable
        label={label}
        rows={rows.filter(({ isArchived }) => !isArchived)}
        rowId={({ id }) => id}
        hrefOf={({ href }) => href}
        empty={empty}
        columns={onAct ? [...columns, menu] : columns}
      />
      <RecordsAside
        title={(count) => translate('mission.record.archivedCount', { count })}
        rows={rows.filter(({ isArchived }) => isArchived)}
        isOpened
        restore={{
          label: translate('mission.record.unarchive'),
          onPress: onAct && ((recordRow) => onAct('unarchive', recordRow)),
        }}
      />
      <RecordsAside
        title={(count) => translate('mission.record.removedCount', { count })}
        rows={removed}
        isOpened={false}
        restore={{
          label: translate('mission.record.restore'),
          onPress: onAct && ((recordRow) => onAct('restore', recordRow)),
        }}
      />
    </>
  );
}

function RecordMenu({
  row,
  onAct,
}: {
  readonly row: RecordRow;
  readonly onAct: (recordAct: RecordAct) => void;
}): ReactElement {
  const translate = useTranslate();
  const locked = row.isLocked && { isDisabled: true, description: translate('mission.record.locked') };
  const menuChoices: readonly MenuChoice<RecordAct>[] = [
    {
      id: 'rename',
      label: translate('institution' in row ? 'mission.record.rename' : 'mission.record.renameTitle'),
      icon: Pencil,
      ...locked,
    },
    ...('institution' in row
      ? ([
          { id: 'duplicate', label: translate('mission.record.duplicate'), icon: Copy },
          {
            id: 'move',
            label: translate('mission.record.move'),
            icon: FolderInput,
            ...(!isMovableStatus(row.status) && {
              isDisabled: true,
              description: translate('mission.record.move.submitted'),
            }),
          },
        ] as const)
      : []),
    {
      id: 'archive',
      label: translate('mission.record.archive'),
      description: translate('mission.record.archive.note'),
      icon: Archive,
      ...locked,
    },
    {
      id: 'remove',
      label: translate('ui.remove'),
      description: translate('mission.record.remove.note'),
      icon: Trash2,
      isDanger: true,
      ...locked,
    },
  ];
  return (
    <MenuButton
      label={translate('ui.more')}
      name={translate('mission.record.actsOf', { name: recordNameOf(row) })}
      kind="quiet"
      choices={menuChoices}
      onChoose={onAct}
    />
  );
}

interface RecordsAsideProps {
  readonly title: (count: number) => string;
  readonly rows: readonly RecordRow[];
  /** Its records still have a screen. */
  readonly isOpened: boolean;
  readonly restore: {
    readonly label: string;
    readonly onPress?: ((recordRow: RecordRow) => void) | undefined;
  };
}

/** Records out of the list, behind one line; nothing where there is none. */
function RecordsAside({ title, rows, isOpened, restore }: RecordsAsideProps): ReactElement | null {
  if (rows.length === 0) return null;
  const icon = isOpened ? ArchiveRestore : Undo2;
  return (
    <details className="mission-aside">
      <summary>{title(rows.length)}</summary>
      {rows.map((recordRow) => (
        <ListEntry
          key={recordRow.id}
          meta={<AsideMeta row={recordRow} />}
          action={
            restore.onPress && (
              <Button
                icon={icon}
                label={`${restore.label}: ${recordNameOf(recordRow)}`}
                onPress={() => restore.onPress?.(recordRow)}
              >
                {restore.label}
              </Button>
            )
          }
        >
          {isOpened ? (
            <TextLink href={recordRow.href}>
              <bdi>{recordNameOf(recordRow)}</bdi>
            </TextLink>
          ) : (
            <bdi>{recordNameOf(recordRow)}</bdi>
          )}
        </ListEntry>
      ))}
    </details>
  );
}

/** Title of an assessment beside its institution, its new place, and the time of the last change. */
function AsideMeta({ row }: { readonly row: RecordRow }): ReactElement {
  const translate = useTranslate();
  return (
    <>
      {row.title !== recordNameOf(row) && (
        <>
          <bdi>{row.title}</bdi>
          {' · '}
        </>
      )}
      {'movedToHref' in row && row.movedToHref !== null && (
        <>
          <TextLink href={row.movedToHref}>{translate('mission.record.movedTo')}</TextLink>
          {' · '}
        </>
      )}
      <RelativeTime atMs={row.changedAtMs} />
    </>
  );
}
