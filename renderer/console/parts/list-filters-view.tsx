import { SearchX } from 'lucide-react';
import type { ReactElement } from 'react';
import { type ListQuery, unfilteredList } from '#renderer/console/parts/list-query.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, EmptyState, SearchField, Select } from '#renderer/ui';
import './list-filters.css';

/** Choice of one value of a column, or of all. */
interface ListFilterChoice {
  readonly label: string;
  readonly anyLabel: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
}

interface ListFiltersViewProps {
  readonly findLabel: string;
  readonly list: ListQuery;
  readonly onList: (list: ListQuery) => void;
  readonly group?: ListFilterChoice | undefined;
  readonly status?: ListFilterChoice | undefined;
  /** Number of rows after the filters, and of all. */
  readonly shown: number;
  readonly count: number;
}

// The library takes no empty key; no value is called "any".
const anyOptionId = 'any';

/** Search and filters above a list. They act on typing and choosing. */
export function ListFiltersView(props: ListFiltersViewProps): ReactElement {
  const { findLabel, list, onList, group, status, shown, count } = props;
  const translate = useTranslate();
  return (
    <search className="console-filters">
      <SearchField label={findLabel} value={list.find} onChange={(find) => onList({ ...list, find })} />
      {group && group.options.length > 1 && (
        <ListFilterSelect
          choice={group}
          value={list.group}
          onChange={(id) => onList({ ...list, group: id })}
        />
      )}
      {status && status.options.length > 1 && (
        <ListFilterSelect
          choice={status}
          value={list.status}
          onChange={(id) => onList({ ...list, status: id })}
        />
      )}
      <span className="console-filters-count" role="status">
        {shown < count && translate('console.list.shown', { shown, count })}
      </span>
    </search>
  );
}

interface ListFilterSelectProps {
  readonly choice: ListFilterChoice;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function ListFilterSelect({ choice, value, onChange }: ListFilterSelectProps): ReactElement {
  return (
    <Select
      label={choice.label}
      hideLabel
      options={[{ id: anyOptionId, label: choice.anyLabel }, ...choice.options]}
      value={value === '' ? anyOptionId : value}
      onChange={(id) => onChange(id === anyOptionId ? '' : id)}
    />
  );
}

interface NothingFoundProps {
  readonly list: ListQuery;
  readonly onList: (list: ListQuery) => void;
}

/** Shown in place of the rows where the filters leave none. */
export function NothingFound({ list, onList }: NothingFoundProps): ReactElement {
  const translate = useTranslate();
  return (
    <EmptyState
      icon={SearchX}
      title={translate('console.list.noneFound')}
      action={
        <Button onPress={() => onList({ ...unfilteredList, sort: list.sort, order: list.order })}>
          {translate('console.list.showAll')}
        </Button>
      }
    >
      {translate('console.records.noneFound.text')}
    </EmptyState>
  );
}
