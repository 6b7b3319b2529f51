import type { ReactElement } from 'react';
import { useConsole, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { useListQuery } from '#renderer/console/app/console-route.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerAction } from '#renderer/console/app/server-action.ts';
import { useTranslate } from '#renderer/i18n';
import { ApprovalsView } from './approvals-view.tsx';

/** Approve, refuse or withdraw acts that wait for a second person. */
export function ApprovalsScreen(): ReactElement {
  const translate = useTranslate();
  const runServerAction = useServerAction();
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate('approvals', client.admin.listApprovals);
  const approvals = usePolledResource(resource);
  const [listQuery, setList] = useListQuery();
  return (
    <ConsoleFrame railItem="approvals" head={{ title: translate('approvals.title') }} shows={approvals}>
      <ResourceContent of={approvals} onTryAgain={resource.reload}>
        {(shownApprovalsResponse) => (
          <ApprovalsView
            {...shownApprovalsResponse}
            list={listQuery}
            onList={setList}
            onAgree={({ approval }) =>
              runServerAction(client.admin.decideApproval({ approval, decision: 'approve' }), resource.reload)
            }
            onRefuse={({ approval }) =>
              runServerAction(client.admin.decideApproval({ approval, decision: 'refuse' }), resource.reload)
            }
          />
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}
