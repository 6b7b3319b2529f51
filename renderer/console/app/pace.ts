/** When to ask again. Calls `again` at each turn; returns the way to stop. */
export type Pace = (again: () => void) => () => void;

const touches = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const;

/**
 * Every `everyMs` while somebody is there: the page is looked at, and was touched within `attendedMs`. At once when it
 * comes into view, when it is touched after a while, or when the network returns. A page that was left open asks nothing
 * and so does not keep its session alive.
 */
export function createBrowserPace(everyMs: number, attendedMs: number): Pace {
  const asking = new Set<() => void>();
  let touchedMs = performance.now();
  const isAttended = (): boolean => performance.now() - touchedMs <= attendedMs;
  const touched = (): void => {
    const wasLeft = !isAttended();
    touchedMs = performance.now();
    if (wasLeft) for (const ask of asking) ask();
  };
  for (const kind of touches) addEventListener(kind, touched, { passive: true, capture: true });

  return (again) => {
    const askIfAttended = (): void => {
      if (document.visibilityState === 'visible' && isAttended()) again();
    };
    asking.add(askIfAttended);
    const timer = setInterval(askIfAttended, everyMs);
    document.addEventListener('visibilitychange', askIfAttended);
    addEventListener('online', askIfAttended);
    return () => {
      asking.delete(askIfAttended);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askIfAttended);
      removeEventListener('online', askIfAttended);
    };
  };
}
