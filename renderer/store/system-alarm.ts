import type { Alarm } from '#sync/client/ports.ts';

/** The alarm of the machine that this runs on. After a sleep it rings late, never early. */
export const systemAlarm: Alarm = {
  at(atMs, ring) {
    const timer = setTimeout(ring, Math.max(0, atMs - Date.now()));
    return () => clearTimeout(timer);
  },
};
