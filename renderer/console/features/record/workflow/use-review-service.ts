import { useMemo } from 'react';
import type { ConsoleDocumentAnswer } from '#api/console-api.ts';
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
  consoleDocumentAnswer: ConsoleDocumentAnswer,
  document: Document,
  onReload: () => void,
): ReviewService | null {
  const { me, client, resources } = useConsole();
  const missionsState = useMissionList();
  const today = utcDayAtMs(useNowMs());
  const { log, doc } = consoleDocumentAnswer;
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
    const roster = Object.values(consoleDocumentAnswer.people).map(({ name }) => name);
    const confirmed = confirmedHitKeys(document);
    return {
      record: `${log}/${doc}`,
      rights: reviewRightsOf(roles, document),
      facts: {
        hasRated: hasPersonRated(consoleDocumentAnswer, me.person),
        hasSuccessor: consoleDocumentAnswer.hasSuccessor,
        today,
        periods: defaultReviewPeriodLengths,
      },
      onAct,
      onRead: async (point) => {
        const answer = await client.readSealedComment(log, doc, point);
        return answer.ok ? ok(answer.value.words) : refuse(sealedCommentRefusalMessage(answer.refusal));
      },
      openHits: (text) => unconfirmedHitsIn(text, roster, confirmed),
      newId: () => crypto.randomUUID(),
    };
  }, [roles, consoleDocumentAnswer, document, today, me.person, client, resources, log, doc, onReload]);
}

/** Whether a rating of this person is in the record. Headquarters checks the whole history, and decides. */
const hasPersonRated = ({ registers, people }: ConsoleDocumentAnswer, person: string): boolean =>
  Object.entries(registers).some(
    ([path, { heads }]) =>
      isRatingPath(path) && heads.some(({ dot }) => people[deviceOfDot(dot)]?.person === person),
  );
