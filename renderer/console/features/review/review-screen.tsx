import { type ReactElement, useState } from 'react';
import type { ReviewRow } from '#api/review-api.ts';
import { utcDayAtMs } from '#base/calendar-day.ts';
import { readReviewAssignee } from '#domain/assessment/review/review.ts';
import { contentHashForAct } from '#domain/assessment/review/review-act.ts';
import { mayReleaseHeldOps } from '#domain/kinds/permit.ts';
import { reviewQueueResource, useConsole, useReviewQueue } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { consoleAddressOf, useListQuery } from '#renderer/console/app/console-route.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerAction } from '#renderer/console/app/server-action.ts';
import {
  type ReviewDueDay,
  reviewDueDays,
  reviewDutyOf,
  reviewsWaitingForMe,
  reviewsWaitingForOthers,
} from '#renderer/console/features/review/review-queue.ts';
import { useTranslate } from '#renderer/i18n';
import { useNotify, useNowMs } from '#renderer/ui';
import { type ReviewQueueTab, ReviewQueueView } from './review-queue-view.tsx';

/** Review queue of headquarters, and due days. */
export function ReviewScreen(): ReactElement {
  const translate = useTranslate();
  const runServerAction = useServerAction();
  const notify = useNotify();
  const { me, client, resources } = useConsole();
  const queue = useReviewQueue();
  const today = utcDayAtMs(useNowMs());
  const [listQuery, setList] = useListQuery();
  const [chosenTab, setTab] = useState<ReviewQueueTab | null>(null);
  const { reload } = reviewQueueResource(resources, client);
  const actsIn = (reviewRows: readonly ReviewRow[]): boolean =>
    me.role === 'adviser' ||
    mayReleaseHeldOps([me.role]) ||
    reviewRows.some((row) => reviewDutyOf(row) !== null);

  /** The record is fetched first: a write counts only over its present values. */
  const close = async ({
    row: { log, doc },
    what,
  }: ReviewDueDay & { readonly what: ClosableDay }): Promise<void> => {
    const record = await client.readRecord(log, doc);
    if (!record.ok) {
      runServerAction(Promise.resolve(record), reload);
      return;
    }
    const { kind, registers } = record.value;
    const closing = { act: 'closePeriod', period: what } as const;
    runServerAction(
      client.actOnReview(log, doc, closing, contentHashForAct({ doc, kind, registers }, closing)),
      reload,
    );
  };

  /** The record is fetched first, as for a due day; a colleague may have taken it since the list was read. */
  const assign = async (reviewRow: ReviewRow, isMine: boolean): Promise<void> => {
    const { log, doc } = reviewRow;
    const reviewDuty = reviewDutyOf(reviewRow);
    if (reviewDuty === null) return;
    const record = await client.readRecord(log, doc);
    if (!record.ok) {
      runServerAction(Promise.resolve(record), reload);
      return;
    }
    const { kind, registers } = record.value;
    const document = { doc, kind, registers };
    if (readReviewAssignee(document, reviewDuty) !== (reviewRow.assignees?.[reviewDuty]?.person ?? null)) {
      notify({ meaning: 'wait', text: (say) => say('programme.moved') });
      reload();
      return;
    }
    const assigning = { act: 'assign', duty: reviewDuty, person: isMine ? me.person : null } as const;
    runServerAction(client.actOnReview(log, doc, assigning, contentHashForAct(document, assigning)), reload);
  };

  return (
    <ConsoleFrame railItem="review" head={{ title: translate('review.title') }} shows={queue}>
      <ResourceContent of={queue} onTryAgain={reload}>
        {(reviewRows) => (
          <ReviewQueueView
            tab={chosenTab ?? (actsIn(reviewRows) ? 'mine' : 'others')}
            acts={actsIn(reviewRows)}
            onTab={setTab}
            mine={reviewsWaitingForMe(reviewRows, today)}
            others={reviewsWaitingForOthers(reviewRows, today)}
            days={reviewDueDays(reviewRows, today)}
            list={listQuery}
            onList={setList}
            today={today}
            hrefOf={({ log, doc, roles }) =>
              consoleAddressOf({ screen: 'record', log, doc, part: mayReleaseHeldOps(roles) ? 'review' : '' })
            }
            self={me.person}
            onAssign={(reviewRow, isMine) => void assign(reviewRow, isMine)} // its refusals are values
            onClose={(reviewDueDay) => isClosableDay(reviewDueDay) && void close(reviewDueDay)} // its refusals are values
          />
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}

type ClosableDay = Exclude<ReviewDueDay['what'], 'comments-until'>;

const isClosableDay = (
  reviewDueDay: ReviewDueDay,
): reviewDueDay is ReviewDueDay & { readonly what: ClosableDay } => reviewDueDay.what !== 'comments-until';
