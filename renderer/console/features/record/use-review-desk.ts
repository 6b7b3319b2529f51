import { useMemo } from 'react';
import type { ReviewAct } from '#domain/assessment/review-act.ts';
import { defaultReviewPeriods } from '#domain/assessment/review-periods.ts';
import { sightOf } from '#domain/assessment/sight.ts';
import { confirmedHits, openHits } from '#domain/assessment/texts-to-check.ts';
import { dayAtMs } from '#domain/base/calendar.ts';
import { ok, refuse } from '#domain/base/result.ts';
import type { Document } from '#domain/document/document.ts';
import { deviceOf } from '#domain/document/dot.ts';
import { isRating } from '#domain/people/path-class.ts';
import type { DocumentAnswer } from '#renderer/console/api/answers.ts';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { useMissions } from '#renderer/console/app/use-missions.ts';
import { reviewQueueOf } from '#renderer/console/app/use-review-queue.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useNowMs } from '#renderer/ui/clock.tsx';
import { notReadMessage, refusedMessage } from './refusal-message.ts';
import { type ReviewDesk, rightsAt } from './review-desk.ts';

/** What may this person do in the review of this record? Null while their roles in its mission are not known. */
export function useReviewDesk(
  answer: DocumentAnswer,
  document: Document,
  onReload: () => void,
): ReviewDesk | null {
  const { me, client, resources } = useConsole();
  const missions = useMissions();
  const today = dayAtMs(useNowMs());
  const { log, doc } = answer;
  const roles =
    missions.kind === 'present' ? missions.value.find((row) => row.log === log)?.roles : undefined;

  return useMemo(() => {
    if (roles === undefined) return null;
    const onAct = async (act: ReviewAct): Promise<Message | null> => {
      const done = await client.actOnReview(log, doc, act, sightOf(document, act));
      onReload();
      reviewQueueOf(resources, client).reload();
      return done.ok ? null : refusedMessage(done.refusal);
    };
    const roster = Object.values(answer.people).map(({ name }) => name);
    const confirmed = confirmedHits(document);
    return {
      rights: rightsAt(roles, document),
      facts: {
        hasRated: hasRated(answer, me.person),
        hasSuccessor: answer.hasSuccessor,
        today,
        periods: defaultReviewPeriods,
      },
      onAct,
      onRead: async (point) => {
        const answer = await client.sealedWords(log, doc, point);
        return answer.ok ? ok(answer.value.words) : refuse(notReadMessage(answer.refusal));
      },
      openHits: (text) => openHits(text, roster, confirmed),
      newId: () => crypto.randomUUID(),
    };
  }, [roles, answer, document, today, me.person, client, resources, log, doc, onReload]);
}

/** Does a rating of this person stand in the record? Headquarters looks into its whole past, and has the last word. */
const hasRated = ({ registers, people }: DocumentAnswer, person: string): boolean =>
  Object.entries(registers).some(
    ([path, { heads }]) =>
      isRating(path) && heads.some(({ dot }) => people[deviceOf(dot)]?.person === person),
  );
