import { type ReactElement, useState } from 'react';
import type {
  DataRequestHistoryAnswer,
  FoundAnswer,
  SearchRecordsRequest,
  WaitingErasure,
} from '#api/data-requests-api.ts';
import type { DataRequest } from '#domain/privacy/data-request.ts';
import { useConsole, useMissionList, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { consoleAddressOf, unfilteredRecordList } from '#renderer/console/app/console-route.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerAction } from '#renderer/console/app/server-action.ts';
import { useTranslate } from '#renderer/i18n';
import { localDayOf, useNotify, useNowMs } from '#renderer/ui';
import { DataRequestView } from './data-request-view.tsx';
import { type ErasureControls, foundPlaceId } from './request-labels.ts';

/** One request: its entry, possible acts, and its answer. */
export function DataRequestScreen({ number }: { readonly number: number }): ReactElement {
  const translate = useTranslate();
  const act = useServerAction();
  const notify = useNotify();
  const today = localDayOf(useNowMs());
  const missions = useMissionList();
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate(`data request ${number}`, () =>
    client.dataRequests.readRequest(number),
  );
  const answer = usePolledResource(resource);
  const [found, setFound] = useState<FoundAnswer | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const [erasedById, setErasedById] = useState<ErasureControls['erasedById']>(new Map());
  const [isErasing, setIsErasing] = useState(false);
  const keep = (seen: number, request: DataRequest, onDone: () => void): void =>
    act(client.dataRequests.changeRequest(number, { seen, request }), () => {
      onDone();
      notify({ meaning: 'good', text: (say) => say('rights.kept') });
      resource.reload();
    });
  const find = (sought: SearchRecordsRequest): void => {
    setIsAsking(true);
    const asking = client.dataRequests.searchRecords(number, sought);
    void asking.then(() => setIsAsking(false));
    act(asking, (answered) => {
      setFound(answered);
      setErasedById(new Map());
    });
  };
  const erase: ErasureControls['onErase'] = (place, part, onDone) => {
    setIsErasing(true);
    const { log, doc, path } = place;
    const asking = client.dataRequests.erasePlace(number, { log, doc, path, part });
    void asking.then(() => setIsErasing(false));
    act(asking, ({ erased: count, waits }) => {
      const erasure = { part, count, waitsUntilMs: waits?.fromMs ?? null };
      setErasedById((before) => new Map(before).set(foundPlaceId(place), erasure));
      if (waits !== undefined) resource.reload();
      onDone();
    });
  };
  const withdraw = (erasure: WaitingErasure): void =>
    act(client.dataRequests.withdrawErasure(number, erasure.approval), () => {
      setErasedById((before) => new Map([...before].filter(([id]) => id !== foundPlaceId(erasure))));
      resource.reload();
    });
  const hrefOfMission = ({ versions: [last] }: DataRequestHistoryAnswer): string | null => {
    const readable = missions.kind === 'present' ? missions.value : [];
    const mission = readable.find(({ log }) => log === last?.request.log);
    return mission
      ? consoleAddressOf({ screen: 'records', log: mission.log, list: unfilteredRecordList })
      : null;
  };
  return (
    <ConsoleFrame
      place="data-requests"
      head={{
        title: translate('rights.number', { number }),
        crumbs: [{ label: translate('rights.title'), href: consoleAddressOf({ screen: 'data-requests' }) }],
      }}
      shows={answer}
    >
      <ResourceContent of={answer} onTryAgain={resource.reload}>
        {(shown) => (
          <DataRequestView
            shown={shown}
            today={today}
            links={{ mission: hrefOfMission(shown), due: consoleAddressOf({ screen: 'programme' }) }}
            finding={{
              found,
              isAsking,
              onFind: find,
              hrefOf: ({ log, doc }) => consoleAddressOf({ screen: 'record', log, doc, part: '' }),
            }}
            erasing={{ erasedById, isAsking: isErasing, onErase: erase }}
            onKeep={keep}
            onWithdraw={withdraw}
          />
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}
