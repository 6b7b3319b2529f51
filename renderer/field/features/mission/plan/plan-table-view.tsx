import type { ReactElement, ReactNode } from 'react';
import { DayRange } from '#renderer/field/parts/day-range.tsx';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { Meaning } from '#renderer/ui/meaning.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { Table } from '#renderer/ui/table.tsx';
import { planStatusKeys } from '#renderer/words/finding-words.ts';
import { labourSentence } from './labour-words.ts';
import type { PlanRow } from './plan-rows.ts';
import './plan.css';

interface PlanTableViewProps {
  readonly rows: readonly PlanRow[];
  readonly empty: ReactNode;
}

/** The items of the action plan: who leads, with whom, paid from what, when, and how far it is. */
export function PlanTableView({ rows, empty }: PlanTableViewProps): ReactElement {
  const say = useSay();
  const text = (value: string): ReactNode =>
    value === '' ? <span className="plan-open">{say('plan.open')}</span> : <bdi>{value}</bdi>;
  return (
    <Table
      label={say('plan.label')}
      rows={rows}
      rowId={({ item }) => item.id}
      hrefOf={({ href }) => href}
      empty={empty}
      columns={[
        {
          id: 'title',
          title: say('register.item.title'),
          cell: ({ item }) => <bdi className="plan-title">{item.title || say('plan.untitled')}</bdi>,
        },
        {
          id: 'dimension',
          title: say('register.item.dimension'),
          cell: ({ item }) => item.dimension ?? '',
        },
        { id: 'lead', title: say('register.item.lead'), cell: ({ item }) => text(item.lead) },
        {
          id: 'counterpart',
          title: say('register.item.counterpart'),
          cell: ({ item }) => text(item.counterpart),
        },
        {
          id: 'funding',
          title: say('register.item.fundingLine'),
          cell: ({ item }) => text(item.fundingLine),
        },
        {
          id: 'days',
          title: say('plan.days'),
          cell: ({ item }) => (
            <span className="plan-days">
              <DayRange from={item.from} to={item.to} />
            </span>
          ),
        },
        {
          id: 'status',
          title: say('register.state'),
          cell: ({ item }) => (
            <Pill text={say(planStatusKeys[item.status])} meaning={meaningOf(item.status)} />
          ),
        },
        { id: 'attention', title: say('mission.list.attention'), cell: (row) => <RowAttention row={row} /> },
      ]}
    />
  );
}

function RowAttention({ row }: { readonly row: PlanRow }): ReactElement {
  const say = useSay();
  const format = useFormat();
  const { blocked, isAgreedOpen, mayDuplicate, conflicts } = row;
  return (
    <span className="plan-attention">
      {conflicts > 0 && <Pill text={say('mission.conflicts', { count: conflicts })} meaning="bad" />}
      {mayDuplicate && <Pill text={say('plan.mayDuplicate')} meaning="wait" />}
      {isAgreedOpen && <Pill text={say('plan.agreedOpen')} meaning="bad" />}
      {blocked && <small>{labourSentence(say, format.list, blocked)}</small>}
    </span>
  );
}

function meaningOf(status: PlanRow['item']['status']): Meaning | undefined {
  if (status === 'agreed' || status === 'done' || status === 'verified') return 'good';
  return status === 'on-hold' ? 'wait' : undefined;
}
