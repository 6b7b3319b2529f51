import { type ReactElement, useState } from 'react';
import type { DataRequest } from '#domain/privacy/data-request.ts';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { addressOf, wholeList } from '#renderer/console/app/route.ts';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useAct } from '#renderer/console/app/use-act.ts';
import { useMissions } from '#renderer/console/app/use-missions.ts';
import { useResource } from '#renderer/console/app/use-resource.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useNowMs } from '#renderer/ui/clock.tsx';
import { dayOf } from '#renderer/ui/day-of.ts';
import { useNotify } from '#renderer/ui/notices.tsx';
import type { DataRequestAnswered, FoundAnswer, SearchRecords } from './request.ts';
import { type Erasing, placeId } from './erasing.ts';
import { DataRequestView } from './data-request-view.tsx';

/** One request: what it says, what can be done about it, and how it was answered. */
export function DataRequestScreen({ number }: { readonly number: number }): ReactElement {
  const say = useSay();
  const act = useAct();
  const notify = useNotify();
  const today = dayOf(useNowMs());
  const missions = useMissions();
  const { client, resources } = useConsole();
  const resource = resources.get(`data request ${number}`, () => client.dataRequests.one(number));
  const answer = useResource(resource);
  const [found, setFound] = useState<FoundAnswer | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const [erasedById, setErasedById] = useState<Erasing['erasedById']>(new Map());
  const [isErasing, setIsErasing] = useState(false);
  const keep = (seen: number, request: DataRequest, onDone: () => void): void =>
    act(client.dataRequests.change(number, { seen, request }), () => {
      onDone();
      notify({ meaning: 'good', text: say('rights.kept') });
      resource.reload();
    });
  const find = (sought: SearchRecords): void => {
    setIsAsking(true);
    const asking = client.dataRequests.search(number, sought);
    void asking.then(() => setIsAsking(false));
    act(asking, (answered) => {
      setFound(answered);
      setErasedById(new Map());
    });
  };
  const erase: Erasing['onErase'] = (place, part, onDone) => {
    setIsErasing(true);
    const { log, doc, path } = place;
    const asking = client.dataRequests.erase(number, { log, doc, path, part });
    void asking.then(() => setIsErasing(false));
    act(asking, ({ erased: count }) => {
      setErasedById((before) => new Map(before).set(placeId(place), { part, count }));
      onDone();
    });
  };
  const hrefOfMission = ({ versions: [last] }: DataRequestAnswered): string | null => {
    const readable = missions.kind === 'present' ? missions.value : [];
    const mission = readable.find(({ log }) => log === last?.request.log);
    return mission ? addressOf({ screen: 'records', log: mission.log, list: wholeList }) : null;
  };
  return (
    <ConsoleFrame
      place="data-requests"
      head={{
        title: say('rights.number', { number }),
        crumbs: [{ label: say('rights.title'), href: addressOf({ screen: 'data-requests' }) }],
      }}
      shows={answer}
    >
      <Shown of={answer} onTryAgain={resource.reload}>
        {(shown) => (
          <DataRequestView
            shown={shown}
            today={today}
            links={{ mission: hrefOfMission(shown), due: addressOf({ screen: 'programme' }) }}
            finding={{
              found,
              isAsking,
              onFind: find,
              hrefOf: ({ log, doc }) => addressOf({ screen: 'record', log, doc, part: '' }),
            }}
            erasing={{ erasedById, isAsking: isErasing, onErase: erase }}
            onKeep={keep}
          />
        )}
      </Shown>
    </ConsoleFrame>
  );
}
