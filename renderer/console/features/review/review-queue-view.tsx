import { CalendarCheck, CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ReviewRow } from '#api/review-api.ts';
import {
  isReviewWanted,
  type ReviewAssignment,
  type ReviewDueDay,
  reviewAssignments,
} from '#renderer/console/features/review/review-queue.ts';
import {
  ListFiltersView,
  NothingFound,
  SortedTableView,
} from '#renderer/console/parts/list-filters-view.tsx';
import { isListFiltered, type ListQuery } from '#renderer/console/parts/list-query.ts';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { EmptyState, ScreenPage, type TableSort, Tabs } from '#renderer/ui';
import { useDueDayColumns, useReviewQueueColumns } from './review-queue-columns.tsx';
import './review-queue.css';

const reviewAssignmentKeys: { readonly [assignment in ReviewAssignment]: MessageKey } = {
  mine: 'review.assigned.mine',
  nobody: 'review.assigned.nobody',
  others: 'review.assigned.others',
};

export type ReviewQueueTab = 'mine' | 'others' | 'days';

const longestFirst: TableSort = { column: 'since', direction: 'ascending' };

interface ReviewQueueViewProps {
  readonly tab: ReviewQueueTab;
  readonly onTab: (reviewQueueTab: ReviewQueueTab) => void;
  /** False for a person who only looks on: nothing waits for them. */
  readonly acts?: boolean | undefined;
  /** Longest in their status first. */
  readonly mine: readonly ReviewRow[];
  readonly others: readonly ReviewRow[];
  readonly days: readonly ReviewDueDay[];
  readonly list: ListQuery;
  readonly onList: (listQuery: ListQuery) => void;
  /** `2026-11-24`. */
  readonly today: string;
  readonly hrefOf: (reviewRow: ReviewRow) => string;
  /** Signed-in person. */
  readonly self: string;
  /** Take an assessment, or give it back. */
  readonly onAssign: (reviewRow: ReviewRow, isMine: boolean) => void;
  /** End a wait on or after its last day. */
  readonly onClose: (reviewDueDay: ReviewDueDay) => void;
}

/** Assessments that wait for this person, those that wait for others, and due days. */
export function ReviewQueueView(props: ReviewQueueViewProps): ReactElement {
  const { tab, onTab, acts = true, list, onList, self } = props;
  const translate = useTranslate();
  const mine = props.mine.filter((row) => isReviewWanted(row, list, self));
  const otherReviewRows = props.others.filter((row) => isReviewWanted(row, list, self));
  const reviewDueDays = props.days.filter(({ row }) => isReviewWanted(row, list, self));
  const found = { ...props, mine, others: otherReviewRows, days: reviewDueDays };
  const reviewRows = [...props.mine, ...props.others, ...props.days.map(({ row }) => row)];
  const countOf = (keptReviewRows: typeof reviewRows): number =>
    new Set(keptReviewRows.map(({ doc }) => doc)).size;
  const missions = new Map(reviewRows.map(({ log, mission }) => [log, mission]));
  return (
    <ScreenPage>
      {reviewRows.length > 0 && (
        <ListFiltersView
          findLabel={translate('review.queue.find')}
          list={list}
          onList={onList}
          group={{
            label: translate('path.mission'),
            anyLabel: translate('review.queue.anyMission'),
            options: [...missions]
              .map(([logId, title]) => ({
                id: String(logId),
                label: title === '' ? translate('value.untitled') : title,
              }))
              .toSorted((a, b) => a.label.localeCompare(b.label)),
          }}
          status={{
            label: translate('review.column.assignee'),
            anyLabel: translate('review.assigned.any'),
            options: [
              ...reviewAssignments.map((id) => ({ id, label: translate(reviewAssignmentKeys[id]) })),
              { id: 'quality-review', label: translate('states.attention.inReview') },
            ],
          }}
          shown={countOf(reviewRows.filter((row) => isReviewWanted(row, list, self)))}
          count={countOf(reviewRows)}
        />
      )}
      <Tabs<ReviewQueueTab>
        label={translate('review.title')}
        selected={tab}
        onSelect={onTab}
        tabs={[
          ...(acts
            ? [
                {
                  id: 'mine' as const,
                  label: translate('review.queue.mine'),
                  count: mine.length,
                  content: <OwnReviews {...found} />,
                },
              ]
            : []),
          {
            id: 'others',
            label: translate(acts ? 'review.queue.others' : 'review.queue.all'),
            count: otherReviewRows.length,
            content: <OtherReviews {...found} />,
          },
          {
            id: 'days',
            label: translate('review.queue.days'),
            count: reviewDueDays.length,
            content: <DueDays {...found} />,
          },
        ]}
      />
      {acts && <p className="desk-keys">{translate('review.queue.keys')}</p>}
    </ScreenPage>
  );
}

function OwnReviews(props: ReviewQueueViewProps): ReactElement {
  const { mine, today, hrefOf, list, onList } = props;
  const translate = useTranslate();
  return (
    <SortedTableView
      list={list}
      onList={onList}
      label={translate('review.queue.mine')}
      rows={mine}
      rowId={({ doc }) => doc}
      hrefOf={hrefOf}
      columns={useReviewQueueColumns('task', today, props)}
      ownSort={longestFirst}
      empty={
        isListFiltered(list) ? (
          <NothingFound list={list} onList={onList} />
        ) : (
          <EmptyState icon={CircleCheck} title={translate('review.queue.mine.empty')}>
            {translate('review.queue.mine.empty.text')}
          </EmptyState>
        )
      }
    />
  );
}

function OtherReviews(props: ReviewQueueViewProps): ReactElement {
  const { others, acts = true, today, hrefOf, list, onList } = props;
  const translate = useTranslate();
  return (
    <SortedTableView
      list={list}
      onList={onList}
      label={translate(acts ? 'review.queue.others' : 'review.queue.all')}
      rows={others}
      rowId={({ doc }) => doc}
      hrefOf={hrefOf}
      columns={useReviewQueueColumns('waitsFor', today, props)}
      ownSort={longestFirst}
      empty={
        isListFiltered(list) ? (
          <NothingFound list={list} onList={onList} />
        ) : (
          <EmptyState
            icon={CircleCheck}
            title={translate(acts ? 'review.queue.others.empty' : 'review.queue.all.empty')}
          />
        )
      }
    />
  );
}

function DueDays({ days, hrefOf, list, onList, onClose }: ReviewQueueViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <SortedTableView
      name="days"
      list={list}
      onList={onList}
      label={translate('review.queue.days')}
      rows={days}
      rowId={({ row, what }) => `${row.doc} ${what}`}
      columns={useDueDayColumns(hrefOf, onClose)}
      empty={
        isListFiltered(list) ? (
          <NothingFound list={list} onList={onList} />
        ) : (
          <EmptyState icon={CalendarCheck} title={translate('review.queue.days.empty')}>
            {translate('review.queue.days.empty.text')}
          </EmptyState>
        )
      }
    />
  );
}
