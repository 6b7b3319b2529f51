import { Landmark, SearchX } from 'lucide-react';
import { type ReactElement, type ReactNode, useDeferredValue } from 'react';
import type { StateResponse } from '#api/overview-api.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { type ListColumn, SortedTableView } from '#renderer/console/parts/list-filters-view.tsx';
import type { OverviewList } from '#renderer/console/parts/list-query.ts';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  Banner,
  Button,
  EmptyState,
  PageSection,
  ScreenPage,
  SortableTable,
  type TableColumn,
  TextLink,
} from '#renderer/ui';
import { institutionTypeTitle, OverviewFilters } from './overview-filters.tsx';
import { OverviewLevel } from './overview-level.tsx';
import { ComputingNotice, LevelLegend, type OverviewHrefs } from './overview-parts.tsx';
import { PartnerStateView, type PartnerStateViewProps } from './partner-state-view.tsx';
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
      {response.institutions.length > 0 && <InstitutionSection {...props} />}
      {response.types.length > 0 && <TypeSection {...props} />}
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
          href={hrefs.state(response.country, { ...list, dimension: code })}
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

/** A column for each dimension; the cell of a row opens its records. */
function dimensionColumns<Row extends { readonly cells: StateResponse['profile']['latest'] }>(
  { dimensions }: StateResponse,
  hrefOf: (row: Row, dimension: string) => string,
): readonly TableColumn<Row>[] {
  return dimensions.map(({ code, title }) => ({
    id: code,
    title: code,
    cell: (row) => (
      <OverviewLevel
        cell={row.cells.find((overviewCell) => overviewCell.code === code)}
        dimension={title}
        href={hrefOf(row, code)}
      />
    ),
  }));
}

type InstitutionRow = StateResponse['institutions'][number];

/** Heat map: the latest assessment of each institution by dimension. */
function InstitutionSection({ response, list, hrefs, onList }: StateViewProps): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  const dayOf = (day: string | null): string =>
    day === null ? translate('states.institutions.undated') : date(localNoonMs(day));
  const dimensionRow = response.dimensions.find(({ code }) => code === list.dimension);
  const institutionRows = response.institutions.filter(
    ({ cells }) =>
      dimensionRow === undefined ||
      cells.some(({ code, institutions }) => code === dimensionRow.code && institutions > 0),
  );
  const listColumns: readonly ListColumn<InstitutionRow>[] = [
    {
      id: 'institution',
      title: translate('path.institution.name'),
      sortBy: ({ institution, title }) => institution || title,
      cell: ({ institution, title, institutionType }) => (
        <NameCell
          name={institution || title}
          note={institutionTypeTitle(institutionType, response.institutionTypes, translate)}
        />
      ),
    },
    {
      id: 'latest',
      title: translate('states.institutions.latest'),
      sortBy: ({ referenceDate }) => referenceDate,
      cell: ({ status, type, referenceDate, before, paired }) => (
        <span className="states-lines">
          <span>
            {type !== null && `${translate(valueLabels.assessmentType[type])} · `}
            <bdi className="states-day">{dayOf(referenceDate)}</bdi>
          </span>
          {status !== 'final' && <StatusPill status={status} />}
          {before !== null && (
            <TextLink href={hrefs.record(before)}>
              {translate(paired === 'link' ? 'states.institutions.before' : 'states.institutions.joined', {
                day: dayOf(before.referenceDate),
              })}
            </TextLink>
          )}
        </span>
      ),
    },
    ...dimensionColumns<InstitutionRow>(response, hrefs.record),
  ];
  return (
    <PageSection
      title={translate('states.institutions.title')}
      description={
        dimensionRow === undefined
          ? translate('states.institutions.text')
          : translate('states.institutions.one', { dimension: `${dimensionRow.code} ${dimensionRow.title}` })
      }
      action={
        dimensionRow !== undefined && (
          <Button kind="quiet" onPress={() => onList({ ...list, dimension: '' })}>
            {translate('states.institutions.all')}
          </Button>
        )
      }
    >
      <SortedTableView
        name="institutions"
        list={list}
        onList={onList}
        label={translate('states.institutions.title')}
        rows={institutionRows}
        rowId={({ doc }) => doc}
        columns={listColumns}
        hrefOf={(institutionRow) => hrefs.record(institutionRow)}
      />
    </PageSection>
  );
}

type TypeRow = StateResponse['types'][number];

/** Profile of each institution type. A level over several institutions lists them. */
function TypeSection({ response, list, hrefs }: StateViewProps): ReactElement {
  const translate = useTranslate();
  const { number } = useFormat();
  const hrefOf = ({ type, institutions }: TypeRow, dimension: string): string => {
    const [only, ...others] = institutions;
    return only !== undefined && others.length === 0
      ? hrefs.record(only, dimension)
      : hrefs.state(response.country, { ...list, type, dimension });
  };
  return (
    <PageSection title={translate('states.types.title')} description={translate('states.profile.text')}>
      <SortableTable
        label={translate('states.types.title')}
        rows={response.types}
        rowId={({ type }) => type}
        columns={[
          {
            id: 'type',
            title: translate('path.institution.type'),
            cell: ({ type }) => (
              <NameCell name={institutionTypeTitle(type, response.institutionTypes, translate)} />
            ),
          },
          {
            id: 'institutions',
            title: translate('states.profile.institutions'),
            align: 'end',
            cell: ({ institutions }) => number(institutions.length),
          },
          ...dimensionColumns<TypeRow>(response, hrefOf),
        ]}
      />
    </PageSection>
  );
}
