import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { subjectKeys } from './act-words.ts';
import type { AuditRow } from './trail.ts';
import { valueKey } from './value-text.ts';

/** What people, logs and laptops are called, by their ids. */
export type Names = ReadonlyMap<string, string>;

interface SubjectViewProps {
  readonly subject: AuditRow['subject'];
  readonly names: Names;
}

/** What an act was about: in names where there are some, and ids shortened, the whole of which stands in the title. */
export function SubjectView({ subject, names }: SubjectViewProps): ReactElement {
  const say = useSay();
  const { list, exact } = useFormat();
  const textOf = (name: string, value: unknown): string => {
    if (typeof value === 'boolean') return say(value ? 'console.audit.yes' : 'console.audit.no');
    if (value === null) return say('console.audit.none');
    if (Array.isArray(value)) return list(value.map((one) => textOf(name, one)));
    if (typeof value !== 'string') return JSON.stringify(value);
    if (isMinute(value)) return exact(Date.parse(value));
    const key = valueKey(name, value);
    return names.get(value) ?? (key === null ? shortened(value) : say(key));
  };
  return (
    <span className="console-audit-subject">
      {Object.entries(subject).map(([name, value]) => {
        const key = subjectKeys.get(name);
        return (
          <span key={name} title={typeof value === 'string' ? value : undefined}>
            {key === undefined ? name : say(key)}: <bdi>{textOf(name, value)}</bdi>
          </span>
        );
      })}
    </span>
  );
}

/** A moment as the trail writes it: `2026-11-12T09:00Z`. */
const isMinute = (value: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(value);

/** An id is told apart by its beginning; a key's whole length would fill the row. */
const shortened = (value: string): string => (/^[\w-]{24,}$/.test(value) ? `${value.slice(0, 8)}…` : value);
