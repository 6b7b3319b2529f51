import { Check, CheckCheck, CircleAlert, X } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react';
import type { CertificateProspect, MarkCounts } from '#domain/workshop/attendance.ts';
import type { AttendanceMark } from '#domain/workshop/participant.ts';
import type { HalfDayBlock } from '#domain/workshop/session-times.ts';
import { languageFacts, type PlainMessageKey, useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, Pill, type StatusMeaning, scrollToRow, useVisibleRows } from '#renderer/ui';
import {
  type AttendanceCell,
  type AttendanceRow,
  type AttendanceTable,
  type GridCursor,
  moveCursor,
  readGridKey,
} from './attendance-facts.ts';
import './attendance.css';

/** Acts on the grid; rows and columns by their place. */
interface AttendanceHandlers {
  readonly onMark: (
    attendanceRow: AttendanceRow,
    halfDayBlock: HalfDayBlock,
    attendanceMark: AttendanceMark | null,
  ) => void;
  readonly onAllPresent: (halfDayBlock: HalfDayBlock) => void;
}

interface AttendanceGridViewProps {
  readonly table: AttendanceTable;
  /** Column of the half-day that is held now. */
  readonly now: number;
  /** Day of each block in the calendar; null while the first day is unknown. */
  readonly dateOf: (halfDayBlock: HalfDayBlock) => number | null;
  /** Day of the workshop that is today; half-days of later days cannot be marked. */
  readonly dayNow: number;
  readonly isReadOnly: boolean;
  readonly acts: AttendanceHandlers;
}

/** Height of a row, the same for all. */
const rowRem = 2.25;

/** Participants by half-day blocks. The whole grid is one stop of the Tab key; arrow keys move within it. */
export function AttendanceGridView(props: AttendanceGridViewProps): ReactElement {
  const { table, now, dayNow, isReadOnly, acts } = props;
  const { blocks, rows, totals } = table;
  const translate = useTranslate();
  const isRtl = languageFacts[useLanguage()].direction === 'rtl';
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const [gridCursor, setCursor] = useState<GridCursor>({ row: 0, column: now });
  const at = { row: clamp(gridCursor.row, rows.length), column: clamp(gridCursor.column, blocks.length) };
  const { from, to } = useVisibleRows(scroller, rows.length, rowRem);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const heightOf = (part: string): number => element.querySelector<HTMLElement>(part)?.offsetHeight ?? 0;
    scrollToRow(element, at.row, rowRem, { head: heightOf('thead'), foot: heightOf('tfoot') });
  }, [at.row]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const read = readGridKey(event, isRtl);
    const attendanceRow = rows[at.row];
    const halfDayBlock = blocks[at.column];
    if (read === null || attendanceRow === undefined || halfDayBlock === undefined) return;
    event.preventDefault();
    if (read.kind === 'move')
      setCursor(moveCursor(at, read.by, { rows: rows.length, columns: blocks.length }));
    else if (isReadOnly || halfDayBlock.day > dayNow) return;
    else if (read.kind === 'allPresent') acts.onAllPresent(halfDayBlock);
    else
      acts.onMark(attendanceRow, halfDayBlock, read.markAfter(attendanceRow.cells[at.column]?.mark ?? null));
  };

  // A table that keys move through (WAI-ARIA grid). Its cells are grid cells, and its current one is named.
  const gridProps = {
    role: 'grid',
    tabIndex: 0,
    'aria-activedescendant': `${id}-${at.row}-${at.column}`,
    onKeyDown,
  };
  return (
    <div className="at-scroll" ref={scroller}>
      <table
        className="at-grid"
        ref={grid}
        {...gridProps}
        aria-label={translate('attendance.grid')}
        aria-rowcount={rows.length + 2}
        aria-colcount={blocks.length + 3}
        aria-readonly={isReadOnly || undefined}
      >
        <GridHead {...props} column={at.column} />
        <tbody>
          {from > 0 && <SpacerRow rem={from * rowRem} />}
          {rows.slice(from, to).map((attendanceRow, offset) => (
            <GridRow
              key={attendanceRow.id}
              id={id}
              row={attendanceRow}
              at={from + offset}
              cursor={from + offset === at.row ? at.column : null}
              now={now}
              isAhead={(column) => (blocks[column]?.day ?? 0) > dayNow}
              onPress={(column) => {
                const isAtCursor = from + offset === at.row && column === at.column;
                const isFocused = grid.current === document.activeElement;
                setCursor({ row: from + offset, column });
                grid.current?.focus({ preventScroll: true });
                // The first press only places the cursor: a mark never changes by a stray press.
                if (!isAtCursor || !isFocused) return;
                const halfDayBlock = blocks[column];
                if (isReadOnly || halfDayBlock === undefined || halfDayBlock.day > dayNow) return;
                acts.onMark(
                  attendanceRow,
                  halfDayBlock,
                  attendanceRow.cells[column]?.mark === 'present' ? 'absent' : 'present',
                );
              }}
            />
          ))}
          {to < rows.length && <SpacerRow rem={(rows.length - to) * rowRem} />}
        </tbody>
        <GridFoot totals={totals} leastShare={table.rule.leastShare} registered={rows.length} now={now} />
      </table>
    </div>
  );
}

