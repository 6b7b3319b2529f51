import { CalendarCheck, CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n/use-translate.ts';
import { EmptyState } from '#renderer/ui/marks/empty-state.tsx';
import { ScreenPage } from '#renderer/ui/layout/screen-page.tsx';
import { SortableTable } from '#renderer/ui/sortable-table.tsx';
import { Tabs } from '#renderer/ui/layout/tabs.tsx';
import { useDueDayColumns, useReviewQueueColumns } from './review-queue-columns.tsx';
import type { ReviewDueDay } from '#renderer/console/features/review/review-queue.ts';
import type { ReviewRow } from '#renderer/console/api/response-types.ts';
import './review-queue.css';

export type ReviewQueueTab = 'mine' | 'others' | 'days';

interface ReviewQueueViewProps {
  readonly tab: ReviewQueueTab;
  readonly onTab: (tab: ReviewQueueTab) => void;
  /** Longest in their status first. */
  readonly mine: readonly ReviewRow[];
  readonly others: readonly ReviewRow[];
  readonly days: readonly ReviewDueDay[];
  /** `2026-11-24`. */
  readonly today: string;
  readonly hrefOf: (row: ReviewRow) => string;
  /** End a wait on or after its last day. */
  readonly onClose: (due: ReviewDueDay) => void;
}

/** Assessments that wait for this person, those that wait for others, and due days. */
export function ReviewQueueView(props: ReviewQueueViewProps): ReactElement {
  const { tab, onTab, mine, others, days } = props;
  const say = useTranslate();
  return (
    <ScreenPage>
      <Tabs<ReviewQueueTab>
        label={say('review.title')}
        selected={tab}
        onSelect={onTab}
        tabs={[
          {
            id: 'mine',
            label: say('review.queue.mine'),
            count: mine.length,
            content: <OwnReviews {...props} />,
          },
          {
            id: 'others',
            label: say('review.queue.others'),
            count: others.length,
            content: <OtherReviews {...props} />,
          },
          {
            id: 'days',
            label: say('review.queue.days'),
            count: days.length,
            content: <DueDays {...props} />,
          },
        ]}
      />
    </ScreenPage>
  );
}

function OwnReviews({ mine, today, hrefOf }: ReviewQueueViewProps): ReactElement {
  const say = useTranslate();
  return (
    <SortableTable
      label={say('review.queue.mine')}
      rows={mine}
      rowId={({ doc }) => doc}
      hrefOf={hrefOf}
      columns={useReviewQueueColumns('task', today)}
      empty={
        <EmptyState icon={CircleCheck} title={say('review.queue.mine.empty')}>
          {say('review.queue.mine.empty.text')}
        </EmptyState>
      }
    />
  );
}

function OtherReviews({ others, today, hrefOf }: ReviewQueueViewProps): ReactElement {
  const say = useTranslate();
  return (
    <SortableTable
      label={say('review.queue.others')}
      rows={others}
      rowId={({ doc }) => doc}
      hrefOf={hrefOf}
      columns={useReviewQueueColumns('waitsFor', today)}
      empty={<EmptyState icon={CircleCheck} title={say('review.queue.others.empty')} />}
    />
  );
}

function DueDays({ days, hrefOf, onClose }: ReviewQueueViewProps): ReactElement {
  const say = useTranslate();
  return (
    <SortableTable
      label={say('review.queue.days')}
      rows={days}
      rowId={({ row, what }) => `${row.doc} ${what}`}
      columns={useDueDayColumns(hrefOf, onClose)}
      empty={
        <EmptyState icon={CalendarCheck} title={say('review.queue.days.empty')}>
          {say('review.queue.days.empty.text')}
        </EmptyState>
      }
    />
  );
}
