import { Luggage, RefreshCw } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useFrameFacts } from '#renderer/field/app/frame-context.tsx';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { missionRowsOf } from './mission-rows.ts';
import { TakenOff } from './taken-off.tsx';
import { MissionsView } from './missions-view.tsx';

/** Home: my missions, what waits in each, and the way to sync. */
export function MissionsScreen(): ReactElement {
  const say = useSay();
  const { store, navigate } = useField();
  const { missions, status } = useFrameFacts();
  return (
    <ScreenFrame
      title={say('mission.list.title')}
      actions={
        <>
          <Button icon={Luggage} onPress={() => navigate({ screen: 'travel' })}>
            {say('travel.title')}
          </Button>
          <Button
            icon={RefreshCw}
            isPending={status?.network.kind === 'sending'}
            onPress={() => void store.syncNow()}
          >
            {say('frame.sync.now')}
          </Button>
        </>
      }
    >
      {missions && <MissionsView missions={missionRowsOf(missions)} takenOff={<TakenOff />} />}
    </ScreenFrame>
  );
}
