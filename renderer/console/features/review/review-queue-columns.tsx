import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ReviewRow } from '#api/review-api.ts';
import { AssessmentStatus } from '#domain/assessment/assessment.ts';
import { statusesInReview } from '#domain/assessment/review/decide-review-act.ts';
import { reviewDateLabels } from '#domain/assessment/review/review-dates.ts';
import { isLongInStatus, type ReviewTask, reviewTaskOf } from '#domain/assessment/review/review-task.ts';
import { mayReleaseHeldOps } from '#domain/kinds/permit.ts';
import {
  assigneeOf,
  type ReviewDueDay,
  reviewDutyOf,
  type WaitingParty,
  waitingPartyOf,
} from '#renderer/console/features/review/review-queue.ts';
import type { ListColumn } from '#renderer/console/parts/list-filters-view.tsx';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { type MessageKey, type Translate, useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { Button, Pill, RelativeTime, type StatusMeaning, TextLink, useNowMs } from '#renderer/ui';

const reviewTaskKeys = {
  read: 'review.task.read',
  settle: 'review.task.settle',
  signOff: 'review.task.signOff',
  explain: 'review.task.explain',
  decide: 'review.task.decide',
  commentsOver: 'review.task.commentsOver',
} as const satisfies { readonly [task in ReviewTask]: MessageKey };

const waitingPartyKeys = {
  field: 'review.waits.field',
  state: 'review.waits.state',
  adviser: 'review.waits.adviser',
  reviewer: 'review.waits.reviewer',
} as const satisfies { readonly [who in WaitingParty]: MessageKey };

const signOffStatusLooks: {
  readonly [state in ReviewRow['facts']['signOff']]: {
    readonly key: MessageKey;
    readonly meaning?: StatusMeaning;
  };
} = {
  missing: { key: 'review.signOff.state.missing', meaning: 'wait' },
  outdated: { key: 'review.signOff.state.outdated', meaning: 'wait' },
  withheld: { key: 'review.signOff.state.withheld', meaning: 'bad' },
  signed: { key: 'review.signOff.state.signed', meaning: 'good' },
};

/**
 * Columns of both queues.
 * @param shows This person's task, or the party that it waits for.
 */
export function useReviewQueueColumns(
  shows: 'task' | 'waitsFor',
  today: string,
  { self, onAssign }: Omit<AssigneeCellProps, 'row'>,
): readonly ListColumn<ReviewRow>[] {
  const translate = useTranslate();
  const format = useFormat();
  const nowMs = useNowMs();
  return [
    {
      id: 'record',
      title: translate('review.column.record'),
      sortBy: ({ institution, title }) => institution ?? title,
      cell: (reviewRow) => <ReviewRecordCell row={reviewRow} translate={translate} />,
    },
    {
      id: 'what',
      title: translate(shows === 'task' ? 'review.column.task' : 'review.column.waitsFor'),
      cell: (reviewRow) => {
        const reviewTask = reviewTaskOf(reviewRow, today);
        const { unexplained, openPoints } = reviewRow.facts;
        if (shows === 'task' && reviewTask !== null)
          return translate(reviewTaskKeys[reviewTask], {
            count: reviewTask === 'explain' ? unexplained : openPoints,
          });
        return translate(waitingPartyKeys[waitingPartyOf(reviewRow, today)]);
      },
    },
    {
      id: 'assignee',
      title: translate('review.column.assignee'),
      cell: (reviewRow) => <AssigneeCell row={reviewRow} self={self} onAssign={onAssign} />,
    },
    {
      id: 'status',
      title: translate('path.status'),
      sortBy: ({ status }) => AssessmentStatus.options.indexOf(status),
      cell: ({ status, facts: { commentsUntil } }) => (
        <span className="desk-open">
          <StatusPill status={status} />
          {status === 'shared' && commentsUntil !== null && (
            <small>{translate('console.days.to', { day: format.date(localNoonMs(commentsUntil)) })}</small>
          )}
        </span>
      ),
    },
    {
      id: 'since',
      title: translate('review.column.since'),
      sortBy: ({ facts }) => facts.sinceMs,
      cell: (reviewRow) => (
        <span className="desk-open">
          <RelativeTime atMs={reviewRow.facts.sinceMs} />
          {reviewRow.status !== 'final' && isLongInStatus(reviewRow.facts, nowMs) && (
            <small className="desk-long">{translate('review.queue.long')}</small>
          )}
        </span>
      ),
    },
    {
      id: 'points',
      title: translate('review.column.points'),
      sortBy: ({ facts }) => facts.openPoints,
      cell: (reviewRow) => <OpenCommentsCell row={reviewRow} translate={translate} />,
    },
    {
      id: 'signOff',
      title: translate('review.column.signOff'),
      cell: ({ facts }) => <SignOffStatusPill facts={facts} />,
    },
  ];
}

interface AssigneeCellProps {
  readonly row: ReviewRow;
  readonly self: string;
  readonly onAssign: (reviewRow: ReviewRow, isMine: boolean) => void;
}

/** Person who has the assessment; a button for people who can take it, or give it back. */
function AssigneeCell({ row, self, onAssign }: AssigneeCellProps): ReactElement {
  const translate = useTranslate();
  const assignee = assigneeOf(row);
  const isMine = assignee?.person === self;
  const record = row.institution ?? row.title;
  return (
    <span className="desk-open">
      {assignee && <bdi>{isMine ? translate('review.assigned.me') : assignee.name}</bdi>}
      {reviewDutyOf(row) === null || row.status === 'final' ? (
        assignee === null && '–'
      ) : (
        <Button
          kind="quiet"
          label={translate(isMine ? 'review.assign.back.record' : 'review.assign.take.record', { record })}
          onPress={() => onAssign(row, !isMine)}
        >
          {translate(isMine ? 'review.assign.back' : 'review.assign.take')}
        </Button>
      )}
    </span>
  );
}

/** Columns of the due days. */
export function useDueDayColumns(
  hrefOf: (reviewRow: ReviewRow) => string,
  onClose: (reviewDueDay: ReviewDueDay) => void,
): readonly ListColumn<ReviewDueDay>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    {
      id: 'record',
      title: translate('review.column.record'),
      sortBy: ({ row }) => row.institution || row.title,
      cell: ({ row }) => (
        <TextLink href={hrefOf(row)}>
          <ReviewRecordCell row={row} translate={translate} />
        </TextLink>
      ),
    },
    {
      id: 'what',
      title: translate('review.column.what'),
      sortBy: ({ what }) => translate(reviewDateLabels[what]),
      cell: ({ what }) => translate(reviewDateLabels[what]),
    },
    {
      id: 'day',
      title: translate('review.column.day'),
      sortBy: ({ day }) => day,
      cell: ({ day }) => format.date(localNoonMs(day)),
    },
    {
      id: 'state',
      title: translate('path.status'),
      sortBy: ({ isOver }) => Number(!isOver),
      cell: ({ isOver }) =>
        isOver ? (
          <Pill text={translate('review.due.over')} meaning="wait" />
        ) : (
          <Pill text={translate('review.due.running')} />
        ),
    },
    {
      id: 'act',
      title: translate('review.column.act'),
      isActions: true,
      cell: (reviewDueDay) =>
        reviewDueDay.what !== 'comments-until' &&
        mayReleaseHeldOps(reviewDueDay.row.roles) && (
          <Button
            kind="quiet"
            icon={Check}
            label={translate('review.due.close.what', {
              what: translate(reviewDateLabels[reviewDueDay.what]),
              record: reviewDueDay.row.title,
            })}
            onPress={() => onClose(reviewDueDay)}
          >
            {translate('review.due.close')}
          </Button>
        ),
    },
  ];
}

