import type { ReactElement } from 'react';
import { lookOfKind } from '#renderer/console/parts/kind-words.ts';
import { statusKey } from '#renderer/console/parts/status-pill.tsx';
import { useSay } from '#renderer/i18n/use-say.ts';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import { kindsOf, type RecordList, type RecordRow, statusesOf } from './record-list.ts';
import './record-filters-view.css';

interface RecordFiltersViewProps {
  readonly records: readonly RecordRow[];
  /** How many of them the filters leave. */
  readonly shown: number;
  readonly list: RecordList;
  readonly onList: (list: RecordList) => void;
}

// The library takes no empty key; "any" is no kind and no status of ours.
const any = 'any';
const idOf = (part: string): string => (part === '' ? any : part);
const partOf = (id: string): string => (id === any ? '' : id);

/** Narrows the list of records: words, kind, state, what waits for a person. Acts as you type and choose. */
export function RecordFiltersView({ records, shown, list, onList }: RecordFiltersViewProps): ReactElement {
  const say = useSay();
  const removed = records.filter((record) => record.removed).length;
  const kept = list.removed === 'yes' ? records.length : records.length - removed;
  return (
    <search className="console-filters">
      <SearchField
        label={say('console.records.find')}
        value={list.find}
        onChange={(find) => onList({ ...list, find })}
      />
      <Select
        label={say('console.records.filter.kind')}
        hideLabel
        options={[
          { id: any, label: say('console.records.filter.anyKind') },
          ...kindsOf(records).map((kind) => ({ id: kind, label: say(lookOfKind(kind).one) })),
        ]}
        value={idOf(list.kind)}
        onChange={(id) => onList({ ...list, kind: partOf(id) })}
      />
      <Select
        label={say('console.records.filter.status')}
        hideLabel
        options={[
          { id: any, label: say('console.records.filter.anyStatus') },
          ...statusesOf(records).map((status) => ({ id: status, label: wordOf(status, say) })),
        ]}
        value={idOf(list.status)}
        onChange={(id) => onList({ ...list, status: partOf(id) })}
      />
      <Select
        label={say('console.records.filter.needs')}
        hideLabel
        options={[
          { id: any, label: say('console.records.filter.anything') },
          { id: 'conflict', label: say('console.records.filter.conflict') },
          { id: 'held', label: say('console.records.filter.held') },
        ]}
        value={idOf(list.needs)}
        onChange={(id) => onList({ ...list, needs: id === 'conflict' || id === 'held' ? id : '' })}
      />
      {removed > 0 && (
        <Switch
          label={say('console.records.filter.removed', { count: removed })}
          isOn={list.removed === 'yes'}
          onChange={(isOn) => onList({ ...list, removed: isOn ? 'yes' : '' })}
        />
      )}
      <span className="console-filters-count" role="status">
        {shown === kept
          ? say('console.records.allShown', { count: kept })
          : say('console.records.count', { shown, count: kept })}
      </span>
    </search>
  );
}

function wordOf(status: string, say: ReturnType<typeof useSay>): string {
  const key = statusKey(status);
  return key ? say(key) : status;
}
