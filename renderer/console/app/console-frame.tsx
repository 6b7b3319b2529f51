import type { ReactElement, ReactNode } from 'react';
import { dayAtMs } from '#domain/base/calendar.ts';
import type { LogId } from '#domain/ids.ts';
import type { MissionRow, ReviewRow } from '#renderer/console/api/answers.ts';
import { useSay, type Say } from '#renderer/i18n/use-say.ts';
import { useConsole } from './console-context.ts';
import { ConsoleFrameView, type FrameHead } from './console-frame-view.tsx';
import { useNowMs } from '#renderer/ui/clock.tsx';
import type { Freshness } from './freshness-bar-view.tsx';
import type { RailMission, RailPlace } from './mission-section-view.tsx';
import { useOwnNotices } from './use-own-notices.ts';
import { useReviewQueue } from './use-review-queue.ts';
import { waitsForMe } from './review-queue.ts';
import { problemWords } from './problem-message.ts';
import type { Loaded } from './resource.ts';
import { useMissions } from './use-missions.ts';

interface ConsoleFrameProps {
  readonly log?: LogId | undefined;
  readonly place: RailPlace;
  readonly head: FrameHead;
  /** What the page shows: its freshness stands in the status bar. */
  readonly shows: Loaded<unknown>;
  readonly children: ReactNode;
}

/** Connects the frame to who is signed in and to the missions. */
export function ConsoleFrame({ log, place, head, shows, children }: ConsoleFrameProps): ReactElement {
  const { me, onSignOut, onShowPreferences } = useConsole();
  const missions = useMissions();
  const queue = useReviewQueue();
  const notices = useOwnNotices();
  const nowMs = useNowMs();
  const say = useSay();
  const mission = missions.kind === 'present' ? missions.value.find((row) => row.log === log) : undefined;

  return (
    <ConsoleFrameView
      person={me}
      mission={mission ? railMissionOf(mission, say) : null}
      reviews={me.readsContent ? countWaiting(queue, nowMs) : null}
      notices={notices.kind === 'present' ? notices.value.length : 0}
      place={place}
      head={head}
      freshness={freshnessOf(shows)}
      onSignOut={onSignOut}
      onShowPreferences={onShowPreferences}
    >
      {children}
    </ConsoleFrameView>
  );
}

/** The name of a mission, also of one that nobody has named yet. */
export const missionTitle = (mission: MissionRow, say: Say): string =>
  mission.title === '' ? say('console.untitled') : mission.title;

const countWaiting = (queue: Loaded<readonly ReviewRow[]>, nowMs: number): number =>
  queue.kind === 'present' ? waitsForMe(queue.value, dayAtMs(nowMs)).length : 0;

const railMissionOf = (mission: MissionRow, say: Say): RailMission => ({
  ...mission,
  title: missionTitle(mission, say),
});

function freshnessOf(shows: Loaded<unknown>): Freshness {
  switch (shows.kind) {
    case 'loading':
      return { kind: 'asking' };
    case 'failed':
      return { kind: 'absent' };
    case 'present':
      return shows.trouble === null
        ? { kind: 'fresh', atMs: shows.atMs }
        : { kind: 'stale', atMs: shows.atMs, ...problemWords(shows.trouble) };
  }
}
