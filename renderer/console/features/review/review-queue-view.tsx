import { CalendarCheck, CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { EmptyState, ScreenPage, SortableTable, Tabs } from '#renderer/ui';
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
  const translate = useTranslate();
  return (
    <ScreenPage>
      <Tabs<ReviewQueueTab>
        label={translate('review.title')}
        selected={tab}
        onSelect={onTab}
        tabs={[
          {
            id: 'mine',
            label: translate('review.queue.mine'),
            count: mine.length,
            content: <OwnReviews {...props} />,
          },
          {
            id: 'others',
            label: translate('review.queue.others'),
            count: others.length,
            content: <OtherReviews {...props} />,
          },
          {
            id: 'days',
            label: translate('review.queue.days'),
            count: days.length,
            content: <DueDays {...props} />,
          },
        ]}
      />
    </ScreenPage>
  );
}

function OwnReviews({ mine, today, hrefOf }: ReviewQueueViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <SortableTable
      label={translate('review.queue.mine')}
      rows={mine}
      rowId={({ doc }) => doc}
      hrefOf={hrefOf}
      columns={useReviewQueueColumns('task', today)}
      empty={
        <EmptyState icon={CircleCheck} title={translate('review.queue.mine.empty')}>
          {translate('review.queue.mine.empty.text')}
        </EmptyState>
      }
    />
  );
}

function OtherReviews({ others, today, hrefOf }: ReviewQueueViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <SortableTable
      label={translate('review.queue.others')}
      rows={others}
      rowId={({ doc }) => doc}
      hrefOf={hrefOf}
      columns={useReviewQueueColumns('waitsFor', today)}
      empty={<EmptyState icon={CircleCheck} title={translate('review.queue.others.empty')} />}
    />
  );
}

function DueDays({ days, hrefOf, onClose }: ReviewQueueViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <SortableTable
      label={translate('review.queue.days')}
      rows={days}
      rowId={({ row, what }) => `${row.doc} ${what}`}
      columns={useDueDayColumns(hrefOf, onClose)}
      empty={
        <EmptyState icon={CalendarCheck} title={translate('review.queue.days.empty')}>
          {translate('review.queue.days.empty.text')}
        </EmptyState>
      }
    />
  );
}
