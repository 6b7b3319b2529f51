import { Inbox, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { stateNameIn } from '#domain/mission/state-names.ts';
import { RequestStatus } from '#domain/request/request.ts';
import { requestTimerOn } from '#domain/request/request-steps.ts';
import type { RequestRow } from '#renderer/console/api/response-types.ts';
import {
  type ListColumn,
  ListFiltersView,
  NothingFound,
  OwnSortedTableView,
  SortedTableView,
} from '#renderer/console/parts/list-filters-view.tsx';
import { type ListQuery, mentionsEveryWord } from '#renderer/console/parts/list-query.ts';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { EmptyState, MeaningIcon, PageSection, ScreenPage } from '#renderer/ui';
import './requests.css';

/** Columns that the panel beside the register shows instead. */
const foldedColumns: ReadonlySet<string> = new Set(['owner', 'received']);

/** Filters beside the statuses: requests with a step to do, and those past their time. */
const openFilter = 'open';
const overFilter = 'over';

interface RequestsViewProps {
  readonly requests: readonly RequestRow[];
  /** `2026-11-24`; steps are due by it. */
  readonly today: string;
  readonly list: ListQuery;
  readonly onList: (list: ListQuery) => void;
  readonly hrefOf: (request: RequestRow) => string;
  /** Request that is open beside the register; its list is narrower. */
  readonly open?: string | null;
}

/** Register of requests for assistance: search, filters, and the step, owner and time of each. */
export function RequestsView(props: RequestsViewProps): ReactElement {
  const { requests, today, list, onList, hrefOf, open = null } = props;
  const translate = useTranslate();
  const language = useLanguage();
  const nameOf = ({ form }: RequestRow): string =>
    form.state === null ? '' : stateNameIn(form.state, language);
  const found = requests.filter(
    (request) =>
      (list.group === '' || request.form.state === list.group) &&
      isInFilter(request, list.status, today) &&
      mentionsEveryWord([nameOf(request), request.form.authority, request.form.reference], list.find),
  );
  const states = [...new Map(requests.map((request) => [request.form.state ?? '', nameOf(request)]))]
    .filter(([id]) => id !== '')
    .map(([id, label]) => ({ id, label }));
  return (
    <ScreenPage>
      <p className="fb-field-help console-request-register">
        {translate('request.list.text', countsOf(requests, today))}
      </p>
      <ListFiltersView
        findLabel={translate('request.find')}
        list={list}
        onList={onList}
        group={{ label: translate('path.country'), anyLabel: translate('request.anyState'), options: states }}
        status={{
          label: translate('path.status'),
          anyLabel: translate('request.anyStatus'),
          options: [
            { id: openFilter, label: translate('request.open') },
            { id: overFilter, label: translate('request.over') },
            ...RequestStatus.options.map((id) => ({ id, label: translate(valueLabels.requestStatus[id]) })),
          ],
        }}
        shown={found.length}
        count={requests.length}
      />
      <SortedTableView
        label={translate('request.title')}
        columns={useRequestColumns(today, nameOf).filter(({ id }) => open === null || !foldedColumns.has(id))}
        selectedId={open ?? undefined}
        rows={found}
        rowId={({ doc }) => doc}
        hrefOf={hrefOf}
        ownSort={{ column: 'due', direction: 'ascending' }}
        list={list}
        onList={onList}
        empty={
          requests.length === 0 ? (
            <EmptyState icon={Inbox} title={translate('request.none')}>
              {translate('request.none.text')}
            </EmptyState>
          ) : (
            <NothingFound list={list} onList={onList} />
          )
        }
      />
    </ScreenPage>
  );
}

interface RequestSectionProps extends Pick<RequestsViewProps, 'today' | 'hrefOf'> {
  /** Requests of one State. */
  readonly requests: readonly RequestRow[];
}

/** Requests of one State as a part of its page, the newest first. */
export function RequestSection({ requests, today, hrefOf }: RequestSectionProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection title={translate('request.title')}>
      <OwnSortedTableView
        label={translate('request.title')}
        columns={useRequestColumns(today, ({ form }) => form.authority)}
        rows={requests}
        rowId={({ doc }) => doc}
        hrefOf={hrefOf}
        empty={<p className="fb-field-help">{translate('request.none')}</p>}
      />
    </PageSection>
  );
}

const countsOf = (requests: readonly RequestRow[], today: string) => ({
  open: requests.filter((request) => isInFilter(request, openFilter, today)).length,
  over: requests.filter((request) => isInFilter(request, overFilter, today)).length,
});

function isInFilter(request: RequestRow, filter: string, today: string): boolean {
  if (filter === '') return true;
  if (filter !== openFilter && filter !== overFilter) return request.status === filter;
  const timer = requestTimerOn(today, request);
  return timer !== null && (filter === openFilter || timer.daysOver > 0);
}

function useRequestColumns(
  today: string,
  nameOf: (request: RequestRow) => string,
): readonly ListColumn<RequestRow>[] {
  const translate = useTranslate();
  const { date } = useFormat();
  const ownerOf = (request: RequestRow): string | null => {
    const timer = requestTimerOn(today, request);
    return timer === null ? null : translate(valueLabels.stepOwner[timer.owner]);
  };
  return [
    {
      id: 'state',
      title: translate('request.column'),
      sortBy: nameOf,
      cell: (request) => (
        <NameCell
          name={nameOf(request) || request.form.authority}
          note={[request.form.reference, request.form.authority].filter((part) => part !== '').join(' · ')}
        />
      ),
    },
    {
      id: 'status',
      title: translate('path.status'),
      sortBy: ({ status }) => RequestStatus.options.indexOf(status),
      cell: (request) => {
        const timer = requestTimerOn(today, request);
        return (
          <NameCell
            name={translate(valueLabels.requestStatus[request.status])}
            note={timer === null ? '' : translate(valueLabels.requestStep[timer.step])}
          />
        );
      },
    },
    {
      id: 'due',
      title: translate('request.due'),
      sortBy: (request) => requestTimerOn(today, request)?.dueOn ?? null,
      cell: (request) => <DueCell request={request} today={today} />,
    },
    {
      id: 'owner',
      title: translate('request.owner'),
      sortBy: ownerOf,
      cell: (request) => ownerOf(request) ?? '–',
    },
    {
      id: 'received',
      title: translate('path.request.receivedOn'),
      sortBy: ({ form }) => form['received-on'],
      cell: ({ form }) => (form['received-on'] === null ? '–' : date(localNoonMs(form['received-on']))),
    },
  ];
}

/** Due day of the present step; late with an icon and the number of days. */
export function DueCell({
  request,
  today,
}: {
  readonly request: RequestRow;
  readonly today: string;
}): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  const timer = requestTimerOn(today, request);
  if (timer === null) return <>–</>;
  if (timer.dueOn === null) return <>{translate('request.due.none')}</>;
  return (
    <span className="console-request-due" data-late={timer.daysOver > 0 || undefined}>
      <bdi>{date(localNoonMs(timer.dueOn))}</bdi>
      {timer.daysOver > 0 && (
        <small>
          <MeaningIcon meaning="bad" icon={TriangleAlert} />
          {translate('request.due.over', { count: timer.daysOver })}
        </small>
      )}
    </span>
  );
}
