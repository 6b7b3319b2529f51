import type { ReactElement } from 'react';
import { utcDayAtMs } from '#base/calendar-day.ts';
import {
  reviewDueDays,
  reviewsWaitingForMe,
  reviewsWaitingForOthers,
} from '#renderer/console/features/review/review-queue.ts';
import { unfilteredList } from '#renderer/console/parts/list-query.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { sampleLead } from '#renderer/console/stories/sample-people.ts';
import { useTranslate } from '#renderer/i18n';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { type ReviewQueueTab, ReviewQueueView } from './review-queue-view.tsx';
import { sampleReviewQueue } from './sample-review-queue.ts';

export const about: StoriesAbout = { title: 'Console review queue', layout: 'page' };

interface StateProps {
  readonly tab?: ReviewQueueTab;
  readonly viewer?: 'reviewer' | 'adviser';
  readonly acts?: boolean;
  readonly isEmpty?: boolean;
  readonly isLong?: boolean;
}

function State({
  tab = 'mine',
  viewer = 'reviewer',
  acts = true,
  isEmpty = false,
  isLong = false,
}: StateProps): ReactElement {
  const translate = useTranslate();
  const sample = useSample();
  const today = utcDayAtMs(galleryNowMs);
  const reviewRows = isEmpty ? [] : sampleReviewQueue(sample, viewer, isLong);
  const mine = reviewsWaitingForMe(reviewRows, today);
  return (
    <ConsoleSampleFrame railItem="review" head={{ title: translate('review.title') }} reviews={mine.length}>
      <ReviewQueueView
        tab={tab}
        acts={acts}
        onTab={() => undefined}
        mine={mine}
        others={reviewsWaitingForOthers(reviewRows, today)}
        days={reviewDueDays(reviewRows, today)}
        list={unfilteredList}
        onList={() => undefined}
        today={today}
        hrefOf={() => '#/'}
        self={sampleLead.person}
        onAssign={() => undefined}
        onClose={() => undefined}
      />
    </ConsoleSampleFrame>
  );
}

export const WaitsForReviewer = (): ReactElement => <State />;
export const WaitsForAdviser = (): ReactElement => <State viewer="adviser" />;
export const WaitsForOthers = (): ReactElement => <State tab="others" />;
export const ForAnOverview = (): ReactElement => <State tab="others" acts={false} />;
export const Days = (): ReactElement => <State tab="days" />;
export const LongNames = (): ReactElement => <State isLong />;
export const Empty = (): ReactElement => <State isEmpty />;
export const NoDays = (): ReactElement => <State tab="days" isEmpty />;
