import { Luggage, RefreshCw } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { LogId } from '#domain/ids.ts';
import { useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { useFrameStatus } from '#renderer/field/app/frame/frame-status.ts';
import { ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import {
  useFieldServices,
  useStoreQuery,
  useStoreQueryPart,
} from '#renderer/field/app/session/field-services.tsx';
import { type Message, useTranslate } from '#renderer/i18n';
import { Button, ScreenPage } from '#renderer/ui';
import { arrivingMissionsOf, missionRowsOf, waitingByMission } from './mission-rows.ts';
import { MyMissionsView } from './my-missions-view.tsx';
import { RemovedMissionsView } from './removed-missions-view.tsx';

/** All missions on this laptop. */
export function MyMissionsScreen(): ReactElement {
  const translate = useTranslate();
  return (
    <ScreenFrame title={translate('mission.list.title')} actions={<SyncActions />}>
      <ScreenPage>
        <MyMissions />
      </ScreenPage>
    </ScreenFrame>
  );
}

/** Acts of the pages without a mission: the check before a journey, and a sync. */
export function SyncActions(): ReactElement {
  const translate = useTranslate();
  const { store, navigate } = useFieldServices();
  const statusFacts = useFrameStatus();
  return (
    <>
      <Button icon={Luggage} onPress={() => navigate({ screen: 'travel' })}>
        {translate('travel.title')}
      </Button>
      <Button
        icon={RefreshCw}
        isPending={statusFacts?.network.kind === 'sending'}
        onPress={() => void store.syncNow()}
      >
        {translate('frame.sync.now')}
      </Button>
    </>
  );
}

/** List of the missions, and of those that were removed; open work in each. */
export function MyMissions(): ReactElement | null {
  const { session } = useFieldServices();
  const { missions } = useFrameFacts();
  const statusFacts = useFrameStatus();
  const waitingQueryResult = useStoreQueryPart('missions', null, waitingByMission);
  if (missions === null) return null;
  return (
    <MyMissionsView
      missions={missionRowsOf(
        missions,
        session.roles,
        waitingQueryResult.kind === 'present' ? waitingQueryResult.result : {},
      )}
      removedMissions={<RemovedMissions />}
      arriving={arrivingMissionsOf(missions)}
      isReceiving={statusFacts?.network.kind === 'sending'}
    />
  );
}

/** Missions that were removed from this laptop and can be restored; nothing where none was. */
export function RemovedMissions(): ReactElement | null {
  const { store } = useFieldServices();
  const missionsResult = useStoreQuery('removedMissions', null);
  const [refusal, setRefusal] = useState<Message | null>(null);
  if (missionsResult.kind === 'loading' || missionsResult.result.length === 0) return null;
  const restore = (logId: LogId): void =>
    void store.restoreMission(logId).then(
      () => setRefusal(null),
      () => setRefusal({ key: 'travel.away.failed' }), // the reason is in the store's status, which the frame shows
    );
  return <RemovedMissionsView missions={missionsResult.result} refusal={refusal} onRestore={restore} />;
}
