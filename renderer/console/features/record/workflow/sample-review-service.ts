import { utcDayAtMs } from '#base/calendar-day.ts';
import { ok, refuse } from '#base/result.ts';
import type { ReviewAct } from '#domain/assessment/review/review-act.ts';
import { defaultReviewPeriodLengths } from '#domain/assessment/review/review-dates.ts';
import type { Role } from '#domain/people/role.ts';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import type { Message } from '#renderer/i18n';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import type { SampleDocument } from '../sample-document.ts';
import { type ReviewService, reviewRightsOf } from './review-service.ts';

/** Review service that does nothing but answer. */
export const sampleReviewService = (
  { document }: SampleDocument,
  roles: readonly Role[],
  {
    hasRated = false,
    hasSuccessor = true,
    refuses = null,
    sealed = '',
  }: {
    readonly hasRated?: boolean;
    readonly hasSuccessor?: boolean;
    readonly refuses?: Message | null;
    readonly sealed?: string;
  } = {},
): ReviewService => ({
  record: document.doc,
  rights: reviewRightsOf(roles, document),
  facts: { hasRated, hasSuccessor, today: utcDayAtMs(galleryNowMs), periods: defaultReviewPeriodLengths },
  onAct: async (_act: ReviewAct) => refuses,
  onRead: async () => (refuses === null ? ok(sealed) : refuse(refuses)),
  openHits: (text) => findPersonalData(text),
  newId: () => '018f0000-0000-4000-8000-0000000000c1',
});
