import type { ReactElement, ReactNode } from 'react';
import './table.css';
import { TextLink } from './text-link.tsx';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** `end`: numbers. */
  readonly align?: 'start' | 'end' | undefined;
}

interface TableProps<Row> {
  /** What the table holds; read out, not shown. */
  readonly label: string;
  /** The first column names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** Makes the row's name a link; a press anywhere in the row does the same. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  readonly selectedId?: string | undefined;
  /** Stands in place of the rows when there are none. */
  readonly empty?: ReactNode | undefined;
}

/** Rows and columns to read and open. Under 200 rows; longer lists need virtualisation. */
export function Table<Row>(props: TableProps<Row>): ReactElement {
  const { label, columns, rows, rowId, empty } = props;
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;

  return (
    <div className="fb-table-scroll">
      <table className="fb-table">
        <caption className="fb-hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map(({ id, title, align }) => (
              <th key={id} scope="col" data-align={align}>
                {title}
              </th>
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

function TableRow<Row>({ row, table }: { readonly row: Row; readonly table: TableProps<Row> }): ReactElement {
  const { columns, rowId, onOpen, selectedId } = table;
  const [name, ...rest] = columns;
  return (
    <tr
      data-opens={onOpen !== undefined || undefined}
      {...(rowId(row) === selectedId && { 'aria-current': true as const })}
    >
      {name && (
        <th scope="row" data-align={name.align}>
          {onOpen ? (
            <TextLink onPress={() => onOpen(row)} isWholeRow>
              {name.cell(row)}
            </TextLink>
          ) : (
            name.cell(row)
          )}
        </th>
      )}
      {rest.map(({ id, cell, align }) => (
        <td key={id} data-align={align}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}