const clamp = (index: number, count: number): number => Math.max(0, Math.min(index, count - 1));

const SpacerRow = ({ rem }: { readonly rem: number }): ReactElement => (
  <tr aria-hidden style={{ blockSize: `${rem}rem` }} />
);

function GridHead(props: AttendanceGridViewProps & { readonly column: number }): ReactElement {
  const { table, now, dayNow, dateOf, isReadOnly, acts, column } = props;
  const translate = useTranslate();
  const format = useFormat();
  const titleOf = (halfDayBlock: HalfDayBlock): string => {
    const date = dateOf(halfDayBlock);
    const day = translate('value.sessionDay', { day: halfDayBlock.day });
    return date === null ? day : `${day} · ${format.date(date)}`;
  };
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className="at-person">
          {translate('attendance.participant')}
        </th>
        {table.blocks.map((halfDayBlock, at) => (
          <th
            key={halfDayBlock.id}
            scope="col"
            data-half={halfDayBlock.half}
            data-now={at === now || undefined}
            data-current={at === column || undefined}
            title={titleOf(halfDayBlock)}
          >
            <span className="at-day">{translate('value.sessionDay', { day: halfDayBlock.day })}</span>
            <span>{translate(halfLabels[halfDayBlock.half])}</span>
            {halfDayBlock.day > dayNow && <small>{translate('attendance.ahead')}</small>}
            {!isReadOnly && halfDayBlock.day <= dayNow && (
              <Button
                kind="quiet"
                icon={CheckCheck}
                onPress={() => acts.onAllPresent(halfDayBlock)}
                label={translate('attendance.allPresentIn', {
                  block: `${titleOf(halfDayBlock)}, ${translate(halfLabels[halfDayBlock.half])}`,
                })}
              >
                {translate('attendance.all')}
              </Button>
            )}
          </th>
        ))}
        <th scope="col" className="at-end">
          {translate('attendance.present')}
        </th>
        <th scope="col">{translate('attendance.certificate')}</th>
      </tr>
    </thead>
  );
}

const halfLabels = {
  am: 'attendance.morning',
  pm: 'attendance.afternoon',
} as const satisfies Readonly<Record<'am' | 'pm', PlainMessageKey>>;

interface GridRowProps {
  readonly id: string;
  readonly row: AttendanceRow;
  readonly at: number;
  /** Column of the cursor; null in every other row. */
  readonly cursor: number | null;
  readonly now: number;
  readonly isAhead: (column: number) => boolean;
  readonly onPress: (column: number) => void;
}

