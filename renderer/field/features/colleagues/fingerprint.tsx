import type { ReactElement } from 'react';
import type { DeviceId } from '#domain/ids.ts';
import { deviceFingerprint } from '#domain/people/device-card.ts';

/** Fingerprint of a device in groups of digits, left to right in every language. */
export function Fingerprint({ device }: { readonly device: DeviceId }): ReactElement {
  return (
    <code className="colleagues-fingerprint" dir="ltr">
      {deviceFingerprint(device).join(' ')}
    </code>
  );
}
