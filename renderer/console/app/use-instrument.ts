import { useMemo } from 'react';
import { ok } from '#domain/base/result.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { readInstrument } from '#renderer/console/api/read-instrument.ts';
import { useConsole } from './console-context.ts';
import { useResource } from './use-resource.ts';

/** A published instrument by what a record names; null for none, while it is on its way, and where it is not here. */
export function useInstrument(ref: string): Instrument | null {
  const { client, resources } = useConsole();
  const resource = useMemo(
    () =>
      resources.get(
        `instrument ${ref}`,
        () => (ref === '' ? Promise.resolve(ok(null)) : readInstrument(client, ref)),
        // A published version never changes.
        () => () => undefined,
      ),
    [client, resources, ref],
  );
  const found = useResource(resource);
  return found.kind === 'present' ? found.value : null;
}
