import { type ReactElement, useState } from 'react';
import type {
  DataRequestHistoryResponse,
  FoundResponse,
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
import { type ErasureControls, foundMatchId } from './request-labels.ts';

/** One request: its entry, possible acts, and its answer. */
export function DataRequestScreen({ number }: { readonly number: number }): ReactElement {
  const translate = useTranslate();
  const runServerAction = useServerAction();
  const notify = useNotify();
  const today = localDayOf(useNowMs());
  const missionsState = useMissionList();
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate(`data request ${number}`, () =>
    client.dataRequests.readRequest(number),
  );
  const loadState = usePolledResource(resource);
  const [found, setFound] = useState<FoundResponse | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const [erasedById, setErasedById] = useState<ErasureControls['erasedById']>(new Map());
  const [isErasing, setIsErasing] = useState(false);
  const keep = (seen: number, request: DataRequest, onDone: () => void): void =>
    runServerAction(client.dataRequests.changeRequest(number, { seen, request }), () => {
      onDone();
      notify({ meaning: 'good', text: (say) => say('rights.kept') });
      resource.reload();
    });
  const find = (sought: SearchRecordsRequest): void => {
    setIsAsking(true);
    const apiAnswer = client.dataRequests.searchRecords(number, sought);
    void apiAnswer.then(() => setIsAsking(false));
    runServerAction(apiAnswer, (answered) => {
      setFound(answered);
      setErasedById(new Map());
    });
  };
  const erase: ErasureControls['onErase'] = (foundMatch, part, onDone) => {
    setIsErasing(true);
    const { log, doc, path } = foundMatch;
    const apiAnswer = client.dataRequests.eraseMatch(number, { log, doc, path, part });
    void apiAnswer.then(() => setIsErasing(false));
    runServerAction(apiAnswer, ({ erased: count, waits }) => {
      const erasure = { part, count, waitsUntilMs: waits?.fromMs ?? null };
      setErasedById((before) => new Map(before).set(foundMatchId(foundMatch), erasure));
      if (waits !== undefined) resource.reload();
      onDone();
    });
  };
  const withdraw = (waitingErasure: WaitingErasure): void =>
    runServerAction(client.dataRequests.withdrawErasure(number, waitingErasure.approval), () => {
      setErasedById((before) => new Map([...before].filter(([id]) => id !== foundMatchId(waitingErasure))));
      resource.reload();
    });
  const hrefOfMission = ({ versions: [lastVersion] }: DataRequestHistoryResponse): string | null => {
    const readable = missionsState.kind === 'present' ? missionsState.value : [];
    const missionRow = readable.find(({ log }) => log === lastVersion?.request.log);
    return missionRow
      ? consoleAddressOf({ screen: 'records', log: missionRow.log, list: unfilteredRecordList })
      : null;
  };
  return (
    <ConsoleFrame
      railItem="data-requests"
      head={{
        title: translate('rights.number', { number }),
        crumbs: [{ label: translate('rights.title'), href: consoleAddressOf({ screen: 'data-requests' }) }],
      }}
      shows={loadState}
    >
      <ResourceContent of={loadState} onTryAgain={resource.reload}>
        {(shownResponse) => (
          <DataRequestView
            shown={shownResponse}
            today={today}
            links={{ mission: hrefOfMission(shownResponse), due: consoleAddressOf({ screen: 'programme' }) }}
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
