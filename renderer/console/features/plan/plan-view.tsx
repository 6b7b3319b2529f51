import { Download, ListChecks } from 'lucide-react';
import { type ReactElement, type ReactNode, useMemo } from 'react';
import type { PlanResponse } from '#api/plan-api.ts';
import { mentionsEveryWord } from '#base/list-rows.ts';
import type { LogId } from '#domain/ids.ts';
import { entityKeyOf, PlanItemStatus } from '#domain/plan/action-plan.ts';
import { slippageDaysOf } from '#domain/plan/plan-figures.ts';
import { findOverlaps } from '#domain/plan/plan-overlaps.ts';
import {
  choosePlanItems,
  noneChosen,
  type PlanView as PlanViewName,
  summarizeByLead,
} from '#domain/plan/plan-table.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { unfilteredPlan } from '#renderer/console/parts/list-query.ts';
import { type PlainMessageKey, useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button, EmptyState, ScreenPage, SearchField, Select, TextLink } from '#renderer/ui';
import { PlanLeadsView } from './plan-leads-view.tsx';
import { PlanBoard, PlanTable, PlanTimeline, type PlanViewProps } from './plan-looks-view.tsx';
import { PlanOverlapsView } from './plan-overlaps-view.tsx';
import { type PlanRow, planSheetOf, sortPlanRows } from './plan-rows.ts';
import './plan.css';

/** Plan over all missions: numbers by lead, overlaps, filters, and the items as a table, a board or a timeline. */
export function PlanView(props: PlanViewProps): ReactElement {
  const { response, list, today, hrefOf, onList } = props;
  const translate = useTranslate();
  const { rows, overlaps, leads } = usePlanRows(props);
  if (response.items.length === 0)
    return (
      <ScreenPage>
        <EmptyState icon={ListChecks} title={translate('labour.empty')}>
          {translate(response.entity === null ? 'labour.empty.text' : 'labour.empty.entity')}
        </EmptyState>
      </ScreenPage>
    );
  return (
    <ScreenPage>
      {response.entity !== null && (
        <Banner meaning="info" isQuiet>
          {translate('labour.own', { entity: response.entity })}
        </Banner>
      )}
      <div className="plan-above">
        <PlanFilters {...props} overlapping={overlaps.items} rows={rows} />
        <PlanLeadsView leads={leads} openOverlaps={overlaps.openCount} list={list} hrefOf={hrefOf} />
      </div>
      <PlanOverlapsView {...props} overlaps={overlaps} />
      {rows.length === 0 ? (
        <EmptyState
          icon={ListChecks}
          title={translate('labour.noneFound')}
          action={
            <Button
              onPress={() =>
                onList({ ...unfilteredPlan, look: list.look, sort: list.sort, order: list.order })
              }
            >
              {translate('console.list.showAll')}
            </Button>
          }
        />
      ) : (
        <Look {...props} rows={rows} today={today} />
      )}
    </ScreenPage>
  );
}

interface LookProps extends PlanViewProps {
  readonly rows: readonly PlanRow[];
}

function Look(props: LookProps): ReactElement {
  switch (props.list.look) {
    case 'table':
      return <PlanTable {...props} />;
    case 'board':
      return <PlanBoard {...props} />;
    case 'timeline':
      return <PlanTimeline {...props} />;
  }
}

/** Rows of the choice, in order of State and end; overlaps and numbers are of all items. */
function usePlanRows({ response, list, today }: PlanViewProps) {
  const language = useLanguage();
  const missions = useMemo(
    () => new Map(response.missions.map((planMission) => [planMission.log, planMission])),
    [response],
  );
  const { overlaps, leads } = useMemo(
    () => ({
      overlaps: findOverlaps(response.items, (log) => missions.get(log)?.country ?? null),
      leads: summarizeByLead(response.items, today),
    }),
    [response, missions, today],
  );
  const rows = useMemo(() => {
    const countryOf = (logId: LogId): string | null => missions.get(logId)?.country ?? null;
    const pair = list.pair === '' ? [] : list.pair.split('|');
    const chosenItems = choosePlanItems(
      response.items,
      { ...list, pair },
      { countryOf, overlapping: overlaps.items, today },
    );
    const compare = new Intl.Collator(language).compare;
    return chosenItems
      .map((listedItem): PlanRow => {
        const country = countryOf(listedItem.log);
        return {
          item: listedItem,
          country,
          state: country === null ? '' : stateNameIn(country, language),
          mission: missions.get(listedItem.log)?.title ?? '',
          lateDays: slippageDaysOf(listedItem, today),
        };
      })
      .filter(({ item, state, mission }) =>
        mentionsEveryWord([item.title, item.counterpart, item.lead, state, mission], list.find),
      )
      .toSorted(
        (a, b) =>
          compare(a.state, b.state) ||
          compare(a.item.to ?? '9', b.item.to ?? '9') ||
          compare(a.item.title, b.item.title),
      );
  }, [response, list, missions, overlaps, today, language]);
  return { rows, overlaps, leads };
}

