import type { ReactElement } from 'react';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { WorldRegion } from '#domain/states/state-names.ts';
import type { OverviewList } from '#renderer/console/parts/list-query.ts';
import { type PlainMessageKey, useTranslate } from '#renderer/i18n';
import { institutionTypeLabel } from '#renderer/records/value-labels.ts';
import { Select } from '#renderer/ui';
import './states.css';

interface OverviewFiltersProps {
  readonly list: OverviewList;
  readonly onList: (overviewList: OverviewList) => void;
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
    <div className="console-filter" data-set={list[name] !== '' || undefined}>
      <Select
        label={label}
        hideLabel
        options={[{ id: anyOptionId, label: anyLabel }, ...options]}
        value={list[name] === '' ? anyOptionId : list[name]}
        // The options are the values of this filter; the library knows them as texts.
        onChange={(id) => onList({ ...list, [name]: id === anyOptionId ? '' : id } as OverviewList)}
      />
    </div>
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
      <div className="console-filter" data-set>
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
      </div>
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
