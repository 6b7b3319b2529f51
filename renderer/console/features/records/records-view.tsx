import { Inbox, SearchX } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Table } from '#renderer/ui/table.tsx';
import { isNarrowed, listRecords, type RecordList, type RecordRow, sortedBy, sortOf } from './record-list.ts';
import { useRecordColumns } from './record-columns.tsx';
import { RecordFiltersView } from './record-filters-view.tsx';
import './records-view.css';

interface RecordsViewProps {
  readonly records: readonly RecordRow[];
  readonly list: RecordList;
  readonly labels: ReadonlyMap<string, string>;
  readonly hrefOf: (record: RecordRow) => string;
  readonly onList: (list: RecordList) => void;
  /** Drops all filters; the order stays. */
  readonly onShowAll: () => void;
}

/** What a mission holds: every record with its state, to be ordered and narrowed. */
export function RecordsView(props: RecordsViewProps): ReactElement {
  const { records, list, labels, hrefOf, onList, onShowAll } = props;
  const shown = listRecords(records, list);
  return (
    <Page>
      <div className="console-records">
        {records.length > 0 && (
          <RecordFiltersView records={records} shown={shown.length} list={list} onList={onList} />
        )}
        <RecordTable
          shown={shown}
          list={list}
          labels={labels}
          hrefOf={hrefOf}
          onList={onList}
          onShowAll={onShowAll}
        />
      </div>
    </Page>
  );
}

interface RecordTableProps extends Omit<RecordsViewProps, 'records'> {
  readonly shown: readonly RecordRow[];
}

function RecordTable({ shown, list, labels, hrefOf, onList, onShowAll }: RecordTableProps): ReactElement {
  const say = useSay();
  return (
    <Table
      label={say('console.records.label')}
      rows={shown}
      rowId={({ doc }) => doc}
      hrefOf={hrefOf}
      columns={useRecordColumns(labels)}
      sort={sortOf(list)}
      onSort={(sort) => onList(sortedBy(list, sort))}
      empty={
        isNarrowed(list) ? (
          <EmptyState
            icon={SearchX}
            title={say('console.records.noneFound')}
            action={<Button onPress={onShowAll}>{say('console.records.showAll')}</Button>}
          >
            {say('console.records.noneFound.text')}
          </EmptyState>
        ) : (
          <EmptyState icon={Inbox} title={say('console.records.empty')}>
            {say('console.records.empty.text')}
          </EmptyState>
        )
      }
    />
  );
}
