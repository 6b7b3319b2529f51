import { Landmark, SearchX } from 'lucide-react';
import { type ReactElement, type ReactNode, useDeferredValue } from 'react';
import type { StateResponse } from '#api/overview-api.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import type { OverviewList } from '#renderer/console/parts/list-query.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import {
  Banner,
  Button,
  EmptyState,
  PageSection,
  ScreenPage,
  SortableTable,
  type TableColumn,
} from '#renderer/ui';
import { OverviewFilters } from './overview-filters.tsx';
import { OverviewLevel } from './overview-level.tsx';
import { ComputingNotice, LevelLegend, type OverviewHrefs } from './overview-parts.tsx';
import { PartnerStateView, type PartnerStateViewProps } from './partner-state-view.tsx';
import { InstitutionSection, TypeSection } from './state-institutions-view.tsx';
import { ChangeSection, LearningSection, PlanSection, RecordSection } from './state-records-view.tsx';

interface StateViewProps {
  readonly response: StateResponse;
  readonly list: OverviewList;
  readonly hrefs: OverviewHrefs;
  readonly onList: (overviewList: OverviewList) => void;
  /** Partnership of the State; null while it is not read. */
  readonly partner?: Omit<PartnerStateViewProps, 'country'> | null;
  /** Requests of the State, for readers of the desk's log. */
  readonly requests?: ReactNode;
}

/** One State over all missions. Each level and figure opens the records behind it. */
export function StateView(props: StateViewProps): ReactElement {
  const { response, list, onList, partner = null, requests = null } = props;
  const translate = useTranslate();
  const { language } = useFormat();
  const isEmpty = response.missions.length === 0;
  // Hundreds of rows further down do not keep the first figures from the screen.
  const isWhole = useDeferredValue(true, false);
  return (
    <ScreenPage>
      {!isEmpty && <OverviewFilters list={list} onList={onList} types={response.institutionTypes} />}
      <ComputingNotice count={response.computing} />
      {partner !== null && <PartnerStateView country={response.country} {...partner} />}
      {isEmpty ? (
        <EmptyState
          icon={Landmark}
          title={translate('states.state.empty', { state: stateNameIn(response.country, language) })}
        >
          {translate('states.state.empty.text')}
        </EmptyState>
      ) : (
        <>
          <ProfileSection {...props} />
          {isWhole && <RecordsOfState {...props} />}
        </>
      )}
      {isWhole && requests}
    </ScreenPage>
  );
}

function RecordsOfState(props: StateViewProps): ReactElement {
  const { response, list, hrefs, onList } = props;
  const section = { response, list, hrefs, onList };
  return (
    <>
      {response.institutions.length > 0 && <InstitutionSection {...section} />}
      {response.types.length > 0 && <TypeSection {...section} />}
      {response.profile.sinceBaseline !== null && <ChangeSection {...section} />}
      <RecordSection {...section} />
      {response.learning.length > 0 && <LearningSection {...section} />}
      <PlanSection {...section} />
    </>
  );
}

type DimensionRow = StateResponse['dimensions'][number];

