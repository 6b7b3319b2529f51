import { CalendarClock, CircleAlert, MoveRight } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import type { PlanResponse } from '#api/plan-api.ts';
import { addToDay } from '#base/calendar-day.ts';
import { PlanItemStatus, takesPartIn } from '#domain/plan/action-plan.ts';
import { partnerMayMove } from '#domain/plan/change-plan.ts';
import { agreedEndOf, daysBetween, isAwaitedInTime } from '#domain/plan/plan-figures.ts';
import {
  type ListedPlanItem,
  planItemKey,
  standingOf,
  type TimeScale,
  timeScaleOf,
} from '#domain/plan/plan-table.ts';
import { type ListColumn, SortedTableView } from '#renderer/console/parts/list-filters-view.tsx';
import type { PlanList } from '#renderer/console/parts/list-query.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { languageFacts } from '#renderer/i18n/language.ts';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, MenuButton, Pill, TextLink, useIsPrinting } from '#renderer/ui';
import { type PlanRow, type planSheetOf, planSortValues } from './plan-rows.ts';
import './plan.css';

export interface PlanViewProps {
  readonly response: PlanResponse;
  readonly list: PlanList;
  /** `2026-11-24`; items are late and due by it. */
  readonly today: string;
  readonly hrefOf: (planList: PlanList) => string;
  readonly onList: (planList: PlanList) => void;
  readonly onOpen: (listedItem: ListedPlanItem) => void;
  /** Save the rows that are shown, as a sheet. */
  readonly onExport: (sheet: ReturnType<typeof planSheetOf>) => void;
  /**
   * Judge that two items are no overlap; null takes the judgement back. It is written in the first. Answers whether
   * headquarters took it.
   */
  readonly onJudge: (
    listedItem: ListedPlanItem,
    otherItem: ListedPlanItem,
    reason: string | null,
  ) => Promise<boolean>;
  /** Move an item to another status. */
  readonly onMove: (listedItem: ListedPlanItem, newStatus: PlanItemStatus) => void;
}

/** Rows that are drawn at first; more on request. */
const firstRows = 100;

interface PlanPictureProps extends PlanViewProps {
  readonly rows: readonly PlanRow[];
}

/** The items as a table: one row for each, which opens it. */
export function PlanTable({ rows, list, onList, onOpen }: PlanPictureProps): ReactElement {
  const translate = useTranslate();
  const [most, setMost] = useState(firstRows);
  return (
    <div className="plan-table">
      <SortedTableView
        label={translate('labour.title')}
        columns={usePlanColumns()}
        rows={rows}
        most={most}
        list={list}
        onList={onList}
        rowId={({ item }) => planItemKey(item)}
        onOpen={({ item }) => onOpen(item)}
      />
      {rows.length > most && (
        <Button onPress={() => setMost(most + firstRows)}>
          {translate('labour.more', { count: rows.length - most })}
        </Button>
      )}
    </div>
  );
}

function usePlanColumns(): readonly ListColumn<PlanRow>[] {
  const translate = useTranslate();
  const { date, list: join } = useFormat();
  const dayOf = (day: string | null): ReactNode =>
    day === null ? '–' : <bdi className="plan-day">{date(localNoonMs(day))}</bdi>;
  const said = (text: string): ReactNode => (text === '' ? '–' : <bdi>{text}</bdi>);
  return [
    {
      id: 'item',
      title: translate('labour.column.item'),
      sortBy: planSortValues.item,
      cell: ({ item }) => (
        <NameCell name={item.title || translate('plan.untitled')} note={item.counterpart} />
      ),
    },
    {
      id: 'state',
      title: translate('labour.column.state'),
      sortBy: planSortValues.state,
      cell: ({ state, mission }) => <NameCell name={state || '–'} note={mission} />,
    },
    {
      id: 'lead',
      title: translate('labour.column.lead'),
      sortBy: planSortValues.lead,
      cell: ({ item }) => (
        <span className="plan-fold">
          {said(item.lead)}
          {item.supporting.length > 0 && (
            <small>{translate('labour.with', { names: join(item.supporting) })}</small>
          )}
        </span>
      ),
    },
    {
      id: 'funding',
      title: translate('path.item.fundingLine'),
      sortBy: planSortValues.funding,
      cell: ({ item }) => said(item.fundingLine),
    },
    {
      id: 'days',
      title: translate('labour.column.days'),
      sortBy: planSortValues.days,
      cell: ({ item }) => (
        <span className="plan-fold">
          {dayOf(item.from)}
          {dayOf(item.to)}
        </span>
      ),
    },
    {
      id: 'status',
      title: translate('labour.column.status'),
      sortBy: planSortValues.status,
      cell: (planRow) => <PlanStanding row={planRow} />,
    },
  ];
}

