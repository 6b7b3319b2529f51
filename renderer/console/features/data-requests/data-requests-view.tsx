import { FileUser } from 'lucide-react';
import type { ReactElement } from 'react';
import { dataRequestUrgencyOf } from '#domain/privacy/data-request.ts';
import { localNoonMs } from '#renderer/console/parts/local-noon.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Banner, EmptyState, PageSection, ScreenPage, SortableTable, type TableColumn } from '#renderer/ui';
import { RequestStatusPill, RequestSubjectView } from './request-entry-view.tsx';
import type { DataRequestRow } from '#renderer/console/api/response-types.ts';
import { requestSubjectOf, requestKindKeys, type NamedMissions } from './request-labels.ts';

interface DataRequestsViewProps {
  /** By urgency. */
  readonly requests: readonly DataRequestRow[];
  readonly missions: NamedMissions;
  readonly today: string;
  /** Whether this person enters requests. */
  readonly mayKeep: boolean;
  readonly hrefOf: (number: number) => string;
}

/** Register as a list; overdue entries, and those soon due, are announced above it. */
export function DataRequestsView(props: DataRequestsViewProps): ReactElement {
  const { requests, missions, today, mayKeep, hrefOf } = props;
  const translate = useTranslate();
  const waits = requests.flatMap(({ last: { request } }) =>
    request.answer === null ? [dataRequestUrgencyOf(request.dueOn, today)] : [],
  );
  const overdue = waits.filter((wait) => wait === 'overdue').length;
  const soon = waits.filter((wait) => wait === 'soon').length;
  return (
    <ScreenPage>
      {overdue > 0 && <Banner meaning="bad">{translate('rights.overdue', { count: overdue })}</Banner>}
      {soon > 0 && <Banner meaning="wait">{translate('rights.soon', { count: soon })}</Banner>}
      <PageSection
        title={translate('rights.register')}
        description={translate('rights.register.text')}
        details={translate('rights.register.details')}
      >
        <SortableTable
          label={translate('rights.register')}
          rows={requests}
          rowId={({ number }) => String(number)}
          columns={useDataRequestColumns(missions, today)}
          hrefOf={({ number }) => hrefOf(number)}
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

function useDataRequestColumns(
  missions: NamedMissions,
  today: string,
): readonly TableColumn<DataRequestRow>[] {
  const translate = useTranslate();
  const { date } = useFormat();
  return [
    {
      id: 'number',
      title: translate('rights.request'),
      cell: ({ number, last }) => (
        <NameCell name={translate('rights.number', { number })} note={last.request.reference} />
      ),
    },
    {
      id: 'kind',
      title: translate('rights.kind'),
      cell: ({ last }) => translate(requestKindKeys[last.request.kind]),
    },
    {
      id: 'about',
      title: translate('rights.about'),
      cell: ({ last }) => <RequestSubjectView about={requestSubjectOf(last.request, missions)} />,
    },
    {
      id: 'received',
      title: translate('rights.receivedOn'),
      cell: ({ last }) => date(localNoonMs(last.request.receivedOn)),
    },
    {
      id: 'due',
      title: translate('rights.dueOn'),
      cell: ({ last }) => date(localNoonMs(last.request.dueOn)),
    },
    {
      id: 'answered',
      title: translate('rights.answeredOn'),
      cell: ({ last: { request } }) => (request.answer === null ? '–' : date(localNoonMs(request.answer.on))),
    },
    {
      id: 'standing',
      title: translate('path.status'),
      cell: ({ last }) => <RequestStatusPill request={last.request} today={today} />,
    },
  ];
}
