import { ListChecks, Plus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { type AgreementRefusal, checkAgreement, type PlanItem } from '#domain/plan/action-plan.ts';
import type { PlanDuplications } from '#domain/plan/plan-duplications.ts';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import { Banner, Button, EmptyState, Pill, SortableTable, type StatusMeaning } from '#renderer/ui';
import './plan.css';
import { impliesAgreement } from '#domain/plan/change-plan.ts';
import { DayRange } from '#renderer/field/parts/day-range.tsx';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { agreementRefusalText } from './refusal-texts.ts';

interface ActionPlanViewProps {
  readonly rows: readonly PlanRow[];
  readonly duplications: PlanDuplications;
  readonly problem: Message | null;
  /** Absent where nothing may be written. */
  readonly onAdd?: (() => void) | undefined;
}

/** The action plan of one mission. */
export function ActionPlanView({ rows, duplications, problem, onAdd }: ActionPlanViewProps): ReactElement {
  const translate = useTranslate();
  const add = onAdd && (
    <Button icon={Plus} onPress={onAdd}>
      {translate('plan.add')}
    </Button>
  );
  return (
    <div className="plan-page">
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      <PlanDuplicationsView duplications={duplications} />
      <PlanTableView
        rows={rows}
        empty={
          <EmptyState icon={ListChecks} title={translate('plan.empty.title')} action={add}>
            {translate(onAdd ? 'plan.empty.text' : 'mission.readOnly.empty')}
          </EmptyState>
        }
      />
      {rows.length > 0 && <div>{add}</div>}
    </div>
  );
}

interface PlanTableViewProps {
  readonly rows: readonly PlanRow[];
  readonly empty: ReactNode;
}

/** Items of the action plan: lead, partners, funding, dates and progress. */
function PlanTableView({ rows, empty }: PlanTableViewProps): ReactElement {
  const translate = useTranslate();
  const text = (value: string): ReactNode =>
    value === '' ? <span className="plan-open">{translate('plan.open')}</span> : <bdi>{value}</bdi>;
  return (
    <SortableTable
      label={translate('plan.label')}
      rows={rows}
      rowId={({ item }) => item.id}
      hrefOf={({ href }) => href}
      empty={empty}
      columns={[
        {
          id: 'title',
          title: translate('path.title'),
          cell: ({ item }) => <bdi className="plan-title">{item.title || translate('plan.untitled')}</bdi>,
        },
        {
          id: 'dimension',
          title: translate('path.dimension'),
          cell: ({ item }) => item.dimension ?? '',
        },
        { id: 'lead', title: translate('path.item.lead'), cell: ({ item }) => text(item.lead) },
        {
          id: 'counterpart',
          title: translate('path.item.counterpart'),
          cell: ({ item }) => text(item.counterpart),
        },
        {
          id: 'funding',
          title: translate('path.item.fundingLine'),
          cell: ({ item }) => text(item.fundingLine),
        },
        {
          id: 'days',
          title: translate('path.days'),
          cell: ({ item }) => (
            <span className="plan-days">
              <DayRange from={item.from} to={item.to} />
            </span>
          ),
        },
        {
          id: 'status',
          title: translate('path.status'),
          cell: ({ item }) => (
            <Pill
              text={translate(valueLabels.planStatus[item.status])}
              meaning={planStatusMeaning(item.status)}
            />
          ),
        },
        {
          id: 'attention',
          title: translate('mission.list.attention'),
          cell: (planRow) => <PlanRowAttention row={planRow} />,
        },
      ]}
    />
  );
}

function PlanRowAttention({ row }: { readonly row: PlanRow }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { blocked, isAgreedOpen, mayDuplicate, conflicts } = row;
  return (
    <span className="plan-attention">
      {conflicts > 0 && <Pill text={translate('value.conflicts', { count: conflicts })} meaning="bad" />}
      {mayDuplicate && <Pill text={translate('plan.mayDuplicate')} meaning="wait" />}
      {isAgreedOpen && <Pill text={translate('plan.agreedOpen')} meaning="bad" />}
      {blocked && <small>{agreementRefusalText(translate, format.list, blocked)}</small>}
    </span>
  );
}

function planStatusMeaning(itemStatus: PlanRow['item']['status']): StatusMeaning | undefined {
  if (itemStatus === 'agreed' || itemStatus === 'done' || itemStatus === 'verified') return 'good';
  return itemStatus === 'on-hold' ? 'wait' : undefined;
}

/** Pairs that the notice names; the others are counted. */
const mostShownPairs = 10;

interface PlanDuplicationsViewProps {
  readonly duplications: PlanDuplications;
}

/** Items that may be the same work done twice (docs/requirements.md A5): a warning, not a hindrance. */
export function PlanDuplicationsView({ duplications }: PlanDuplicationsViewProps): ReactElement | null {
  const translate = useTranslate();
  const { count, listed } = duplications;
  if (count === 0) return null;
  const shownPlanDuplications = listed.slice(0, mostShownPairs);
  return (
    <Banner meaning="wait" title={translate('plan.duplication.title', { count })}>
      <ul className="plan-duplications">
        {shownPlanDuplications.map(({ items: [planItem, otherPlanItem], dimension, quarter }) => (
          <li key={`${planItem.id} ${otherPlanItem.id}`}>
            {translate('plan.duplication.one', {
              one: planItem.title || translate('plan.untitled'),
              oneLead: planItem.lead,
              other: otherPlanItem.title || translate('plan.untitled'),
              otherLead: otherPlanItem.lead,
              dimension,
              quarter: quarter.quarter,
              year: String(quarter.year),
            })}
          </li>
        ))}
        {shownPlanDuplications.length < count && (
          <li>{translate('plan.duplication.more', { count: count - shownPlanDuplications.length })}</li>
        )}
      </ul>
      <p>{translate('plan.duplication.do')}</p>
    </Banner>
  );
}

/** An item as the table shows it. */
interface PlanRow {
  readonly item: PlanItem;
  readonly href: string;
  /** Obstacle of its agreement; null where there is none. */
  readonly blocked: AgreementRefusal | null;
  /** It is marked as agreed although work is open: another laptop emptied or changed it meanwhile. */
  readonly isAgreedOpen: boolean;
  readonly mayDuplicate: boolean;
  readonly conflicts: number;
}

/** The rows of the plan in its order. */
export const planRowsOf = (
  planItems: readonly PlanItem[],
  planDuplications: PlanDuplications,
  hrefOf: (item: string) => string,
  conflictsOf: (item: string) => number,
): readonly PlanRow[] =>
  planItems.map((planItem) => {
    const agreed = checkAgreement(planItem);
    return {
      item: planItem,
      href: hrefOf(planItem.id),
      blocked: agreed.ok ? null : agreed.refusal,
      isAgreedOpen: !agreed.ok && impliesAgreement(planItem.status),
      mayDuplicate: planDuplications.items.has(planItem.id),
      conflicts: conflictsOf(planItem.id),
    };
  });