/** Status of an item and its lateness, in words and with an icon. */
function PlanStanding({ row: { item, lateDays } }: { readonly row: PlanRow }): ReactElement {
  const translate = useTranslate();
  const { done, of } = item.milestones;
  return (
    <span className="plan-fold">
      <span>{translate(valueLabels.planStatus[item.status])}</span>
      <span className="plan-second">
        <Slippage item={item} lateDays={lateDays} />
        {of > 0 && <small>{translate('labour.milestones', { done, of })}</small>}
      </span>
      {item.isDisputed && <Pill text={translate('labour.disputed')} meaning="bad" />}
    </span>
  );
}

/** Days that an item is late; else that it is on time, or nothing for one that is not awaited. */
function Slippage({ item, lateDays }: Pick<PlanRow, 'item' | 'lateDays'>): ReactNode {
  const translate = useTranslate();
  if (lateDays > 0)
    return (
      <span className="plan-late">
        <CircleAlert className="fb-icon" aria-hidden />
        {translate('console.plan.late', { count: lateDays })}
      </span>
    );
  if (!isAwaitedInTime(item)) return null;
  return (
    <small className="plan-onTime">
      <CalendarClock className="fb-icon" aria-hidden />
      {translate('labour.onTime')}
    </small>
  );
}

/** Statuses that a person may set on an item, besides its own. */
function offeredPlanStatuses(
  { missions, entity }: Pick<PlanResponse, 'missions' | 'entity'>,
  listedItem: ListedPlanItem,
): readonly PlanItemStatus[] {
  const right = missions.find(({ log }) => log === listedItem.log)?.right ?? 'none';
  const otherItemStatuses = PlanItemStatus.options.filter((status) => status !== listedItem.status);
  if (right === 'all') return otherItemStatuses;
  return right === 'progress' && takesPartIn(listedItem, entity ?? '')
    ? otherItemStatuses.filter((status) => partnerMayMove(listedItem, status))
    : [];
}

/** Cards of a column that are drawn at first. */
const firstCards = 30;

/** Items by status. A card moves by its menu, with a pointer and by keys alike. */
export function PlanBoard(props: PlanPictureProps): ReactElement {
  return (
    <div className="plan-board">
      {PlanItemStatus.options.map((itemStatus) => (
        <BoardColumn key={itemStatus} {...props} status={itemStatus} />
      ))}
    </div>
  );
}

interface BoardColumnProps extends PlanPictureProps {
  readonly status: PlanItemStatus;
}

function BoardColumn(props: BoardColumnProps): ReactElement {
  const { rows, status, list, hrefOf } = props;
  const translate = useTranslate();
  const { number } = useFormat();
  const [most, setMost] = useState(firstCards);
  const isPrinting = useIsPrinting();
  const ownPlanRows = rows.filter(({ item }) => item.status === status);
  const label = translate(valueLabels.planStatus[status]);
  return (
    <section className="plan-column" aria-label={label}>
      <h2>
        {label}{' '}
        <TextLink
          href={hrefOf({ ...list, status, look: 'table' })}
          label={translate('labour.column.open', { status: label, count: ownPlanRows.length })}
        >
          <bdi>{number(ownPlanRows.length)}</bdi>
        </TextLink>
      </h2>
      <ul>
        {ownPlanRows.slice(0, isPrinting ? undefined : most).map((planRow) => (
          <BoardCard key={planItemKey(planRow.item)} {...props} row={planRow} />
        ))}
      </ul>
      {ownPlanRows.length > most && (
        <Button kind="quiet" onPress={() => setMost(most + firstCards)}>
          {translate('labour.more', { count: ownPlanRows.length - most })}
        </Button>
      )}
    </section>
  );
}

function BoardCard({
  row,
  response,
  onOpen,
  onMove,
}: BoardColumnProps & { readonly row: PlanRow }): ReactElement {
  const { item, state, lateDays } = row;
  const translate = useTranslate();
  const { date } = useFormat();
  const title = item.title || translate('plan.untitled');
  const offeredItemStatuses = offeredPlanStatuses(response, item);
  return (
    <li className="plan-card">
      <TextLink onPress={() => onOpen(item)}>
        <bdi>{title}</bdi>
      </TextLink>
      <small>
        <bdi>{[state, item.lead].filter((part) => part !== '').join(' · ')}</bdi>
      </small>
      {item.to !== null && <small>{translate('labour.until', { day: date(localNoonMs(item.to)) })}</small>}
      <Slippage item={item} lateDays={lateDays} />
      {offeredItemStatuses.length > 0 && (
        <MenuButton
          kind="quiet"
          icon={MoveRight}
          label={translate('labour.move')}
          name={translate('labour.move.item', { title })}
          choices={offeredItemStatuses.map((id) => ({
            id,
            label: translate(valueLabels.planStatus[id]),
            isDanger: id === 'dropped',
          }))}
          onChoose={(newStatus) => onMove(item, newStatus)}
        />
      )}
    </li>
  );
}

