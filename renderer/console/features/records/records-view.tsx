import { Inbox, SearchX } from 'lucide-react';
import type { ReactElement } from 'react';
import { recordKindIcon } from '#renderer/console/parts/record-kind-icons.ts';
import { useTranslate } from '#renderer/i18n';
import {
  Button,
  EmptyState,
  Pill,
  RelativeTime,
  ScreenPage,
  SearchField,
  Select,
  SortableTable,
  Switch,
  type TableColumn,
} from '#renderer/ui';
import {
  filterRecords,
  isListNarrowed,
  type ListedRecord,
  type RecordList,
  recordKindsIn,
  recordStatusesIn,
  tableSortOf,
  withTableSort,
} from './record-list.ts';
import './records-view.css';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { AttentionCell } from '#renderer/console/parts/attention-cell.tsx';
import { StatusPill, statusLabelKey } from '#renderer/console/parts/status-pill.tsx';
import { DeviceName, NameCell } from '#renderer/console/parts/table-cells.tsx';
import { documentKindLabel, institutionTypeLabel } from '#renderer/records/value-labels.ts';
import '#renderer/console/parts/list-filters.css';

interface RecordsViewProps {
  readonly records: readonly ListedRecord[];
  readonly list: RecordList;
  readonly labels: ReadonlyMap<string, string>;
  readonly hrefOf: (listedRecord: ListedRecord) => string;
  readonly onList: (recordList: RecordList) => void;
  /** Drop all filters; the order stays. */
  readonly onShowAll: () => void;
}

/** Records of a mission with their status, to be sorted and filtered. */
export function RecordsView(props: RecordsViewProps): ReactElement {
  const { records, list, labels, hrefOf, onList, onShowAll } = props;
  const shownDocumentRows = filterRecords(records, list);
  return (
    <ScreenPage>
      <div className="console-records">
        {records.length > 0 && (
          <RecordFiltersView records={records} shown={shownDocumentRows.length} list={list} onList={onList} />
        )}
        <RecordTable
          shown={shownDocumentRows}
          list={list}
          labels={labels}
          hrefOf={hrefOf}
          onList={onList}
          onShowAll={onShowAll}
        />
      </div>
    </ScreenPage>
  );
}

interface RecordFiltersViewProps {
  readonly records: readonly ListedRecord[];
  /** Number of records after the filters. */
  readonly shown: number;
  readonly list: RecordList;
  readonly onList: (recordList: RecordList) => void;
}

// The library takes no empty key; no kind and no status is called "any".
const anyOptionId = 'any';
const optionIdOf = (part: string): string => (part === '' ? anyOptionId : part);
const filterValueOf = (id: string): string => (id === anyOptionId ? '' : id);

/** Filters of the list: words, kind, status, open work. They act on typing and choosing. */
function RecordFiltersView({ records, shown, list, onList }: RecordFiltersViewProps): ReactElement {
  const translate = useTranslate();
  const removed = records.filter((record) => record.removed).length;
  const kept = list.removed === 'yes' ? records.length : records.length - removed;
  return (
    <search className="console-filters">
      <SearchField
        label={translate('console.records.find')}
        value={list.find}
        onChange={(find) => onList({ ...list, find })}
      />
      <Select
        label={translate('path.kind')}
        hideLabel
        options={[
          { id: anyOptionId, label: translate('console.records.filter.anyKind') },
          ...recordKindsIn(records).map((kind) => ({ id: kind, label: translate(documentKindLabel(kind)) })),
        ]}
        value={optionIdOf(list.kind)}
        onChange={(id) => onList({ ...list, kind: filterValueOf(id) })}
      />
      <Select
        label={translate('path.status')}
        hideLabel
        options={[
          { id: anyOptionId, label: translate('console.records.filter.anyStatus') },
          ...recordStatusesIn(records).map((status) => ({
            id: status,
            label: statusTextOf(status, translate),
          })),
        ]}
        value={optionIdOf(list.status)}
        onChange={(id) => onList({ ...list, status: filterValueOf(id) })}
      />
      <Select
        label={translate('console.records.filter.needs')}
        hideLabel
        options={[
          { id: anyOptionId, label: translate('console.records.filter.anything') },
          { id: 'conflict', label: translate('console.records.filter.conflict') },
          { id: 'held', label: translate('console.records.filter.held') },
        ]}
        value={optionIdOf(list.needs)}
        onChange={(id) => onList({ ...list, needs: id === 'conflict' || id === 'held' ? id : '' })}
      />
      {removed > 0 && (
        <Switch
          label={translate('console.records.filter.removed', { count: removed })}
          isOn={list.removed === 'yes'}
          onChange={(isOn) => onList({ ...list, removed: isOn ? 'yes' : '' })}
        />
      )}
      <span className="console-filters-count" role="status">
        {shown === kept
          ? translate('console.records.allShown', { count: kept })
          : translate('console.records.count', { shown, count: kept })}
      </span>
    </search>
  );
}

