import { createContext, type ReactElement, type ReactNode, use, useSyncExternalStore } from 'react';
import { useFormat } from '#renderer/i18n';

interface RelativeTimeProps {
  readonly atMs: number;
  /** `ago`: "3 minutes ago"; `moment`: "14:03", "12 Nov, 18:40". */
  readonly show?: 'ago' | 'moment' | undefined;
}

/** Time in words; the exact time on hover. */
export function RelativeTime({ atMs, show = 'ago' }: RelativeTimeProps): ReactElement {
  const format = useFormat();
  const nowMs = useNowMs();
  return (
    <time dateTime={new Date(atMs).toISOString()} title={format.exact(atMs)} className="fb-numbers">
      {show === 'ago' ? format.ago(atMs, nowMs) : format.moment(atMs, nowMs)}
    </time>
  );
}

/**
 * Source of times on the screen. `nowMs` stays the same between two ticks, so that a screen agrees with
 * itself.
 */
export interface ScreenClock {
  readonly nowMs: () => number;
  /** Call back at each tick; returns a function that stops it. */
  readonly onTick: (tick: () => void) => () => void;
}

const ClockContext = createContext<ScreenClock | undefined>(undefined);

interface ClockProviderProps {
  readonly clock: ScreenClock;
  readonly children: ReactNode;
}

/**
 * Provider of a clock for every time on the screen: `createTickingClock` in apps, `createStoppedClock` in
 * tests and the gallery.
 */
export function ClockProvider({ clock, children }: ClockProviderProps): ReactElement {
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** Current time. Updates at each tick. Throws without a `ClockProvider`. */
export function useNowMs(): number {
  const screenClock = use(ClockContext);
  if (!screenClock) throw new Error('useNowMs needs a ClockProvider above it');
  return useSyncExternalStore(screenClock.onTick, screenClock.nowMs);
}

/** A clock that never moves. */
export function createStoppedClock(atMs: number): ScreenClock {
  return { nowMs: () => atMs, onTick: () => () => undefined };
}

/** A clock for apps: reads `readMs` every `everyMs`. Made once by main, with `Date.now`. */
export function createTickingClock(readMs: () => number, everyMs: number): ScreenClock {
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

/** The calendar day of this machine, `2026-11-24`. */
export function localDayOf(nowMs: number): string {
  const now = new Date(nowMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
