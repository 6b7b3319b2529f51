import { Luggage, RefreshCw } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Button } from '#renderer/ui';
import {
  useFieldServices,
  useStoreQuery,
  useStoreQueryPart,
} from '#renderer/field/app/session/field-services.tsx';
import { useFrameFacts, useFrameStatus } from '#renderer/field/app/frame/frame-context.tsx';
import { ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import { arrivingMissionsOf, missionRowsOf, waitingByMission } from './mission-rows.ts';
import { MyMissionsView, RemovedMissionsView } from './my-missions-view.tsx';
import { Today } from './today.tsx';
import type { LogId } from '#domain/ids.ts';

/** Missions that were removed from this laptop and can be restored; nothing where none was. */
export function RemovedMissions(): ReactElement | null {
  const { store } = useFieldServices();
  const missions = useStoreQuery('removedMissions', null);
  const [refusal, setRefusal] = useState<Message | null>(null);
  if (missions.kind === 'loading' || missions.answer.length === 0) return null;
  const restore = (log: LogId): void =>
    void store.restoreMission(log).then(
      () => setRefusal(null),
      () => setRefusal({ key: 'travel.away.failed' }), // the reason is in the store's status, which the frame shows
    );
  return <RemovedMissionsView missions={missions.answer} refusal={refusal} onRestore={restore} />;
}

/** Home: my missions, open work in each, and sync. */
export function MyMissionsScreen(): ReactElement {
  const translate = useTranslate();
  const { store, session, navigate } = useFieldServices();
  const { missions } = useFrameFacts();
  const status = useFrameStatus();
  const waiting = useStoreQueryPart('missions', null, waitingByMission);
  return (
    <ScreenFrame
      title={translate('mission.list.title')}
      actions={
        <>
          <Button icon={Luggage} onPress={() => navigate({ screen: 'travel' })}>
            {translate('travel.title')}
          </Button>
          <Button
            icon={RefreshCw}
            isPending={status?.network.kind === 'sending'}
            onPress={() => void store.syncNow()}
          >
            {translate('frame.sync.now')}
          </Button>
        </>
      }
    >
      {missions && (
        <MyMissionsView
          missions={missionRowsOf(missions, session.roles, waiting.kind === 'present' ? waiting.answer : {})}
          today={<Today />}
          removedMissions={<RemovedMissions />}
          arriving={arrivingMissionsOf(missions)}
          isReceiving={status?.network.kind === 'sending'}
        />
      )}
    </ScreenFrame>
  );
}