const viewLabels: { readonly [V in PlanViewName]: PlainMessageKey } = {
  all: 'labour.view.all',
  late: 'labour.view.late',
  due: 'labour.view.due',
  proposed: 'labour.view.proposed',
  overlap: 'labour.view.overlap',
  over: 'labour.view.over',
  onTime: 'labour.view.onTime',
  open: 'labour.view.open',
};
/** Views that are always offered; the others open from a number, and are listed while they are open. */
const listedViews: readonly PlanViewName[] = ['all', 'late', 'due', 'proposed'];
const lookLabels = {
  table: 'labour.look.table',
  board: 'labour.look.board',
  timeline: 'labour.look.timeline',
} as const;

// The library takes no empty key; no value is called "any".
const anyOptionId = 'any';

interface PlanFiltersProps extends PlanViewProps {
  /** Keys of items with an open overlap. */
  readonly overlapping: ReadonlySet<string>;
  readonly rows: readonly PlanRow[];
}

/** Views with their numbers, looks, and filters by State, lead, funding line and status. */
function PlanFilters(props: PlanFiltersProps): ReactElement {
  const { response, list, today, overlapping, rows, hrefOf, onList, onExport } = props;
  const shown = rows.length;
  const translate = useTranslate();
  const format = useFormat();
  const { number, language } = format;
  const options = useFilterOptions(response);
  const missions = useMemo(
    () => new Map(response.missions.map((planMission) => [planMission.log, planMission])),
    [response],
  );
  const countryOf = (logId: LogId) => missions.get(logId)?.country ?? null;
  const countOf = (view: PlanViewName): number =>
    choosePlanItems(response.items, { ...unfilteredPlan, pair: [], view }, { countryOf, overlapping, today })
      .length;
  const planViews = listedViews.includes(list.view) ? listedViews : [...listedViews, list.view];
  const filter = (
    name: 'country' | 'lead' | 'funding' | 'status',
    label: string,
    choices: readonly { readonly id: string; readonly label: string }[],
  ): ReactNode =>
    (choices.length > 1 || list[name] !== '') && (
      <div className="console-filter" data-set={list[name] !== '' || undefined}>
        <Select
          label={label}
          hideLabel
          options={[
            { id: anyOptionId, label: translate('labour.filter.any', { filter: label }) },
            ...choices,
          ]}
          value={list[name] === '' ? anyOptionId : list[name]}
          onChange={(id) => onList({ ...list, [name]: id === anyOptionId ? '' : id })}
        />
      </div>
    );
  return (
    <search className="plan-filters">
      <nav className="plan-segments" aria-label={translate('labour.views')}>
        {planViews.map((planView) => (
          <a
            key={planView}
            href={hrefOf({ ...list, view: planView, pair: '' })}
            aria-current={list.view === planView && list.pair === '' ? 'page' : undefined}
          >
            {translate(viewLabels[planView])} <bdi>{number(countOf(planView))}</bdi>
          </a>
        ))}
      </nav>
      <nav className="plan-segments plan-looks" aria-label={translate('labour.looks')}>
        {(['table', 'board', 'timeline'] as const).map((look) => (
          <a
            key={look}
            href={hrefOf({ ...list, look })}
            aria-current={list.look === look ? 'page' : undefined}
          >
            {translate(lookLabels[look])}
          </a>
        ))}
      </nav>
      <div className="console-filters plan-selects">
        <SearchField
          label={translate('labour.find')}
          value={list.find}
          onChange={(find) => onList({ ...list, find })}
        />
        {filter('country', translate('path.country'), options.countries)}
        {filter('lead', translate('path.item.lead'), options.leads)}
        {filter('funding', translate('path.item.fundingLine'), options.funding)}
        {filter(
          'status',
          translate('path.status'),
          PlanItemStatus.options.map((id) => ({ id, label: translate(valueLabels.planStatus[id]) })),
        )}
        <span className="console-filters-count" role="status">
          {shown < response.items.length &&
            translate('console.list.shown', { shown, count: response.items.length })}
        </span>
        {shown > 0 && (
          <Button
            icon={Download}
            onPress={() => onExport(planSheetOf(sortPlanRows(rows, list, language), translate, format))}
          >
            {translate('labour.export')}
          </Button>
        )}
      </div>
      {list.pair !== '' && (
        <TextLink href={hrefOf({ ...list, pair: '' })}>{translate('labour.pair.end')}</TextLink>
      )}
    </search>
  );
}

function useFilterOptions({ missions, items }: PlanResponse) {
  const translate = useTranslate();
  const language = useLanguage();
  return useMemo(() => {
    const compare = new Intl.Collator(language).compare;
    const sorted = (named: ReadonlyMap<string, string>, none: string) =>
      [...named]
        .map(([id, label]) => ({ id: id || noneChosen, label: id === '' ? none : label }))
        .toSorted((a, b) => compare(a.label, b.label));
    const plannedLogIds = new Set(items.map(({ log }) => log));
    const countries = missions
      .filter(({ log }) => plannedLogIds.has(log))
      .map(({ country }) => country ?? '');
    return {
      countries: sorted(
        new Map(countries.map((one) => [one, one === '' ? '' : stateNameIn(one, language)])),
        translate('labour.state.none'),
      ),
      leads: sorted(
        new Map(items.map(({ lead }) => [entityKeyOf(lead), lead])),
        translate('labour.lead.none'),
      ),
      funding: sorted(
        new Map(items.map(({ fundingLine }) => [fundingLine, fundingLine])),
        translate('labour.funding.none'),
      ),
    };
  }, [missions, items, language, translate]);
}
