/** When to ask again. Calls `again` at each turn; returns the way to stop. */
export type Pace = (again: () => void) => () => void;

/** Every `everyMs` while the page is looked at, and at once when it comes into view or the network returns. */
export function createBrowserPace(everyMs: number): Pace {
  return (again) => {
    const askIfVisible = (): void => {
      if (document.visibilityState === 'visible') again();
    };
    const timer = setInterval(askIfVisible, everyMs);
    document.addEventListener('visibilitychange', askIfVisible);
    addEventListener('online', askIfVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askIfVisible);
      removeEventListener('online', askIfVisible);
    };
  };
}
