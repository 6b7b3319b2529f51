import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { DueBanner, type DueMission } from './due-banner.tsx';

interface DuePartsBannerViewProps {
  readonly missions: readonly DueMission[];
  readonly onSync: () => void;
}

/** The same of a part of missions, while the rest of them stays: what leads to people has shorter periods. */
export function DuePartsBannerView({ missions, onSync }: DuePartsBannerViewProps): ReactElement {
  const say = useSay();
  return (
    <DueBanner missions={missions} onSync={onSync} title="frame.dueParts.title" line="frame.dueParts.mission">
      <p>{say('frame.dueParts.text')}</p>
      {missions.some(({ fate }) => fate === 'waits') && <p>{say('frame.dueParts.waits')}</p>}
    </DueBanner>
  );
}
