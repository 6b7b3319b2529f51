import type { ReactElement } from 'react';
import { DeviceName } from '#renderer/console/parts/table-cells.tsx';
import { useTranslate } from '#renderer/i18n';
import { RelativeTime } from '#renderer/ui';
import type { WriterNames } from './record-history.ts';

interface AuthorshipViewProps {
  readonly written: { readonly device: string; readonly atMs: number };
  readonly names: WriterNames;
}

/** Writer of a value, device, and time. */
export function AuthorshipView({ written, names }: AuthorshipViewProps): ReactElement {
  return (
    <>
      <WriterView device={written.device} names={names} />
      {' · '}
      <RelativeTime atMs={written.atMs} show="moment" />
    </>
  );
}

interface WriterViewProps {
  readonly device: string;
  readonly names: WriterNames;
}

/**
 * Writer of a value, and device. Where a device has no name, for roles that may not list devices and for acts at
 * headquarters, a known person alone identifies the writer.
 */
export function WriterView({ device, names }: WriterViewProps): ReactElement {
  const translate = useTranslate();
  const author = names.people[device];
  const label = names.labels.get(device);
  return (
    <span title={device}>
      <bdi>{author?.name ?? translate('console.author.unknown')}</bdi>
      {(label !== undefined || author === undefined) && (
        <>
          {' · '}
          <DeviceName device={device} label={label} />
        </>
      )}
    </span>
  );
}
