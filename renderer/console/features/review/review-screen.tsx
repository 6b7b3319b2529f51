import { type ReactElement, useState } from 'react';
import type { ReviewRow } from '#api/review-api.ts';
import { utcDayAtMs } from '#base/civil-date.ts';
import { readReviewAssignee } from '#domain/assessment/review.ts';
import { contentHashForAct } from '#domain/assessment/review-act.ts';
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
  const act = useServerAction();
  const notify = useNotify();
  const { me, client, resources } = useConsole();
  const queue = useReviewQueue();
  const today = utcDayAtMs(useNowMs());
  const [list, setList] = useListQuery();
  const [chosen, setTab] = useState<ReviewQueueTab | null>(null);
  const { reload } = reviewQueueResource(resources, client);
  const actsIn = (rows: readonly ReviewRow[]): boolean =>
    me.role === 'adviser' || mayReleaseHeldOps([me.role]) || rows.some((row) => reviewDutyOf(row) !== null);

  /** The record is fetched first: a write counts only over its present values. */
  const close = async ({
    row: { log, doc },
    what,
  }: ReviewDueDay & { readonly what: ClosableDay }): Promise<void> => {
    const record = await client.readRecord(log, doc);
    if (!record.ok) {
      act(Promise.resolve(record), reload);
      return;
    }
    const { kind, registers } = record.value;
    const closing = { act: 'closePeriod', period: what } as const;
    act(client.actOnReview(log, doc, closing, contentHashForAct({ doc, kind, registers }, closing)), reload);
  };

  /** The record is fetched first, as for a due day; a colleague may have taken it since the list was read. */
  const assign = async (row: ReviewRow, isMine: boolean): Promise<void> => {
    const { log, doc } = row;
    const duty = reviewDutyOf(row);
    if (duty === null) return;
    const record = await client.readRecord(log, doc);
    if (!record.ok) {
      act(Promise.resolve(record), reload);
      return;
    }
    const { kind, registers } = record.value;
    const document = { doc, kind, registers };
    if (readReviewAssignee(document, duty) !== (row.assignees?.[duty]?.person ?? null)) {
      notify({ meaning: 'wait', text: (say) => say('programme.moved') });
      reload();
      return;
    }
    const assigning = { act: 'assign', duty, person: isMine ? me.person : null } as const;
    act(client.actOnReview(log, doc, assigning, contentHashForAct(document, assigning)), reload);
  };

  return (
    <ConsoleFrame place="review" head={{ title: translate('review.title') }} shows={queue}>
      <ResourceContent of={queue} onTryAgain={reload}>
        {(rows) => (
          <ReviewQueueView
            tab={chosen ?? (actsIn(rows) ? 'mine' : 'others')}
            acts={actsIn(rows)}
            onTab={setTab}
            mine={reviewsWaitingForMe(rows, today)}
            others={reviewsWaitingForOthers(rows, today)}
            days={reviewDueDays(rows, today)}
            list={list}
            onList={setList}
            today={today}
            hrefOf={({ log, doc, roles }) =>
              consoleAddressOf({ screen: 'record', log, doc, part: mayReleaseHeldOps(roles) ? 'review' : '' })
            }
            self={me.person}
            onAssign={(row, isMine) => void assign(row, isMine)} // its refusals are values
            onClose={(due) => isClosableDay(due) && void close(due)} // its refusals are values
          />
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}

type ClosableDay = Exclude<ReviewDueDay['what'], 'comments-until'>;

const isClosableDay = (due: ReviewDueDay): due is ReviewDueDay & { readonly what: ClosableDay } =>
  due.what !== 'comments-until';
