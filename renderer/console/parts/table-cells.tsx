import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import './table-cells.css';
import { useTranslate } from '#renderer/i18n';

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
