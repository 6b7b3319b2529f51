import type { ReactElement } from 'react';
import type { Finding } from '#domain/assessment/read-findings.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import './findings.css';

interface LinkedFindingsViewProps {
  readonly findings: readonly Finding[];
  /** Ids of those that are answered. */
  readonly linked: readonly string[];
  readonly isReadOnly: boolean;
  readonly onChange: (linked: readonly string[]) => void;
}

/** Which findings a recommendation answers; the list opens on demand. */
export function LinkedFindingsView(props: LinkedFindingsViewProps): ReactElement | null {
  const { findings, linked, isReadOnly, onChange } = props;
  const say = useSay();
  if (findings.length === 0) return null;
  const count = findings.filter(({ id }) => linked.includes(id)).length;
  return (
    <details className="find-linked">
      <summary>{say('finding.linked', { count })}</summary>
      {findings.map(({ id, text }, at) => (
        <Checkbox
          key={id}
          label={say('finding.linked.one', { number: at + 1, text: text || say('finding.untitled') })}
          state={linked.includes(id) ? 'on' : 'off'}
          onChange={(isOn) => onChange(isOn ? [...linked, id] : linked.filter((one) => one !== id))}
          isReadOnly={isReadOnly}
        />
      ))}
    </details>
  );
}
