import { useEffect, useState } from 'react';

/** Whole seconds until `endMs` of the page's own clock, which nobody can set; 0 when it has passed. */
export function useSecondsLeft(endMs: number): number {
  const [nowMs, setNowMs] = useState(() => performance.now());
  const isOver = nowMs >= endMs;
  useEffect(() => {
    const look = (): void => setNowMs(performance.now());
    look();
    if (performance.now() >= endMs) return undefined;
    const timer = setInterval(look, 250);
    return () => clearInterval(timer);
  }, [endMs, isOver]);
  return Math.max(0, Math.ceil((endMs - nowMs) / 1_000));
}