function GridRow({ id, row, at, cursor, now, isAhead, onPress }: GridRowProps): ReactElement {
  const translate = useTranslate();
  const { attendance } = row;
  const marked = row.cells.length - attendance.unmarked;
  const prospect = prospects[attendance.prospect];
  return (
    <tr aria-rowindex={at + 2} data-current={cursor !== null || undefined}>
      <th scope="row" className="at-person" title={`${row.code} ${row.name} · ${row.institution}`}>
        <span className="at-code">{row.code}</span>
        <bdi className="at-name">{row.name === '' ? row.institution : row.name}</bdi>
      </th>
      {row.cells.map((attendanceCell, column) => (
        <td
          key={column}
          id={`${id}-${at}-${column}`}
          aria-colindex={column + 2}
          className="at-cell"
          data-mark={attendanceCell.isContested ? 'contested' : (attendanceCell.mark ?? undefined)}
          data-now={column === now || undefined}
          data-ahead={isAhead(column) || undefined}
          aria-disabled={isAhead(column) || undefined}
          data-cursor={cursor === column || undefined}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            // The browser would move the focus away from the grid.
            event.preventDefault();
            onPress(column);
          }}
        >
          <CellMark cell={attendanceCell} />
        </td>
      ))}
      <td className="at-end">
        <bdi>
          {translate('attendance.attendedOf', { attended: halvesOf(attendance.attended), blocks: marked })}
        </bdi>
      </td>
      <td className="at-prospect">
        <Pill meaning={prospect.meaning} text={translate(prospect.key)} />
      </td>
    </tr>
  );
}

/** A number of blocks with halves as a fraction: 4½. */
function halvesOf(blocks: number): string {
  const whole = Math.floor(blocks);
  if (blocks - whole === 0.5) return `${whole === 0 ? '' : whole}½`;
  return String(Math.round(blocks * 100) / 100);
}

const prospects: Readonly<
  Record<CertificateProspect, { readonly meaning: StatusMeaning; readonly key: PlainMessageKey }>
> = {
  reached: { meaning: 'good', key: 'attendance.prospect.reached' },
  onTrack: { meaning: 'info', key: 'attendance.prospect.onTrack' },
  noMoreAbsence: { meaning: 'wait', key: 'attendance.prospect.noMoreAbsence' },
  below: { meaning: 'bad', key: 'attendance.prospect.below' },
};

/** Sign of a mark, with its word for screen readers. */
function CellMark({ cell }: { readonly cell: AttendanceCell }): ReactElement {
  const translate = useTranslate();
  if (cell.isContested)
    return (
      <>
        <CircleAlert className="fb-icon" aria-hidden />
        <span className="fb-hidden">{translate('attendance.contestedCell')}</span>
      </>
    );
  return (
    <>
      <MarkSign mark={cell.mark} />
      <span className="fb-hidden">
        {translate(cell.mark === null ? 'attendance.unmarked' : valueLabels.attendanceMark[cell.mark])}
      </span>
    </>
  );
}

/** Sign of a mark alone. */
export function MarkSign({ mark }: { readonly mark: AttendanceMark | null }): ReactElement | null {
  if (mark === 'present') return <Check className="fb-icon" aria-hidden />;
  if (mark === 'absent') return <X className="fb-icon" aria-hidden />;
  return mark === 'partial' ? <span aria-hidden>½</span> : null;
}

interface GridFootProps {
  readonly leastShare: number;
  readonly totals: readonly MarkCounts[];
  readonly registered: number;
  readonly now: number;
}

function GridFoot({ totals, leastShare, registered, now }: GridFootProps): ReactElement {
  const translate = useTranslate();
  return (
    <tfoot>
      <tr aria-rowindex={registered + 2}>
        <th scope="row" className="at-person">
          {translate('attendance.total', { count: registered })}
        </th>
        {totals.map(({ present, partial, unmarked }, at) => (
          <td key={at} data-now={at === now || undefined}>
            <bdi dir="ltr">
              <strong>{unmarked === registered ? '–' : present}</strong>
              {partial > 0 && <small>{translate('attendance.andHalf', { count: partial })}</small>}
            </bdi>
          </td>
        ))}
        <td colSpan={2}>{translate('attendance.rule', { share: Math.round(leastShare * 100) })}</td>
      </tr>
    </tfoot>
  );
}
