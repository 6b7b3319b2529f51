import { useEffect, useState } from 'react';

/** Time without a touch after which the kiosk asks whether the person is still there, and then begins anew. */
export const kioskIdleMs = 60_000;
export const kioskWarningMs = 30_000;

const touches = ['pointerdown', 'pointermove', 'keydown'] as const;

/**
 * Watch for a person who left. Calls `onGone` after the warning.
 * @returns whether the warning is shown; any touch ends it
 */
export function useKioskIdle(onGone: () => void): boolean {
  const [isWarned, setWarned] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const begin = (): void => {
      clearTimeout(timer);
      setWarned(false);
      timer = setTimeout(() => {
        setWarned(true);
        timer = setTimeout(onGone, kioskWarningMs);
      }, kioskIdleMs);
    };
    begin();
    for (const touch of touches) window.addEventListener(touch, begin, true);
    return () => {
      clearTimeout(timer);
      for (const touch of touches) window.removeEventListener(touch, begin, true);
    };
  }, [onGone]);
  return isWarned;
}
