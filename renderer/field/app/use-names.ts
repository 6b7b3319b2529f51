import { useMemo } from 'react';
import type { DeviceId } from '#domain/ids.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { People } from '#renderer/store/store-api.ts';
import { useField } from './field-context.tsx';

/** Who is behind each device, as this person would call them: oneself is "You". */
export function useNames(people: People): Readonly<Record<DeviceId, string>> {
  const say = useSay();
  const { device } = useField().session;
  return useMemo(() => {
    // Keys of the record are devices; Object.entries forgets that.
    const named = (Object.entries(people) as [DeviceId, People[DeviceId]][]).map(
      ([one, person]) => [one, person?.name ?? ''] as const,
    );
    return { ...Object.fromEntries(named), [device]: say('assessment.you') };
  }, [people, device, say]);
}
