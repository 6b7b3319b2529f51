import type { ReactElement } from 'react';
import type { StateResponse } from '#api/overview-api.ts';
import { type ListColumn, SortedTableView } from '#renderer/console/parts/list-filters-view.tsx';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, PageSection, SortableTable, type TableColumn, TextLink } from '#renderer/ui';
import { institutionTypeTitle } from './overview-filters.tsx';
import { OverviewLevel } from './overview-level.tsx';
import { DimensionLegend, MarkedPart } from './overview-parts.tsx';
import type { StateSectionProps } from './state-records-view.tsx';

type InstitutionRow = StateResponse['institutions'][number];

/** Heat map: the latest assessment of each institution by dimension. */
export function InstitutionSection({ response, list, hrefs, onList }: StateSectionProps): ReactElement {
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
    <MarkedPart mark={list.dimension}>
      <PageSection
        title={translate('states.institutions.title')}
        description={
          dimensionRow === undefined
            ? translate('states.institutions.text')
            : translate('states.institutions.one', {
                dimension: `${dimensionRow.code} ${dimensionRow.title}`,
              })
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
        <DimensionLegend dimensions={response.dimensions} />
      </PageSection>
    </MarkedPart>
  );
}

type TypeRow = StateResponse['types'][number];

/** Profile of each institution type. A level over several institutions lists them. */
export function TypeSection({ response, list, hrefs }: Omit<StateSectionProps, 'onList'>): ReactElement {
  const translate = useTranslate();
  const { number } = useFormat();
  const hrefOf = ({ type, institutions }: TypeRow, dimension: string): string => {
    const [only, ...others] = institutions;
    return only !== undefined && others.length === 0
      ? hrefs.record(only, dimension)
      : hrefs.state(response.country, { ...list, type, dimension, records: '', change: '' });
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
      <DimensionLegend dimensions={response.dimensions} />
    </PageSection>
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
