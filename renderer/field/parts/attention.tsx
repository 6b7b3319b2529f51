import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Pill } from '#renderer/ui/pill.tsx';
import './parts.css';

interface AttentionProps {
  readonly conflicts: number;
  /** Own changes that headquarters has not confirmed. */
  readonly waiting: number;
}

/** What a record waits for: a person, the network, or nothing. */
export function Attention({ conflicts, waiting }: AttentionProps): ReactElement {
  const say = useSay();
  if (conflicts === 0 && waiting === 0) return <Pill text={say('mission.settled')} meaning="good" />;
  return (
    <span className="field-attention">
      {conflicts > 0 && <Pill text={say('mission.conflicts', { count: conflicts })} meaning="bad" />}
      {waiting > 0 && <Pill text={say('mission.waiting', { count: waiting })} meaning="wait" />}
    </span>
  );
}
