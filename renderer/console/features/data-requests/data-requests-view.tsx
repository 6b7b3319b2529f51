import { FileUser } from 'lucide-react';
import type { ReactElement } from 'react';
import type { DataRequestRow } from '#api/data-requests-api.ts';
import {
  type DataRequest,
  type DataRequestOutcome,
  type DataRequestUrgency,
  dataRequestUrgencyOf,
} from '#domain/privacy/data-request.ts';
import { type ListColumn, ListTableView } from '#renderer/console/parts/list-filters-view.tsx';
import type { ListQuery } from '#renderer/console/parts/list-query.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { type Translate, useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { Banner, EmptyState, PageSection, ScreenPage } from '#renderer/ui';
import { RequestStatusPill, RequestSubjectView } from './request-entry-view.tsx';
import {
  type NamedMissions,
  requestKindKeys,
  requestOutcomeKeys,
  requestSubjectOf,
  requestWaitLooks,
} from './request-labels.ts';

interface DataRequestsViewProps {
  /** By urgency. */
  readonly requests: readonly DataRequestRow[];
  readonly missions: NamedMissions;
  readonly today: string;
  /** Whether this person enters requests. */
  readonly mayKeep: boolean;
  readonly hrefOf: (number: number) => string;
  readonly list: ListQuery;
  readonly onList: (listQuery: ListQuery) => void;
}

/** Register as a list; overdue entries, and those soon due, are announced above it. */
export function DataRequestsView(props: DataRequestsViewProps): ReactElement {
  const { requests, missions, today, mayKeep, hrefOf, list, onList } = props;
  const translate = useTranslate();
  const open = requests.flatMap(({ last: { request } }) =>
    request.answer === null ? [dataRequestUrgencyOf(request.dueOn, today)] : [],
  );
  const overdue = open.filter((requestUrgency) => requestUrgency === 'overdue').length;
  const soon = open.filter((requestUrgency) => requestUrgency === 'soon').length;
  return (
    <ScreenPage>
      {overdue > 0 && <Banner meaning="bad">{translate('rights.overdue', { count: overdue })}</Banner>}
      {soon > 0 && <Banner meaning="wait">{translate('rights.soon', { count: soon })}</Banner>}
      <PageSection
        title={translate('rights.register')}
        description={translate('rights.register.text')}
        details={translate('rights.register.details')}
      >
        <ListTableView
          label={translate('rights.register')}
          rows={requests}
          rowId={({ number }) => String(number)}
          columns={useDataRequestColumns(missions, today)}
          hrefOf={({ number }) => hrefOf(number)}
          list={list}
          onList={onList}
          textsOf={({ number, last: { request } }) => [
            translate('rights.number', { number }),
            request.reference,
            request.institution,
            subjectTextOf(request, missions, translate),
          ]}
          group={{
            label: translate('rights.kind'),
            anyLabel: translate('console.records.filter.anyKind'),
            options: kinds.map((id) => ({ id, label: translate(requestKindKeys[id]) })),
            idsOf: ({ last }) => [last.request.kind],
          }}
          status={{
            label: translate('path.status'),
            anyLabel: translate('console.records.filter.anyStatus'),
            options: [
              ...waits.map((id) => ({ id, label: translate(requestWaitLooks[id].key) })),
              ...outcomes.map((id) => ({ id, label: translate(requestOutcomeKeys[id]) })),
            ],
            idsOf: ({ last }) => [standingOf(last.request, today)],
          }}
          empty={
            <EmptyState icon={FileUser} title={translate('rights.none')}>
              {translate(mayKeep ? 'rights.none.keeper' : 'rights.none.text')}
            </EmptyState>
          }
        />
      </PageSection>
    </ScreenPage>
  );
}

const kinds: readonly DataRequest['kind'][] = ['access', 'correction', 'objection', 'erasure'];
/** Standings of a request, the most urgent first. */
const waits: readonly DataRequestUrgency[] = ['overdue', 'soon', 'open'];
const outcomes: readonly DataRequestOutcome[] = ['done', 'partly', 'refused'];
const standings: readonly string[] = [...waits, ...outcomes];

const standingOf = (
  { answer, dueOn }: DataRequest,
  today: string,
): DataRequestUrgency | DataRequestOutcome =>
  answer === null ? dataRequestUrgencyOf(dueOn, today) : answer.outcome;

function subjectTextOf(dataRequest: DataRequest, namedMissions: NamedMissions, translate: Translate): string {
  const requestSubject = requestSubjectOf(dataRequest, namedMissions);
  if (requestSubject.kind !== 'mission') return translate(`rights.about.${requestSubject.kind}`);
  return requestSubject.title === '' ? translate('value.untitled') : requestSubject.title;
}

function useDataRequestColumns(
  namedMissions: NamedMissions,
  today: string,
): readonly ListColumn<DataRequestRow>[] {
  const translate = useTranslate();
  const { date } = useFormat();
  return [
    {
      id: 'number',
      title: translate('rights.request'),
      sortBy: ({ number }) => number,
      cell: ({ number, last }) => (
        <NameCell name={translate('rights.number', { number })} note={last.request.reference} />
      ),
    },
    {
      id: 'kind',
      title: translate('rights.kind'),
      sortBy: ({ last }) => translate(requestKindKeys[last.request.kind]),
      cell: ({ last }) => translate(requestKindKeys[last.request.kind]),
    },
    {
      id: 'about',
      title: translate('rights.about'),
      sortBy: ({ last }) => subjectTextOf(last.request, namedMissions, translate),
      cell: ({ last }) => <RequestSubjectView about={requestSubjectOf(last.request, namedMissions)} />,
    },
    {
      id: 'received',
      title: translate('rights.receivedOn'),
      sortBy: ({ last }) => last.request.receivedOn,
      cell: ({ last }) => date(localNoonMs(last.request.receivedOn)),
    },
    {
      id: 'due',
      title: translate('rights.dueOn'),
      sortBy: ({ last }) => last.request.dueOn,
      cell: ({ last }) => date(localNoonMs(last.request.dueOn)),
    },
    {
      id: 'answered',
      title: translate('rights.answeredOn'),
      sortBy: ({ last }) => last.request.answer?.on ?? null,
      cell: ({ last: { request } }) => (request.answer === null ? '–' : date(localNoonMs(request.answer.on))),
    },
    {
      id: 'standing',
      title: translate('path.status'),
      sortBy: ({ last }) => standings.indexOf(standingOf(last.request, today)),
      cell: ({ last }) => <RequestStatusPill request={last.request} today={today} />,
    },
  ];
}
