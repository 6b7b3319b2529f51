import { createContext, use, useSyncExternalStore, type ReactElement, type ReactNode } from 'react';

/** Where times on the screen come from. `nowMs` stays the same between two ticks, so that a screen agrees with itself. */
export interface Clock {
  readonly nowMs: () => number;
  /** Calls back at each tick; returns the way to stop. */
  readonly onTick: (tick: () => void) => () => void;
}

const ClockContext = createContext<Clock | undefined>(undefined);

interface ClockProviderProps {
  readonly clock: Clock;
  readonly children: ReactNode;
}

/** Gives a clock to every time on the screen: `createTickingClock` in apps, `stoppedClock` in tests and the gallery. */
export function ClockProvider({ clock, children }: ClockProviderProps): ReactElement {
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** What time is it, now? Answers again at each tick. Throws without a `ClockProvider`. */
export function useNowMs(): number {
  const clock = use(ClockContext);
  if (!clock) throw new Error('useNowMs needs a ClockProvider above it');
  return useSyncExternalStore(clock.onTick, clock.nowMs);
}

/** A clock that never moves. */
export function stoppedClock(atMs: number): Clock {
  return { nowMs: () => atMs, onTick: () => () => undefined };
}

/** A clock for apps: reads `readMs` every `everyMs`. Made once by main, with `Date.now`. */
export function createTickingClock(readMs: () => number, everyMs: number): Clock {
  const ticks = new Set<() => void>();
  let nowMs = readMs();
  setInterval(() => {
    nowMs = readMs();
    for (const tick of ticks) tick();
  }, everyMs);

  return {
    nowMs: () => nowMs,
    onTick: (tick) => {
      ticks.add(tick);
      return () => ticks.delete(tick);
    },
  };
}
