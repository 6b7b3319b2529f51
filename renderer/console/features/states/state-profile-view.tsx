import { SearchX } from 'lucide-react';
import type { ReactElement } from 'react';
import type { StateResponse } from '#api/overview-api.ts';
import { MaturityLevel } from '#domain/assessment/assessment.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { Banner, Button, EmptyState, PageSection, SortableTable, type TableColumn } from '#renderer/ui';
import { OverviewLevel } from './overview-level.tsx';
import { LevelLegend } from './overview-parts.tsx';
import type { StateSectionProps } from './state-records-view.tsx';

type DimensionRow = StateResponse['dimensions'][number];

/** Levels of the State by dimension, and the means at the baseline and now where they can be compared. */
export function ProfileSection({ response, list, hrefs, onList }: StateSectionProps): ReactElement {
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
          href={hrefs.state(response.country, { ...list, dimension: code, records: '', change: '' })}
        />
      ),
    },
    {
      id: 'scale',
      title: translate('states.profile.means'),
      head: <ScaleNumbers />,
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

/** Numbers of the five levels above the column of the scales. */
function ScaleNumbers(): ReactElement {
  const { number } = useFormat();
  return (
    <span className="states-scale-numbers">
      {MaturityLevel.options.map(({ value }) => (
        <span key={value} style={{ insetInlineStart: `${((value - 1) / 4) * 100}%` }}>
          {number(value)}
        </span>
      ))}
    </span>
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
