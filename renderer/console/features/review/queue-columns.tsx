import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import { inReview } from '#domain/assessment/review-obstacles.ts';
import { mayRelease } from '#domain/people/permit.ts';
import type { ReviewRow } from '#renderer/console/api/answers.ts';
import { type DueDay, taskOf, waitsFor } from '#renderer/console/app/review-queue.ts';
import { dayMs } from '#renderer/console/parts/days.ts';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay, type Say } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import type { Column } from '#renderer/ui/table.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { dayKeys, signOffLooks, taskKeys, waitsForKeys } from './queue-words.ts';

/** The columns of both queues; `shows`: what this person has to do, or for whom it waits. */
export function useQueueColumns(shows: 'task' | 'waitsFor', today: string): readonly Column<ReviewRow>[] {
  const say = useSay();
  const format = useFormat();
  return [
    { id: 'record', title: say('desk.column.record'), cell: (row) => <RecordCell row={row} say={say} /> },
    {
      id: 'what',
      title: say(shows === 'task' ? 'desk.column.task' : 'desk.column.waitsFor'),
      cell: (row) => {
        const task = taskOf(row, today);
        const { unexplained, openPoints } = row.facts;
        if (shows === 'task' && task !== null)
          return say(taskKeys[task], { count: task === 'explain' ? unexplained : openPoints });
        return say(waitsForKeys[waitsFor(row, today)]);
      },
    },
    {
      id: 'status',
      title: say('console.column.status'),
      cell: ({ status }) => <StatusPill status={status} />,
    },
    {
      id: 'since',
      title: say('desk.column.since'),
      cell: ({ facts }) => <RelativeTime atMs={facts.sinceMs} />,
    },
    { id: 'points', title: say('desk.column.points'), cell: (row) => <PointsCell row={row} say={say} /> },
    { id: 'signOff', title: say('desk.column.signOff'), cell: ({ facts }) => <SignOffPill facts={facts} /> },
    {
      id: 'until',
      title: say('desk.column.until'),
      cell: ({ status, facts }) =>
        status === 'shared' && facts.commentsUntil !== null ? format.date(dayMs(facts.commentsUntil)) : '',
    },
  ];
}

/** The columns of the days that are kept. */
export function useDayColumns(
  hrefOf: (row: ReviewRow) => string,
  onClose: (due: DueDay) => void,
): readonly Column<DueDay>[] {
  const say = useSay();
  const format = useFormat();
  return [
    {
      id: 'record',
      title: say('desk.column.record'),
      cell: ({ row }) => (
        <TextLink href={hrefOf(row)}>
          <RecordCell row={row} say={say} />
        </TextLink>
      ),
    },
    { id: 'what', title: say('desk.column.what'), cell: ({ what }) => say(dayKeys[what]) },
    { id: 'day', title: say('desk.column.day'), cell: ({ day }) => format.date(dayMs(day)) },
    {
      id: 'state',
      title: say('console.column.status'),
      cell: ({ isOver }) =>
        isOver ? (
          <Pill text={say('desk.due.over')} meaning="wait" />
        ) : (
          <Pill text={say('desk.due.running')} />
        ),
    },
    {
      id: 'act',
      title: say('desk.column.act'),
      cell: (due) =>
        due.what !== 'comments-until' &&
        mayRelease(due.row.roles) && (
          <Button
            kind="quiet"
            icon={Check}
            label={say('desk.due.close.what', { what: say(dayKeys[due.what]), record: due.row.title })}
            onPress={() => onClose(due)}
          >
            {say('desk.due.close')}
          </Button>
        ),
    },
  ];
}

/** The institution first: assessments of one mission are often called alike. */
function RecordCell({ row, say }: { readonly row: ReviewRow; readonly say: Say }): ReactElement {
  const { institution, title, mission } = row;
  const name = [institution, title].find((one) => one !== null && one !== '');
  const parts = [title, mission].filter((part) => part !== '' && part !== name);
  return (
    <span className="desk-record">
      <span>
        <bdi>{name ?? say('console.untitled')}</bdi>
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

/** What is open in it; and that reasons are missing, without which it is not approved. */
function PointsCell({ row, say }: { readonly row: ReviewRow; readonly say: Say }): ReactElement {
  const { openPoints, mendedPoints, unexplained } = row.facts;
  return (
    <span className="desk-open">
      <span>
        {openPoints === 0
          ? say('desk.points.noneOpen')
          : say('desk.points.openAndMended', { open: openPoints, mended: mendedPoints })}
      </span>
      {unexplained > 0 && inReview.includes(row.status) && (
        <Pill text={say('desk.points.unexplained', { count: unexplained })} meaning="wait" />
      )}
    </span>
  );
}

function SignOffPill({ facts: { signOff } }: Pick<ReviewRow, 'facts'>): ReactElement {
  const say = useSay();
  const { key, meaning } = signOffLooks[signOff];
  return <Pill text={say(key)} meaning={meaning} />;
}
