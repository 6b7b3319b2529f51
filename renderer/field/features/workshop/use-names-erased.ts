import type { Document } from '#domain/document/document.ts';
import { participantNamesDueAtMs } from '#domain/kinds/retention-events.ts';
import { useNowMs } from '#renderer/ui';

/** Moment at which the names of a workshop's participants were erased everywhere; null while they may exist. */
export function useNamesErasedAtMs(workshop: Document): number | null {
  const nowMs = useNowMs();
  const dueAtMs = participantNamesDueAtMs(workshop);
  return dueAtMs !== null && dueAtMs <= nowMs ? dueAtMs : null;
}
