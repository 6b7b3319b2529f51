import { CalendarClock } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { StatusFacts } from './status-facts.ts';

export type DueMission = StatusFacts['dueMissions'][number];

interface DueBannerProps {
  readonly missions: readonly DueMission[];
  readonly onSync: () => void;
  readonly title: MessageKey;
  /** Which mission it is, from which day on something goes, and since when it is due. */
  readonly line: MessageKey;
  /** What is to be said behind the line of one mission. */
  readonly moreOf?: (mission: DueMission) => ReactNode;
  readonly children: ReactNode;
}

/**
 * That something of missions is about to be erased on this laptop, and when. Stands as long as it is in the list, for nobody
 * may find it gone who was not told.
 */
export function DueBanner(props: DueBannerProps): ReactElement {
  const { missions, onSync, title, line, moreOf, children } = props;
  const say = useSay();
  const format = useFormat();
  const mayWait = missions.some(({ fate }) => fate === 'waits');
  return (
    <Banner
      meaning="wait"
      icon={CalendarClock}
      title={say(title, { count: missions.length })}
      isAnnounced
      actions={mayWait && <Button onPress={onSync}>{say('frame.sync.now')}</Button>}
    >
      {missions.map((mission) => (
        <p key={mission.log}>
          {say(line, {
            title: mission.title === '' ? say('whereabouts.mission.untitled') : mission.title,
            date: format.date(mission.erasedFromMs),
            due: format.date(mission.dueAtMs),
          })}
          {moreOf?.(mission)}
        </p>
      ))}
      {children}
    </Banner>
  );
}
