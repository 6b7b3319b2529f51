import { Plus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { DataRequest } from '#domain/privacy/data-request.ts';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { addressOf } from '#renderer/console/app/route.ts';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useAct } from '#renderer/console/app/use-act.ts';
import { useResource } from '#renderer/console/app/use-resource.ts';
import { goTo } from '#renderer/console/app/use-route.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useNowMs } from '#renderer/ui/clock.tsx';
import { dayOf } from '#renderer/ui/day-of.ts';
import { DataRequestsView } from './data-requests-view.tsx';
import { EntryDialog } from './entry-dialog.tsx';

/** The register of what people ask about their own data, in the order in which it waits. */
export function DataRequestsScreen(): ReactElement {
  const say = useSay();
  const act = useAct();
  const today = dayOf(useNowMs());
  const { client, resources } = useConsole();
  const resource = resources.get('data requests', client.dataRequests.all);
  const answer = useResource(resource);
  // Of the form that is open: the same for every try, so that no answer that is lost makes two entries of one.
  const [entry, setEntry] = useState<string | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const enter = (request: DataRequest): void => {
    // A second press while the first is on its way would be a second request.
    if (isAsking || entry === null) return;
    setIsAsking(true);
    const asking = client.dataRequests.record({ entry, request });
    void asking.then(() => setIsAsking(false));
    act(asking, ({ number }) => {
      setEntry(null);
      resource.reload();
      goTo({ screen: 'data-request', number });
    });
  };
  const mayKeep = answer.kind === 'present' && answer.value.mayKeep;
  return (
    <ConsoleFrame
      place="data-requests"
      head={{
        title: say('rights.title'),
        actions: mayKeep && (
          <Button kind="primary" icon={Plus} onPress={() => setEntry(crypto.randomUUID())}>
            {say('rights.enter')}
          </Button>
        ),
      }}
      shows={answer}
    >
      <Shown of={answer} onTryAgain={resource.reload}>
        {({ requests, missions }) => (
          <>
            <DataRequestsView
              requests={requests}
              missions={missions}
              today={today}
              hrefOf={(number) => addressOf({ screen: 'data-request', number })}
            />
            {entry !== null && (
              <EntryDialog
                entry={null}
                missions={missions}
                today={today}
                onKeep={enter}
                onClose={() => setEntry(null)}
              />
            )}
          </>
        )}
      </Shown>
    </ConsoleFrame>
  );
}
