import { CalendarClock } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { StatusFacts } from './status-facts.ts';

type DueMission = StatusFacts['dueMissions'][number];

interface DueMissionsBannerViewProps {
  readonly missions: readonly DueMission[];
  readonly onSync: () => void;
}

/**
 * That missions are about to be erased on this laptop, when, why, and what becomes of changes that were never sent. Stands
 * as long as they are in the list, for nobody may find one gone who was not told.
 */
export function DueMissionsBannerView({ missions, onSync }: DueMissionsBannerViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const mayWait = missions.some(({ fate }) => fate === 'waits');
  return (
    <Banner
      meaning="wait"
      icon={CalendarClock}
      title={say('frame.due.title', { count: missions.length })}
      isAnnounced
      actions={mayWait && <Button onPress={onSync}>{say('frame.sync.now')}</Button>}
    >
      {missions.map((mission) => {
        const unsent = unsentMessage(mission);
        return (
          <p key={mission.log}>
            {say('frame.due.mission', {
              title: mission.title === '' ? say('whereabouts.mission.untitled') : mission.title,
              date: format.date(mission.erasedFromMs),
              due: format.date(mission.dueAtMs),
            })}
            {unsent && <> {say(unsent)}</>}
          </p>
        );
      })}
      <p>{say('frame.due.text')}</p>
    </Banner>
  );
}

function unsentMessage({ fate, unsent }: DueMission): Message | null {
  if (fate === 'waits') return { key: 'frame.due.waits', values: { count: unsent } };
  return unsent > 0 ? { key: 'frame.due.goes', values: { count: unsent } } : null;
}
