import { type ReactElement, useState } from 'react';
import { dayAtMs } from '#domain/base/calendar.ts';
import { mayRelease } from '#domain/people/permit.ts';
import { sightOf } from '#domain/assessment/sight.ts';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { type DueDay, dueDays, waitsForMe, waitsForOthers } from '#renderer/console/app/review-queue.ts';
import { addressOf } from '#renderer/console/app/route.ts';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useAct } from '#renderer/console/app/use-act.ts';
import { reviewQueueOf, useReviewQueue } from '#renderer/console/app/use-review-queue.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useNowMs } from '#renderer/ui/clock.tsx';
import { type QueueTab, ReviewQueueView } from './review-queue-view.tsx';

/** What waits for whom at headquarters, and the days that are kept. */
export function ReviewScreen(): ReactElement {
  const say = useSay();
  const act = useAct();
  const { client, resources } = useConsole();
  const queue = useReviewQueue();
  const today = dayAtMs(useNowMs());
  const [tab, setTab] = useState<QueueTab>('mine');
  const { reload } = reviewQueueOf(resources, client);

  /** The record is asked for first: what is written counts only over what it holds now. */
  const close = async ({ row: { log, doc }, what }: DueDay & { readonly what: ClosedDay }): Promise<void> => {
    const record = await client.record(log, doc);
    if (!record.ok) {
      act(Promise.resolve(record), reload);
      return;
    }
    const { kind, registers } = record.value;
    const closing = { act: 'closePeriod', period: what } as const;
    act(client.actOnReview(log, doc, closing, sightOf({ doc, kind, registers }, closing)), reload);
  };

  return (
    <ConsoleFrame place="review" head={{ title: say('desk.title') }} shows={queue}>
      <Shown of={queue} onTryAgain={reload}>
        {(rows) => (
          <ReviewQueueView
            tab={tab}
            onTab={setTab}
            mine={waitsForMe(rows, today)}
            others={waitsForOthers(rows, today)}
            days={dueDays(rows, today)}
            today={today}
            hrefOf={({ log, doc, roles }) =>
              addressOf({ screen: 'record', log, doc, part: mayRelease(roles) ? 'review' : '' })
            }
            onClose={(due) => isClosed(due) && void close(due)} // its refusals are values
          />
        )}
      </Shown>
    </ConsoleFrame>
  );
}

type ClosedDay = Exclude<DueDay['what'], 'comments-until'>;

const isClosed = (due: DueDay): due is DueDay & { readonly what: ClosedDay } => due.what !== 'comments-until';