/** Institution first: assessments of one mission often have the same title. */
function ReviewRecordCell({
  row,
  translate,
}: {
  readonly row: ReviewRow;
  readonly translate: Translate;
}): ReactElement {
  const { institution, title, mission } = row;
  const name = [institution, title].find((one) => one !== null && one !== '');
  const parts = [title, mission].filter((part) => part !== '' && part !== name);
  return (
    <span className="desk-record">
      <span>
        <bdi>{name ?? translate('value.untitled')}</bdi>
      </span>
      <small>
        {parts.map((part, at) => (
          <span key={part}>
            {at > 0 && ' · '}
            <bdi>{part}</bdi>
          </span>
        ))}
      </small>
    </span>
  );
}

/** Open comments, and missing reasons, which its approval needs. */
function OpenCommentsCell({
  row,
  translate,
}: {
  readonly row: ReviewRow;
  readonly translate: Translate;
}): ReactElement {
  const { openPoints, mendedPoints, unexplained } = row.facts;
  return (
    <span className="desk-open">
      <span>
        {openPoints === 0
          ? translate('review.points.noneOpen')
          : translate('review.points.openAndMended', { open: openPoints, mended: mendedPoints })}
      </span>
      {unexplained > 0 && statusesInReview.includes(row.status) && (
        <Pill text={translate('review.points.unexplained', { count: unexplained })} meaning="wait" />
      )}
    </span>
  );
}

function SignOffStatusPill({ facts: { signOff } }: Pick<ReviewRow, 'facts'>): ReactElement {
  const translate = useTranslate();
  const { key, meaning } = signOffStatusLooks[signOff];
  return <Pill text={translate(key)} meaning={meaning} />;
}
