import type { BrowserWindow, PowerMonitor } from 'electron';

interface IdleParts {
  readonly power: Pick<PowerMonitor, 'getSystemIdleTime'>;
  /** Of a clock that nobody can set. */
  readonly tickMs: () => number;
  readonly idleMinutes: () => number;
  readonly lock: () => void;
}

export interface IdleWatch {
  /** Locks when nobody has touched the laptop, nor typed into this window, for long enough. Called now and then. */
  readonly look: () => void;
  /** What is done in this window counts, also where the system does not say how long it has been idle. */
  readonly watch: (window: BrowserWindow) => void;
}

export function followIdle({ power, tickMs, idleMinutes, lock }: IdleParts): IdleWatch {
  let touchedMs = tickMs();
  return {
    look() {
      const idleMs = Math.min(power.getSystemIdleTime() * 1_000, tickMs() - touchedMs);
      if (idleMs >= idleMinutes() * 60_000) lock();
    },
    watch({ webContents }) {
      touchedMs = tickMs();
      webContents.on('input-event', () => {
        touchedMs = tickMs();
      });
    },
  };
}
