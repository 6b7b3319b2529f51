import type { ReactElement } from 'react';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useAct } from '#renderer/console/app/use-act.ts';
import { useResource } from '#renderer/console/app/use-resource.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { ApprovalsView } from './approvals-view.tsx';

/** Agrees to, refuses or takes back what waits for a second person. */
export function ApprovalsScreen(): ReactElement {
  const say = useSay();
  const act = useAct();
  const { client, resources } = useConsole();
  const resource = resources.get('approvals', client.admin.approvals);
  const approvals = useResource(resource);
  return (
    <ConsoleFrame place="approvals" head={{ title: say('approvals.title') }} shows={approvals}>
      <Shown of={approvals} onTryAgain={resource.reload}>
        {(shown) => (
          <ApprovalsView
            {...shown}
            onAgree={({ approval }) =>
              act(client.admin.decide({ approval, decision: 'approve' }), resource.reload)
            }
            onRefuse={({ approval }) =>
              act(client.admin.decide({ approval, decision: 'refuse' }), resource.reload)
            }
          />
        )}
      </Shown>
    </ConsoleFrame>
  );
}
