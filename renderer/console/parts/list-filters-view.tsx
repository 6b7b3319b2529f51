import { SearchX } from 'lucide-react';
import { type ComponentProps, type ReactElement, useState } from 'react';
import { mentionsEveryWord, type SortValue, sortRows } from '#base/list-rows.ts';
import {
  type ListOrder,
  type ListQuery,
  unfilteredList,
  withListSort,
} from '#renderer/console/parts/list-query.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import {
  Button,
  EmptyState,
  SearchField,
  Select,
  SortableTable,
  type TableColumn,
  type TableSort,
  useIsPrinting,
} from '#renderer/ui';
import './list-filters.css';

/** Choice of one value of a column, or of all. */
interface ListFilterChoice {
  readonly label: string;
  readonly anyLabel: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
}

interface ListFiltersViewProps {
  readonly findLabel: string;
  readonly list: ListQuery;
  readonly onList: (listQuery: ListQuery) => void;
  readonly group?: ListFilterChoice | undefined;
  readonly status?: ListFilterChoice | undefined;
  /** Number of rows after the filters, and of all. */
  readonly shown: number;
  readonly count: number;
}

// The library takes no empty key; no value is called "any".
const anyOptionId = 'any';

/** Search and filters above a list. They act on typing and choosing. */
export function ListFiltersView(props: ListFiltersViewProps): ReactElement {
  const { findLabel, list, onList, group, status, shown, count } = props;
  const translate = useTranslate();
  return (
    <search className="console-filters">
      <SearchField label={findLabel} value={list.find} onChange={(find) => onList({ ...list, find })} />
      {group && group.options.length > 1 && (
        <ListFilterSelect
          choice={group}
          value={list.group}
          onChange={(id) => onList({ ...list, group: id })}
        />
      )}
      {status && status.options.length > 1 && (
        <ListFilterSelect
          choice={status}
          value={list.status}
          onChange={(id) => onList({ ...list, status: id })}
        />
      )}
      <span className="console-filters-count" role="status">
        {shown < count && translate('console.list.shown', { shown, count })}
      </span>
    </search>
  );
}

