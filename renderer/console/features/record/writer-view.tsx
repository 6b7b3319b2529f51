import type { ReactElement } from 'react';
import { DeviceName } from '#renderer/console/parts/device-name.tsx';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { Names } from './names.ts';

interface WriterViewProps {
  readonly device: string;
  readonly names: Names;
}

/** Who wrote something, and on which device. */
export function WriterView({ device, names }: WriterViewProps): ReactElement {
  const say = useSay();
  const author = names.people[device];
  return (
    <>
      <bdi>{author?.name ?? say('console.author.unknown')}</bdi>
      {' · '}
      <DeviceName device={device} label={names.labels.get(device)} />
    </>
  );
}
