import { useMemo } from 'react';
import type { ConsoleDocumentResponse } from '#api/console-api.ts';
import { utcDayAtMs } from '#base/calendar-day.ts';
import { ok, refuse } from '#base/result.ts';
import { contentHashForAct, type ReviewAct } from '#domain/assessment/review/review-act.ts';
import { defaultReviewPeriodLengths } from '#domain/assessment/review/review-dates.ts';
import type { Document } from '#domain/document/document.ts';
import { deviceOfDot } from '#domain/document/op.ts';
import { isRatingPath } from '#domain/kinds/path-class.ts';
import { confirmedHitKeys, unconfirmedHitsIn } from '#domain/privacy/find-unchecked-texts.ts';
import {
  missionListResource,
  reviewQueueResource,
  useConsole,
  useMissionList,
} from '#renderer/console/app/console-context.ts';
import type { Message } from '#renderer/i18n';
import { useNowMs } from '#renderer/ui';
import { reviewRefusalMessage, sealedCommentRefusalMessage } from './refusal-messages.ts';
import { type ReviewService, reviewRightsOf } from './review-service.ts';

/** Review service of this person for this record. Null while their roles in its mission are not known. */
export function useReviewService(
  consoleDocumentResponse: ConsoleDocumentResponse,
  document: Document,
  onReload: () => void,
): ReviewService | null {
  const { me, client, resources } = useConsole();
  const missionsState = useMissionList();
  const today = utcDayAtMs(useNowMs());
  const { log, doc } = consoleDocumentResponse;
  const roles =
    missionsState.kind === 'present' ? missionsState.value.find((row) => row.log === log)?.roles : undefined;

  return useMemo(() => {
    if (roles === undefined) return null;
    const onAct = async (act: ReviewAct): Promise<Message | null> => {
      const done = await client.actOnReview(log, doc, act, contentHashForAct(document, act));
      onReload();
      reviewQueueResource(resources, client).reload();
      missionListResource(resources, client).reload();
      return done.ok ? null : reviewRefusalMessage(done.refusal);
    };
    const roster = Object.values(consoleDocumentResponse.people).map(({ name }) => name);
    const confirmed = confirmedHitKeys(document);
    return {
      record: `${log}/${doc}`,
      rights: reviewRightsOf(roles, document),
      facts: {
        hasRated: hasPersonRated(consoleDocumentResponse, me.person),
        hasSuccessor: consoleDocumentResponse.hasSuccessor,
        today,
        periods: defaultReviewPeriodLengths,
      },
      onAct,
      onRead: async (point) => {
        const result = await client.readSealedComment(log, doc, point);
        return result.ok ? ok(result.value.words) : refuse(sealedCommentRefusalMessage(result.refusal));
      },
      openHits: (text) => unconfirmedHitsIn(text, roster, confirmed),
      newId: () => crypto.randomUUID(),
    };
  }, [roles, consoleDocumentResponse, document, today, me.person, client, resources, log, doc, onReload]);
}

/** Whether a rating of this person is in the record. Headquarters checks the whole history, and decides. */
const hasPersonRated = ({ registers, people }: ConsoleDocumentResponse, person: string): boolean =>
  Object.entries(registers).some(
    ([path, { heads }]) =>
      isRatingPath(path) && heads.some(({ dot }) => people[deviceOfDot(dot)]?.person === person),
  );