interface ListFilterSelectProps {
  readonly choice: ListFilterChoice;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function ListFilterSelect({ choice, value, onChange }: ListFilterSelectProps): ReactElement {
  return (
    <div className="console-filter" data-set={value !== '' || undefined}>
      <Select
        label={choice.label}
        hideLabel
        options={[{ id: anyOptionId, label: choice.anyLabel }, ...choice.options]}
        value={value === '' ? anyOptionId : value}
        onChange={(id) => onChange(id === anyOptionId ? '' : id)}
      />
    </div>
  );
}

interface NothingFoundProps {
  readonly list: ListQuery;
  readonly onList: (listQuery: ListQuery) => void;
}

/** Shown in place of the rows where the filters leave none. */
export function NothingFound({ list, onList }: NothingFoundProps): ReactElement {
  const translate = useTranslate();
  return (
    <EmptyState
      icon={SearchX}
      title={translate('console.list.noneFound')}
      action={
        <Button onPress={() => onList({ ...unfilteredList, sort: list.sort, order: list.order })}>
          {translate('console.list.showAll')}
        </Button>
      }
    >
      {translate('console.records.noneFound.text')}
    </EmptyState>
  );
}

/** Column of a list. With `sortBy` its heading sorts the rows by that value. */
export interface ListColumn<Row> extends Omit<TableColumn<Row>, 'isSortable'> {
  readonly sortBy?: ((row: Row) => SortValue) | undefined;
}

type TableProps<Row> = ComponentProps<typeof SortableTable<Row>>;

interface SortedTableProps<Row, List extends ListOrder>
  extends Omit<TableProps<Row>, 'columns' | 'sort' | 'onSort'> {
  readonly columns: readonly ListColumn<Row>[];
  /** Order until somebody sorts; without it the rows stay as they come. */
  readonly ownSort?: TableSort | undefined;
  readonly list: List;
  readonly onList: (list: List) => void;
  /** Name of the table in the address, on a page with several. */
  readonly name?: string | undefined;
  /** Rows that come after all others in every order. */
  readonly isLast?: ((row: Row) => boolean) | undefined;
  /** Most rows that are drawn on a screen; sorting and printing are of all. */
  readonly most?: number | undefined;
  /** True where headquarters sorted the rows: they are one page of a list. */
  readonly isSorted?: boolean | undefined;
}

/** Table whose headings sort its rows. The address keeps the order. */
export function SortedTableView<Row, List extends ListOrder>(
  props: SortedTableProps<Row, List>,
): ReactElement {
  const { columns, rows, list, onList, ownSort, name, isLast, most, isSorted = false, ...table } = props;
  const language = useLanguage();
  const isPrinting = useIsPrinting();
  const prefix = name === undefined ? '' : `${name}.`;
  const valueOf = (id: string | undefined) => columns.find((listColumn) => listColumn.id === id)?.sortBy;
  const column = list.sort.startsWith(prefix) ? list.sort.slice(prefix.length) : '';
  const tableSort =
    list.order !== '' && valueOf(column) !== undefined ? { column, direction: list.order } : ownSort;
  const sortBy = isSorted ? undefined : valueOf(tableSort?.column);
  const sorted =
    tableSort === undefined || sortBy === undefined
      ? rows
      : sortRows(rows, sortBy, tableSort.direction, language);
  return (
    <SortableTable
      {...table}
      columns={columns.map(({ sortBy: value, ...one }) => ({ ...one, isSortable: value !== undefined }))}
      rows={(isLast ? sortRows(sorted, (row) => Number(isLast(row)), 'ascending', language) : sorted).slice(
        0,
        isPrinting ? undefined : most,
      )}
      sort={tableSort}
      onSort={(nextTableSort) =>
        onList(withListSort(list, { ...nextTableSort, column: `${prefix}${nextTableSort.column}` }))
      }
    />
  );
}

/** Sorted table beside the list of its page. It keeps its order until the page is left. */
export function OwnSortedTableView<Row>(
  props: Omit<SortedTableProps<Row, ListQuery>, 'list' | 'onList' | 'name'>,
): ReactElement {
  const [listQuery, setList] = useState(unfilteredList);
  return <SortedTableView {...props} list={listQuery} onList={setList} />;
}

/** Filter of a list by one value of its rows. */
interface RowFilter<Row> extends ListFilterChoice {
  readonly idsOf: (row: Row) => readonly string[];
}

interface ListTableProps<Row> extends SortedTableProps<Row, ListQuery> {
  readonly findLabel?: string | undefined;
  /** Texts of a row that the search reads. */
  readonly textsOf: (row: Row) => readonly (string | null | undefined)[];
  readonly group?: RowFilter<Row> | undefined;
  readonly status?: RowFilter<Row> | undefined;
}

/** List with search, filters and sorting, all in its address. */
export function ListTableView<Row>(props: ListTableProps<Row>): ReactElement {
  const { findLabel, textsOf, group, status, empty, ...table } = props;
  const { rows, list, onList } = table;
  const translate = useTranslate();
  const isIn = (rowFilter: RowFilter<Row> | undefined, wanted: string, row: Row): boolean =>
    rowFilter === undefined || wanted === '' || rowFilter.idsOf(row).includes(wanted);
  const foundRows = rows.filter(
    (row) =>
      isIn(group, list.group, row) &&
      isIn(status, list.status, row) &&
      mentionsEveryWord(textsOf(row), list.find),
  );
  if (rows.length === 0) return <>{empty}</>;
  return (
    <>
      <ListFiltersView
        findLabel={findLabel ?? translate('console.list.find')}
        list={list}
        onList={onList}
        group={group && occurring(group, rows)}
        status={status && occurring(status, rows)}
        shown={foundRows.length}
        count={rows.length}
      />
      <SortedTableView {...table} rows={foundRows} empty={<NothingFound list={list} onList={onList} />} />
    </>
  );
}

/** Choices of a filter that some row has. */
function occurring<Row>(rowFilter: RowFilter<Row>, rows: readonly Row[]): ListFilterChoice {
  const present = new Set(rows.flatMap(rowFilter.idsOf));
  return { ...rowFilter, options: rowFilter.options.filter(({ id }) => present.has(id)) };
}
