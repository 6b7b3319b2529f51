import { ListChecks } from 'lucide-react';
import type { ReactElement } from 'react';
import { utcDayAtMs } from '#base/calendar-day.ts';
import { type Document, hasConflict } from '#domain/document/document.ts';
import { type PlanItem, PlanItemStatus, readPlanItems } from '#domain/plan/action-plan.ts';
import { milestoneCountsOf, slippageDaysOf, statedMilestonesOf } from '#domain/plan/plan-figures.ts';
import { type ListColumn, OwnSortedTableView } from '#renderer/console/parts/list-filters-view.tsx';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { EmptyState, PageSection, Pill, type StatusMeaning, useNowMs } from '#renderer/ui';
import './assessment-overview-view.css';

const statusMeanings: { readonly [S in PlanItemStatus]?: StatusMeaning } = {
  agreed: 'info',
  scheduled: 'info',
  'in-progress': 'info',
  done: 'good',
  verified: 'good',
  'on-hold': 'wait',
};

/** Action plan as a table: one row for each item, with its lead, counterpart, dates and status. */
export function ActionPlanRecordView({ document }: { readonly document: Document }): ReactElement {
  const translate = useTranslate();
  const today = utcDayAtMs(useNowMs());
  const planItems = readPlanItems(document);
  return (
    <PageSection title={translate('console.plan.items', { count: planItems.length })}>
      <OwnSortedTableView
        label={translate('console.plan.items', { count: planItems.length })}
        rows={planItems}
        rowId={({ id }) => id}
        columns={usePlanColumns(document, today)}
        empty={<EmptyState icon={ListChecks} title={translate('console.plan.none')} />}
      />
    </PageSection>
  );
}

function usePlanColumns(document: Document, today: string): readonly ListColumn<PlanItem>[] {
  const translate = useTranslate();
  const format = useFormat();
  const dayText = (day: string | null): string => (day === null ? '–' : format.date(localNoonMs(day)));
  const said = (text: string): ReactElement | string => (text === '' ? '–' : <bdi>{text}</bdi>);
  const conflictsOf = ({ id }: PlanItem): number =>
    Object.entries(document.registers).filter(
      ([path, register]) => path.startsWith(`items/${id}/`) && hasConflict(register),
    ).length;
  return [
    {
      id: 'title',
      title: translate('path.title'),
      sortBy: ({ title }) => title,
      cell: (planItem) => (
        <NameCell
          name={planItem.title === '' ? translate('value.untitled') : planItem.title}
          note={planItem.dimension ?? ''}
        />
      ),
    },
    {
      id: 'lead',
      title: translate('path.item.lead'),
      sortBy: ({ lead }) => lead,
      cell: ({ lead, supporting }) => (
        <span className="console-plan-cell">
          {said(lead)}
          {supporting.length > 0 && (
            <small>
              {translate('path.item.supporting')}: <bdi>{format.list(supporting)}</bdi>
            </small>
          )}
        </span>
      ),
    },
    {
      id: 'counterpart',
      title: translate('path.item.counterpart'),
      sortBy: ({ counterpart }) => counterpart,
      cell: ({ counterpart }) => said(counterpart),
    },
    {
      id: 'dates',
      title: translate('path.days'),
      sortBy: ({ to }) => to,
      cell: (planItem) => {
        const late = slippageDaysOf(planItem, today);
        return (
          <span className="console-plan-cell">
            <span className="console-plan-days">
              {planItem.from === null && planItem.to === null
                ? '–'
                : `${dayText(planItem.from)} – ${dayText(planItem.to)}`}
            </span>
            {late > 0 && <Pill text={translate('console.plan.late', { count: late })} meaning="bad" />}
          </span>
        );
      },
    },
    {
      id: 'funding',
      title: translate('path.item.fundingLine'),
      sortBy: ({ fundingLine }) => fundingLine,
      cell: ({ fundingLine }) => said(fundingLine),
    },
    {
      id: 'milestones',
      title: translate('path.item.milestones'),
      cell: (planItem) => {
        const { done, of } = milestoneCountsOf(planItem);
        const words = statedMilestonesOf(planItem).map(({ day, text }) =>
          [day, text].filter(Boolean).join(' '),
        );
        return of === 0 ? '–' : <bdi title={words.join('\n')}>{`${done}/${of}`}</bdi>;
      },
    },
    {
      id: 'status',
      title: translate('path.status'),
      sortBy: ({ status }) => PlanItemStatus.options.indexOf(status),
      cell: (planItem) => {
        const conflicts = conflictsOf(planItem);
        return (
          <span className="console-plan-cell">
            <Pill
              text={translate(valueLabels.planStatus[planItem.status])}
              meaning={statusMeanings[planItem.status]}
            />
            {planItem.statusReason !== '' && (
              <small>
                <bdi>{planItem.statusReason}</bdi>
              </small>
            )}
            {conflicts > 0 && (
              <Pill text={translate('value.conflicts', { count: conflicts })} meaning="bad" />
            )}
          </span>
        );
      },
    },
  ];
}