/** Rows that are drawn at first. */
const firstLines = 60;

/** Items as bars over the months, by State, with lateness hatched and a line at today. */
export function PlanTimeline({ rows, today, onOpen }: PlanPictureProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const [most, setMost] = useState(firstLines);
  const isPrinting = useIsPrinting();
  const shownPlanRows = rows.slice(0, isPrinting ? undefined : most);
  const timeScale = timeScaleOf(
    rows.map(({ item }) => item),
    today,
  );
  const month = new Intl.DateTimeFormat(languageFacts[language].locale, { month: 'short', year: '2-digit' });
  return (
    <div className="plan-timeline-scroll">
      <ol className="plan-timeline" aria-label={translate('labour.look.timeline')}>
        <li className="plan-time-head" aria-hidden>
          <span />
          <span className="plan-time-axis">
            {timeScale.ticks.map((day) => (
              <b key={day} style={{ insetInlineStart: `${positionOn(timeScale, day)}%` }}>
                <bdi>{month.format(localNoonMs(day))}</bdi>
              </b>
            ))}
            <b className="plan-today" style={{ insetInlineStart: `${positionOn(timeScale, today)}%` }}>
              {translate('labour.today')}
            </b>
          </span>
        </li>
        {shownPlanRows.map((planRow, at) => (
          <TimelineLine
            key={planItemKey(planRow.item)}
            row={planRow}
            scale={timeScale}
            today={today}
            beginsState={shownPlanRows[at - 1]?.state !== planRow.state}
            onOpen={onOpen}
          />
        ))}
      </ol>
      {rows.length > most && (
        <Button onPress={() => setMost(most + firstLines)}>
          {translate('labour.more', { count: rows.length - most })}
        </Button>
      )}
    </div>
  );
}

/** Position of a day on the scale, in per cent, within it. */
const positionOn = ({ from, days }: TimeScale, day: string): number =>
  Math.min(100, Math.max(0, (daysBetween(from, day) / days) * 100));

interface TimelineLineProps {
  readonly row: PlanRow;
  readonly scale: TimeScale;
  readonly today: string;
  readonly beginsState: boolean;
  readonly onOpen: (listedItem: ListedPlanItem) => void;
}

function TimelineLine({ row, scale, today, beginsState, onOpen }: TimelineLineProps): ReactElement {
  const { item, state, lateDays } = row;
  const translate = useTranslate();
  const { date, dateRange } = useFormat();
  const begin = item.from ?? item.to;
  const end = item.to ?? item.from;
  const due = agreedEndOf(item);
  const at = (day: string): number => positionOn(scale, day);
  const days =
    begin === null || end === null
      ? translate('labour.noDays')
      : begin <= end
        ? dateRange(localNoonMs(begin), localNoonMs(end))
        : date(localNoonMs(end));
  return (
    <>
      {beginsState && <li className="plan-time-state">{state || translate('labour.state.none')}</li>}
      <li className="plan-time-row">
        <span className="plan-time-name">
          <TextLink onPress={() => onOpen(item)}>
            <bdi>{item.title || translate('plan.untitled')}</bdi>
          </TextLink>
          <small>
            <bdi>{item.lead || translate('labour.lead.none')}</bdi> · <bdi>{days}</bdi>
          </small>
          <Slippage item={item} lateDays={lateDays} />
        </span>
        <span className="plan-time-axis" aria-hidden>
          {scale.ticks.map((day) => (
            <s key={day} style={{ insetInlineStart: `${at(day)}%` }} />
          ))}
          {begin !== null && end !== null && (
            <i
              data-part={standingOf(item, today)}
              style={{
                insetInlineStart: `${at(begin)}%`,
                inlineSize: `max(6px, ${at(addToDay(end, { days: 1 })) - at(begin)}%)`,
              }}
            />
          )}
          {lateDays > 0 && due !== null && (
            <i
              data-part="late"
              style={{ insetInlineStart: `${at(due)}%`, inlineSize: `max(6px, ${at(today) - at(due)}%)` }}
            />
          )}
          <s className="plan-today" style={{ insetInlineStart: `${at(today)}%` }} />
        </span>
      </li>
    </>
  );
}
