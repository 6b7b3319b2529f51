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
export function createFrameStatus(): FrameStatus & { readonly show: (facts: StatusFacts) => void } {
  let shown: StatusFacts | null = null;
  const listeners = new Set<() => void>();
  return {
    now: () => shown,
    onChange: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    show: (facts) => {
      shown = facts;
      for (const listen of listeners) listen();
    },
  };
}

export const FrameStatusContext = createContext<FrameStatus>(createFrameStatus());

/**
 * Part of the status. Other changes of the status do not draw its reader again.
 * @param partOf One constant function.
 */
export function useFrameStatusPart<Part>(partOf: (facts: StatusFacts | null) => Part): Part {
  const status = use(FrameStatusContext);
  const [part, setPart] = useState(() => partOf(status.now()));
  useEffect(() => {
    const take = (): void => setPart((before) => withEqualParts(before, partOf(status.now())));
    take();
    return status.onChange(take);
  }, [status, partOf]);
  return part;
}

/** Facts of the status bar, now. */
export const useFrameStatus = (): StatusFacts | null => useFrameStatusPart(wholeStatus);

const wholeStatus = (facts: StatusFacts | null): StatusFacts | null => facts;
