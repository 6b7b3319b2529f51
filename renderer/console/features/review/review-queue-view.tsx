import { CalendarCheck, CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Table } from '#renderer/ui/table.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { useDayColumns, useQueueColumns } from './queue-columns.tsx';
import type { DueDay, ReviewRow } from './review-row.ts';
import './review-queue.css';

export type QueueTab = 'mine' | 'others' | 'days';

interface ReviewQueueViewProps {
  readonly tab: QueueTab;
  readonly onTab: (tab: QueueTab) => void;
  /** Longest in their state first. */
  readonly mine: readonly ReviewRow[];
  readonly others: readonly ReviewRow[];
  readonly days: readonly DueDay[];
  /** `2026-11-24`. */
  readonly today: string;
  readonly hrefOf: (row: ReviewRow) => string;
  /** What was waited for until this day has come. */
  readonly onClose: (due: DueDay) => void;
}

/** What waits for this person, what waits for others, and the days that are kept. */
export function ReviewQueueView(props: ReviewQueueViewProps): ReactElement {
  const { tab, onTab, mine, others, days } = props;
  const say = useSay();
  return (
    <Page>
      <Tabs<QueueTab>
        label={say('desk.title')}
        selected={tab}
        onSelect={onTab}
        tabs={[
          { id: 'mine', label: say('desk.queue.mine'), count: mine.length, content: <Mine {...props} /> },
          {
            id: 'others',
            label: say('desk.queue.others'),
            count: others.length,
            content: <Others {...props} />,
          },
          {
            id: 'days',
            label: say('desk.queue.days'),
            count: days.length,
            content: <Days {...props} />,
          },
        ]}
      />
    </Page>
  );
}

function Mine({ mine, today, hrefOf }: ReviewQueueViewProps): ReactElement {
  const say = useSay();
  return (
    <Table
      label={say('desk.queue.mine')}
      rows={mine}
      rowId={({ doc }) => doc}
      hrefOf={hrefOf}
      columns={useQueueColumns('task', today)}
      empty={
        <EmptyState icon={CircleCheck} title={say('desk.queue.mine.empty')}>
          {say('desk.queue.mine.empty.text')}
        </EmptyState>
      }
    />
  );
}

function Others({ others, today, hrefOf }: ReviewQueueViewProps): ReactElement {
  const say = useSay();
  return (
    <Table
      label={say('desk.queue.others')}
      rows={others}
      rowId={({ doc }) => doc}
      hrefOf={hrefOf}
      columns={useQueueColumns('waitsFor', today)}
      empty={<EmptyState icon={CircleCheck} title={say('desk.queue.others.empty')} />}
    />
  );
}

function Days({ days, hrefOf, onClose }: ReviewQueueViewProps): ReactElement {
  const say = useSay();
  return (
    <Table
      label={say('desk.queue.days')}
      rows={days}
      rowId={({ row, what }) => `${row.doc} ${what}`}
      columns={useDayColumns(hrefOf, onClose)}
      empty={
        <EmptyState icon={CalendarCheck} title={say('desk.queue.days.empty')}>
          {say('desk.queue.days.empty.text')}
        </EmptyState>
      }
    />
  );
}
