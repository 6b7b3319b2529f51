import { type ReactElement, useState } from 'react';
import { useConsole, useDeviceLabels, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { useAddressQuery } from '#renderer/console/app/console-route.ts';
import { downloadInBrowser } from '#renderer/console/app/download-in-browser.ts';
import { useLastResponse } from '#renderer/console/app/paged-list.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerAction } from '#renderer/console/app/server-action.ts';
import { personText } from '#renderer/console/parts/person-name.tsx';
import { useTranslate } from '#renderer/i18n';
import { AuditFilter, AuditView, emptyAuditFilter } from './audit-view.tsx';

const parseAuditFilter = (query: object): AuditFilter => AuditFilter.parse(query);

/** The audit trail, page by page. */
export function AuditScreen(): ReactElement {
  const translate = useTranslate();
  const { client, resources } = useConsole();
  const [auditFilter, setFilter] = useAddressQuery(parseAuditFilter, emptyAuditFilter);
  const [page, setPage] = useState<number | null>(null);
  const query = auditQueryOf(auditFilter, page);
  const resource = resources.getOrCreate(`audit ${JSON.stringify(query)}`, () =>
    client.admin.readAuditTrail(query),
  );
  const lines = useLastResponse(usePolledResource(resource));
  // Reads the whole trail: sent once for each visit of this screen, not every ten seconds.
  const chain = usePolledResource(
    resources.getOrCreate('audit chain', client.admin.checkAuditChain, () => () => undefined),
  );
  const peopleState = usePolledResource(resources.getOrCreate('people', client.admin.listPeople));
  const devices = useDeviceLabels();
  const runServerAction = useServerAction();
  const exportLines = (): void =>
    runServerAction(client.admin.exportAuditTrail(auditQueryOf(auditFilter, null)), (file) =>
      downloadInBrowser('audit-trail.csv', file),
    );
  const known = peopleState.kind === 'present' ? peopleState.value : { people: [], logs: [], groups: [] };
  const names = new Map<string, string>([
    ...known.people.map((personRow) => [personRow.person, personText(personRow)] as const),
    ...known.groups.map(({ group, name }) => [group, name] as const),
    ...known.logs.map(({ log, title }) => [log, title] as const),
    ...devices,
  ]);
  return (
    <ConsoleFrame railItem="audit" head={{ title: translate('console.audit.title') }} shows={lines}>
      <ResourceContent of={lines} onTryAgain={resource.reload}>
        {(auditResponse) => (
          <AuditView
            response={auditResponse}
            chain={chain.kind === 'present' ? chain.value : null}
            filter={auditFilter}
            people={known.people}
            names={names}
            onFilter={(nextAuditFilter) => {
              setFilter(nextAuditFilter);
              setPage(null);
            }}
            onNextPage={() => setPage(auditResponse.next)}
            onFirstPage={page === null ? null : () => setPage(null)}
            onExport={exportLines}
          />
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}

const dayLengthMs = 24 * 60 * 60 * 1000;

/** Query for headquarters. A day in typing sends none. */
function auditQueryOf(auditFilter: AuditFilter, page: number | null): Readonly<Record<string, string>> {
  const [fromMs, toMs] = [startOfDayMs(auditFilter.from), startOfDayMs(auditFilter.to)];
  return {
    ...(auditFilter.act !== '' && { act: auditFilter.act }),
    ...(auditFilter.actor !== '' && { actor: auditFilter.actor }),
    ...(auditFilter.about !== '' && { about: auditFilter.about }),
    ...(auditFilter.reads !== '' && { reads: auditFilter.reads }),
    ...(fromMs !== null && { from: String(fromMs) }),
    // The whole of the last day; where a clock is set back, it is an hour more or less.
    ...(toMs !== null && { to: String(toMs + dayLengthMs) }),
    ...(auditFilter.order !== '' && { order: auditFilter.order }),
    ...(page !== null && { [auditFilter.order === 'oldest' ? 'after' : 'before']: String(page) }),
  };
}

function startOfDayMs(day: string): number | null {
  const atMs = new Date(`${day}T00:00`).getTime();
  return Number.isNaN(atMs) || atMs < 0 ? null : atMs;
}
