import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import { statusesInReview } from '#domain/assessment/decide-review-act.ts';
import { mayReleaseHeldOps } from '#domain/people/permit.ts';
import type { ReviewRow } from '#renderer/console/api/response-types.ts';
import {
  type ReviewDueDay,
  type ReviewTask,
  reviewTaskOf,
  type WaitingParty,
  waitingPartyOf,
} from '#renderer/console/features/review/review-queue.ts';
import { localNoonMs } from '#renderer/console/parts/local-noon.ts';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { type Translate, useTranslate, useFormat } from '#renderer/i18n/use-translate.ts';
import { reviewDateLabels } from '#renderer/records/path-labels.ts';
import { Button, TextLink } from '#renderer/ui/button.tsx';
import { Pill } from '#renderer/ui/marks/pill.tsx';
import { RelativeTime } from '#renderer/ui/screen-clock.tsx';
import type { TableColumn } from '#renderer/ui/sortable-table.tsx';
import type { MessageKey } from '#renderer/i18n/message.ts';
import type { StatusMeaning } from '#renderer/ui/marks/status-meaning.tsx';

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
): readonly TableColumn<ReviewRow>[] {
  const say = useTranslate();
  const format = useFormat();
  return [
    {
      id: 'record',
      title: say('review.column.record'),
      cell: (row) => <ReviewRecordCell row={row} say={say} />,
    },
    {
      id: 'what',
      title: say(shows === 'task' ? 'review.column.task' : 'review.column.waitsFor'),
      cell: (row) => {
        const task = reviewTaskOf(row, today);
        const { unexplained, openPoints } = row.facts;
        if (shows === 'task' && task !== null)
          return say(reviewTaskKeys[task], { count: task === 'explain' ? unexplained : openPoints });
        return say(waitingPartyKeys[waitingPartyOf(row, today)]);
      },
    },
    {
      id: 'status',
      title: say('path.status'),
      cell: ({ status }) => <StatusPill status={status} />,
    },
    {
      id: 'since',
      title: say('review.column.since'),
      cell: ({ facts }) => <RelativeTime atMs={facts.sinceMs} />,
    },
    {
      id: 'points',
      title: say('review.column.points'),
      cell: (row) => <OpenCommentsCell row={row} say={say} />,
    },
    {
      id: 'signOff',
      title: say('review.column.signOff'),
      cell: ({ facts }) => <SignOffStatusPill facts={facts} />,
    },
    {
      id: 'until',
      title: say('path.period.commentsUntil'),
      cell: ({ status, facts }) =>
        status === 'shared' && facts.commentsUntil !== null
          ? format.date(localNoonMs(facts.commentsUntil))
          : '',
    },
  ];
}

/** Columns of the due days. */
export function useDueDayColumns(
  hrefOf: (row: ReviewRow) => string,
  onClose: (due: ReviewDueDay) => void,
): readonly TableColumn<ReviewDueDay>[] {
  const say = useTranslate();
  const format = useFormat();
  return [
    {
      id: 'record',
      title: say('review.column.record'),
      cell: ({ row }) => (
        <TextLink href={hrefOf(row)}>
          <ReviewRecordCell row={row} say={say} />
        </TextLink>
      ),
    },
    { id: 'what', title: say('review.column.what'), cell: ({ what }) => say(reviewDateLabels[what]) },
    { id: 'day', title: say('review.column.day'), cell: ({ day }) => format.date(localNoonMs(day)) },
    {
      id: 'state',
      title: say('path.status'),
      cell: ({ isOver }) =>
        isOver ? (
          <Pill text={say('review.due.over')} meaning="wait" />
        ) : (
          <Pill text={say('review.due.running')} />
        ),
    },
    {
      id: 'act',
      title: say('review.column.act'),
      cell: (due) =>
        due.what !== 'comments-until' &&
        mayReleaseHeldOps(due.row.roles) && (
          <Button
            kind="quiet"
            icon={Check}
            label={say('review.due.close.what', {
              what: say(reviewDateLabels[due.what]),
              record: due.row.title,
            })}
            onPress={() => onClose(due)}
          >
            {say('review.due.close')}
          </Button>
        ),
    },
  ];
}

/** Institution first: assessments of one mission often have the same title. */
function ReviewRecordCell({ row, say }: { readonly row: ReviewRow; readonly say: Translate }): ReactElement {
  const { institution, title, mission } = row;
  const name = [institution, title].find((one) => one !== null && one !== '');
  const parts = [title, mission].filter((part) => part !== '' && part !== name);
  return (
    <span className="desk-record">
      <span>
        <bdi>{name ?? say('value.untitled')}</bdi>
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
function OpenCommentsCell({ row, say }: { readonly row: ReviewRow; readonly say: Translate }): ReactElement {
  const { openPoints, mendedPoints, unexplained } = row.facts;
  return (
    <span className="desk-open">
      <span>
        {openPoints === 0
          ? say('review.points.noneOpen')
          : say('review.points.openAndMended', { open: openPoints, mended: mendedPoints })}
      </span>
      {unexplained > 0 && statusesInReview.includes(row.status) && (
        <Pill text={say('review.points.unexplained', { count: unexplained })} meaning="wait" />
      )}
    </span>
  );
}

function SignOffStatusPill({ facts: { signOff } }: Pick<ReviewRow, 'facts'>): ReactElement {
  const say = useTranslate();
  const { key, meaning } = signOffStatusLooks[signOff];
  return <Pill text={say(key)} meaning={meaning} />;
}
