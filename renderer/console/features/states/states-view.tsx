import { ClipboardCheck, Landmark, Laptop, SearchX, TriangleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { StateRow, StatesResponse } from '#api/overview-api.ts';
import { entityKeyOf } from '#domain/plan/action-plan.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { type ListColumn, SortedTableView } from '#renderer/console/parts/list-filters-view.tsx';
import { type OverviewList, unfilteredOverviews } from '#renderer/console/parts/list-query.ts';
import { statusLabelKey } from '#renderer/console/parts/status-pill.tsx';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import {
  Banner,
  Button,
  Card,
  EmptyState,
  PageSection,
  RelativeTime,
  ScreenPage,
  SortableTable,
  type TableColumn,
  TextLink,
} from '#renderer/ui';
import { OverviewFilters } from './overview-filters.tsx';
import { OverviewLevel } from './overview-level.tsx';
import {
  assessmentPartLabels,
  ComputingNotice,
  DimensionLegend,
  LevelLegend,
  type OverviewHrefs,
} from './overview-parts.tsx';
import './states.css';

interface StatesViewProps {
  readonly response: StatesResponse;
  readonly list: OverviewList;
  readonly hrefs: OverviewHrefs;
  readonly onList: (overviewList: OverviewList) => void;
}

/** States in order of name, and the open work in their missions. No column ranks them. */
export function StatesView(props: StatesViewProps): ReactElement {
  const { response, list, hrefs, onList } = props;
  const translate = useTranslate();
  const { language } = useFormat();
  const stateRows = response.states.toSorted((a, b) =>
    stateNameIn(a.country, language).localeCompare(stateNameIn(b.country, language), language),
  );
  const isFiltered = list.region !== '';
  return (
    <ScreenPage>
      <OverviewFilters list={list} onList={onList} types={response.institutionTypes} hasRegions />
      <ComputingNotice count={response.computing} />
      <AttentionCards response={response} list={list} hrefs={hrefs} />
      {list.lead !== '' && <LateItems {...props} />}
      <PageSection title={translate('states.title')} description={translate('states.notRanked')}>
        <SortableTable
          label={translate('states.title')}
          rows={stateRows}
          rowId={({ country }) => country}
          hrefOf={({ country }) => hrefs.state(country, { ...list, lead: '' })}
          columns={useStateColumns(props)}
          empty={
            <EmptyState
              icon={isFiltered ? SearchX : Landmark}
              title={translate(isFiltered ? 'states.notFound' : 'states.empty')}
              action={
                isFiltered && (
                  <Button onPress={() => onList(unfilteredOverviews)}>{translate('states.clear')}</Button>
                )
              }
            >
              {!isFiltered && translate('states.empty.text')}
            </EmptyState>
          }
        />
        <LevelLegend />
        <DimensionLegend dimensions={response.dimensions} />
        {response.withoutState > 0 && (
          <Banner meaning="info" isQuiet>
            {translate('states.withoutState', { count: response.withoutState })}
          </Banner>
        )}
      </PageSection>
    </ScreenPage>
  );
}

function useStateColumns({
  response: { dimensions },
  list,
  hrefs,
}: StatesViewProps): readonly TableColumn<StateRow>[] {
  const translate = useTranslate();
  const { language } = useFormat();
  const hrefOf = (country: string, dimension: string): string =>
    hrefs.state(country, { ...list, lead: '', dimension });
  return [
    {
      id: 'state',
      title: translate('path.country'),
      cell: ({ country }) => <bdi>{stateNameIn(country, language)}</bdi>,
    },
    {
      id: 'missions',
      title: translate('states.column.missions'),
      cell: ({ country, missions, changedAtMs }) => (
        <span className="states-fold">
          <span className="states-lines">
            {Object.entries(missions).map(([id, count]) => {
              const messageKey = statusLabelKey(id);
              const text = translate('states.count.status', {
                count,
                status: translate(messageKey ?? 'value.status.none'),
              });
              return (
                <span key={id}>
                  {messageKey === undefined ? (
                    text
                  ) : (
                    <TextLink href={hrefs.missions(country, id)}>{text}</TextLink>
                  )}
                </span>
              );
            })}
          </span>
          {changedAtMs !== null && (
            <small title={translate('states.column.changed')}>
              <RelativeTime atMs={changedAtMs} />
            </small>
          )}
        </span>
      ),
    },
    {
      id: 'assessments',
      title: translate('states.column.assessments'),
      cell: ({ country, assessments }) => (
        <span className="states-lines">
          {(['final', 'review', 'field'] as const).map((part) =>
            assessments[part] > 0 ? (
              <TextLink key={part} href={hrefs.state(country, { ...list, lead: '', records: part })}>
                {translate(assessmentPartLabels[part], { count: assessments[part] })}
              </TextLink>
            ) : (
              part === 'final' && (
                <span key={part}>{translate(assessmentPartLabels[part], { count: 0 })}</span>
              )
            ),
          )}
        </span>
      ),
    },
    {
      id: 'plan',
      title: translate('states.column.plan'),
      cell: ({ country, items: { open, late } }) => (
        <span className="states-lines">
          {open === 0 ? (
            <span>{translate('states.count.open', { count: open })}</span>
          ) : (
            <TextLink href={hrefs.plan(country, 'open')}>
              {translate('states.count.open', { count: open })}
            </TextLink>
          )}
          {late > 0 && (
            <TextLink href={hrefs.plan(country, 'late')}>
              <span className="states-late">
                <TriangleAlert className="fb-icon" aria-hidden />
                {translate('states.count.late', { count: late })}
              </span>
            </TextLink>
          )}
        </span>
      ),
    },
    ...dimensions.map(
      ({ code, title }): TableColumn<StateRow> => ({
        id: code,
        title: code,
        cell: ({ country, cells }) => (
          <OverviewLevel
            cell={cells.find((overviewCell) => overviewCell.code === code)}
            dimension={title}
            href={hrefOf(country, code)}
          />
        ),
      }),
    ),
  ];
}

/** Open work over all of the person's missions, each figure a link to its records. */
function AttentionCards(props: Omit<StatesViewProps, 'onList'>): ReactElement {
  const { list, hrefs } = props;
  const { attention } = props.response;
  const translate = useTranslate();
  const { number } = useFormat();
  const { inReview, overdueReviews, longestReviewDays, silent, lateByLead } = attention;
  const late = lateByLead.filter((lead) => lead.late > 0);
  const isNarrowed = [list.region, list.type, list.period].some((part) => part !== '');
  return (
    <PageSection
      title={translate('states.attention.title')}
      description={isNarrowed ? translate('states.attention.whole') : undefined}
    >
      {inReview === 0 && (silent ?? 0) === 0 && late.length === 0 ? (
        <p className="states-note">{translate('states.attention.nothing')}</p>
      ) : (
        <div className="states-attention">
          <AttentionCard
            icon={<ClipboardCheck className="fb-icon" aria-hidden />}
            title={translate('states.attention.inReview')}
          >
            <TextLink href={hrefs.review}>{number(inReview)}</TextLink>
            <span>
              {overdueReviews > 0
                ? translate('states.attention.overdue', { count: overdueReviews, days: longestReviewDays })
                : translate('states.attention.inTime')}
            </span>
          </AttentionCard>
          {silent !== null && (
            <AttentionCard
              icon={<Laptop className="fb-icon" aria-hidden />}
              title={translate('states.attention.silent')}
            >
              <TextLink href={hrefs.devices}>{number(silent)}</TextLink>
            </AttentionCard>
          )}
          <AttentionCard
            icon={<TriangleAlert className="fb-icon" aria-hidden />}
            title={translate('states.attention.late')}
          >
            {late.length === 0 && <span>{number(0)}</span>}
            {late.map((lead) => (
              <span key={lead.lead}>
                <TextLink href={hrefs.states({ ...list, lead: lead.lead || noLead })}>
                  <bdi>{lead.lead || translate('states.lead.none')}</bdi>
                </TextLink>{' '}
                {translate('states.attention.byLead', { late: lead.late, open: lead.open })}
              </span>
            ))}
          </AttentionCard>
        </div>
      )}
    </PageSection>
  );
}

/** Filter for items without a lead. */
const noLead = '-';

function AttentionCard(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <Card label={props.title}>
      <h3 className="states-card-title">
        {props.icon}
        {props.title}
      </h3>
      <div className="states-lines states-figures">{props.children}</div>
    </Card>
  );
}

