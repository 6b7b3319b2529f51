import type { ReactElement } from 'react';
import { dayAtMs } from '#domain/base/calendar.ts';
import { dueDays, waitsForMe, waitsForOthers } from '#renderer/console/app/review-queue.ts';
import { SampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { useSay } from '#renderer/i18n/use-say.ts';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { type QueueTab, ReviewQueueView } from './review-queue-view.tsx';
import { sampleQueue } from './sample-queue.ts';

export const about: StoriesAbout = { title: 'Console review queue', layout: 'page' };

interface StateProps {
  readonly tab?: QueueTab;
  readonly viewer?: 'reviewer' | 'adviser';
  readonly isEmpty?: boolean;
  readonly isLong?: boolean;
}

function State({
  tab = 'mine',
  viewer = 'reviewer',
  isEmpty = false,
  isLong = false,
}: StateProps): ReactElement {
  const say = useSay();
  const sample = useSample();
  const today = dayAtMs(galleryNowMs);
  const rows = isEmpty ? [] : sampleQueue(sample, viewer, isLong);
  const mine = waitsForMe(rows, today);
  return (
    <SampleFrame place="review" head={{ title: say('desk.title') }} reviews={mine.length}>
      <ReviewQueueView
        tab={tab}
        onTab={() => undefined}
        mine={mine}
        others={waitsForOthers(rows, today)}
        days={dueDays(rows, today)}
        today={today}
        hrefOf={() => '#/'}
        onClose={() => undefined}
      />
    </SampleFrame>
  );
}

export const WaitsForReviewer = (): ReactElement => <State />;
export const WaitsForAdviser = (): ReactElement => <State viewer="adviser" />;
export const WaitsForOthers = (): ReactElement => <State tab="others" />;
export const Days = (): ReactElement => <State tab="days" />;
export const LongNames = (): ReactElement => <State isLong />;
export const Empty = (): ReactElement => <State isEmpty />;
export const NoDays = (): ReactElement => <State tab="days" isEmpty />;
