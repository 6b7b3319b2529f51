import type { ReactElement } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Pill } from '#renderer/ui';
import './parts.css';

interface RecordAttentionProps {
  /** Returned comments of headquarters, in words; null or absent for none. */
  readonly returned?: Message | null | undefined;
  readonly conflicts: number;
  /** Own changes that headquarters has not confirmed. */
  readonly waiting: number;
}

/** Open task of a record: a person, the network, or none. */
export function RecordAttention({ returned = null, conflicts, waiting }: RecordAttentionProps): ReactElement {
  const translate = useTranslate();
  if (returned === null && conflicts === 0 && waiting === 0)
    return <Pill text={translate('mission.settled')} meaning="good" />;
  return (
    <span className="field-attention">
      {returned !== null && <Pill text={translate(returned)} meaning="wait" />}
      {conflicts > 0 && <Pill text={translate('value.conflicts', { count: conflicts })} meaning="bad" />}
      {waiting > 0 && <Pill text={translate('mission.waiting', { count: waiting })} meaning="wait" />}
    </span>
  );
}
