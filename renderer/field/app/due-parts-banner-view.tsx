import { CalendarClock } from 'lucide-react';
import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { StatusFacts } from './status-facts.ts';

interface DuePartsBannerViewProps {
  readonly missions: StatusFacts['dueParts'];
  readonly onSync: () => void;
}

/**
 * That a part of missions is about to be erased on this laptop while the rest of them stays: what leads to people has shorter
 * periods. Stands as long as it is in the list.
 */
export function DuePartsBannerView({ missions, onSync }: DuePartsBannerViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const mayWait = missions.some(({ fate }) => fate === 'waits');
  return (
    <Banner
      meaning="wait"
      icon={CalendarClock}
      title={say('frame.dueParts.title', { count: missions.length })}
      isAnnounced
      actions={mayWait && <Button onPress={onSync}>{say('frame.sync.now')}</Button>}
    >
      {missions.map(({ log, title, erasedFromMs, dueAtMs }) => (
        <p key={log}>
          {say('frame.dueParts.mission', {
            title: title === '' ? say('whereabouts.mission.untitled') : title,
            date: format.date(erasedFromMs),
            due: format.date(dueAtMs),
          })}
        </p>
      ))}
      <p>{say('frame.dueParts.text')}</p>
      {mayWait && <p>{say('frame.dueParts.waits')}</p>}
    </Banner>
  );
}
