import { createContext, use, useEffect, useState } from 'react';
import { withEqualParts } from '#base/json.ts';
import type { StatusFacts } from '../sync-status/status-facts.ts';

/**
 * Saved work, network and headquarters, for the status bar; null until the store has answered. It changes several times
 * with every answer. As the value of a context it would make React search the whole screen for readers each time.
 */
export interface FrameStatus {
  readonly now: () => StatusFacts | null;
  readonly onChange: (listen: () => void) => () => void;
}

/** Create the status of the frame, and the function that shows other facts in it. */
export function createFrameStatus(): FrameStatus & { readonly show: (statusFacts: StatusFacts) => void } {
  let shownStatusFacts: StatusFacts | null = null;
  const listeners = new Set<() => void>();
  return {
    now: () => shownStatusFacts,
    onChange: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    show: (statusFacts) => {
      shownStatusFacts = statusFacts;
      for (const listen of listeners) listen();
    },
  };
}

export const FrameStatusContext = createContext<FrameStatus>(createFrameStatus());

/**
 * Part of the status. Other changes of the status do not draw its reader again.
 * @param partOf One constant function.
 */
export function useFrameStatusPart<Part>(partOf: (statusFacts: StatusFacts | null) => Part): Part {
  const frameStatus = use(FrameStatusContext);
  const [part, setPart] = useState(() => partOf(frameStatus.now()));
  useEffect(() => {
    const take = (): void =>
      setPart((previousPart) => withEqualParts(previousPart, partOf(frameStatus.now())));
    take();
    return frameStatus.onChange(take);
  }, [frameStatus, partOf]);
  return part;
}

/** Facts of the status bar, now. */
export const useFrameStatus = (): StatusFacts | null => useFrameStatusPart(wholeStatus);

const wholeStatus = (statusFacts: StatusFacts | null): StatusFacts | null => statusFacts;
