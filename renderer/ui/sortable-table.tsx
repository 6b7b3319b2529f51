import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactElement, type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import { Button } from 'react-aria-components';
import './sortable-table.css';
import { TextLink } from './text-link.tsx';

export interface TableColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** The heading is read out, not shown: its cells are buttons. */
  readonly isTitleHidden?: boolean | undefined;
  /** Shown in place of the title, which is read out: the scale of a picture. Not for columns that sort. */
  readonly head?: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** `end`: numbers. */
  readonly align?: 'start' | 'end' | undefined;
  /** Its heading is a button that sorts the rows by it; the table's owner sorts. */
  readonly isSortable?: boolean | undefined;
  /** Buttons of the row: at the end of its first line where rows are cards. */
  readonly isActions?: boolean | undefined;
}

/** Column that sorts the rows. */
export interface TableSort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

interface SortableTableProps<Row> {
  /** Content of the table; read out, not shown. */
  readonly label: string;
  /** The first column names the row. */
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** Called by the row's name, which becomes a link; a press anywhere in the row does the same. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** The same as a real link, for pages that have addresses: it can be opened in another tab. */
  readonly hrefOf?: ((row: Row) => string) | undefined;
  readonly sort?: TableSort | undefined;
  readonly onSort?: ((tableSort: TableSort) => void) | undefined;
  readonly selectedId?: string | undefined;
  /** Shown in place of the rows when there are none. */
  readonly empty?: ReactNode | undefined;
}

/**
 * Rows and columns to read and open. Under 200 rows; longer lists need virtualisation.
 * Where the columns do not fit, each row is a card with labelled values: nothing is cut off.
 */
export function SortableTable<Row>(props: SortableTableProps<Row>): ReactElement {
  const { label, columns, rows, rowId, empty } = props;
  const box = useRef<HTMLDivElement>(null);
  useCardsWhereTooNarrow(box);
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;

  return (
    <div className="fb-table-scroll" ref={box}>
      <table className="fb-table">
        <caption className="fb-hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map((tableColumn) => (
              <TableHeading
                key={tableColumn.id}
                column={tableColumn}
                sort={props.sort}
                onSort={props.onSort}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={rowId(row)} row={row} table={props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Mark the box of a table as narrow while its columns need more than its width. Known before each paint. */
function useCardsWhereTooNarrow(box: RefObject<HTMLDivElement | null>): void {
  const widthPx = useRef(-1);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = (): void => {
      element.removeAttribute('data-cards');
      widthPx.current = element.clientWidth;
      element.toggleAttribute('data-cards', element.scrollWidth > element.clientWidth);
    };
    measure();
    // Its own height changes with the cards, and is no news.
    const observer = new ResizeObserver(() => {
      if (element.clientWidth !== widthPx.current) measure();
    });
    observer.observe(element);
    // A sheet has its own width, on which rows stay rows.
    const layOut = (): void => element.removeAttribute('data-cards');
    window.addEventListener('beforeprint', layOut);
    window.addEventListener('afterprint', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', layOut);
      window.removeEventListener('afterprint', measure);
    };
  });
}

interface TableHeadingProps<Row> {
  readonly column: TableColumn<Row>;
  readonly sort: TableSort | undefined;
  readonly onSort: ((tableSort: TableSort) => void) | undefined;
}

function TableHeading<Row>({ column, sort, onSort }: TableHeadingProps<Row>): ReactElement {
  const { id, title, head, isTitleHidden = false, align, isSortable = false } = column;
  if (!isSortable || !onSort) {
    return (
      <th scope="col" data-align={align}>
        {isTitleHidden || head !== undefined ? <span className="fb-hidden">{title}</span> : title}
        {head !== undefined && <span aria-hidden>{head}</span>}
      </th>
    );
  }

  const direction = sort?.column === id ? sort.direction : undefined;
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp;
  return (
    <th scope="col" data-align={align} aria-sort={direction ?? 'none'}>
      <Button
        className="fb-table-sort"
        onPress={() =>
          onSort({ column: id, direction: direction === 'ascending' ? 'descending' : 'ascending' })
        }
      >
        {title}
        <Arrow className="fb-icon" aria-hidden data-on={direction !== undefined || undefined} />
      </Button>
    </th>
  );
}

function TableRow<Row>({
  row,
  table,
}: {
  readonly row: Row;
  readonly table: SortableTableProps<Row>;
}): ReactElement {
  const { columns, rowId, onOpen, hrefOf, selectedId } = table;
  const [name, ...rest] = columns;
  const opens = onOpen !== undefined || hrefOf !== undefined;
  return (
    <tr data-opens={opens || undefined} {...(rowId(row) === selectedId && { 'aria-current': true as const })}>
      {name && (
        <th scope="row" data-align={name.align}>
          {opens ? (
            <TextLink href={hrefOf?.(row)} onPress={onOpen && (() => onOpen(row))} isWholeRow>
              {name.cell(row)}
            </TextLink>
          ) : (
            name.cell(row)
          )}
        </th>
      )}
      {rest.map(({ id, title, cell, align, isTitleHidden = false, isActions = false }) => (
        <td
          key={id}
          data-align={align}
          data-title={isTitleHidden ? undefined : title}
          data-actions={isActions || undefined}
        >
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}