/** Levels of the State by dimension, and the means at the baseline and now where they can be compared. */
function ProfileSection({ response, list, hrefs, onList }: StateViewProps): ReactElement {
  const translate = useTranslate();
  const { number, percent } = useFormat();
  const { latest, sinceBaseline } = response.profile;
  const cellOf = (code: string) => latest.find((overviewCell) => overviewCell.code === code);
  const comparisonOf = (code: string) => sinceBaseline?.dimensions.find((one) => one.code === code);
  // Without a comparable rating only the present mean is known.
  const meansOf = (code: string): { readonly before: number | null; readonly after: number | null } => {
    const comparison = comparisonOf(code);
    return comparison === undefined || comparison.after === null
      ? { before: null, after: cellOf(code)?.mean ?? null }
      : comparison;
  };
  const meansText = (code: string): string => {
    const { before, after } = meansOf(code);
    if (after === null) return '–';
    return before === null ? number(after, 2) : `${number(before, 2)} → ${number(after, 2)}`;
  };
  const tableColumns: readonly TableColumn<DimensionRow>[] = [
    {
      id: 'dimension',
      title: translate('path.dimension'),
      cell: ({ code, title }) => <NameCell name={`${code} ${title}`} />,
    },
    {
      id: 'now',
      title: translate('states.profile.now'),
      cell: ({ code, title }) => (
        <OverviewLevel
          cell={cellOf(code)}
          dimension={title}
          href={hrefs.state(response.country, { ...list, dimension: code, records: '' })}
        />
      ),
    },
    {
      id: 'scale',
      title: translate('states.profile.means'),
      cell: ({ code, title }) => <MeanScale label={title} {...meansOf(code)} />,
    },
    {
      id: 'means',
      title: translate('report.column.mean'),
      align: 'end',
      cell: ({ code }) => <bdi className="states-day">{meansText(code)}</bdi>,
    },
    ...(sinceBaseline === null
      ? []
      : [
          {
            id: 'comparable',
            title: translate('states.profile.comparable'),
            align: 'end' as const,
            cell: ({ code }: DimensionRow) =>
              translate('states.profile.comparable.of', {
                comparable: comparisonOf(code)?.comparable ?? 0,
                rated: comparisonOf(code)?.rated ?? 0,
              }),
          },
        ]),
    {
      id: 'coverage',
      title: translate('states.profile.coverage'),
      align: 'end',
      cell: ({ code }) => percent(cellOf(code)?.coverage ?? 0),
    },
    {
      id: 'institutions',
      title: translate('states.profile.institutions'),
      align: 'end',
      cell: ({ code }) => number(cellOf(code)?.institutions ?? 0),
    },
  ];
  return (
    <PageSection title={translate('states.profile.title')} description={translate('states.profile.text')}>
      <SortableTable
        label={translate('states.profile.title')}
        rows={response.dimensions}
        rowId={({ code }) => code}
        columns={tableColumns}
        empty={
          <EmptyState
            icon={SearchX}
            title={translate('states.profile.empty')}
            action={
              list.basis === 'final' && (
                <Button onPress={() => onList({ ...list, basis: 'review' })}>
                  {translate('states.filter.basis.review')}
                </Button>
              )
            }
          >
            {list.basis === 'final' && translate('states.profile.empty.text')}
          </EmptyState>
        }
      />
      {response.dimensions.length > 0 && <LevelLegend />}
      {sinceBaseline !== null && <ComparisonNote sinceBaseline={sinceBaseline} />}
      {response.apart > 0 && (
        <Banner meaning="info" isQuiet>
          {translate('states.apart', { count: response.apart })}
        </Banner>
      )}
    </PageSection>
  );
}

/** Basis of the comparison: its dates, its institutions and its indicators, with the two marks. */
function ComparisonNote({
  sinceBaseline,
}: {
  readonly sinceBaseline: NonNullable<StateResponse['profile']['sinceBaseline']>;
}): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  const { dimensions, followed, institutions, before, after } = sinceBaseline;
  const daysOf = (range: typeof before): string =>
    range === null
      ? translate('states.institutions.undated')
      : [...new Set([range.from, range.to])].map((day) => date(localNoonMs(day))).join(' – ');
  const totalOf = (figure: 'comparable' | 'rated'): number =>
    dimensions.reduce((sum, comparison) => sum + comparison[figure], 0);
  return (
    <div className="states-note">
      <p className="states-legend">
        <b className="states-mark" data-before /> {translate('states.profile.baseline')}{' '}
        <bdi>{daysOf(before)}</bdi>
        <b className="states-mark" /> {translate('states.profile.now')} <bdi>{daysOf(after)}</bdi>
      </p>
      <p>
        {translate('states.profile.basis', {
          comparable: totalOf('comparable'),
          rated: totalOf('rated'),
          followed,
          institutions,
        })}
      </p>
    </div>
  );
}

interface MeanScaleProps {
  readonly label: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** Means on the scale from 1 to 5: an open mark before, a full one now. */
function MeanScale({ label, before, after }: MeanScaleProps): ReactElement | null {
  const translate = useTranslate();
  const { number } = useFormat();
  if (after === null) return null;
  const positionOf = (mean: number): string => `${((mean - 1) / 4) * 100}%`;
  const spoken = translate('states.profile.change', {
    dimension: label,
    before: before === null ? '–' : number(before, 2),
    after: number(after, 2),
  });
  return (
    <span className="states-scale" role="img" aria-label={spoken} title={spoken}>
      {before !== null && (
        <>
          <i
            style={{
              insetInlineStart: positionOf(Math.min(before, after)),
              inlineSize: `${(Math.abs(after - before) / 4) * 100}%`,
            }}
          />
          <b data-before style={{ insetInlineStart: positionOf(before) }} />
        </>
      )}
      <b style={{ insetInlineStart: positionOf(after) }} />
    </span>
  );
}