function statusTextOf(status: string, translate: ReturnType<typeof useTranslate>): string {
  const messageKey = statusLabelKey(status);
  return messageKey ? translate(messageKey) : status;
}

/** Columns of the list. */
function useRecordColumns(labels: ReadonlyMap<string, string>): readonly TableColumn<ListedRecord>[] {
  const translate = useTranslate();
  return [
    {
      id: 'title',
      title: translate('path.record'),
      isSortable: true,
      cell: (documentRow) => <RecordNameCell row={documentRow} />,
    },
    {
      id: 'status',
      title: translate('path.status'),
      isSortable: true,
      cell: ({ status, removed }) =>
        removed ? <Pill text={translate('console.records.removed')} /> : <StatusPill status={status} />,
    },
    {
      id: 'answered',
      title: translate('console.records.column.contents'),
      isSortable: true,
      cell: (documentRow) => <RecordContentsCell row={documentRow} />,
    },
    {
      id: 'attention',
      title: translate('console.column.attention'),
      isSortable: true,
      cell: ({ conflicts, held }) => <AttentionCell conflicts={conflicts} held={held} />,
    },
    {
      id: 'changed',
      title: translate('console.records.column.changed'),
      isSortable: true,
      cell: (documentRow) => <LastChangeCell row={documentRow} labels={labels} />,
    },
  ];
}

function RecordNameCell({ row }: { readonly row: ListedRecord }): ReactElement {
  const translate = useTranslate();
  const { institution, institutionType } = row.facts;
  const type =
    institutionType === null ? null : institutionTypeLabel(institutionType, defaultMaturityModel, translate);
  const about = [translate(documentKindLabel(row.kind)), institution, type].filter(
    (part) => part !== null && part !== row.title,
  );
  return (
    <NameCell
      name={row.title === '' ? translate('value.untitled') : row.title}
      note={about.join(' · ')}
      icon={recordKindIcon(row.kind)}
    />
  );
}

function RecordContentsCell({ row: { kind, facts } }: { readonly row: ListedRecord }): ReactElement {
  const translate = useTranslate();
  if (kind === 'assessment') return <>{translate('console.records.answered', { count: facts.answered })}</>;
  return <>{kind === 'workshop' ? translate('console.records.sessions', { count: facts.sessions }) : '–'}</>;
}

interface LastChangeCellProps {
  readonly row: ListedRecord;
  readonly labels: ReadonlyMap<string, string>;
}

function LastChangeCell({ row, labels }: LastChangeCellProps): ReactElement {
  const translate = useTranslate();
  const { changedAtMs, lastAuthor, lastDevice } = row;
  if (changedAtMs === null) return <>{translate('console.records.neverChanged')}</>;
  return (
    <span className="console-change">
      <RelativeTime atMs={changedAtMs} />
      <small>
        {lastAuthor && <bdi>{lastAuthor.name}</bdi>}
        {lastDevice && (lastAuthor === null || labels.has(lastDevice)) && (
          <>
            {lastAuthor && ' · '}
            <DeviceName device={lastDevice} label={labels.get(lastDevice)} />
          </>
        )}
      </small>
    </span>
  );
}

interface RecordTableProps extends Omit<RecordsViewProps, 'records'> {
  readonly shown: readonly ListedRecord[];
}

function RecordTable({ shown, list, labels, hrefOf, onList, onShowAll }: RecordTableProps): ReactElement {
  const translate = useTranslate();
  return (
    <SortableTable
      label={translate('console.records.label')}
      rows={shown}
      rowId={({ doc }) => doc}
      hrefOf={hrefOf}
      columns={useRecordColumns(labels)}
      sort={tableSortOf(list)}
      onSort={(tableSort) => onList(withTableSort(list, tableSort))}
      empty={
        isListNarrowed(list) ? (
          <EmptyState
            icon={SearchX}
            title={translate('console.records.noneFound')}
            action={<Button onPress={onShowAll}>{translate('console.records.showAll')}</Button>}
          >
            {translate('console.records.noneFound.text')}
          </EmptyState>
        ) : (
          <EmptyState icon={Inbox} title={translate('console.records.empty')}>
            {translate('console.records.empty.text')}
          </EmptyState>
        )
      }
    />
  );
}
