import type { ReactElement, ReactNode } from 'react';
import { utcDayAtMs } from '#base/civil-date.ts';
import type { LogId } from '#domain/ids.ts';
import type { MissionRow, ReviewRow } from '#renderer/console/api/response-types.ts';
import { type Translate, useTranslate } from '#renderer/i18n';
import { useConsole, useMissionList, useOwnNotices, useReviewQueue } from './console-context.ts';
import { ConsoleFrameView, type FrameHeading, type PageFreshness } from './console-frame-view.tsx';
import { useNowMs } from '#renderer/ui';
import type { ConsoleRailMission, RailPlace } from './rail-sections-view.tsx';
import { reviewsWaitingForMe } from '../features/review/review-queue.ts';
import { problemMessagesOf } from './problem-messages.ts';
import type { LoadState } from './polled-resource.ts';

interface ConsoleFrameProps {
  readonly log?: LogId | undefined;
  readonly place: RailPlace;
  readonly head: FrameHeading;
  /** Content of the page: the status bar shows its freshness. */
  readonly shows: LoadState<unknown>;
  readonly children: ReactNode;
}

/** Frame with the signed-in person and the missions. */
export function ConsoleFrame({ log, place, head, shows, children }: ConsoleFrameProps): ReactElement {
  const { me, onSignOut, onShowPreferences } = useConsole();
  const missions = useMissionList();
  const queue = useReviewQueue();
  const notices = useOwnNotices();
  const nowMs = useNowMs();
  const translate = useTranslate();
  const mission = missions.kind === 'present' ? missions.value.find((row) => row.log === log) : undefined;

  return (
    <ConsoleFrameView
      person={me}
      mission={mission ? railMissionOf(mission, translate) : null}
      reviews={me.readsContent ? countWaitingReviews(queue, nowMs) : null}
      notices={notices.kind === 'present' ? notices.value.length : 0}
      place={place}
      head={head}
      freshness={pageFreshnessOf(shows)}
      onSignOut={onSignOut}
      onShowPreferences={onShowPreferences}
    >
      {children}
    </ConsoleFrameView>
  );
}

/** Title of a mission, with a placeholder for one without. */
export const missionTitleOf = (mission: MissionRow, translate: Translate): string =>
  mission.title === '' ? translate('value.untitled') : mission.title;

const countWaitingReviews = (queue: LoadState<readonly ReviewRow[]>, nowMs: number): number =>
  queue.kind === 'present' ? reviewsWaitingForMe(queue.value, utcDayAtMs(nowMs)).length : 0;

const railMissionOf = (mission: MissionRow, translate: Translate): ConsoleRailMission => ({
  ...mission,
  title: missionTitleOf(mission, translate),
});

function pageFreshnessOf(shows: LoadState<unknown>): PageFreshness {
  switch (shows.kind) {
    case 'loading':
      return { kind: 'asking' };
    case 'failed':
      return { kind: 'absent' };
    case 'present':
      return shows.trouble === null
        ? { kind: 'fresh', atMs: shows.atMs }
        : { kind: 'stale', atMs: shows.atMs, ...problemMessagesOf(shows.trouble) };
  }
}
