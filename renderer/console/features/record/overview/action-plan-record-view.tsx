import { ListChecks } from 'lucide-react';
import type { ReactElement } from 'react';
import { utcDayAtMs } from '#base/civil-date.ts';
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
  const items = readPlanItems(document);
  return (
    <PageSection title={translate('console.plan.items', { count: items.length })}>
      <OwnSortedTableView
        label={translate('console.plan.items', { count: items.length })}
        rows={items}
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
      cell: (item) => (
        <NameCell
          name={item.title === '' ? translate('value.untitled') : item.title}
          note={item.dimension ?? ''}
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
      cell: (item) => {
        const late = slippageDaysOf(item, today);
        return (
          <span className="console-plan-cell">
            <span className="console-plan-days">
              {item.from === null && item.to === null ? '–' : `${dayText(item.from)} – ${dayText(item.to)}`}
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
      cell: (item) => {
        const { done, of } = milestoneCountsOf(item);
        const words = statedMilestonesOf(item).map(({ day, text }) => [day, text].filter(Boolean).join(' '));
        return of === 0 ? '–' : <bdi title={words.join('\n')}>{`${done}/${of}`}</bdi>;
      },
    },
    {
      id: 'status',
      title: translate('path.status'),
      sortBy: ({ status }) => PlanItemStatus.options.indexOf(status),
      cell: (item) => {
        const conflicts = conflictsOf(item);
        return (
          <span className="console-plan-cell">
            <Pill
              text={translate(valueLabels.planStatus[item.status])}
              meaning={statusMeanings[item.status]}
            />
            {item.statusReason !== '' && (
              <small>
                <bdi>{item.statusReason}</bdi>
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
