import type { ReactElement } from 'react';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { actKeys } from './act-words.ts';

/** Which lines are shown; empty: all. Days as `2026-11-24`, of this browser's calendar, both included. */
export interface AuditFilter {
  readonly act: string;
  readonly actor: string;
  readonly from: string;
  readonly to: string;
}

export const noFilter: AuditFilter = { act: '', actor: '', from: '', to: '' };

interface AuditFiltersViewProps {
  readonly filter: AuditFilter;
  /** All acts there are in the trail, by headquarters' names. */
  readonly acts: readonly string[];
  readonly people: readonly { readonly person: string; readonly name: string }[];
  readonly onFilter: (filter: AuditFilter) => void;
}

/** What was done, by whom, and when. */
export function AuditFiltersView({ filter, acts, people, onFilter }: AuditFiltersViewProps): ReactElement {
  const say = useSay();
  const language = useLanguage();
  const named = acts.map((id) => {
    const key = actKeys.get(id);
    return { id, label: key === undefined ? id : say(key) };
  });
  const isFiltered = Object.values(filter).some((part) => part !== '');
  return (
    <div className="console-audit-filters">
      <Select
        label={say('console.audit.act')}
        options={[
          { id: '', label: say('console.audit.everything') },
          ...named.toSorted((a, b) => a.label.localeCompare(b.label, language)),
        ]}
        value={filter.act}
        onChange={(act) => onFilter({ ...filter, act })}
      />
      <Select
        label={say('console.audit.actor')}
        options={[
          { id: '', label: say('console.audit.everybody') },
          ...people.map(({ person, name }) => ({ id: person, label: name })),
        ]}
        value={filter.actor}
        onChange={(actor) => onFilter({ ...filter, actor })}
      />
      <TextField
        label={say('console.audit.from')}
        type="date"
        value={filter.from}
        onChange={(from) => onFilter({ ...filter, from })}
      />
      <TextField
        label={say('console.audit.to')}
        type="date"
        value={filter.to}
        onChange={(to) => onFilter({ ...filter, to })}
      />
      {isFiltered && (
        <Button kind="quiet" onPress={() => onFilter(noFilter)}>
          {say('console.audit.all')}
        </Button>
      )}
    </div>
  );
}