/** Late plan items of one lead, with the records that they stand in. */
function LateItems({ response: { attention }, list, hrefs, onList }: StatesViewProps): ReactElement {
  const translate = useTranslate();
  const { language, date } = useFormat();
  const wanted = list.lead === noLead ? '' : list.lead;
  const rows = attention.lateItems.filter(({ lead }) => entityKeyOf(lead) === entityKeyOf(wanted));
  const all = attention.lateByLead.find(({ lead }) => entityKeyOf(lead) === entityKeyOf(wanted))?.late ?? 0;
  type LateItem = (typeof rows)[number];
  const listColumns: readonly ListColumn<LateItem>[] = [
    {
      id: 'item',
      title: translate('report.column.item'),
      sortBy: ({ title }) => title,
      cell: ({ title }) => <NameCell name={title} />,
    },
    {
      id: 'state',
      title: translate('path.country'),
      sortBy: ({ country }) => (country === null ? null : stateNameIn(country, language)),
      cell: ({ country }) => (country === null ? '–' : <bdi>{stateNameIn(country, language)}</bdi>),
    },
    {
      id: 'to',
      title: translate('path.item.to'),
      sortBy: ({ to }) => to,
      cell: ({ to }) => (to === null ? '–' : <bdi className="states-day">{date(localNoonMs(to))}</bdi>),
    },
    {
      id: 'late',
      title: translate('states.plan.slippage'),
      sortBy: ({ lateDays }) => lateDays,
      cell: ({ lateDays }) => translate('states.plan.late', { count: lateDays }),
    },
  ];
  return (
    <PageSection
      title={translate('states.late.of', { lead: wanted || translate('states.lead.none') })}
      action={
        <Button kind="quiet" onPress={() => onList({ ...list, lead: '' })}>
          {translate('ui.close')}
        </Button>
      }
    >
      <SortedTableView
        name="late"
        list={list}
        onList={onList}
        label={translate('states.late.title')}
        rows={rows}
        rowId={({ doc, id }) => `${doc} ${id}`}
        hrefOf={(item) => hrefs.record(item)}
        columns={listColumns}
      />
      {all > rows.length && (
        <p className="states-note">{translate('states.late.more', { count: all - rows.length })}</p>
      )}
    </PageSection>
  );
}
