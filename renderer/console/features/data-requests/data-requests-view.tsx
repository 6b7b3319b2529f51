import { FileUser } from 'lucide-react';
import type { ReactElement } from 'react';
import { waitOf } from '#domain/privacy/data-request.ts';
import { dayMs } from '#renderer/console/parts/days.ts';
import { NameCell } from '#renderer/console/parts/name-cell.tsx';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { type Column, Table } from '#renderer/ui/table.tsx';
import { AboutView } from './about-view.tsx';
import { aboutOf, type DataRequestRow, kindKeys, type NamedMissions } from './request.ts';
import { StandingPill } from './standing-pill.tsx';

interface DataRequestsViewProps {
  /** In the order in which they wait. */
  readonly requests: readonly DataRequestRow[];
  readonly missions: NamedMissions;
  readonly today: string;
  readonly hrefOf: (number: number) => string;
}

/** The register as a list: what is overdue, and what soon will be, is said above it. */
export function DataRequestsView({ requests, missions, today, hrefOf }: DataRequestsViewProps): ReactElement {
  const say = useSay();
  const waits = requests.flatMap(({ last: { request } }) =>
    request.answer === null ? [waitOf(request.dueOn, today)] : [],
  );
  const overdue = waits.filter((wait) => wait === 'overdue').length;
  const soon = waits.filter((wait) => wait === 'soon').length;
  return (
    <Page>
      {overdue > 0 && <Banner meaning="bad">{say('rights.overdue', { count: overdue })}</Banner>}
      {soon > 0 && <Banner meaning="wait">{say('rights.soon', { count: soon })}</Banner>}
      <Section title={say('rights.register')} description={say('rights.register.text')}>
        <Table
          label={say('rights.register')}
          rows={requests}
          rowId={({ number }) => String(number)}
          columns={useRequestColumns(missions, today)}
          hrefOf={({ number }) => hrefOf(number)}
          empty={
            <EmptyState icon={FileUser} title={say('rights.none')}>
              {say('rights.none.text')}
            </EmptyState>
          }
        />
      </Section>
    </Page>
  );
}

function useRequestColumns(missions: NamedMissions, today: string): readonly Column<DataRequestRow>[] {
  const say = useSay();
  const { date } = useFormat();
  return [
    {
      id: 'number',
      title: say('rights.request'),
      cell: ({ number, last }) => (
        <NameCell name={say('rights.number', { number })} note={last.request.reference} />
      ),
    },
    { id: 'kind', title: say('rights.kind'), cell: ({ last }) => say(kindKeys[last.request.kind]) },
    {
      id: 'about',
      title: say('rights.about'),
      cell: ({ last }) => <AboutView about={aboutOf(last.request, missions)} />,
    },
    {
      id: 'received',
      title: say('rights.receivedOn'),
      cell: ({ last }) => date(dayMs(last.request.receivedOn)),
    },
    { id: 'due', title: say('rights.dueOn'), cell: ({ last }) => date(dayMs(last.request.dueOn)) },
    {
      id: 'answered',
      title: say('rights.answeredOn'),
      cell: ({ last: { request } }) => (request.answer === null ? '–' : date(dayMs(request.answer.on))),
    },
    {
      id: 'standing',
      title: say('rights.standing'),
      cell: ({ last }) => <StandingPill request={last.request} today={today} />,
    },
  ];
}
