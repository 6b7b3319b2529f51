import type { ReactElement } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { DueBanner, type DueMission } from './due-banner.tsx';

interface DueMissionsBannerViewProps {
  readonly missions: readonly DueMission[];
  readonly onSync: () => void;
}

/** That whole missions are about to be erased on this laptop, when, why, and what becomes of changes that were never sent. */
export function DueMissionsBannerView({ missions, onSync }: DueMissionsBannerViewProps): ReactElement {
  const say = useSay();
  const unsentOf = (mission: DueMission): string => {
    const unsent = unsentMessage(mission);
    return unsent === null ? '' : ` ${say(unsent)}`;
  };
  return (
    <DueBanner
      missions={missions}
      onSync={onSync}
      title="frame.due.title"
      line="frame.due.mission"
      moreOf={unsentOf}
    >
      <p>{say('frame.due.text')}</p>
    </DueBanner>
  );
}

function unsentMessage({ fate, unsent }: DueMission): Message | null {
  if (fate === 'waits') return { key: 'frame.due.waits', values: { count: unsent } };
  return unsent > 0 ? { key: 'frame.due.goes', values: { count: unsent } } : null;
}
