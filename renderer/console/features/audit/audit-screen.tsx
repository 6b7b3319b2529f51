import { type ReactElement, useState } from 'react';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useDeviceLabels } from '#renderer/console/app/use-devices.ts';
import { useResource } from '#renderer/console/app/use-resource.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { type AuditFilter, noFilter } from './audit-filters-view.tsx';
import { AuditView } from './audit-view.tsx';

/** The audit trail, page by page. */
export function AuditScreen(): ReactElement {
  const say = useSay();
  const { client, resources } = useConsole();
  const [filter, setFilter] = useState<AuditFilter>(noFilter);
  const [before, setBefore] = useState<number | null>(null);
  const query = queryOf(filter, before);
  const resource = resources.get(`audit ${JSON.stringify(query)}`, () => client.admin.audit(query));
  const asked = useResource(resource);
  // While other lines are asked for, the ones before stay: a filter must not vanish under the fingers.
  const [last, setLast] = useState(asked);
  if (asked.kind !== 'loading' && asked !== last) setLast(asked);
  const lines = asked.kind === 'loading' ? last : asked;
  // Reads the whole trail: asked once for each look at this screen, not every ten seconds.
  const chain = useResource(resources.get('audit chain', client.admin.chain, () => () => undefined));
  const people = useResource(resources.get('people', client.admin.people));
  const devices = useDeviceLabels();
  const known = people.kind === 'present' ? people.value : { people: [], logs: [] };
  const names = new Map<string, string>([
    ...known.people.map(({ person, name }) => [person, name] as const),
    ...known.logs.map(({ log, title }) => [log, title] as const),
    ...devices,
  ]);
  return (
    <ConsoleFrame place="audit" head={{ title: say('console.audit.title') }} shows={lines}>
      <Shown of={lines} onTryAgain={resource.reload}>
        {(answer) => (
          <AuditView
            answer={answer}
            chain={chain.kind === 'present' ? chain.value : null}
            filter={filter}
            people={known.people}
            names={names}
            onFilter={(next) => {
              setFilter(next);
              setBefore(null);
            }}
            onOlder={() => setBefore(answer.before)}
            onNewest={before === null ? null : () => setBefore(null)}
          />
        )}
      </Shown>
    </ConsoleFrame>
  );
}

const dayMs = 24 * 60 * 60 * 1000;

/** What headquarters is asked. A day that is not whole yet, while it is typed, asks for nothing. */
function queryOf(filter: AuditFilter, before: number | null): Readonly<Record<string, string>> {
  const [fromMs, toMs] = [startOf(filter.from), startOf(filter.to)];
  return {
    ...(filter.act !== '' && { act: filter.act }),
    ...(filter.actor !== '' && { actor: filter.actor }),
    ...(fromMs !== null && { from: String(fromMs) }),
    // The whole of the last day; where a clock is put back, it is an hour more or less.
    ...(toMs !== null && { to: String(toMs + dayMs) }),
    ...(before !== null && { before: String(before) }),
  };
}

function startOf(day: string): number | null {
  const atMs = new Date(`${day}T00:00`).getTime();
  return Number.isNaN(atMs) || atMs < 0 ? null : atMs;
}
