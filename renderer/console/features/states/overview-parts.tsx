import type { ReactElement } from 'react';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { WorldRegion } from '#domain/states/state-names.ts';
import type { OverviewCell } from '#api/overview-api.ts';
import type { OverviewList } from '#renderer/console/parts/list-query.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { type PlainMessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { institutionTypeLabel } from '#renderer/records/value-labels.ts';
import { Banner, LevelChip, type MaturityChipLevel, Select, TextLink } from '#renderer/ui';
import './states.css';

/** Addresses of the records behind an overview. */
export interface OverviewHrefs {
  readonly states: (list: OverviewList) => string;
  readonly state: (country: string, list: OverviewList) => string;
  readonly mission: (log: LogId) => string;
  /** A record, or one dimension of an assessment. */
  readonly record: (record: RecordAddress, part?: string) => string;
  readonly review: string;
  readonly devices: string;
}

/** Notice that the server is still computing figures; the page asks again by itself. */
export function ComputingNotice({ count }: { readonly count: number }): ReactElement | null {
  const translate = useTranslate();
  return count === 0 ? null : (
    <Banner meaning="info" isQuiet>
      {translate('states.computing', { count })}
    </Banner>
  );
}

interface RecordAddress {
  readonly log: LogId;
  readonly doc: DocumentId;
}

interface OverviewFiltersProps {
  readonly list: OverviewList;
  readonly onList: (list: OverviewList) => void;
  /** Titles of institution types by code. */
  readonly types: Readonly<Record<string, string>>;
  readonly hasRegions?: boolean;
}

const regionLabels: { readonly [R in WorldRegion]: PlainMessageKey } = {
  africa: 'states.region.africa',
  americas: 'states.region.americas',
  asia: 'states.region.asia',
  europe: 'states.region.europe',
  oceania: 'states.region.oceania',
};

// The library takes no empty key; no value is called "any".
const anyOptionId = 'any';

/** Filters of an overview. They act on choosing. */
export function OverviewFilters(props: OverviewFiltersProps): ReactElement {
  const { list, onList, types, hasRegions = false } = props;
  const translate = useTranslate();
  const filter = (
    name: 'region' | 'type' | 'period',
    label: string,
    anyLabel: string,
    options: readonly { readonly id: string; readonly label: string }[],
  ): ReactElement => (
    <Select
      label={label}
      hideLabel
      options={[{ id: anyOptionId, label: anyLabel }, ...options]}
      value={list[name] === '' ? anyOptionId : list[name]}
      // The options are the values of this filter; the library knows them as texts.
      onChange={(id) => onList({ ...list, [name]: id === anyOptionId ? '' : id } as OverviewList)}
    />
  );
  return (
    <search className="console-filters states-filters">
      {hasRegions &&
        filter(
          'region',
          translate('states.filter.region'),
          translate('states.filter.region.any'),
          WorldRegion.options.map((id) => ({ id, label: translate(regionLabels[id]) })),
        )}
      {filter(
        'type',
        translate('states.filter.type'),
        translate('states.filter.type.any'),
        Object.keys(types).map((id) => ({ id, label: institutionTypeTitle(id, types, translate) })),
      )}
      {filter(
        'period',
        translate('states.filter.period'),
        translate('states.filter.period.any'),
        ['6', '12', '24'].map((id) => ({
          id,
          label: translate('states.filter.period.months', { count: Number(id) }),
        })),
      )}
      <Select
        label={translate('states.filter.basis')}
        hideLabel
        options={[
          { id: 'final', label: translate('states.filter.basis.final') },
          { id: 'review', label: translate('states.filter.basis.review') },
        ]}
        value={list.basis}
        onChange={(basis) => onList({ ...list, basis })}
      />
    </search>
  );
}

/** Title of an institution type; a type that only one instrument knows has its title from there. */
export const institutionTypeTitle = (
  code: string,
  types: Readonly<Record<string, string>>,
  translate: ReturnType<typeof useTranslate>,
): string =>
  code === ''
    ? translate('states.types.other')
    : institutionTypeLabel(code, { ...defaultMaturityModel, institution_types: types }, translate);

const isChipLevel = (level: number): level is MaturityChipLevel =>
  Number.isInteger(level) && level >= 1 && level <= 5;

interface OverviewLevelProps {
  readonly cell: OverviewCell | undefined;
  readonly dimension: string;
  /** Page with the records behind it; absent where the row names them. */
  readonly href?: string | undefined;
}

/** Level of a dimension in a table. Provisional is hatched, limited has a dark top edge, and both are read out. */
export function OverviewLevel({ cell, dimension, href }: OverviewLevelProps): ReactElement {
  const translate = useTranslate();
  const { percent } = useFormat();
  if (cell === undefined || cell.level === null || !isChipLevel(cell.level))
    return (
      <span className="console-nothing" aria-label={translate('states.level.none', { dimension })} role="img">
        –
      </span>
    );
  const words = [
    translate('states.level.label', { dimension, level: cell.level }),
    ...(cell.status === 'provisional'
      ? [translate('states.level.provisional', { coverage: percent(cell.coverage) })]
      : []),
    ...(cell.limitedBy === null ? [] : [translate('states.level.limited', { gate: cell.limitedBy })]),
    translate('states.level.institutions', { count: cell.institutions }),
  ].join(' · ');
  const chip = (
    <span
      className="states-level"
      title={words}
      data-provisional={cell.status === 'provisional' || undefined}
      data-limited={cell.limitedBy !== null || undefined}
    >
      <LevelChip level={cell.level} isDecorative />
      <span className="fb-hidden">{words}</span>
    </span>
  );
  return href === undefined ? chip : <TextLink href={href}>{chip}</TextLink>;
}

/** Meanings of the marks on levels. */
export function LevelLegend(): ReactElement {
  const translate = useTranslate();
  return (
    <p className="states-legend">
      <span className="states-level" data-provisional aria-hidden>
        <LevelChip level={2} isDecorative />
      </span>
      {translate('states.legend.provisional')}
      <span className="states-level" data-limited aria-hidden>
        <LevelChip level={2} isDecorative />
      </span>
      {translate('states.legend.limited')}
    </p>
  );
}
