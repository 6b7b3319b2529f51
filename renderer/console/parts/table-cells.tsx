import { GitMerge, Hourglass, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import './table-cells.css';
import { useTranslate, type MessageKey } from '#renderer/i18n';
import { valueLabelOf } from '#renderer/records/value-labels.ts';
import { Pill, type StatusMeaning } from '#renderer/ui';

interface DeviceNameProps {
  readonly device: string;
  /** Its owner's label, where this person may see devices. */
  readonly label?: string | undefined;
}

/** A laptop by its label, else by the first digits of its number; the whole number on hover. */
export function DeviceName({ device, label }: DeviceNameProps): ReactElement {
  const translate = useTranslate();
  return (
    <bdi title={device}>
      {label ?? translate('console.device.short', { id: `${device.slice(0, 4)} ${device.slice(4, 8)}` })}
    </bdi>
  );
}

interface AttentionCellProps {
  readonly conflicts: number;
  readonly held: number;
}

/** Open work of a person in a record or a mission: conflicts and held changes. */
export function AttentionCell({ conflicts, held }: AttentionCellProps): ReactElement {
  const translate = useTranslate();
  if (conflicts === 0 && held === 0) {
    return (
      <span className="console-nothing" aria-label={translate('console.attention.none')}>
        –
      </span>
    );
  }
  return (
    <span className="console-attention">
      {conflicts > 0 && (
        <span data-meaning="bad">
          <GitMerge className="fb-icon" aria-hidden />
          {translate('value.conflicts', { count: conflicts })}
        </span>
      )}
      {held > 0 && (
        <span data-meaning="wait">
          <Hourglass className="fb-icon" aria-hidden />
          {translate('console.attention.held', { count: held })}
        </span>
      )}
    </span>
  );
}

interface NameCellProps {
  readonly name: string;
  /** Second, grey line that distinguishes it from others of the same name. */
  readonly note?: string | undefined;
  readonly icon?: LucideIcon | undefined;
}

/** The name of a row, in the direction of its own letters. */
export function NameCell({ name, note, icon: Icon }: NameCellProps): ReactElement {
  return (
    <span className="console-name">
      {Icon && <Icon className="fb-icon" aria-hidden />}
      <span>
        <bdi>{name}</bdi>
        {note !== undefined && note !== '' && (
          <small>
            <bdi>{note}</bdi>
          </small>
        )}
      </span>
    </span>
  );
}

/** Statuses of all kinds of record with a colour (docs/requirements.md A2): none of them has two meanings. */
const statusMeanings: ReadonlyMap<string, StatusMeaning> = new Map<string, StatusMeaning>([
  ['fieldwork', 'info'],
  ['consolidated', 'info'],
  ['quality-review', 'wait'],
  ['shared', 'wait'],
  ['comments-addressed', 'info'],
  ['final', 'good'],
  ['approved', 'info'],
  ['under-way', 'info'],
  ['completed', 'good'],
  ['reported', 'good'],
  ['confirmed', 'info'],
  ['report-drafted', 'wait'],
  ['report-approved', 'good'],
  ['postponed', 'wait'],
]);

/** Message key of a status of any kind of record; undefined for one that this version does not know. */
export const statusLabelKey = (status: string): MessageKey | undefined =>
  valueLabelOf('assessmentStatus', status) ??
  valueLabelOf('missionStatus', status) ??
  valueLabelOf('workshopStatus', status);

/** Status of a record, in a word. A status of a newer version is shown as it is written. */
export function StatusPill({ status }: { readonly status: string | null }): ReactElement {
  const translate = useTranslate();
  if (status === null || status === '') return <Pill text={translate('value.status.none')} />;
  const key = statusLabelKey(status);
  return <Pill text={key ? translate(key) : status} meaning={statusMeanings.get(status)} />;
}
