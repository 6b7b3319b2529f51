import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';

interface DeviceNameProps {
  readonly device: string;
  /** What its owner calls it, where this person may see devices. */
  readonly label?: string | undefined;
}

/** A laptop by its label, else by the first digits of its number; the whole number on hover. */
export function DeviceName({ device, label }: DeviceNameProps): ReactElement {
  const say = useSay();
  return (
    <bdi title={device}>
      {label ?? say('console.device.short', { id: `${device.slice(0, 4)} ${device.slice(4, 8)}` })}
    </bdi>
  );
}
