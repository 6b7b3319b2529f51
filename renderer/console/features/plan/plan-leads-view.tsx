import { GitMerge } from 'lucide-react';
import type { ReactElement } from 'react';
import { entityKeyOf } from '#domain/plan/action-plan.ts';
import { type LeadSummary, noneChosen, type PlanView as PlanViewName } from '#domain/plan/plan-table.ts';
import { type PlanList, unfilteredPlan } from '#renderer/console/parts/list-query.ts';
import { useTranslate } from '#renderer/i18n';
import { TextLink } from '#renderer/ui';
import './plan.css';

interface PlanLeadsViewProps {
  readonly leads: readonly LeadSummary[];
  /** Number of possible overlaps that nobody judged. */
  readonly openOverlaps: number;
  readonly list: PlanList;
  readonly hrefOf: (planList: PlanList) => string;
}

/** One line above the plan: the work of each lead as a bar on one scale, and the number of possible overlaps. */
export function PlanLeadsView({ leads, openOverlaps, list, hrefOf }: PlanLeadsViewProps): ReactElement {
  const translate = useTranslate();
  const most = Math.max(1, ...leads.map(({ all }) => all));
  return (
    <div className="plan-line">
      <ul className="plan-leads" aria-label={translate('labour.leads')}>
        {leads.map((leadSummary) => (
          <LeadBar
            key={leadSummary.lead}
            summary={leadSummary}
            share={leadSummary.all / most}
            list={list}
            hrefOf={hrefOf}
          />
        ))}
      </ul>
      {openOverlaps > 0 && list.view !== 'overlap' && (
        <span className="plan-overlap-line">
          <GitMerge className="fb-icon" aria-hidden />
          <strong>{translate('labour.overlap.title', { count: openOverlaps })}</strong>
          <span aria-hidden>·</span>
          <TextLink
            href={hrefOf({ ...unfilteredPlan, look: list.look, view: 'overlap' })}
            label={translate('labour.overlap.all', { count: openOverlaps })}
          >
            {translate('labour.overlap.open')}
          </TextLink>
        </span>
      )}
    </div>
  );
}

const partLabels = {
  over: 'labour.lead.over',
  onTime: 'labour.lead.onTime',
  late: 'labour.lead.late',
  proposed: 'labour.lead.proposed',
} as const satisfies Readonly<Record<string, string>>;
const parts = ['over', 'onTime', 'late', 'proposed'] as const;

interface LeadBarProps extends Pick<PlanLeadsViewProps, 'list' | 'hrefOf'> {
  readonly summary: LeadSummary;
  /** Part of the longest bar, from 0 to 1. */
  readonly share: number;
}

/** Name, bar and late items of a lead. The name filters, and filters no more when it is pressed again. */
function LeadBar({ summary, share, list, hrefOf }: LeadBarProps): ReactElement {
  const translate = useTranslate();
  const key = entityKeyOf(summary.lead) || noneChosen;
  const isCurrent = list.lead === key;
  const hrefAt = (view: PlanViewName): string =>
    hrefOf({ ...unfilteredPlan, look: list.look, lead: key, view });
  // The parts of the bar are words once its lead is chosen.
  const shownParts = isCurrent ? parts : (['late'] as const);
  const name = summary.lead || translate('labour.lead.none');
  return (
    <li data-current={isCurrent || undefined}>
      <TextLink href={isCurrent ? hrefOf({ ...list, lead: '', view: 'all' }) : hrefAt('all')}>
        <bdi className="plan-lead-name">{name}</bdi>
        <span className="fb-hidden">{translate('labour.count', { count: summary.all })}</span>
        <span className="plan-bar" style={{ inlineSize: `${Math.max(0.08, share) * 5}rem` }} aria-hidden>
          {parts.map(
            (part) =>
              summary[part] > 0 && <i key={part} data-part={part} style={{ flexGrow: summary[part] }} />,
          )}
        </span>
        <bdi aria-hidden>{summary.all}</bdi>
      </TextLink>
      {shownParts.map(
        (part) =>
          summary[part] > 0 && (
            <TextLink key={part} href={hrefAt(part)}>
              <span className={part === 'late' ? 'plan-late' : undefined}>
                {translate(partLabels[part], { count: summary[part] })}
              </span>
            </TextLink>
          ),
      )}
    </li>
  );
}
