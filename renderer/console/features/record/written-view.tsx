import type { ReactElement } from 'react';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import type { Names } from './names.ts';
import { WriterView } from './writer-view.tsx';

interface WrittenViewProps {
  readonly written: { readonly device: string; readonly atMs: number };
  readonly names: Names;
}

/** Who wrote something, on which device, and when. */
export function WrittenView({ written, names }: WrittenViewProps): ReactElement {
  return (
    <>
      <WriterView device={written.device} names={names} />
      {' · '}
      <RelativeTime atMs={written.atMs} show="moment" />
    </>
  );
}
