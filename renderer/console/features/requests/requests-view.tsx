import { Inbox, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { RequestRow, RequestsResponse } from '#api/requests-api.ts';
import { RequestStatus } from '#domain/request/request.ts';
import { requestTimerOn, StepOwner } from '#domain/request/request-steps.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import {
  type ListColumn,
  ListFiltersView,
  NothingFound,
  OwnSortedTableView,
  SortedTableView,
} from '#renderer/console/parts/list-filters-view.tsx';
import type { ListQuery, PagedListQuery } from '#renderer/console/parts/list-query.ts';
import { PageLinksView } from '#renderer/console/parts/page-links-view.tsx';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { EmptyState, MeaningIcon, PageSection, ScreenPage, TextLink } from '#renderer/ui';
import './requests.css';

/** Columns that the panel beside the register shows instead. */
const foldedColumns: ReadonlySet<string> = new Set(['owner', 'received']);

/** Page of the register as headquarters gave it. */
export type ShownRequests = Omit<RequestsResponse, 'fromField' | 'moreFromField' | 'mayRecord' | 'mayDecide'>;

interface RequestsViewProps {
  readonly response: ShownRequests;
  /** `2026-11-24`; steps are due by it. */
  readonly today: string;
  readonly list: PagedListQuery;
  readonly onList: (pagedListQuery: PagedListQuery) => void;
  readonly hrefOf: (requestRow: RequestRow) => string;
  /** Request that is open beside the register; its list is narrower. */
  readonly open?: string | null;
}

/** Register of requests for assistance: search, filters, pages, and the step, owner and time of each. */
export function RequestsView(props: RequestsViewProps): ReactElement {
  const { response, today, list, onList, hrefOf, open = null } = props;
  const translate = useTranslate();
  const language = useLanguage();
  const nameOf = ({ form }: RequestRow): string =>
    form.state === null ? '' : stateNameIn(form.state, language);
  const states = response.states.map((id) => ({ id, label: stateNameIn(id, language) }));
  // Other filters and another order begin at the first page.
  const onFilter = (nextListQuery: ListQuery): void => onList({ ...nextListQuery, page: '' });
  return (
    <ScreenPage>
      <p className="fb-field-help console-request-register">
        {translate('request.list.text', { open: response.open, over: response.over })}
      </p>
      <ListFiltersView
        findLabel={translate('request.find')}
        list={list}
        onList={onFilter}
        group={{ label: translate('path.country'), anyLabel: translate('request.anyState'), options: states }}
        status={{
          label: translate('path.status'),
          anyLabel: translate('request.anyStatus'),
          options: [
            { id: 'open', label: translate('request.open') },
            { id: 'over', label: translate('request.over') },
            ...RequestStatus.options.map((id) => ({ id, label: translate(valueLabels.requestStatus[id]) })),
          ],
        }}
        shown={response.found}
        count={response.total}
      />
      <SortedTableView
        label={translate('request.title')}
        columns={useRequestColumns(today, nameOf).filter(({ id }) => open === null || !foldedColumns.has(id))}
        selectedId={open ?? undefined}
        rows={response.requests}
        isSorted
        rowId={({ doc }) => doc}
        hrefOf={hrefOf}
        ownSort={{ column: 'due', direction: 'ascending' }}
        list={list}
        onList={onFilter}
        empty={
          response.total === 0 ? (
            <EmptyState icon={Inbox} title={translate('request.none')}>
              {translate('request.none.text')}
            </EmptyState>
          ) : (
            <NothingFound list={list} onList={onFilter} />
          )
        }
      />
      <PageLinksView
        page={response.page}
        pages={response.pages}
        onPage={(page) => onList({ ...list, page: String(page) })}
      />
    </ScreenPage>
  );
}

interface RequestSectionProps extends Pick<RequestsViewProps, 'today' | 'hrefOf'> {
  /** Requests of one State, and the number of all of them. */
  readonly response: Pick<RequestsResponse, 'requests' | 'found'>;
  /** Address of the register with all of them. */
  readonly registerHref: string;
}

/** Requests of one State as a part of its page, the longest waiting first. */
export function RequestSection({ response, today, hrefOf, registerHref }: RequestSectionProps): ReactElement {
  const translate = useTranslate();
  const { requests, found } = response;
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
      {found > requests.length && (
        <TextLink href={registerHref}>{translate('request.all', { count: found })}</TextLink>
      )}
    </PageSection>
  );
}

function useRequestColumns(
  today: string,
  nameOf: (requestRow: RequestRow) => string,
): readonly ListColumn<RequestRow>[] {
  const translate = useTranslate();
  const { date } = useFormat();
  const ownerOf = (requestRow: RequestRow): StepOwner | null =>
    requestTimerOn(today, requestRow)?.owner ?? null;
  return [
    {
      id: 'state',
      title: translate('request.column'),
      sortBy: nameOf,
      cell: (requestRow) => (
        <NameCell
          name={nameOf(requestRow) || requestRow.form.authority}
          note={[requestRow.form.reference, requestRow.form.authority]
            .filter((part) => part !== '')
            .join(' · ')}
        />
      ),
    },
    {
      id: 'status',
      title: translate('path.status'),
      sortBy: ({ status }) => RequestStatus.options.indexOf(status),
      cell: (requestRow) => {
        const requestTimer = requestTimerOn(today, requestRow);
        return (
          <NameCell
            name={translate(valueLabels.requestStatus[requestRow.status])}
            note={requestTimer === null ? '' : translate(valueLabels.requestStep[requestTimer.step])}
          />
        );
      },
    },
    {
      id: 'due',
      title: translate('request.due'),
      sortBy: (requestRow) => requestTimerOn(today, requestRow)?.dueOn ?? null,
      cell: (requestRow) => <DueCell request={requestRow} today={today} />,
    },
    {
      id: 'owner',
      title: translate('request.owner'),
      // As headquarters sorts: in the order of the steps.
      sortBy: (requestRow) => {
        const stepOwner = ownerOf(requestRow);
        return stepOwner === null ? null : StepOwner.options.indexOf(stepOwner);
      },
      cell: (requestRow) => {
        const stepOwner = ownerOf(requestRow);
        return stepOwner === null ? '–' : translate(valueLabels.stepOwner[stepOwner]);
      },
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
  const requestTimer = requestTimerOn(today, request);
  if (requestTimer === null) return <>–</>;
  if (requestTimer.dueOn === null) return <>{translate('request.due.none')}</>;
  return (
    <span className="console-request-due" data-late={requestTimer.daysOver > 0 || undefined}>
      <bdi>{date(localNoonMs(requestTimer.dueOn))}</bdi>
      {requestTimer.daysOver > 0 && (
        <small>
          <MeaningIcon meaning="bad" icon={TriangleAlert} />
          {translate('request.due.over', { count: requestTimer.daysOver })}
        </small>
      )}
    </span>
  );
}
