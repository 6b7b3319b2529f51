import { type ReactElement, useState } from 'react';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useResource } from '#renderer/console/app/use-resource.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { type AuditFilter, AuditView } from './audit-view.tsx';

/** The audit trail, page by page. */
export function AuditScreen(): ReactElement {
  const say = useSay();
  const { client, resources } = useConsole();
  const [filter, setFilter] = useState<AuditFilter>({ act: '', actor: '' });
  const [before, setBefore] = useState<number | null>(null);
  const query = {
    ...(filter.act !== '' && { act: filter.act }),
    ...(filter.actor !== '' && { actor: filter.actor }),
    ...(before !== null && { before: String(before) }),
  };
  const resource = resources.get(`audit ${JSON.stringify(query)}`, () => client.admin.audit(query));
  const lines = useResource(resource);
  // Reads the whole trail: asked once for each look at this screen, not every ten seconds.
  const chain = useResource(resources.get('audit chain', client.admin.chain, () => () => undefined));
  const people = useResource(resources.get('people', client.admin.people));
  return (
    <ConsoleFrame place="audit" head={{ title: say('console.audit.title') }} shows={lines}>
      <Shown of={lines} onTryAgain={resource.reload}>
        {(answer) => (
          <AuditView
            answer={answer}
            chain={chain.kind === 'present' ? chain.value : null}
            filter={filter}
            people={people.kind === 'present' ? people.value.people : []}
            onFilter={(next) => {
              setFilter(next);
              setBefore(null);
            }}
            onOlder={() => setBefore(answer.before)}
            onNewest={() => setBefore(null)}
          />
        )}
      </Shown>
    </ConsoleFrame>
  );
}
