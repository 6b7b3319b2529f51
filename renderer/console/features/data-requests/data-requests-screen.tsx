import { Plus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { DataRequest } from '#domain/privacy/data-request.ts';
import { useConsole, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { consoleAddressOf, navigateTo, useListQuery } from '#renderer/console/app/console-route.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerAction } from '#renderer/console/app/server-action.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, localDayOf, useNowMs } from '#renderer/ui';
import { DataRequestsView } from './data-requests-view.tsx';
import { RequestEntryDialog } from './request-dialogs.tsx';

/** Register of people's requests about their own data, by urgency. */
export function DataRequestsScreen(): ReactElement {
  const translate = useTranslate();
  const runServerAction = useServerAction();
  const today = localDayOf(useNowMs());
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate('data requests', client.dataRequests.listRequests);
  const loadState = usePolledResource(resource);
  const [listQuery, setList] = useListQuery();
  // Id of the open form: the same for every try, so that a lost answer makes no second entry.
  const [entry, setEntry] = useState<string | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const enter = (request: DataRequest): void => {
    // A second press during the first request would be a second request.
    if (isAsking || entry === null) return;
    setIsAsking(true);
    const apiAnswer = client.dataRequests.recordRequest({ entry, request });
    void apiAnswer.then(() => setIsAsking(false));
    runServerAction(apiAnswer, ({ number }) => {
      setEntry(null);
      resource.reload();
      navigateTo({ screen: 'data-request', number });
    });
  };
  const mayKeep = loadState.kind === 'present' && loadState.value.mayKeep;
  return (
    <ConsoleFrame
      railItem="data-requests"
      head={{
        title: translate('rights.title'),
        actions: mayKeep && (
          <Button kind="primary" icon={Plus} onPress={() => setEntry(crypto.randomUUID())}>
            {translate('rights.enter')}
          </Button>
        ),
      }}
      shows={loadState}
    >
      <ResourceContent of={loadState} onTryAgain={resource.reload}>
        {({ requests, missions }) => (
          <>
            <DataRequestsView
              requests={requests}
              missions={missions}
              today={today}
              mayKeep={mayKeep}
              list={listQuery}
              onList={setList}
              hrefOf={(number) => consoleAddressOf({ screen: 'data-request', number })}
            />
            {entry !== null && (
              <RequestEntryDialog
                entry={null}
                missions={missions}
                today={today}
                onKeep={enter}
                onClose={() => setEntry(null)}
              />
            )}
          </>
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}
